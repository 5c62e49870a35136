// Batches of what is no chain of layers, with losses of the user's own.

#include "batch_law.hpp"

using namespace batch_law;
using namespace ctgrad;
using namespace ctgrad::literals;
using boost::hana::make_tuple;

namespace {

constexpr auto x = vector<"x", 17>;
constexpr auto t = vector<"t", 17>;
constexpr auto digit = scalar<"digit">;
constexpr auto W = matrix<"W", 17, 17>;
constexpr auto V = matrix<"V", 17, 17>;
constexpr auto U = matrix<"U", 5, 17>;
constexpr auto b = vector<"b", 17>;
constexpr auto c = vector<"c", 5>;
constexpr auto s = scalar<"s">;

using x_type = decltype(x);
using t_type = decltype(t);
using class_type = decltype(digit);

}  // namespace

BOOST_AUTO_TEST_CASE(skip_connections_and_penalties) {
    constexpr auto first = relu(W * x + b) + x;
    constexpr auto second = tanh(V * first) + first + x;
    constexpr auto loss = nn::half_squared_error(second, t) + 0.01_c * squared_norm(W) +
                          s * squared_norm(b) + square(s);
    check<float, x_type, t_type>(loss, make_tuple(W, V, b, s));
}

BOOST_AUTO_TEST_CASE(two_heads) {
    constexpr auto hidden = nn::gelu(W * x + b);
    constexpr auto loss = s * nn::mean_squared_error(V * hidden, t) +
                          nn::softmax_cross_entropy(U * hidden + c, digit);
    check<double, x_type, t_type, class_type>(loss, make_tuple(W, V, U, b, c, s));
}

BOOST_AUTO_TEST_CASE(products_of_layers) {
    constexpr auto gate = hadamard(tanh(W * x), sigmoid(V * x + b));
    constexpr auto loss = sum(log(1_c + square(gate - t)));
    check<float, x_type, t_type>(loss, make_tuple(W, V, b));
}

BOOST_AUTO_TEST_CASE(functions_of_weights) {
    // With penalties, with what has no function in front, behind another layer.
    constexpr auto first = tanh(exp(W) * x + b);
    constexpr auto second = hadamard(tanh(hadamard(V, sigmoid(V)) * first + W * x), t);
    constexpr auto loss = nn::half_squared_error(square(U) * (s * second), softplus(U) * x + c) +
                          0.01_c * squared_norm(V) + 0.1_c * sum(exp(W)) + 0.2_c * sum(V);
    check<double, x_type, t_type>(loss, make_tuple(W, V, U, b, c, s));
    constexpr auto deep = tanh(exp(V) * tanh(square(W) * x));
    check<float, x_type, t_type>(nn::half_squared_error(deep, t) + 0.1_c * squared_norm(W) + sum(V),
                                 make_tuple(W, V));
}

BOOST_AUTO_TEST_CASE(weights_used_again) {
    constexpr auto first = tanh(W * x + b);
    constexpr auto second = tanh(W * first + V * t + b);
    constexpr auto loss = log_sum_exp(transpose(W) * second + first) - mean(second);
    check<double, x_type, t_type>(loss, make_tuple(W, V, b));
}
