#include <ctgrad/calculus/notation.hpp>
#include <ctgrad/calculus/operations/differential.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr text_buffer<60> written(shape by) {
    graph g;
    const node x{&g, leaf(g, descriptor<operations::variable>, by, "x")};
    const node u = apply<operations::tanh>(x);
    text_buffer<60> out;
    detail::printer<text_buffer<60>>{g, out}.write(
        operations::differential::make(u, x, false).index, precedence::call);
    return out;
}

static_assert(written(scalar_shape).view() == "d/dx(tanh(x))", "a derivative by a scalar");
static_assert(written(vector_shape(3)).view() == "d(tanh(x))", "else a differential");

}  // namespace

BOOST_AUTO_TEST_CASE(a_differential_has_the_shape_of_what_changes) {
    graph g;
    const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    const node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    const node d = operations::differential::make(x * v, x, true);
    BOOST_TEST((d.extent() == vector_shape(3)));
    BOOST_TEST((operations::differential::make(x * v, x, true).index == d.index));
    BOOST_TEST((operations::differential::make(x * v, x, false).index != d.index));
}
