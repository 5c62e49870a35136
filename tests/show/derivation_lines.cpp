#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/derivation_lines.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

/// The derivative of sin(x1), which has the name t1, in a notation.
template <written_as How> constexpr auto defined(bool definition) {
    graph g;
    const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x1")};
    const node u = apply<operations::sin>(x);
    detail::part_names names;
    names.letter.resize(g.nodes.size + 1, 't');
    names.number.resize(g.nodes.size + 1, 0);
    names.number[u.index] = 1;
    const node d = operations::differential::make(u, x, true);
    detail::long_text out;
    typename detail::lines_of<How>::type lines{g, out, names};
    if (definition) lines.definition(u.index);
    else lines.node(d.index);
    text_buffer<400> text;
    text << out.view();
    return text;
}

static_assert(defined<written_as::text>(false).view() == "d/dx1(t1)");
static_assert(defined<written_as::text>(true).view() == "t1 = sin(x1)");
static_assert(defined<written_as::unicode>(false).view() == "∂/∂x₁ (t₁)");
static_assert(defined<written_as::unicode>(true).view() == "t₁ = sin(x₁)");
static_assert(defined<written_as::latex>(false).view() ==
              "\\frac{\\partial }{\\partial x_{1}}\\left(t_{1}\\right)");
static_assert(defined<written_as::latex>(true).view() == "t_{1} = \\sin\\left(x_{1}\\right)");
static_assert(defined<written_as::mathml>(true).view().starts_with("<math"));
static_assert(defined<written_as::mathml>(true).view().ends_with("</math>"));

}  // namespace

BOOST_AUTO_TEST_CASE(layers_are_products_of_matrices) {
    graph g;
    const node A{&g, leaf(g, descriptor<operations::variable>, matrix_shape(3, 3), "A")};
    const node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    const node z1 = apply<operations::matrix_product>(A, v);
    const node z2 = apply<operations::matrix_product>(A, apply<operations::tanh>(z1));
    BOOST_TEST(!detail::has_layers(g, z1.index));
    BOOST_TEST(detail::has_layers(g, z2.index));
}
