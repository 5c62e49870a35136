#include <ctgrad/calculus/reverse.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g{};
    node x = variable("x", scalar_shape), y = variable("y", scalar_shape);
    node v = variable("v", vector_shape(3));

    node variable(std::string_view name, shape extent) {
        return {&g, leaf(g, descriptor<operations::variable>, extent, name)};
    }
    node derivative(node root, node by) {
        list<int> targets, adjoints;
        targets.push(by.index);
        reverse(g, root.index, make_constant(g, 1), targets, adjoints);
        return {&g, adjoints[0]};
    }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(of_leaves, leaves) {
    BOOST_TEST(derivative(x, x).index == x.number(1).index);
    BOOST_TEST(derivative(x, y).index == x.number(0).index);
    BOOST_TEST(derivative(y, x).index == x.number(0).index);
    BOOST_TEST((derivative(x, v).extent() == vector_shape(3)));
}

BOOST_FIXTURE_TEST_CASE(adjoints_of_shared_nodes_add_up, leaves) {
    const node u = apply<operations::sin>(x);
    BOOST_TEST(derivative(u * u, x).index == (2 * u * apply<operations::cos>(x)).index);
    BOOST_TEST(derivative(x * x * x, x).index == (3 * square(x)).index);
    BOOST_TEST(derivative(x / x, x).index == x.number(0).index);
}

BOOST_FIXTURE_TEST_CASE(a_scalar_spread_over_a_vector_collects, leaves) {
    using operations::sum_of_entries;
    BOOST_TEST(derivative(apply<sum_of_entries>(x * v), x).index == apply<sum_of_entries>(v).index);
    BOOST_TEST(derivative(apply<sum_of_entries>(x + v), x).index == x.number(3).index);
    const node by_v = derivative(apply<sum_of_entries>(x * v), v);
    BOOST_TEST((by_v.extent() == vector_shape(3)));
}

BOOST_FIXTURE_TEST_CASE(entries_are_stacked, leaves) {
    const auto entry = [&](int i) { return operations::slice::make(v, i, scalar_shape); };
    const node by_v = derivative(entry(0) * entry(2) + 5 * entry(1), v);
    BOOST_REQUIRE((by_v.content().op == &descriptor<operations::stack>));
    BOOST_TEST(by_v.operand(0).index == entry(2).index);
    BOOST_TEST(by_v.operand(1).index == x.number(5).index);
    BOOST_TEST(by_v.operand(2).index == entry(0).index);
}

BOOST_FIXTURE_TEST_CASE(several_targets_in_one_sweep, leaves) {
    list<int> targets, adjoints;
    for (const node& t : {x, y, v}) targets.push(t.index);
    reverse(g, (x * square(y)).index, make_constant(g, 1), targets, adjoints);
    BOOST_TEST(adjoints[0] == square(y).index);
    BOOST_TEST(adjoints[1] == (2 * x * y).index);
    BOOST_TEST((g.nodes[adjoints[2]].value() == rational(0)));
}
