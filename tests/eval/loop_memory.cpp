#include <ctgrad/eval/loop_memory.hpp>

#include <boost/test/unit_test.hpp>

namespace inner = ctgrad::detail;

BOOST_AUTO_TEST_CASE(what_is_made_for_many_runs_waits_in_the_first_level_cache) {
    static_assert(inner::joint_runs(0) == 64);
    static_assert(inner::joint_runs(16) == 64);
    static_assert(inner::joint_runs(256) == 32);
    static_assert(inner::joint_runs(100000) == 8);
}

BOOST_AUTO_TEST_CASE(tiles_of_long_sequences_are_smaller) {
    static_assert(inner::looped_tile_samples<float>(1000) == 64);
    static_assert(inner::looped_tile_samples<double>(1000) == 32);
    static_assert(inner::looped_tile_samples<float>(1 << 19) == 32);
}
