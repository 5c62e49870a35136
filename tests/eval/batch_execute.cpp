#include <ctgrad/eval/batch_execute.hpp>

#include "batch_support.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;
using batches::check;
using boost::hana::make_tuple;

namespace {

constexpr auto x = vector<"x", 9>;
constexpr auto t = vector<"t", 9>;
constexpr auto t4 = vector<"t", 4>;
constexpr auto digit = scalar<"digit">;
constexpr auto W = matrix<"W", 9, 9>;
constexpr auto V = matrix<"V", 9, 9>;
constexpr auto U = matrix<"U", 4, 9>;
constexpr auto b = vector<"b", 9>;
constexpr auto c = vector<"c", 4>;
constexpr auto s = scalar<"s">;

using x_type = decltype(x);
using t_type = decltype(t);
using t4_type = decltype(t4);
using class_type = decltype(digit);

}  // namespace

// Whatever the graph is, a batch gives the mean of what single samples give.

BOOST_AUTO_TEST_CASE(skip_connection) {
    constexpr auto hidden = tanh(W * x + b);
    check<float, x_type, t_type>(nn::mean_squared_error(hidden + x, t), make_tuple(W, b));
    check<double, x_type, t_type>(nn::mean_squared_error(V * hidden + hidden, t),
                                  make_tuple(W, V, b));
}

BOOST_AUTO_TEST_CASE(two_heads) {
    constexpr auto hidden = relu(W * x + b);
    constexpr auto loss =
        nn::half_squared_error(V * hidden, t) + nn::softmax_cross_entropy(U * hidden + c, digit);
    check<float, x_type, t_type, class_type>(loss, make_tuple(W, V, U, b, c));
}

BOOST_AUTO_TEST_CASE(elementwise_product_of_layers) {
    check<float, x_type, t_type>(
        nn::mean_squared_error(hadamard(tanh(W * x), sigmoid(V * x + b)), t), make_tuple(W, V, b));
}

BOOST_AUTO_TEST_CASE(shared_weights) {
    check<double, x_type, t_type>(nn::half_squared_error(W * tanh(W * x + b) + b, t),
                                  make_tuple(W, b));
    check<double, x_type, t_type>(nn::half_squared_error(transpose(W) * tanh(W * x), t),
                                  make_tuple(W));
}

// Layers that are alike share their code; what they start from may lie elsewhere.
BOOST_AUTO_TEST_CASE(layers_that_start_from_parameters_and_from_what_is_made_of_them) {
    constexpr auto first = tanh(W * x + b);
    constexpr auto second = tanh(V * first + square(b));
    constexpr auto third = tanh(V * second + b);
    check<float, x_type, t_type>(nn::mean_squared_error(W * third, t), make_tuple(W, V, b));
    check<double, x_type, t_type>(nn::mean_squared_error(tanh(W * third), t), make_tuple(W, V, b));
}

BOOST_AUTO_TEST_CASE(penalties_on_parameters) {
    constexpr auto fit = nn::mean_squared_error(U * x + c, t4);
    check<float, x_type, t4_type>(fit + 0.01_c * squared_norm(U), make_tuple(U, c));
    check<double, x_type, t4_type>(fit + 0.5_c * squared_norm(U) + s * squared_norm(c) + s * s,
                                   make_tuple(U, c, s));
}

BOOST_AUTO_TEST_CASE(only_parameters) {
    check<double, x_type>(squared_norm(W * b) + sum(V), make_tuple(W, V, b));
    check<double, x_type>(dot(c, U * b) + s, make_tuple(U, b, c, s));
}

BOOST_AUTO_TEST_CASE(products_with_shared_and_constant_vectors) {
    check<double, x_type>(sum(W * x), make_tuple(W));
    check<double, x_type>(sum(tanh(W * b + x)), make_tuple(W, b));
    check<double, x_type>(dot(x, W * x), make_tuple(W));
    check<double, x_type>(3_c * dot(tanh(exp(c)), U * x), make_tuple(U, c));
    check<double, x_type>(sum(exp(W * (s * x))) * s, make_tuple(W, s));
    check<double, x_type>(sum(square((s * W) * x)), make_tuple(W, s));
}

BOOST_AUTO_TEST_CASE(matrices_that_vary_with_the_sample) {
    check<double, x_type>(sum(square(outer(tanh(U * x), b) * b)), make_tuple(U, b));
    check<double, decltype(V), x_type>(sum(tanh(V * (W * x))), make_tuple(W));
    check<double, decltype(V)>(sum(square(V * W)), make_tuple(W));
}

BOOST_AUTO_TEST_CASE(parts_and_reductions) {
    constexpr auto y = W * x + b;
    check<double, x_type>(element<3>(y) * element<0>(y), make_tuple(W, b));
    check<double, x_type>(sum(square(slice<2, 4>(y))) + norm(slice<1, 3>(b)), make_tuple(W, b));
    check<double, x_type>(sum(tanh(U * softmax(y))), make_tuple(W, b, U));
    check<double, x_type>(sum(square(concat(y, U * x))), make_tuple(W, b, U));
    check<double, x_type>(log_sum_exp(y) * mean(x), make_tuple(W, b));
}

BOOST_AUTO_TEST_CASE(variables_of_one_number) {
    constexpr auto u = scalar<"u">;
    constexpr auto v = scalar<"v">;
    constexpr auto k = scalar<"k">;
    check<double, decltype(u), decltype(v)>(square(s * u + k - v) + exp(-s), make_tuple(s, k));
    check<float, decltype(u), decltype(v)>(log(1_c + exp(s * u * v)) / (1_c + k * k),
                                           make_tuple(s, k));
}

BOOST_AUTO_TEST_CASE(parameter_without_influence_has_zero_gradient) {
    check<float, x_type, t_type>(nn::mean_squared_error(W * x, t), make_tuple(W, V, s));
}
