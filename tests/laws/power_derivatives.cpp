// Powers with constant exponents: values as std::pow has them, derivatives as the slope says. Odd
// roots are real for negative numbers.

#include <cmath>

#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace ctgrad;

constexpr auto x = scalar<"x">;

template <int P, int Q> void check_power(bool negative_too) {
    constexpr auto f = laws::build<detail::to_power<P, Q>>(x);
    constexpr auto first = diff(f, x);
    constexpr auto second = diff(f, x, x);
    for (const long double at : {0.3L, 1.7L, 4.0L, -0.6L}) {
        if (at < 0 && !negative_too) continue;
        const long double expected =
            at > 0 ? std::pow(at, static_cast<long double>(P) / Q)
                   : std::pow(-at, static_cast<long double>(P) / Q) * (P % 2 == 0 ? 1 : -1);
        laws::check_close(text(f), at, f(x = at), expected, 1e-17L);
        laws::check_close(text(f), at, f(x = static_cast<float>(at)), expected, 1e-5L);
        laws::check_close(text(f), at, first(x = at),
                          laws::slope([&](long double h) { return f(x = at + h); }), 1e-9L);
        laws::check_close(text(f), at, second(x = at),
                          laws::slope([&](long double h) { return first(x = at + h); }), 1e-9L);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(integers) {
    check_power<-3, 1>(true);
    check_power<-1, 1>(true);
    check_power<2, 1>(true);
    check_power<3, 1>(true);
    check_power<7, 1>(true);
    check_power<16, 1>(true);
}

BOOST_AUTO_TEST_CASE(half_integers) {
    check_power<-3, 2>(false);
    check_power<-1, 2>(false);
    check_power<1, 2>(false);
    check_power<3, 2>(false);
    check_power<11, 2>(false);
}

BOOST_AUTO_TEST_CASE(thirds) {
    check_power<-4, 3>(true);
    check_power<-1, 3>(true);
    check_power<1, 3>(true);
    check_power<2, 3>(true);
    check_power<7, 3>(true);
}

BOOST_AUTO_TEST_CASE(others) {
    check_power<-5, 4>(false);
    check_power<2, 5>(false);
    check_power<355, 113>(false);
}

BOOST_AUTO_TEST_CASE(at_zero) {
    using namespace literals;
    BOOST_TEST(diff(pow(x, 3_c), x)(x = 0.0) == 0.0);
    BOOST_TEST(diff(pow(x, 1_c), x)(x = 0.0) == 1.0);
    BOOST_TEST(std::isinf(diff(sqrt(x), x)(x = 0.0)));
    constexpr auto y = scalar<"y">;
    BOOST_TEST(diff(pow(x, y), y)(x = 0.0, y = 2.0) == 0.0);
    BOOST_TEST(diff(pow(x, y), x)(x = 0.0, y = 2.0) == 0.0);
}
