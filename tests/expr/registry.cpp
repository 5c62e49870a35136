#include <ctgrad/expr/registry.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(definitions_are_data) {
    constexpr const detail::entry& product = detail::entry_of<(x * y).id>;
    static_assert(product.content.op->name == "product");
    static_assert(product.content.count == 2 && product.content.size == 3);
    static_assert(std::string_view(product.operands[0]->content.name) == "x");
    static_assert(product.operands[1]->content.id == y.id);
}

BOOST_AUTO_TEST_CASE(loaded_once_each) {
    constexpr auto f = sin(x * y) + cos(x * y);
    graph g;
    const int root = detail::load(g, detail::entry_of<f.id>);
    BOOST_TEST(g.nodes.size == 6);
    BOOST_TEST(g.nodes[root].id == f.id);
    BOOST_TEST(detail::load(g, detail::entry_of<(x * y).id>) < root);
    BOOST_TEST(g.nodes.size == 6);
}

BOOST_AUTO_TEST_CASE(operands_stand_in_front) {
    graph g;
    detail::load(g, detail::entry_of<(norm(A * v) / x + prod(v)).id>);
    for (int i = 0; i < g.nodes.size; ++i)
        for (int k = 0; k < g.nodes[i].count; ++k) BOOST_TEST(g.operand(i, k) < i);
}

BOOST_AUTO_TEST_CASE(operands_are_copied_when_they_are_asked_for) {
    constexpr auto f = []<int... I>(std::integer_sequence<int, I...>) {
        return (... + sin(std::integral_constant<int, I + 1>{} * x));
    }(std::make_integer_sequence<int, 40>{});
    graph g;
    const int root = g.refer(detail::entry_of<f.id>);
    BOOST_TEST(g.nodes.size == 1);
    const int last = g.operand(root, 1);
    BOOST_TEST(g.nodes.size == 3);
    BOOST_TEST(g.operand(root, 1) == last);
    BOOST_TEST(g.nodes.size == 3);
    BOOST_TEST(g.nodes[last].op->name == "sum");
    BOOST_TEST(g.refer(detail::entry_of<f.id>) == root);
    BOOST_TEST(detail::label_text(g, root).size > 0);
    BOOST_TEST(g.nodes.size < 20);  // an outline looks at the first levels only
}
