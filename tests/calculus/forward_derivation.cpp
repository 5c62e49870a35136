#include <ctgrad/calculus/forward_derivation.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(from_the_variable_up_to_the_function) {
    graph g;
    const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    const node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    const node A{&g, leaf(g, descriptor<operations::variable>, matrix_shape(2, 3), "A")};
    const node u = apply<operations::tanh>(x * v), f = apply<operations::matrix_product>(A, u);
    detail::forward_derivation derivation(g, f.index, x.index);
    derivation.run();
    BOOST_TEST(derivation.steps.size == 3);
    BOOST_TEST(derivation.steps[0].after == v.index);
    BOOST_TEST(derivation.steps[1].after == (v * (1 - square(u))).index);
    BOOST_TEST(derivation.steps[1].rule.view() == "derivative of tanh, chain rule");
    BOOST_TEST(derivation.steps[2].before == derivation.first);
    BOOST_TEST(derivation.steps[2].after == derivation.result);
}

BOOST_AUTO_TEST_CASE(of_what_does_not_depend_on_the_variable_it_is_zero) {
    graph g;
    const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    const node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    detail::forward_derivation derivation(g, v.index, x.index);
    derivation.run();
    BOOST_TEST(derivation.steps.size == 1);
    BOOST_TEST(detail::is_constant(g, derivation.result, 0));
}
