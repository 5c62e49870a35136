#include <ctgrad/eval/loop_memory.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad::detail;

BOOST_AUTO_TEST_CASE(room_is_that_of_the_largest_program) {
    struct needs {
        int tile, shared, scratch, deferred;
    };
    step_room room;
    room.include(needs{10, 2, 30, 100}, 7);
    room.include(needs{20, 1, 3, 0});
    BOOST_TEST((room.tile == 20 && room.shared == 2 && room.scratch == 30 && room.spread == 7));
    BOOST_TEST(room.deferred == 100 * deferred_runs(100));
    BOOST_TEST((deferred_runs(1) == 64 && deferred_runs(1 << 20) == 8));
    BOOST_TEST(looped_tile_samples<float>(1) == 64);
    BOOST_TEST(looped_tile_samples<double>(1 << 24) < 32);  // a long sequence: fewer at a time
}
