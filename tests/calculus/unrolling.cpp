#include <ctgrad/calculus/unrolling.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/scan.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using namespace ctgrad::detail;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto q = scalar<"q">;
constexpr auto a = scalar<"a">;
constexpr auto inner = scan<3>(carry(q, s, sin(a* q)), emit(q));
constexpr auto outer = scan<4>(carry(s, a, s + inner.last(q)), emit(sum(inner.output())));
constexpr auto f = outer.last(s) * sum(outer.output());

}  // namespace

BOOST_AUTO_TEST_CASE(loops_are_written_out_in_parts_as_at_once) {
    graph g;
    list<int> notes;
    unrolling<graph> whole{g, notes};
    whole.start(load(g, entry_of<f.id>));
    const int before = g.nodes.size;
    BOOST_TEST(whole.advance(1 << 20));
    const int result = whole.result();
    list<bool> needed(g.nodes.size, false);
    needed[result] = true;
    int count = 0, sines = 0;
    for (int i = g.nodes.size; i-- > 0;) {
        const record r = g.nodes[i];
        for (int k = 0; needed[i] && k < r.count; ++k) needed[g.operand(i, k)] = true;
        count += needed[i];
        sines += needed[i] && r.op == &descriptor<operations::sin>;
        BOOST_TEST(!(needed[i] && r.op == &descriptor<operations::scan>));
    }
    BOOST_TEST(sines == 12);
    BOOST_TEST(count > before);

    graph again;
    list<int> kept;
    unrolling<graph> parts{again, kept};
    parts.start(load(again, entry_of<f.id>));
    int stages = 1;
    while (!parts.advance(3)) ++stages;
    BOOST_TEST(stages > 5);
    BOOST_TEST(again.nodes[parts.result()].id == g.nodes[result].id);
}

BOOST_AUTO_TEST_CASE(the_size_is_known_before) {
    graph g;
    load(g, entry_of<f.id>);
    const auto size = unrolled_size(g);
    BOOST_TEST(size > 4 * 3 * 2);
    BOOST_TEST(size < 100);
    graph large;
    constexpr auto cell = scan<100000>(carry(q, s, sin(a * q)));
    load(large, entry_of<scan<100000>(carry(s, a, s + cell.last(q))).last(s).id>);
    BOOST_TEST(unrolled_size(large) == largest_counted);
    graph none;
    const int root = load(none, entry_of<(s + a).id>);
    BOOST_TEST(unrolled_size(none) == root + 1);
}
