// A formula with what SymPy and mpmath say of it, and the comparison with what the library says.
#pragma once

#include <array>
#include <cmath>
#include <tuple>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

namespace oracle {

using namespace ctgrad;
using namespace ctgrad::literals;

struct three {
    long double x, y, z;
};
struct six {
    long double xx, xy, xz, yy, yz, zz;
};

template <class Formula> struct sample {
    Formula formula;
    three point;
    long double value;
    three gradient;
    six hessian;
};
template <class F> sample(F, three, long double, three, six) -> sample<F>;

/// Errors are relative; what is exactly 0 must be 0.
template <class T>
void check_close(std::string_view formula, std::string_view what, T found, long double expected,
                 long double tolerance) {
    const long double error =
        expected == 0 ? std::abs(static_cast<long double>(found)) : std::abs(found / expected - 1);
    BOOST_TEST(error <= tolerance, formula << "\n"
                                           << what << " is " << found << ", not " << expected
                                           << ", error " << error);
}

struct tolerances {
    long double first, second;
};

template <class T, class Formula> void check(const sample<Formula>& s, tolerances t) {
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto z = scalar<"z">;
    constexpr auto f = Formula{}(x, y, z);
    const T at_x = static_cast<T>(s.point.x), at_y = static_cast<T>(s.point.y);
    const T at_z = static_cast<T>(s.point.z);
    const auto first = value_and_gradient(f, x, y, z)(x = at_x, y = at_y, z = at_z);
    check_close(text(f), "the value", first.value, s.value, t.first);
    check_close(text(f), "the derivative by x", first.gradient[x], s.gradient.x, t.first);
    check_close(text(f), "the derivative by y", first.gradient[y], s.gradient.y, t.first);
    check_close(text(f), "the derivative by z", first.gradient[z], s.gradient.z, t.first);

    constexpr auto v = vector<"v", 3>;
    constexpr auto H = hessian(Formula{}(element<0>(v), element<1>(v), element<2>(v)), v);
    const auto second = H(v = std::array{at_x, at_y, at_z});
    check_close(text(f), "the derivative by x, x", second(0, 0), s.hessian.xx, t.second);
    check_close(text(f), "the derivative by x, y", second(0, 1), s.hessian.xy, t.second);
    check_close(text(f), "the derivative by z, x", second(2, 0), s.hessian.xz, t.second);
    check_close(text(f), "the derivative by y, y", second(1, 1), s.hessian.yy, t.second);
    check_close(text(f), "the derivative by y, z", second(1, 2), s.hessian.yz, t.second);
    check_close(text(f), "the derivative by z, z", second(2, 2), s.hessian.zz, t.second);
}

template <class... Samples> void check_all(const std::tuple<Samples...>& samples) {
    std::apply(
        [](const auto&... each) {
            (check<double>(each, {1e-12L, 1e-11L}), ...);
            (check<long double>(each, {1e-15L, 1e-15L}), ...);
        },
        samples);
}

}  // namespace oracle
