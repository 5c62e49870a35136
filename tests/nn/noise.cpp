#include <ctgrad/nn/noise.hpp>

#include <array>
#include <cmath>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/fit.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using boost::test_tools::tolerance;

namespace {

constexpr auto x = vector<"x", 4>;
constexpr auto r = vector<"r", 4>;
constexpr auto w = vector<"w", 4>;
constexpr auto variables = boost::hana::make_tuple(w);

const int most = std::min(2, static_cast<int>(std::thread::hardware_concurrency()));

template <class T> struct moments {
    double mean = 0, variance = 0, least = 1e9, most = -1e9;
    explicit moments(nn::random_rows<T> rows) {
        constexpr int count = 40000;
        for (unsigned i = 0; i < count; ++i) {
            const auto number = static_cast<double>(rows(i / 1000, i / 7 % 143, i % 7));
            mean += number / count;
            variance += number * number / count;
            least = std::min(least, number), most = std::max(most, number);
        }
        variance -= mean * mean;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(distributions) {
    const moments<float> flat(nn::uniform_rows<float>(1));
    BOOST_TEST(flat.mean == 0.5, tolerance(0.02));
    BOOST_TEST(flat.variance == 1 / 12.0, tolerance(0.02));
    BOOST_TEST((flat.least >= 0 && flat.least < 0.001 && flat.most < 1 && flat.most > 0.999));
    const moments<double> bell(nn::normal_rows<double>(1));
    BOOST_TEST(std::abs(bell.mean) < 0.02);
    BOOST_TEST(bell.variance == 1, tolerance(0.02));
    BOOST_TEST((bell.least < -3 && bell.most > 3));
}

BOOST_AUTO_TEST_CASE(a_number_depends_on_all_of_its_place) {
    const auto rows = nn::uniform_rows<double>(1);
    BOOST_TEST(rows(1, 2, 3) == rows(1, 2, 3));
    for (const double other : {rows(2, 2, 3), rows(1, 3, 3), rows(1, 2, 4), rows(1, 3, 2),
                               nn::uniform_rows<double>(2)(1, 2, 3)})
        BOOST_TEST(rows(1, 2, 3) != other);
}

BOOST_AUTO_TEST_CASE(dropout) {
    constexpr auto kept = nn::dropout(x, r, 0.25_c);
    const auto y = kept(x = std::array{1.0, 2.0, 3.0, 4.0}, r = std::array{0.1, 0.25, 0.2499, 0.9});
    BOOST_TEST((y[0] == 0 && y[2] == 0));
    BOOST_TEST(y[1] == 2 / 0.75, tolerance(1e-15));
    BOOST_TEST(y[3] == 4 / 0.75, tolerance(1e-15));
    constexpr auto more = nn::noisy(x, r, 0.5_c);
    BOOST_TEST(more(x = std::array{1.0, 2.0, 3.0, 4.0}, r = std::array{0.0, 2.0, 0.0, -2.0})[3] ==
               3);
}

BOOST_AUTO_TEST_CASE(neither_batches_nor_threads_change_the_numbers) {
    // In one epoch every weight moves by its own gradient alone, which is that of single samples.
    constexpr auto loss = dot(w, nn::dropout(x, r, 0.5_c));
    const auto step = make_batch_gradient<double>(loss, variables);
    std::vector<double> inputs(4 * 512, 1.0);
    const nn::samples data(x = rows(inputs), r = nn::uniform_rows<double>(5));
    BOOST_TEST(data.size() == 512u);
    const auto trained = [&](int batch, int threads) {
        parameters_for<double, decltype(variables)> weights;
        nn::gradient_descent descent{.rate = static_cast<double>(batch)};
        nn::fit(step, descent, weights, data, {.epochs = 1, .batch = batch, .threads = threads});
        return std::array{weights[w][0], weights[w][3]};
    };
    const auto all = trained(512, 1);
    BOOST_TEST((all[0] < -400 && all[0] > -620 && all[0] != all[1]));
    BOOST_TEST((all == trained(512, most) && all == trained(64, 1) && all == trained(1, 1)));
}
