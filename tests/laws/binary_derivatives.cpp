// Every function of two or three operands: the derivative by each operand is the slope of the
// value, and so are all second derivatives.

#include <cmath>

#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace ctgrad;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;

struct point {
    double x, y, z;
};
constexpr point points[] = {{0.4, 1.3, 0.9}, {1.7, 0.6, 0.3}, {2.2, -1.4, 1.1}, {-0.6, 0.8, 2.0}};

template <class T, class F> T call(F f, T u, T v, T w) { return f(x = u, y = v, z = w); }

/// The slopes of f by x and y are the values of its gradient.
template <class T, class F> void check_slopes(F f, point p) {
    const T u = static_cast<T>(p.x), v = static_cast<T>(p.y), w = static_cast<T>(p.z);
    const auto gradient = ctgrad::gradient(f, x, y)(x = u, y = v, z = w);
    const long double by_x =
        laws::slope([&](long double h) { return call<long double>(f, u + h, v, w); });
    const long double by_y =
        laws::slope([&](long double h) { return call<long double>(f, u, v + h, w); });
    if (!std::isnan(by_x)) laws::check_close(text(f), p.x, gradient[x], by_x, laws::tolerance<T>());
    if (!std::isnan(by_y)) laws::check_close(text(f), p.y, gradient[y], by_y, laws::tolerance<T>());
}

template <class T, class F> void check_function(F f) {
    for (const point p : points) {
        check_slopes<T>(f, p);
        check_slopes<T>(diff(f, x), p);
        check_slopes<T>(diff(f, y), p);
    }
}

template <class T> void check_all() {
    laws::for_each(operations::binary_functions{}, [](auto operation) {
        check_function<T>(laws::build<laws::rule<decltype(operation)>>(x, y));
    });
    laws::for_each(operations::ternary_functions{}, [](auto operation) {
        using laws::build, laws::rule;
        check_function<T>(build<rule<decltype(operation)>>(z, x, y));
        check_function<T>(build<rule<decltype(operation)>>(x, y, z));
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(in_float) { check_all<float>(); }
BOOST_AUTO_TEST_CASE(in_double) { check_all<double>(); }
BOOST_AUTO_TEST_CASE(in_long_double) { check_all<long double>(); }
