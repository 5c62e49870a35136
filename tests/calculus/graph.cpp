#include <ctgrad/calculus/graph.hpp>

#include <set>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

namespace {

constexpr const operation& variables = descriptor<operations::variable>;
constexpr const operation& stack = descriptor<operations::stack>;

constexpr int scalar_variable(graph& g, std::string_view name) {
    return leaf(g, variables, scalar_shape, name);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_content_once) {
    graph g;
    const int x = scalar_variable(g, "x"), y = scalar_variable(g, "y");
    BOOST_TEST(x != y);
    BOOST_TEST(scalar_variable(g, "x") == x);
    BOOST_TEST(leaf(g, variables, vector_shape(1), "x") != x);
    const int a = raw(g, descriptor<operations::sum>, scalar_shape, x, y);
    BOOST_TEST(raw(g, descriptor<operations::sum>, scalar_shape, x, y) == a);
    BOOST_TEST(raw(g, descriptor<operations::sum>, scalar_shape, y, x) != a);
    BOOST_TEST(raw(g, descriptor<operations::product>, scalar_shape, x, y) != a);
    BOOST_TEST(g.nodes.size == 6);
}

BOOST_AUTO_TEST_CASE(found_after_growing) {
    graph g;
    list<int> all;
    for (int i = 0; i < 1000; ++i) all.push(make_constant(g, i));
    for (int i = 0; i < 1000; ++i) {
        BOOST_TEST(make_constant(g, i) == all[i]);
        BOOST_TEST(g.find(g.nodes[all[i]].id) == all[i]);
    }
    BOOST_TEST(g.find(0) == -1);
}

BOOST_AUTO_TEST_CASE(any_number_of_operands) {
    graph g;
    list<int> operands;
    for (int i = 0; i < 5; ++i) operands.push(make_constant(g, i));
    const int five = raw(g, stack, vector_shape(5), operands);
    BOOST_TEST(raw(g, stack, vector_shape(5), operands) == five);
    for (int k = 0; k < 5; ++k) BOOST_TEST(g.operand(five, k) == operands[k]);
    BOOST_TEST(g.nodes[five].size == 6);
    operands.resize(3, 0);
    const int three = raw(g, stack, vector_shape(3), operands);
    BOOST_TEST(g.operand(three, 2) == operands[2]);
}

BOOST_AUTO_TEST_CASE(operands_are_seen_where_they_are) {
    constexpr const operation& sum = descriptor<operations::sum>;
    const auto entry_of = [](const operation& op, identity id, name_view name) {
        return detail::leaf_entry(detail::leaf_record(op, id, name, 0, 0, scalar_shape));
    };
    const detail::entry x = entry_of(variables, 1, {"x", 1}), y = entry_of(variables, 2, {"y", 1});
    detail::entry xy = entry_of(sum, 3, {}), outer = entry_of(sum, 4, {});
    xy.content.count = outer.content.count = 2;
    xy.operands[0] = outer.operands[1] = &x;
    xy.operands[1] = &y;
    outer.operands[0] = &xy;
    graph g;
    const int root = g.refer(outer);
    const seen_node left = g.peek(g.see(root), 0);  // outside
    BOOST_TEST(left.content == &xy.content);
    BOOST_TEST(g.peek(left, 1).content == &y.content);
    BOOST_TEST(&g.peek(root, 1) == &x.content);
    BOOST_TEST(g.nodes.size == 1);
    BOOST_TEST(g.nodes[g.operand(root, 0)].id == 3);  // and now inside
    BOOST_TEST(g.peek(g.see(root), 0).content == &g.nodes[g.operand(root, 0)]);
    BOOST_TEST(g.peek(g.peek(g.see(root), 0), 1).content == &y.content);

    list<int> five;
    for (int i = 0; i < 5; ++i) five.push(make_constant(g, i));
    const int wide = raw(g, stack, vector_shape(5), five);
    BOOST_TEST(g.peek(g.see(wide), 4).content->p == 4);
    BOOST_TEST(g.peek(wide, 3).p == 3);
}

BOOST_AUTO_TEST_CASE(size_of_the_tree_saturates) {
    graph g;
    int u = scalar_variable(g, "x");
    for (int i = 0; i < 60; ++i) u = raw(g, descriptor<operations::hypot>, scalar_shape, u, u);
    BOOST_TEST(g.nodes[u].size == largest_counted);
}

BOOST_AUTO_TEST_CASE(identities_tell_parameters_and_shapes_apart) {
    std::set<identity> seen;
    int count = 0;
    for (std::int64_t p = -3; p < 300; p += 3)
        for (std::int64_t q = 1; q < 600; q += 7)
            for (int rows = 1; rows < 600; rows += 51) {
                seen.insert(detail::head_identity(variables, vector_shape(rows), p, q));
                ++count;
            }
    BOOST_TEST(static_cast<int>(seen.size()) == count);
    // Two contents that a hash of shifted fields took for one.
    BOOST_TEST(detail::head_identity(variables, vector_shape(257), 1, 2) !=
               detail::head_identity(variables, vector_shape(1), 1, 3));
}
