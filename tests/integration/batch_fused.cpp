// What a network can be besides layers in a row runs fused as well, and gives what the obvious walk
// over the graph gives.

#include "batch_law.hpp"

using namespace batch_law;
using namespace ctgrad;
using namespace ctgrad::literals;
using boost::hana::make_tuple;

namespace {

constexpr auto x = vector<"x", 18>;
constexpr auto t = vector<"t", 5>;
constexpr auto digit = scalar<"digit">;
constexpr auto W = matrix<"W", 18, 18>;
constexpr auto V = matrix<"V", 18, 18>;
constexpr auto U = matrix<"U", 5, 18>;
constexpr auto H = matrix<"H", 3, 18>;
constexpr auto b = vector<"b", 18>;
constexpr auto c = vector<"c", 5>;
constexpr auto s = scalar<"s">;

/// Steps of the gradient's program that do some work, for every sample or once per call.
template <class Loss, class... Parameters> struct steps_of {
    static constexpr const auto& program =
        batch_program<ctgrad::detail::mean_loss_pass<Loss::id, Parameters::id...>,
                      kernel::lanes<float>>;

    static constexpr int count(batch_work::code work, bool varies = true) {
        int result = 0;
        for (int i = 0; i < program.size; ++i)
            result += program.steps[i].work == work && program.steps[i].varies == varies;
        return result;
    }
    static constexpr int count(const operation& op, bool varies) {
        int result = 0;
        for (int i = 0; i < program.size; ++i)
            result += program.steps[i].output < 0 && program.steps[i].code.key == op.key &&
                      program.steps[i].varies == varies;
        return result;
    }
    /// Products with matrices are products of the tile, their gradients accumulate over it, and
    /// what follows them is done while it is in registers.
    static constexpr bool fused =
        count(descriptor<operations::matrix_product>, true) == count(batch_work::product) &&
        count(descriptor<operations::outer>, true) == 0 &&
        count(descriptor<operations::transpose>, true) == 0 && count(batch_work::inside) > 0;
};

/// Checks loss and gradient against the walk, in both number types.
template <class... Variables, class Loss, class... Parameters>
void check_fused(Loss loss, const boost::hana::tuple<Parameters...>& parameters) {
    static_assert(steps_of<Loss, Parameters...>::fused);
    check<float, Variables...>(loss, parameters);
    check<double, Variables...>(loss, parameters);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_skip_connection) {
    constexpr auto hidden = relu(W * x + b);
    constexpr auto loss = nn::mean_squared_error(U * (tanh(V * hidden) + hidden + x) + c, t);
    check_fused<decltype(x), decltype(t)>(loss, make_tuple(W, V, U, b, c));
}

BOOST_AUTO_TEST_CASE(two_heads_with_a_summed_loss) {
    constexpr auto hidden = tanh(W * x + b);
    constexpr auto loss = nn::mean_squared_error(U * hidden + c, t) +
                          0.5_c * nn::softmax_cross_entropy(H * hidden, digit);
    check_fused<decltype(x), decltype(t), decltype(digit)>(loss, make_tuple(W, U, H, b, c));
}

BOOST_AUTO_TEST_CASE(an_elementwise_product_of_two_layers) {
    constexpr auto gated = hadamard(tanh(W * x + b), sigmoid(V * x));
    constexpr auto loss = nn::mean_squared_error(U * gated + c, t);
    check_fused<decltype(x), decltype(t)>(loss, make_tuple(W, V, U, b, c));
}

BOOST_AUTO_TEST_CASE(penalties_on_parameters_are_taken_once_per_call) {
    constexpr auto loss = nn::softmax_cross_entropy(H * silu(W * x + b), digit) +
                          0.01_c * squared_norm(W) + s * squared_norm(H);
    using steps = steps_of<std::remove_const_t<decltype(loss)>, std::remove_const_t<decltype(W)>,
                           std::remove_const_t<decltype(H)>, std::remove_const_t<decltype(b)>,
                           std::remove_const_t<decltype(s)>>;
    // What they add to the gradients by W, H and s.
    static_assert(steps::count(batch_work::add, false) == 3);
    check_fused<decltype(x), decltype(digit)>(loss, make_tuple(W, H, b, s));
}

BOOST_AUTO_TEST_CASE(a_loss_written_by_the_user) {
    // Huber's loss of every output, weighted by how sure the network was of its class.
    constexpr auto y = U * tanh(W * x + b) + c;
    constexpr auto error = y - t;
    constexpr auto huber = select(abs(error) < 1_c, 0.5_c * square(error), abs(error) - 0.5_c);
    constexpr auto loss = dot(softmax(y), huber) + log(1_c + sum(exp(-y)));
    check_fused<decltype(x), decltype(t)>(loss, make_tuple(W, U, b, c));
}

BOOST_AUTO_TEST_CASE(what_depends_on_parameters_alone_is_computed_once_per_call) {
    // A layer whose rows have a length of their own: W = s V / |V|.
    constexpr auto normed = (s / norm(V)) * V;
    constexpr auto loss = nn::mean_squared_error(U * tanh(normed * x + exp(b)) + c, t);
    using steps = steps_of<std::remove_const_t<decltype(loss)>, std::remove_const_t<decltype(V)>,
                           std::remove_const_t<decltype(U)>, std::remove_const_t<decltype(b)>,
                           std::remove_const_t<decltype(c)>, std::remove_const_t<decltype(s)>>;
    static_assert(steps::count(descriptor<operations::exp>, false) == 1);
    static_assert(steps::count(descriptor<operations::exp>, true) == 0);
    check<float, decltype(x), decltype(t)>(loss, make_tuple(V, U, b, c, s));
    check<double, decltype(x), decltype(t)>(loss, make_tuple(V, U, b, c, s));
}
