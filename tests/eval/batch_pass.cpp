#include <ctgrad/eval/batch_pass.hpp>

#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto W = matrix<"W", 3, 4>;
constexpr auto x = vector<"x", 4>;
constexpr auto t = vector<"t", 3>;
constexpr auto loss = nn::half_squared_error(W * x, t);

constexpr auto V = matrix<"V", 5, 3>;
constexpr auto b = vector<"b", 3>;
constexpr auto c = vector<"c", 5>;
constexpr auto y = vector<"y", 5>;

template <class Pass> std::vector<contribution> parts_of() {
    graph g;
    list<contribution> parts;
    Pass::run(g, parts);
    return {parts.begin(), parts.end()};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_mean_loss_is_followed_by_its_gradient) {
    using pass = ctgrad::detail::mean_loss_pass<loss.id, W.id>;
    const auto parts = parts_of<pass>();
    BOOST_TEST(parts.size() == 2u);
    BOOST_TEST(parts[0].output == 0);
    BOOST_TEST(parts[0].b == -1);
    // The gradient by W is the sum of outer(a, b) over the samples.
    BOOST_TEST(parts[1].output == 1);
    BOOST_TEST(parts[1].b >= 0);
    BOOST_TEST((!parts[0].rows && !parts[1].rows));
    static_assert(pass::parameter(0) == 0);
    static_assert(pass::parameter(1) == W.id);
}

// Whatever factors a loss has, there is one vector of errors for the weights, the biases and the
// layer before: none of them multiplies it again.
BOOST_AUTO_TEST_CASE(each_layer_has_one_vector_of_errors) {
    constexpr auto s = scalar<"s">;
    constexpr auto output = V * tanh(W * x + b) + c;
    const auto check = [](auto of) {
        using pass = ctgrad::detail::mean_loss_pass<decltype(of)::id, W.id, b.id, V.id, c.id>;
        const auto parts = parts_of<pass>();
        BOOST_TEST(parts.size() == 5u);
        for (const contribution& part : parts) BOOST_TEST(part.scale.is(1));
        BOOST_TEST(parts[1].a == parts[2].a);
        BOOST_TEST(parts[3].a == parts[4].a);
    };
    check(nn::mean_squared_error(output, y));
    check(0.7_c * s * nn::mean_squared_error(output, y));
    check(log(1_c + nn::mean_squared_error(output, y)) - 3_c * dot(output, y));
}

BOOST_AUTO_TEST_CASE(so_have_layers_whose_weights_are_transposed) {
    constexpr auto output = transpose(V) * y + b;
    constexpr auto mean = 0.7_c * nn::mean_squared_error(output, t);
    const auto parts = parts_of<ctgrad::detail::mean_loss_pass<mean.id, V.id, b.id>>();
    BOOST_TEST((parts.size() == 3u && parts[1].scale.is(1)));
    BOOST_TEST(parts[1].b == parts[2].a);
}

BOOST_AUTO_TEST_CASE(the_output_of_every_sample_is_a_row) {
    const auto parts = parts_of<ctgrad::detail::rows_pass<(W * x).id, W.id>>();
    BOOST_TEST(parts.size() == 1u);
    BOOST_TEST(parts[0].rows);
}

BOOST_AUTO_TEST_CASE(what_is_no_parameter_varies_with_the_sample) {
    using pass = ctgrad::detail::mean_loss_pass<loss.id, W.id>;
    static_assert(pass::varies(x.id) && pass::varies(t.id) && !pass::varies(W.id));
    static_assert(!pass::varies(ctgrad::detail::weight_id()));
}

BOOST_AUTO_TEST_CASE(derivatives_by_outputs_cost_no_function) {
    constexpr auto curved = sum(sigmoid(W * x)) + sum(expm1(W * x));
    graph g;
    list<contribution> parts;
    ctgrad::detail::mean_loss_pass<curved.id, W.id>::run(g, parts);
    int functions = 0;
    for (const record& r : g.nodes)
        functions += r.op == &descriptor<operations::sigmoid> ||
                     r.op == &descriptor<operations::expm1> || r.op == &descriptor<operations::exp>;
    BOOST_TEST(functions == 2);
}
