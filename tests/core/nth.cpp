#include <ctgrad/core/nth.hpp>

#include <string>

#include <boost/test/unit_test.hpp>

using ctgrad::core::nth;

BOOST_AUTO_TEST_CASE(counted_from_zero) {
    static_assert(nth<0>(7) == 7 && nth<2>(1, 2.5, 'c') == 'c' && nth<1>(1, 2.5, 'c') == 2.5);
    const std::string name = "weights";
    BOOST_TEST(&nth<1>(3, name) == &name);
}
