#include <ctgrad/core/rational.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(reduced) {
    static_assert(rational(6, 4) == rational(3, 2));
    static_assert(rational(3, -6) == rational(-1, 2));
    static_assert(rational(0, -5) == rational(0));
    static_assert(rational(4, 2).integer() && !rational(1, 2).integer());
}

BOOST_AUTO_TEST_CASE(arithmetic) {
    static_assert(rational(1, 2) + rational(1, 3) == rational(5, 6));
    static_assert(rational(1, 2) - rational(1, 2) == 0);
    static_assert(rational(2, 3) * rational(9, 4) == rational(3, 2));
    static_assert(rational(2, 3) / rational(-4, 3) == rational(-1, 2));
    static_assert(-rational(1, 2) == rational(-1, 2));
    static_assert(rational(-1, 2) < rational(1, 3) && !(rational(1, 3) < rational(1, 3)));
}

BOOST_AUTO_TEST_CASE(powers) {
    static_assert(power(rational(2, 3), 3) == rational(8, 27));
    static_assert(power(rational(-2), -3) == rational(-1, 8));
    static_assert(power(rational(5), 0) == 1);
    static_assert(power(rational(1), 1000) == 1);
    static_assert(!power(rational(0), -1).exact());
    static_assert(power(rational(2), 61).exact());
    static_assert(!power(rational(2), 64).exact());
}

BOOST_AUTO_TEST_CASE(overflow_is_noticed) {
    constexpr rational largest(std::int64_t{1} << 62);
    static_assert(!(largest + largest).exact());
    static_assert(!(largest * rational(2)).exact());
    static_assert(!(rational(1, 1'000'000'007) * rational(1, 10'000'000'019)).exact());
    static_assert(!(rational(1, 3'000'000'019) + rational(1, 4'000'000'007)).exact());
    static_assert((largest * rational(1, 2)).exact());
    static_assert(!(rational::inexact() + rational(1)).exact());
    static_assert(!(rational::inexact() * rational(0)).exact());
    static_assert(!(rational(1) / rational(0)).exact());
}
