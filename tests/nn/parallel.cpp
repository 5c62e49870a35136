#include <ctgrad/nn/parallel.hpp>

#include <cmath>
#include <limits>
#include <random>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/initialise.hpp>

using namespace ctgrad;

namespace {

using net = nn::mlp<nn::dense<9, 20, nn::tanh>, nn::dense<20, 3>>;
constexpr auto digit = scalar<"digit">;
constexpr auto loss = nn::softmax_cross_entropy(net::output, digit);
using weights = parameters_for<float, decltype(net::parameters)>;
const int most = std::min(4, static_cast<int>(std::thread::hardware_concurrency()));

struct samples {
    std::vector<float> inputs;
    std::vector<int> digits;

    explicit samples(int count) {
        std::mt19937 generator(7);
        for (int i = 0; i < count; ++i) {
            digits.push_back(i % 3);
            for (int k = 0; k < 9; ++k)
                inputs.push_back(static_cast<float>(generator() % 2001) / 1000 - 1);
        }
    }
};

weights initial() {
    weights w;
    nn::glorot{.seed = 3}(w);
    return w;
}

bool same(const weights& a, const weights& b) {
    return std::equal(a.data(), a.data() + a.size(), b.data());
}

const auto step = make_batch_gradient<float>(loss, net::parameters);

}  // namespace

BOOST_AUTO_TEST_CASE(one_result_for_any_number_of_threads) {
    for (const int count : {1, 40, 127, 128, 129, 500, 512, 513, 1024, 2100, 5000}) {
        const samples data(count);
        weights expected_w = initial(), expected;
        nn::adam<weights> expected_adam{.rate = 0.01};
        float expected_mean = 0;
        for (int threads = 1; threads <= most; ++threads) {
            nn::parallel_gradient all(step, threads);
            weights w = initial(), gradient, alone;
            nn::adam<weights> adam{.rate = 0.01};
            const auto x = net::input = rows(data.inputs);
            const auto label = digit = rows(data.digits);
            const float mean = all(w, alone, x, label);
            BOOST_TEST(all.update(w, gradient, adam, x, label) == mean);
            BOOST_TEST(same(alone, gradient));
            if (threads == 1) {
                expected_w = w, expected = gradient, expected_mean = mean;
                auto plain = step;
                weights v = initial(), plain_gradient;
                const float plain_mean = plain(v, plain_gradient, x, label);
                BOOST_TEST(mean == plain_mean, boost::test_tools::tolerance(1e-5f));
                for (std::size_t i = 0; i < v.size(); ++i)
                    BOOST_TEST(std::abs(gradient.data()[i] - plain_gradient.data()[i]) < 2e-6f);
            }
            BOOST_TEST((same(w, expected_w) && same(gradient, expected) && mean == expected_mean));
        }
    }
}

BOOST_AUTO_TEST_CASE(parts_are_alike_and_cover_the_batch) {
    using nn::detail::batch_parts;
    BOOST_TEST((batch_parts(128).count == 1 && batch_parts(129).count == 2 &&
                batch_parts(512).count == 2 && batch_parts(513).count == 4));
    for (int samples = 1; samples < 20000; samples += samples < 1500 ? 1 : 37) {
        const batch_parts division(samples);
        int covered = 0, least = samples, longest = 0;
        for (int part = 0; part < division.count; ++part) {
            BOOST_REQUIRE_EQUAL(division.first(part), covered);
            covered += division.size(part);
            least = std::min(least, division.size(part));
            longest = std::max(longest, division.size(part));
        }
        BOOST_REQUIRE_EQUAL(covered, samples);
        BOOST_REQUIRE(least > 0 && longest - least <= 63 && division.count <= 16);
    }
    const batch_parts large(2'000'000'000);
    BOOST_TEST(large.first(15) + large.size(15) == 2'000'000'000);
}

BOOST_AUTO_TEST_CASE(rows_with_gaps) {
    const samples data(300);
    std::vector<float> wide(300 * 12, 1e30f);
    for (std::size_t i = 0; i < 300; ++i)
        std::copy_n(data.inputs.data() + i * 9, 9, wide.data() + i * 12);
    nn::parallel_gradient all(step, most);
    weights w = initial(), dense, gaps;
    all(w, dense, net::input = rows(data.inputs), digit = rows(data.digits));
    all(w, gaps, net::input = rows(wide, 12), digit = rows(data.digits));
    BOOST_TEST(same(dense, gaps));
}

BOOST_AUTO_TEST_CASE(nothing_changes_where_the_loss_is_not_finite) {
    samples data(300);
    data.inputs[2500] = std::numeric_limits<float>::quiet_NaN();
    nn::parallel_gradient all(step, most);
    weights w = initial(), gradient;
    nn::sgd<weights> descent{.rate = 0.1, .momentum = 0.5};
    const float mean =
        all.update(w, gradient, descent, net::input = rows(data.inputs), digit = rows(data.digits));
    BOOST_TEST((mean != mean && same(w, initial()) && descent.steps == 0));
}

BOOST_AUTO_TEST_CASE(bad_rows_are_refused_as_without_threads) {
    const samples data(300);
    nn::parallel_gradient all(step, most);
    weights w = initial(), gradient;
    BOOST_CHECK_THROW(
        all(w, gradient, net::input = rows(data.inputs), digit = rows(std::vector<int>(299))),
        std::invalid_argument);
    BOOST_CHECK_THROW(
        all(w, gradient, net::input = rows(std::vector<float>()), digit = rows(std::vector<int>())),
        std::invalid_argument);
}
