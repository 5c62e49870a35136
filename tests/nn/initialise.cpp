#include <ctgrad/nn/initialise.hpp>

#include <cmath>
#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using boost::test_tools::tolerance;

namespace {

constexpr auto W = matrix<"W", 100, 400>;
constexpr auto b = vector<"b", 100>;
constexpr auto s = scalar<"s">;
using values = parameters_for<double, decltype(boost::hana::make_tuple(W, b, s))>;

struct moments {
    double mean = 0, variance = 0, largest = 0;
    explicit moments(const values& p) {
        for (double w : p[W]) mean += w / static_cast<double>(p[W].size());
        for (double w : p[W]) {
            variance += (w - mean) * (w - mean) / static_cast<double>(p[W].size());
            largest = std::max(largest, std::abs(w));
        }
    }
};

template <class Scheme> values filled(Scheme scheme) {
    values p;
    for (double& number : p[b]) number = 7;
    p[s][0] = 7;
    scheme(p);
    return p;
}

}  // namespace

BOOST_AUTO_TEST_CASE(he_has_variance_2_over_inputs) {
    const moments m(filled(nn::he{1}));
    BOOST_TEST(std::abs(m.mean) < 0.002);
    BOOST_TEST(m.variance == 2.0 / 400, tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(glorot_is_uniform_within_its_bound) {
    const moments m(filled(nn::glorot{1}));
    const double bound = std::sqrt(6.0 / 500);
    BOOST_TEST(std::abs(m.mean) < 0.002);
    BOOST_TEST(m.variance == bound * bound / 3, tolerance(0.03));
    BOOST_TEST(m.largest <= bound);
    BOOST_TEST(m.largest > 0.99 * bound);
}

BOOST_AUTO_TEST_CASE(variances) {
    const auto variance = [](auto scheme) { return moments(filled(scheme)).variance; };
    BOOST_TEST(variance(nn::he_uniform{2}) == 2.0 / 400, tolerance(0.03));
    BOOST_TEST(variance(nn::glorot_normal{2}) == 2.0 / 500, tolerance(0.03));
    BOOST_TEST(variance(nn::lecun_normal{2}) == 1.0 / 400, tolerance(0.03));
    BOOST_TEST(variance(nn::lecun_uniform{2}) == 1.0 / 400, tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(every_number) {
    const values all = filled(nn::constant{0.25});
    BOOST_TEST((all[W](3, 3) == 0.25 && all[b][99] == 0.25 && all[s][0] == 0.25));
    BOOST_TEST((filled(nn::zeros{})[b][5] == 0 && filled(nn::zeros{})[s][0] == 0));
    const values flat = filled(nn::uniform{.seed = 3, .low = -2, .high = 4});
    BOOST_TEST(moments(flat).mean == 1, tolerance(0.03));
    BOOST_TEST(moments(flat).variance == 3, tolerance(0.03));
    BOOST_TEST((flat[b][0] >= -2 && flat[b][0] < 4 && flat[b][0] != 7));
    const values bell = filled(nn::normal{.seed = 3, .mean = 5, .deviation = 0.5});
    BOOST_TEST(moments(bell).mean == 5, tolerance(0.01));
    BOOST_TEST(moments(bell).variance == 0.25, tolerance(0.03));
}

BOOST_AUTO_TEST_CASE(chosen_variables_only) {
    values p = filled(nn::constant{7});
    nn::normal{.seed = 1}(p, b);
    BOOST_TEST((p[b][0] != 7 && p[W](0, 0) == 7 && p[s][0] == 7));
    nn::zeros{}(p, W, s);
    BOOST_TEST((p[W](99, 399) == 0 && p[s][0] == 0 && p[b][0] != 0));
}

BOOST_AUTO_TEST_CASE(orthogonal_rows_or_columns) {
    constexpr auto tall = matrix<"tall", 7, 3>;
    parameters_for<double, decltype(boost::hana::make_tuple(W, tall))> p;
    nn::orthogonal{.seed = 4, .gain = 2}(p);
    double worst = 0;
    for (int i = 0; i < 100; ++i)
        for (int k = 0; k <= i; ++k) {
            double along = 0;
            for (int j = 0; j < 400; ++j) along += p[W](i, j) * p[W](k, j);
            worst = std::max(worst, std::abs(along - (i == k ? 4 : 0)));
        }
    for (int i = 0; i < 3; ++i)
        for (int k = 0; k <= i; ++k) {
            double along = 0;
            for (int j = 0; j < 7; ++j) along += p[tall](j, i) * p[tall](j, k);
            worst = std::max(worst, std::abs(along - (i == k ? 4 : 0)));
        }
    BOOST_TEST(worst < 1e-14);
}

BOOST_AUTO_TEST_CASE(refused_settings) {
    const auto refusal = [](auto scheme) -> std::string {
        try {
            filled(scheme);
        } catch (const std::invalid_argument& error) { return error.what(); }
        return "";
    };
    BOOST_TEST(refusal(nn::uniform{.low = 1, .high = 0}) == "uniform: low must not be above high");
    BOOST_TEST(refusal(nn::normal{.deviation = -1}) == "normal: the deviation must be at least 0");
}

BOOST_AUTO_TEST_CASE(biases_start_at_zero) {
    const values p = filled(nn::he{});
    BOOST_TEST(p[b][0] == 0);
    BOOST_TEST(p[b][99] == 0);
    BOOST_TEST(p[s][0] == 0);
}

BOOST_AUTO_TEST_CASE(seeds) {
    BOOST_TEST(filled(nn::he{3})[W](7, 7) == filled(nn::he{3})[W](7, 7));
    BOOST_TEST(filled(nn::he{3})[W](7, 7) != filled(nn::he{4})[W](7, 7));
}

BOOST_AUTO_TEST_CASE(the_same_numbers_on_every_platform) {
    // Found once; never to be updated.
    const values he = filled(nn::he{42}), glorot = filled(nn::glorot{42});
    BOOST_TEST(he[W](0, 0) == -0.045163882030029107, tolerance(1e-14));
    BOOST_TEST(he[W](0, 1) == -0.059171270043009337, tolerance(1e-14));
    BOOST_TEST(he[W](99, 399) == 0.083861868354540653, tolerance(1e-14));
    BOOST_TEST(glorot[W](0, 0) == -0.027486883781852184, tolerance(1e-14));
    BOOST_TEST(glorot[W](0, 1) == 0.064969312686635777, tolerance(1e-14));
    BOOST_TEST(glorot[W](99, 399) == 0.10892573465643204, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(number_types_agree) {
    parameters_for<float, decltype(boost::hana::make_tuple(W, b, s))> single;
    nn::he{5}(single);
    BOOST_TEST(single[W](3, 4) == static_cast<float>(filled(nn::he{5})[W](3, 4)));
}
