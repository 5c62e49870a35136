#include <ctgrad/kernel/simd.hpp>

#include <cmath>
#include <limits>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad::kernel;
using types = boost::mpl::list<float, double>;

BOOST_AUTO_TEST_CASE_TEMPLATE(a_pack_fills_a_register, T, types) {
    static_assert(sizeof(pack<T>) == register_bytes);
    static_assert(lanes<T> * sizeof(T) == register_bytes);
    static_assert(padded<T>(0) == 0);
    static_assert(padded<T>(1) == lanes<T>);
    static_assert(padded<T>(lanes<T>) == lanes<T>);
    static_assert(padded<T>(lanes<T> + 1) == 2 * lanes<T>);
    static_assert(lanes<long double> == 1 && padded<long double>(7) == 7);
    BOOST_TEST(!ctgrad::simd_description().empty());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(loads_and_stores_at_any_address, T, types) {
    T from[2 * lanes<T> + 1], to[2 * lanes<T> + 1] = {};
    for (int i = 0; i <= 2 * lanes<T>; ++i) from[i] = T(i);
    for (int start = 0; start <= lanes<T>; ++start) {
        store(to + start, load(from + start) + broadcast(T(1)));
        for (int i = 0; i < lanes<T>; ++i) BOOST_TEST(to[start + i] == T(start + i + 1));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(broadcast_keeps_the_sign_of_zero, T, types) {
    const pack<T> zero = broadcast(T(-0.0)), number = broadcast(T(3));
    for (int i = 0; i < lanes<T>; ++i) {
        BOOST_TEST(std::signbit(zero[i]));
        BOOST_TEST(number[i] == T(3));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(bounds, T, types) {
    BOOST_TEST(at_most(broadcast(T(-9)), T(2))[0] == -9);
    BOOST_TEST(at_most(broadcast(T(9)), T(2))[0] == 2);
    BOOST_TEST(at_least(broadcast(T(-9)), T(2))[0] == 2);
    BOOST_TEST(at_least(broadcast(T(9)), T(2))[0] == 9);
    const pack<T> nan = broadcast(std::numeric_limits<T>::quiet_NaN());
    BOOST_TEST(std::isnan(at_most(nan, T(2))[0]));
    BOOST_TEST(std::isnan(at_least(nan, T(2))[0]));
}
