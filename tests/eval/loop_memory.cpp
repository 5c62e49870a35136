#include <ctgrad/eval/loop_memory.hpp>

#include <boost/test/unit_test.hpp>

namespace inner = ctgrad::detail;

BOOST_AUTO_TEST_CASE(outer_products_wait_in_the_first_level_cache) {
    static_assert(inner::deferred_runs(16) == 64);
    static_assert(inner::deferred_runs(128) == 32);
    static_assert(inner::deferred_runs(100000) == 8);
}

BOOST_AUTO_TEST_CASE(tiles_of_long_sequences_are_smaller) {
    static_assert(inner::looped_tile_samples<float>(1000) == 64);
    static_assert(inner::looped_tile_samples<double>(1000) == 32);
    static_assert(inner::looped_tile_samples<float>(1 << 19) == 32);
}
