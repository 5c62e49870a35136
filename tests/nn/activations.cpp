#include <array>
#include <cmath>

#include <ctgrad/nn/activations.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;

// Values of the formulas at -1.5, 0 and 2, computed in Python.
bool close(double found, double expected) { return std::abs(found - expected) < 1e-14; }

template <class F> bool has_values(F f, double at_minus, double at_zero, double at_plus) {
    return close(f(x = -1.5), at_minus) && close(f(x = 0.0), at_zero) && close(f(x = 2.0), at_plus);
}

}  // namespace

BOOST_AUTO_TEST_CASE(values) {
    BOOST_TEST(has_values(nn::relu(x), 0, 0, 2));
    BOOST_TEST(has_values(nn::leaky_relu(x), -0.015, 0, 2));
    BOOST_TEST(has_values(nn::leaky_relu(x, 0.5_c), -0.75, 0, 2));
    BOOST_TEST(has_values(nn::elu(x), -0.77686983985157021, 0, 2));
    BOOST_TEST(has_values(nn::selu(x), -1.3658143533672527, 0, 2.101401974710961));
    BOOST_TEST(has_values(nn::gelu(x), -0.10021080190328713, 0, 1.9544997361036416));
    BOOST_TEST(has_values(nn::silu(x), -0.2736382857095345, 0, 1.7615941559557646));
    BOOST_TEST(has_values(nn::sigmoid(x), 0.18242552380635635, 0.5, 0.88079707797788243));
    BOOST_TEST(has_values(nn::log_sigmoid(x), -1.7014132779827524, -0.69314718055994531,
                          -0.12692801104297250));
    BOOST_TEST(
        has_values(nn::softplus(x), 0.20141327798275241, 0.69314718055994531, 2.1269280110429725));
    BOOST_TEST(has_values(nn::softsign(x), -0.6, 0, 2.0 / 3));
    BOOST_TEST(has_values(nn::hard_tanh(x), -1, 0, 1));
    BOOST_TEST(has_values(nn::tanh(x), std::tanh(-1.5), 0, std::tanh(2.0)));
}

BOOST_AUTO_TEST_CASE(far_from_zero) {
    BOOST_TEST(nn::sigmoid(x)(x = -1000.0) == 0.0);
    BOOST_TEST(nn::sigmoid(x)(x = 1000.0) == 1.0);
    BOOST_TEST(nn::softplus(x)(x = 1000.0) == 1000.0);
    BOOST_TEST(nn::log_sigmoid(x)(x = -1000.0) == -1000.0);
    BOOST_TEST(diff(nn::silu(x), x)(x = -1000.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(entry_by_entry) {
    constexpr auto v = vector<"v", 2>;
    const std::array values{-1.5, 2.0};
    BOOST_TEST(close(nn::gelu(v)(v = values)[1], nn::gelu(x)(x = 2.0)));
    BOOST_TEST(close(nn::selu(v)(v = values)[0], nn::selu(x)(x = -1.5)));
}
