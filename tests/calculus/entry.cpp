#include <ctgrad/calculus/entry.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

/// Vectors of three entries, and what their entries are.
struct example {
    graph g;
    int v = leaf(g, descriptor<operations::variable>, vector_shape(3), "v");
    int A = leaf(g, descriptor<operations::variable>, matrix_shape(3, 2), "A");
    int one = make_constant(g, 1);

    int unit(int at, shape extent) { return operations::place::make({&g, one}, extent, at).index; }
    int zero() { return make_constant(g, 0); }
    int part(int of, int at) { return operations::slice::make({&g, of}, at, scalar_shape).index; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(of_what_is_placed) {
    example e;
    const int unit = e.unit(1, vector_shape(3));
    BOOST_TEST(entry_node(e.g, unit, 1) == e.one);
    BOOST_TEST(entry_node(e.g, unit, 0) == e.zero());
    BOOST_TEST(entry_node(e.g, e.v, 2) == e.part(e.v, 2));
    BOOST_TEST(entry_node(e.g, e.one, 2) == e.one);
}

BOOST_AUTO_TEST_CASE(of_products_and_sums) {
    example e;
    const int unit = e.unit(1, vector_shape(3));
    const int product = make_product(e.g, e.v, unit);
    BOOST_TEST(entry_node(e.g, product, 0) == e.zero());
    BOOST_TEST(entry_node(e.g, product, 1) == e.part(e.v, 1));
    const int sum = make_sum(e.g, e.v, unit);
    BOOST_TEST(entry_node(e.g, sum, 0) == e.part(e.v, 0));
    BOOST_TEST(entry_node(e.g, sum, 1) == make_sum(e.g, e.part(e.v, 1), e.one));
}

BOOST_AUTO_TEST_CASE(of_a_column) {
    example e;
    const node column =
        apply<operations::matrix_product>(node{&e.g, e.A}, node{&e.g, e.unit(1, vector_shape(2))});
    BOOST_TEST(entry_node(e.g, column.index, 2) == e.part(e.A, 5));
}

BOOST_AUTO_TEST_CASE(entries_of_placed_parts_are_found_without_zeros) {
    graph g;
    const int u = leaf(g, descriptor<operations::variable>, vector_shape(2), "u");
    const int v = leaf(g, descriptor<operations::variable>, vector_shape(3), "v");
    const int a = operations::place::make({&g, u}, vector_shape(6), 0).index;
    const int b = operations::place::make({&g, v}, vector_shape(6), 2).index;
    const int sum = make_sum(g, make_product(g, make_constant(g, 2), a), b);
    BOOST_TEST(detail::entries_of_sum(g, sum, 2, 3) == v);
    BOOST_TEST(detail::entries_of_sum(g, sum, 0, 2) == make_product(g, make_constant(g, 2), u));
    BOOST_TEST(detail::entries_of_sum(g, sum, 5, 1) == -1);
    const int part = detail::entries_of_sum(g, sum, 3, 1);
    BOOST_TEST(g.nodes[part].operand[0] == v);
    BOOST_TEST(g.nodes[part].p == 1);
}
