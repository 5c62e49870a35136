#include <ctgrad/calculus/frozen.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

namespace {

/// x + y and a stack of five, with a node that no output needs.
struct pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
        const node y{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "y")};
        static_cast<void>(apply<operations::exp>(x * y));
        const node s = x + y;
        list<int> entries;
        for (int i = 0; i < 5; ++i) entries.push((i + s).index);
        outputs.push(operations::stack::make(g, entries, vector_shape(5)).index);
        outputs.push(s.index);
    }
};

constexpr const auto& graph_of_pass = frozen<pass>;

}  // namespace

BOOST_AUTO_TEST_CASE(only_what_is_needed) {
    static_assert(graph_of_pass.output_count == 2);
    for (int i = 0; i < graph_of_pass.count; ++i)
        BOOST_TEST((graph_of_pass.nodes[i].op != &descriptor<operations::exp>));
    BOOST_TEST(graph_of_pass.count == 12);  // x, y, x + y, 1 to 4, four sums, the stack
}

BOOST_AUTO_TEST_CASE(operands_stand_in_front) {
    for (int i = 0; i < graph_of_pass.count; ++i)
        for (int k = 0; k < graph_of_pass.nodes[i].count; ++k)
            BOOST_TEST(graph_of_pass.operand(i, k) < i);
    constexpr int stack = graph_of_pass.outputs[0], sum = graph_of_pass.outputs[1];
    static_assert(graph_of_pass.nodes[stack].count == 5);
    static_assert(graph_of_pass.operand(stack, 0) == sum);
    static_assert(graph_of_pass.operand_id(stack, 0) == graph_of_pass.nodes[sum].id);
}

BOOST_AUTO_TEST_CASE(thawed_has_the_same_indices) {
    graph g;
    graph_of_pass.thaw(g);
    BOOST_REQUIRE(g.nodes.size == graph_of_pass.count);
    for (int i = 0; i < g.nodes.size; ++i) {
        BOOST_TEST(g.nodes[i].id == graph_of_pass.nodes[i].id);
        for (int k = 0; k < g.nodes[i].count; ++k)
            BOOST_TEST(g.operand(i, k) == graph_of_pass.operand(i, k));
    }
}
