#include <ctgrad/calculus/jacobian_derivation.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct layer {
    graph g{};
    node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
    node W{&g, leaf(g, descriptor<operations::variable>, matrix_shape(2, 3), "W")};
    node z = apply<operations::matrix_product>(W, v);
};

}  // namespace

BOOST_AUTO_TEST_CASE(from_the_function_inwards_to_the_variable) {
    layer l;
    const node a = apply<operations::tanh>(l.z);
    detail::jacobian_derivation derivation(l.g, a.index, l.v.index);
    derivation.run();
    BOOST_TEST_REQUIRE(derivation.steps.size == 2);
    BOOST_TEST(derivation.steps[0].rule.view() == "derivative of tanh, chain rule");
    BOOST_TEST(derivation.steps[0].before == derivation.first);
    BOOST_TEST(derivation.steps[1].rule.view() == "gradient of a matrix-vector product");
    const node slopes =
        apply_with<operations::diagonal_matrix>(2, 2, node{&l.g, (1 - square(a)).index});
    BOOST_TEST(derivation.result == apply<operations::matrix_product>(slopes, l.W).index);
    BOOST_TEST(l.g.operand(derivation.steps[1].line, 0) == derivation.result);
}

BOOST_AUTO_TEST_CASE(ways_that_meet_are_added) {
    layer l;
    const node f = l.z * apply<operations::exp>(l.z);
    detail::jacobian_derivation derivation(l.g, f.index, l.v.index);
    derivation.run();
    bool added = false;
    for (const derivation_record& s : derivation.steps)
        added = added || s.rule.view() == "common factor";
    BOOST_TEST(added);
    BOOST_TEST(derivation.result == detail::matrix_jacobian(l.g, l.v.index).of(f.index));
}
