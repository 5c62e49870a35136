#include <ctgrad/calculus/jacobian_rows.hpp>

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto v = vector<"v", 4>;
constexpr auto t = element<0>(v);
constexpr auto x = element<1>(v);
constexpr auto y = element<2>(v);
constexpr auto angle = sqrt(1_c + square(t));

/// Turned by an angle: both rows read its sine and its cosine.
constexpr auto turned =
    concat(cos(angle) * x - sin(angle) * y, sin(angle) * x + cos(angle) * y + element<3>(v));

/// One function of a function in all rows.
constexpr auto inner = exp(sin(t));
constexpr auto scaled = concat(concat(inner * x, inner* y), inner);

constexpr std::array point{0.7, 1.3, -0.4, 2.0};

template <class F> void compare_with_gradients(F f) {
    const auto J = jacobian(f, v)(v = point);
    const auto compare = [&](auto row, int i) {
        const auto expected = gradient(row, v)(v = point)[v];
        for (int j = 0; j < 4; ++j)
            BOOST_TEST(J(i, j) == expected[static_cast<std::size_t>(j)],
                       boost::test_tools::tolerance(1e-14));
    };
    compare(element<0>(f), 0);
    compare(element<1>(f), 1);
}

}  // namespace

static_assert(cost(jacobian(turned, v)).functions == 3, "a root, a sine and a cosine");
static_assert(same(element<0, 0>(jacobian(concat(sin(t), x* y), v)), cos(t)),
              "what one row alone needs is derived as its gradient");
static_assert(same(element<2, 0>(jacobian(scaled, v)), inner* cos(t)));
static_assert(same(element<0, 0>(jacobian(scaled, v)), x* inner* cos(t)));

BOOST_AUTO_TEST_CASE(rows_are_gradients) {
    compare_with_gradients(turned);
    compare_with_gradients(scaled);
    compare_with_gradients(concat(angle * x + angle * y, square(angle * x - sin(angle))));
    compare_with_gradients(concat(dot(v, v) * angle, sin(angle) * x + log(angle) * y * t));
    compare_with_gradients(concat(turned, turned));
    constexpr auto moved = 1_c + (sin(angle) * x + cos(angle) * y);  // a sum of one such term
    compare_with_gradients(concat(moved * x, exp(moved)));
    constexpr auto negative = 2_c - cos(angle) * x;
    compare_with_gradients(concat(negative * y, sin(negative)));
}
