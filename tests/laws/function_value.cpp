// Building and simplifying an expression keeps its value: that of the formula computed as written.

#include <boost/test/unit_test.hpp>

#include "plain.hpp"
#include "support.hpp"

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;

struct point {
    long double x, y, z;
};
constexpr point points[] = {{0.3L, 1.7L, 2.9L}, {1.25L, 0.4L, 0.6L}, {5.5L, 3.25L, 0.125L}};

template <class Formula> void check(Formula formula) {
    constexpr auto f = Formula{}(x, y, z);
    for (const point p : points) {
        const laws::plain direct = formula(laws::plain(p.x), laws::plain(p.y), laws::plain(p.z));
        laws::check_close(text(f), p.x, f(x = p.x, y = p.y, z = p.z), direct.value, 1e-15L);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(powers) {
    check([](auto a, auto b, auto c) { return pow(a, 3_c) * pow(a, -5_c) * sqrt(a * b) / c; });
    check([](auto a, auto b, auto c) { return sqrt(a) * sqrt(a) * cbrt(b) * square(cbrt(b)) * c; });
    check([](auto a, auto b, auto c) { return pow(2_c * a, 3_c) / pow(4_c * b, 2_c) * pow(c, a); });
    check([](auto a, auto b, auto c) { return sqrt(square(a - b)) + pow(square(b - c), 1.5_c); });
    check(
        [](auto a, auto b, auto c) { return pow(square(a), -2_c) * pow(sqrt(b), 4_c) + 1_c / c; });
    check([](auto a, auto b, auto c) {
        return sqrt(4_c * a) + sqrt(2_c) * b + pow(8_c, -1.5_c) * c;
    });
}

BOOST_AUTO_TEST_CASE(functions) {
    check([](auto a, auto b, auto c) { return exp(log(a)) * log(exp(b)) + exp(0_c * c); });
    check(
        [](auto a, auto b, auto c) { return sin(-a) + cos(-2_c * b) - tanh(-c) + abs(-3_c * a); });
    check([](auto a, auto b, auto c) { return square(sin(a)) + square(cos(a)) + sin(b) * sin(c); });
    check([](auto a, auto b, auto c) { return exp(a) * exp(-a) * b + exp(a) * exp(a) / exp(c); });
    check([](auto a, auto b, auto c) { return max(a, a) + max(a, b) - select(b < c, a, a * b); });
    check([](auto a, auto b, auto) { return select(a < b, 1_c, 0_c) + select(1_c < 2_c, a, b); });
}

BOOST_AUTO_TEST_CASE(sharing) {
    check([](auto a, auto b, auto c) {
        const auto u = a * b + c;
        const auto w = sin(u) / u;
        return w * w + u * w - w / (1_c + w * u) + exp(-u * u);
    });
    check([](auto a, auto b, auto c) {
        const auto r = sqrt(a * a + b * b + c * c);
        return a / r + b / pow(r, 3_c) - c * c / r;
    });
}
