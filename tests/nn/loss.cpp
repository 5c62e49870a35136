#include <ctgrad/nn/loss.hpp>

#include <array>
#include <cmath>
#include <type_traits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using boost::test_tools::tolerance;

namespace {

using namespace ctgrad::literals;

constexpr auto y = vector<"y", 3>;
constexpr auto t = vector<"t", 3>;
constexpr auto digit = scalar<"digit">;
constexpr auto w = vector<"w", 3>;

#include "pytorch_losses.hpp"

constexpr std::array<double, 3> output{1, -2, 0.5}, target{0.25, 0, 0.75};

/// What for_each_loss is called with: value and gradient of every sample.
struct compare {
    template <expression Loss, class Call, std::size_t N>
    void operator()(const char* text, Loss loss, Call call, const double (&expected)[N][4]) const {
        for (std::size_t k = 0; k < N; ++k) BOOST_TEST_CONTEXT(text << ", sample " << k) {
                const auto found = call(samples[k], value_and_gradient(loss, y));
                check(found.value, expected[k][0]);
                for (std::size_t i = 0; i < 3; ++i) check(found.gradient[y][i], expected[k][i + 1]);
            }
    }
    static void check(double found, double expected) {
        BOOST_TEST(std::abs(found - expected) < 1e-13 * (1 + std::abs(expected)));
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(values_and_gradients_of_pytorch) { for_each_loss(compare{}); }

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

BOOST_AUTO_TEST_CASE(huge_logits_of_a_binary_target) {
    constexpr auto z = scalar<"z">;
    constexpr auto target_of_z = scalar<"target_of_z">;
    constexpr auto loss = nn::binary_cross_entropy(z, target_of_z);
    const auto at = [&](double logit, double truth) {
        return value_and_gradient(loss, z)(z = logit, target_of_z = truth);
    };
    BOOST_TEST((at(1e4, 1).value == 0 && at(1e4, 0).value == 1e4 && at(-1e4, 1).value == 1e4));
    BOOST_TEST((at(1e4, 1).gradient[z] == 0 && at(-1e4, 1).gradient[z] == -1));
}

BOOST_AUTO_TEST_CASE(weights_of_classes_that_do_not_count) {
    // 0 times the loss of a sample is 0, whatever the logits are.
    constexpr std::array<double, 3> only_last{0, 0, 1}, far{1e4, -1e4, 0};
    BOOST_TEST(nn::weighted_cross_entropy(y, digit, w)(y = far, digit = 1.0, w = only_last) == 0);
}

BOOST_AUTO_TEST_CASE(regularisers_are_expressions) {
    constexpr auto both = boost::hana::make_tuple(y, t);
    static_assert(std::is_same_v<decltype(nn::l1(both)), decltype(sum(abs(y)) + sum(abs(t)))>);
    static_assert(std::is_same_v<decltype(nn::l2(both)), decltype(nn::l2(y, t))>);
    static_assert(std::is_same_v<decltype(diff(nn::l2(y, t), y)), decltype(2_c * y)>);
    static_assert(std::is_same_v<decltype(diff(nn::l1(y), y)), decltype(sign(y))>);
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
