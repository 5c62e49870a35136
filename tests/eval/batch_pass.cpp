#include <ctgrad/eval/batch_pass.hpp>

#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

constexpr auto W = matrix<"W", 3, 4>;
constexpr auto x = vector<"x", 4>;
constexpr auto t = vector<"t", 3>;
constexpr auto loss = nn::half_squared_error(W * x, t);

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

BOOST_AUTO_TEST_CASE(the_weight_of_a_sample_takes_over_what_all_gradients_begin_with) {
    constexpr auto b = vector<"b", 3>;
    constexpr auto mean = nn::mean_squared_error(W * x + b, t);
    const auto parts = parts_of<ctgrad::detail::mean_loss_pass<mean.id, W.id, b.id>>();
    BOOST_TEST((parts[0].scale == rational{3, 2}));
    // One vector of errors for both, where there was one and 2/3 of it.
    BOOST_TEST(parts[1].scale.is(1));
    BOOST_TEST(parts[2].scale.is(1));
    BOOST_TEST(parts[1].a == parts[2].a);
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
