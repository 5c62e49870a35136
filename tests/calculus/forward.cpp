#include <ctgrad/calculus/forward.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct example {
    graph g;
    int x = leaf(g, descriptor<operations::variable>, scalar_shape, "x");
    int y = leaf(g, descriptor<operations::variable>, scalar_shape, "y");
    int s = leaf(g, descriptor<operations::variable>, scalar_shape, "s");
    int t = leaf(g, descriptor<operations::variable>, scalar_shape, "t");
    int product = make_product(g, x, y);
};

}  // namespace

BOOST_AUTO_TEST_CASE(of_one_root) {
    example e;
    BOOST_TEST(push_forward(e.g, e.product, e.x, e.t) == make_product(e.g, e.y, e.t));
    BOOST_TEST(push_forward(e.g, e.y, e.x, e.t) == make_constant(e.g, 0));
}

BOOST_AUTO_TEST_CASE(of_several_roots_and_variables) {
    example e;
    list<int> roots, variables, tangents, results;
    for (int root : {e.product, e.x, e.product}) roots.push(root);
    variables.push(e.x);
    variables.push(e.y);
    tangents.push(e.s);
    tangents.push(e.t);
    push_forward(e.g, roots, variables, tangents, results);
    BOOST_REQUIRE(results.size == 3);
    const int both = make_sum(e.g, make_product(e.g, e.y, e.s), make_product(e.g, e.x, e.t));
    BOOST_TEST(results[0] == both);
    BOOST_TEST(results[1] == e.s);
    BOOST_TEST(results[2] == both);
}

BOOST_AUTO_TEST_CASE(cotangents_of_square_matrices_are_not_symmetric) {
    graph g;
    const shape square = matrix_shape(2, 2);
    const int A = leaf(g, descriptor<operations::variable>, square, "A");
    const int T = leaf(g, descriptor<operations::variable>, square, "T");
    const int transposed = apply<operations::transpose>(node{&g, A}).index;
    list<int> roots, variables, tangents, results;
    for (int root : {A, transposed}) roots.push(root);
    variables.push(A);
    tangents.push(T);
    push_forward(g, roots, variables, tangents, results);
    BOOST_TEST(results[0] == T);
    BOOST_TEST(results[1] == apply<operations::transpose>(node{&g, T}).index);
}
