// Batch passes of every kind of graph, for tests of their plans.
#pragma once

#include <ctgrad/ctgrad.hpp>

namespace batch_passes {

using namespace ctgrad;
using namespace ctgrad::literals;
using boost::hana::make_tuple;

template <class Loss, class Parameters> struct loss_by;
template <class Loss, class... Variables>
struct loss_by<Loss, boost::hana::tuple<Variables...>> {
    using gradient = ctgrad::detail::mean_loss_pass<Loss::id, Variables::id...>;
    using output = ctgrad::detail::rows_pass<Loss::id, Variables::id...>;
};

/// The passes of batch_gradient and batch_output.
template <const auto& Loss, const auto& Parameters>
using gradient_of = typename loss_by<std::remove_cvref_t<decltype(Loss)>,
                                     std::remove_cvref_t<decltype(Parameters)>>::gradient;
template <const auto& Output, const auto& Parameters>
using output_of = typename loss_by<std::remove_cvref_t<decltype(Output)>,
                                   std::remove_cvref_t<decltype(Parameters)>>::output;

namespace graphs {

inline constexpr auto x = vector<"x", 9>;
inline constexpr auto t = vector<"t", 9>;
inline constexpr auto digit = scalar<"digit">;
inline constexpr auto W = matrix<"W", 9, 9>;
inline constexpr auto V = matrix<"V", 9, 9>;
inline constexpr auto U = matrix<"U", 4, 9>;
inline constexpr auto b = vector<"b", 9>;
inline constexpr auto c = vector<"c", 4>;
inline constexpr auto s = scalar<"s">;

inline constexpr nn::mlp<nn::dense<20, 12, nn::relu>, nn::dense<12, 5>> net;
inline constexpr auto classes = nn::softmax_cross_entropy(net.output, digit);
inline constexpr auto net_parameters = net.parameters;
using classifier = gradient_of<classes, net_parameters>;

inline constexpr nn::mlp<nn::dense<6, 7, nn::tanh>, nn::dense<7, 7, nn::gelu>,
                         nn::dense<7, 7, nn::silu>, nn::dense<7, 7, nn::elu>, nn::dense<7, 1>>
    deep;
inline constexpr auto deep_loss = nn::mean_squared_error(deep.output, vector<"t", 1>);
inline constexpr auto deep_parameters = deep.parameters;
using regression = gradient_of<deep_loss, deep_parameters>;

inline constexpr auto hidden = relu(W * x + b);
inline constexpr auto heads = nn::half_squared_error(V * hidden + hidden, t) +
                              nn::softmax_cross_entropy(U * hidden + c, digit) +
                              0.01_c * squared_norm(W) + s * squared_norm(c);
inline constexpr auto all = make_tuple(W, V, U, b, c, s);
using two_heads = gradient_of<heads, all>;

inline constexpr auto twice = nn::half_squared_error(transpose(W) * tanh(W * x + b) + b, t);
inline constexpr auto of_twice = make_tuple(W, b);
using shared_weights = gradient_of<twice, of_twice>;

inline constexpr auto left = tanh(slice<0, 4>(W * x) + c);
inline constexpr auto parts = squared_norm(concat(left, hadamard(exp(slice<2, 4>(x)), left))) +
                              sum(left) * element<3>(W * x) + log_sum_exp(softmax(x));
inline constexpr auto of_parts = make_tuple(W, c);
using parts_of_values = gradient_of<parts, of_parts>;

inline constexpr auto varying = sum(square(V * W)) + sum(tanh(V * (W * x))) + dot(x, W* b);
inline constexpr auto of_varying = make_tuple(W, b);
using varying_matrices = gradient_of<varying, of_varying>;

inline constexpr auto numbers = log(1_c + exp(s * digit)) / (1_c + square(s)) + norm(b) * digit;
inline constexpr auto of_numbers = make_tuple(s, b);
using scalars = gradient_of<numbers, of_numbers>;

inline constexpr auto alone = squared_norm(W * b) + sum(V);
using only_parameters = gradient_of<alone, all>;

inline constexpr auto gates = nn::mean_squared_error(
    hadamard(tanh(W * x), sigmoid(V* x + b)) * s - relu(x) + hadamard(b, t), t);
using gated = gradient_of<gates, all>;

inline constexpr auto network_output = net.output;
using outputs = output_of<network_output, net_parameters>;
inline constexpr auto constant_output = 0_c * x + 3_c;
using constant_rows = output_of<constant_output, all>;

}  // namespace graphs

using graphs::classifier;
using graphs::constant_rows;
using graphs::gated;
using graphs::only_parameters;
using graphs::outputs;
using graphs::parts_of_values;
using graphs::regression;
using graphs::scalars;
using graphs::shared_weights;
using graphs::two_heads;
using graphs::varying_matrices;

/// Calls check.operator()<Pass>(name) for all of them.
template <class Check> void for_each_pass(const Check& check) {
    check.template operator()<classifier>("classifier");
    check.template operator()<regression>("regression");
    check.template operator()<two_heads>("two heads");
    check.template operator()<shared_weights>("shared weights");
    check.template operator()<parts_of_values>("parts of values");
    check.template operator()<varying_matrices>("varying matrices");
    check.template operator()<scalars>("scalars");
    check.template operator()<only_parameters>("only parameters");
    check.template operator()<gated>("gated");
    check.template operator()<outputs>("outputs");
    check.template operator()<constant_rows>("constant rows");
}

}  // namespace batch_passes
