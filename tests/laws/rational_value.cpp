// Building and simplifying polynomials and quotients keeps their value: that of the formula
// computed as written.

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

BOOST_AUTO_TEST_CASE(polynomials) {
    check([](auto a, auto b, auto c) { return (a + b) * (a - b) * c - 3_c * a * b; });
    check([](auto a, auto b, auto c) { return 2_c + a - 5_c + b * 4_c + c + a - b * 4_c; });
    check([](auto a, auto b, auto c) { return -(a - b) * -(b - c) * -a; });
    check([](auto a, auto b, auto c) { return a * (b * (c * (a * (b * (c + 1_c) + 2_c) + 3_c))); });
    check([](auto a, auto b, auto c) { return square(a + b + c) - square(a) - 2_c * a * b; });
}

BOOST_AUTO_TEST_CASE(quotients) {
    check([](auto a, auto b, auto c) { return a / b / c + a / (b / c) - 1_c / (a * b * c); });
    check([](auto a, auto b, auto c) { return (2_c * a) / (4_c * b) + (a / 3_c) / (c / 7_c); });
    check([](auto a, auto b, auto c) { return 1_c / (1_c + 1_c / (1_c + a / (b + c))); });
    check(
        [](auto a, auto b, auto c) { return (a * b) / (b * c) * (c / a) + a / a - b / square(b); });
    check([](auto a, auto b, auto c) { return -1_c / (-2_c * (a - b)) / (c - 10_c); });
}
