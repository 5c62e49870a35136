#include <ctgrad/show/block_marks.hpp>

#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using namespace ctgrad::detail;

BOOST_AUTO_TEST_CASE(what_only_unread_results_take_is_not_computed) {
    constexpr auto s = scalar<"s">;
    constexpr auto a = scalar<"a">;
    constexpr auto c = scalar<"c">;
    constexpr auto u = scalar<"u">;
    constexpr auto v = vector<"v", 5>;
    constexpr auto loop = scan<5>(carry(s, a, a * s), each(u, v), accumulate(u * c), emit(sin(u)));
    shown_graph all;
    all.outputs.push(load(all.nodes, entry_of<decltype(loop.last(s) + loop.total())::id>));
    list<identity> open;
    open_levels(all.nodes, all.nodes.nodes.size, open);
    block_marks<> marks{all.nodes, open, -1};
    marks.mark_function(all.outputs);
    int scan = -1;
    for (int i = 0; i < all.nodes.nodes.size; ++i)
        if (marks.is_scan(i)) scan = i;
    BOOST_TEST(marks.wants(scan, 0));
    BOOST_TEST(marks.wants(scan, 1));
    BOOST_TEST(!marks.wants(scan, 2));
    block_marks<> step{all.nodes, open, scan};
    step.mark_step(marks);
    int read = 0;
    for (int i = 0; i < scan; ++i) read += step.outside[i];
    BOOST_TEST(read == 2);  // a and c
    for (int i = 0; i < scan; ++i)
        if (step.computed[i]) BOOST_TEST(all.nodes.nodes[i].op->name != "sin");
}
