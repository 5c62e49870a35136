#include <ctgrad/plan/batch_chain.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using detail::find_chains;

namespace {

constexpr batch_address tile(int offset, int stride = 8, int inner = 0) {
    return {batch_space::tile, 0, offset, inner, stride};
}

/// target = operation(a) or operation(a, b), for vectors of 8.
constexpr batch_step step(batch_address target, batch_address a, batch_address b = {},
                          int size = 8) {
    batch_step s;
    s.varies = true;
    s.code.op = &descriptor<operations::sum>;
    s.code.count = b.where == batch_space::constant ? 1 : 2;
    s.code.extent = vector_shape(size);
    s.target = target;
    s.operand[0] = a;
    s.operand[1] = b;
    return s;
}

struct lengths {
    int of[4]{};
    bool stored[4]{};
    constexpr bool operator==(const lengths&) const = default;
};

template <class... Steps> constexpr lengths chains(list<int>& last_use, const Steps&... given) {
    list<batch_step> steps;
    (steps.push(given), ...);
    find_chains(steps, last_use);
    lengths result;
    for (int i = 0; i < steps.size; ++i) {
        result.of[i] = steps[i].chain;
        result.stored[i] = steps[i].stored;
    }
    return result;
}

template <class... Steps> constexpr lengths chains_read_later(const Steps&... given) {
    list<int> last_use(sizeof...(Steps), 99);
    return chains(last_use, given...);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_only_the_chain_reads_is_not_stored) {
    constexpr lengths found = [] {
        list<int> last_use;
        for (int use : {1, 2, 7}) last_use.push(use);
        return chains(last_use, step(tile(8), tile(0)), step(tile(16), tile(8)),
                      step(tile(24), tile(16), tile(0)));
    }();
    static_assert(found == lengths{{3, -1, -1}, {false, false, true}});
}

BOOST_AUTO_TEST_CASE(other_sizes_end_a_chain) {
    constexpr lengths found =
        chains_read_later(step(tile(8), tile(0)), step(tile(16, 16), tile(32, 16), {}, 9));
    static_assert(found == lengths{{1, 1}, {true, true}});
}

BOOST_AUTO_TEST_CASE(memory_used_again) {
    // In the same place entry by entry: each is read before it is written.
    static_assert(chains_read_later(step(tile(8), tile(0)), step(tile(0), tile(8))) ==
                  lengths{{2, -1}, {true, true}});
    // Elsewhere in what the chain still reads, or a part of what it writes: not together.
    static_assert(chains_read_later(step(tile(8), tile(0)), step(tile(4), tile(24))).of[1] == 1);
    static_assert(chains_read_later(step(tile(8), tile(0)), step(tile(24), tile(8, 8, 2))).of[1] ==
                  1);
}

BOOST_AUTO_TEST_CASE(alone_where_it_may_not_be_a_chain_at_all) {
    static_assert(chains_read_later(step(tile(4), tile(0))).of[0] == 0);
    constexpr lengths shared = [] {
        list<int> last_use(1, 99);
        batch_step s = step(tile(8), tile(0));
        s.varies = false;
        return chains(last_use, s);
    }();
    static_assert(shared.of[0] == 0);
}
