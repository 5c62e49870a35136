#include <ctgrad/nn/optimisers/moments.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_CASE(corrected_means_of_a_constant_are_the_constant) {
    // long double is no register's number: a lane is one number.
    const nn::detail::moments<long double> means(0.9, 0.99);
    long double m = 0, v = 0;
    for (long step = 1; step <= 5; ++step) {
        means(3, m, v);
        BOOST_TEST(m / nn::detail::bias_correction(0.9, step) == 3, tolerance(1e-15L));
        BOOST_TEST(v / nn::detail::bias_correction(0.99, step) == 9, tolerance(1e-14L));
        const nn::detail::adaptive_step<long double> size(0.1, 0.9, 0.99, 0, step);
        BOOST_TEST(size(m, v) == 0.1L, tolerance(1e-15L));
    }
}
