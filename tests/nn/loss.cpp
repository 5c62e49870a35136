#include <ctgrad/nn/loss.hpp>

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using boost::test_tools::tolerance;

namespace {

constexpr auto y = vector<"y", 3>;
constexpr auto t = vector<"t", 3>;
constexpr auto digit = scalar<"digit">;
constexpr std::array<double, 3> output{1, -2, 0.5}, target{0.25, 0, 0.75};

}  // namespace

BOOST_AUTO_TEST_CASE(squared_errors) {
    // Differences 0.75, -2, -0.25: sum of squares 4.625.
    BOOST_TEST(nn::half_squared_error(y, t)(y = output, t = target) == 2.3125);
    BOOST_TEST(nn::mean_squared_error(y, t)(y = output, t = target) == 4.625 / 3, tolerance(1e-15));
    BOOST_TEST(gradient(nn::half_squared_error(y, t), y)(y = output, t = target)[y][1] == -2);
    BOOST_TEST(gradient(nn::mean_squared_error(y, t), y)(y = output, t = target)[y][1] == -4.0 / 3,
               tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(cross_entropy) {
    const double total = std::exp(1.0) + std::exp(-2.0) + std::exp(0.5);
    const auto by_index = nn::softmax_cross_entropy(y, digit);
    const auto by_distribution = nn::softmax_cross_entropy(y, t);
    BOOST_TEST(by_index(y = output, digit = 2.0) == std::log(total) - 0.5, tolerance(1e-14));
    BOOST_TEST(by_distribution(y = output, t = target) == std::log(total) - 0.25 * 1 - 0.75 * 0.5,
               tolerance(1e-14));
    const auto slope = gradient(by_index, y)(y = output, digit = 2.0)[y];
    BOOST_TEST(slope[0] == std::exp(1.0) / total, tolerance(1e-14));
    BOOST_TEST(slope[2] == std::exp(0.5) / total - 1, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(huge_logits) {
    constexpr std::array<double, 3> far{1e4, -1e4, 0};
    const auto loss = nn::softmax_cross_entropy(y, digit);
    BOOST_TEST(loss(y = far, digit = 0.0) == 0);
    BOOST_TEST(loss(y = far, digit = 1.0) == 2e4);
    const auto slope = gradient(loss, y)(y = far, digit = 1.0)[y];
    BOOST_TEST(slope[0] == 1);
    BOOST_TEST(slope[1] == -1);
    BOOST_TEST(slope[2] == 0);
}

BOOST_AUTO_TEST_CASE(an_index_that_is_no_class) {
    // One-hot encoding of 3, -1 and 0.5 among three classes: no entry is 1.
    const double total = std::log(std::exp(1.0) + std::exp(-2.0) + std::exp(0.5));
    for (double index : {3.0, -1.0, 0.5})
        BOOST_TEST(nn::softmax_cross_entropy(y, digit)(y = output, digit = index) == total,
                   tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_loss_is_differentiable_by_its_target) {
    const auto slope = gradient(nn::softmax_cross_entropy(y, t), t)(y = output, t = target)[t];
    const double total = std::log(std::exp(1.0) + std::exp(-2.0) + std::exp(0.5));
    BOOST_TEST(slope[0] == total - 1, tolerance(1e-14));
}
