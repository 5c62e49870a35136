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

namespace {

template <class T, int Lanes> void check_pack() {
    using numbers = pack<T, Lanes>;
    static_assert(pack_type<numbers> && lanes_in<numbers> == Lanes && sizeof(T) * Lanes >= 16);
    static_assert(std::is_same_v<number_in<numbers>, T> && !pack_type<T> && !pack_type<T*>);
    numbers u = broadcast<numbers>(T(3));
    u[Lanes - 1] = T(-9);
    const numbers most = at_most(u, T(2)), least = at_least(u, T(-1));
    for (int i = 0; i < Lanes; ++i) {
        BOOST_TEST(most[i] == (i == Lanes - 1 ? -9 : 2));
        BOOST_TEST(least[i] == (i == Lanes - 1 ? -1 : 3));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(packs_of_less_than_a_register, T, types) {
    check_pack<T, lanes<T>>();
    if constexpr (register_bytes > 16) check_pack<T, lanes<T> / 2>();
    if constexpr (register_bytes > 32) check_pack<T, lanes<T> / 4>();
}
