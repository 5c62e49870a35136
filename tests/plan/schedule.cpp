#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/schedule.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

BOOST_AUTO_TEST_CASE(released_memory_is_used_again) {
    detail::arena_allocator memory;
    const int a = memory.allocate(8), b = memory.allocate(8);
    BOOST_TEST(a != b);
    memory.release(a, 8);
    BOOST_TEST(memory.allocate(8) == a);
    BOOST_TEST(memory.extent == 16);
}

BOOST_AUTO_TEST_CASE(scalars_are_recycled_last_in_first_out) {
    detail::arena_allocator memory;
    const int a = memory.allocate(1), b = memory.allocate(1);
    memory.release(a, 1);
    memory.release(b, 1);
    BOOST_TEST(memory.allocate(1) == b);
    BOOST_TEST(memory.allocate(1) == a);
    BOOST_TEST(memory.extent == 2);
}

BOOST_AUTO_TEST_CASE(neighbouring_blocks_join) {
    detail::arena_allocator memory;
    const int a = memory.allocate(4), b = memory.allocate(4);
    memory.release(a, 4);
    memory.release(b, 4);
    BOOST_TEST(memory.allocate(8) == a);
    BOOST_TEST(memory.extent == 8);
}

BOOST_AUTO_TEST_CASE(a_long_chain_needs_little_memory) {
    constexpr auto start = vector<"v", 16>;
    constexpr auto once = tanh(sin(start));
    constexpr auto twice = exp(cos(once));
    constexpr auto chain = sum(sin(tanh(twice)));
    // However long the chain, at most two vectors are alive at a time.
    BOOST_TEST(program<detail::value_pass<chain.id>>.arena <= 2 * 16 + 1);
}
