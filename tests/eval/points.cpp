#include <ctgrad/eval/points.hpp>

#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/jacobian.hpp>
#include <ctgrad/expr/linear.hpp>

#include "../refusal.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto c = scalar<"c">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto S = symmetric<"S", 3>;

template <class T> using numbers = std::vector<T>;

/// n numbers between 0.1 and 1.2.
template <class T> numbers<T> some(std::size_t n, int seed) {
    numbers<T> u(n);
    for (std::size_t i = 0; i < n; ++i)
        u[i] = T(0.1) + T((37 * i + 11 * static_cast<std::size_t>(seed)) % 100) / T(90);
    return u;
}

template <class T> bool close(T a, T b) {
    using std::abs;
    return abs(a - b) <= 16 * std::numeric_limits<T>::epsilon() * (1 + abs(b));
}

/// The same as one call for each point: functions with a form for packs and without one, a power
/// that has neither, a constant derivative.
template <class T> void check_points(std::size_t n) {
    constexpr auto f = sin(x) * exp(c * y) + atan(x) * pow(x, 0.4_c) + max(x, y) / 3_c;
    constexpr auto g = value_and_gradient(f, x, y, v);
    const numbers<T> xs = some<T>(n, 1), ys = some<T>(n, 2);
    numbers<T> value(n), by_x(n), by_y(n), by_v(3 * n, T(1));
    over_points<T>(g)({value, by_x, by_y, by_v}, x = rows(xs), c = T(0.5), y = rows(ys));
    for (std::size_t i = 0; i < n; ++i) {
        const auto r = g(x = xs[i], y = ys[i], c = T(0.5));
        BOOST_TEST(close(value[i], r.value));
        BOOST_TEST(close(by_x[i], r.gradient[x]));
        BOOST_TEST(close(by_y[i], r.gradient[y]));
        BOOST_TEST(by_v[3 * i + 2] == 0);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(any_number_of_points) {
    for (const std::size_t n : {0u, 1u, 2u, 7u, 8u, 9u, 15u, 16u, 17u, 100u, 133u}) {
        check_points<double>(n);
        check_points<float>(n);
    }
    check_points<long double>(5);
}

/// More than a first-level cache holds, read and written in place.
template <class T> void check_many_points(std::size_t n) {
    constexpr auto f = x * x * y + c * y;
    const numbers<T> xs = some<T>(n, 1), ys = some<T>(n, 2);
    numbers<T> value(n), by_x(n), by_y(n);
    over_points<T>(value_and_gradient(f, x, y))({value, by_x, by_y}, x = rows(xs), c = T(2),
                                                y = rows(ys));
    bool right = true;
    for (std::size_t i = 0; i < n; ++i)
        right = right && close<T>(value[i], xs[i] * xs[i] * ys[i] + 2 * ys[i]) &&
                close<T>(by_x[i], 2 * xs[i] * ys[i]) && close<T>(by_y[i], xs[i] * xs[i] + 2);
    BOOST_TEST(right);
}

BOOST_AUTO_TEST_CASE(many_points) {
    for (const std::size_t n : {2000u, 2003u}) {
        check_many_points<float>(n);
        check_many_points<double>(n);
        check_many_points<long double>(n);
    }
    check_many_points<boost::multiprecision::cpp_bin_float_100>(600);
}

BOOST_AUTO_TEST_CASE(vectors_are_rows) {
    constexpr auto f = W * v * x;
    constexpr std::size_t n = 37;
    const numbers<double> xs = some<double>(n, 1), vs = some<double>(5 * n, 2);
    const double w[2][3] = {{1, 2, 3}, {4, 5, 6}};
    numbers<double> found(2 * n), slopes(6 * n);
    over_points(f)(found, v = rows(vs, 5), x = rows(xs), W = w);
    over_points(jacobian(f, v))(slopes, x = rows(xs), W = w);
    for (std::size_t i = 0; i < n; ++i) {
        const std::span<const double, 3> point(vs.data() + 5 * i, 3);
        BOOST_TEST(close(found[2 * i + 1], f(v = point, x = xs[i], W = w)[1]));
        BOOST_TEST(close(slopes[6 * i + 4], 5 * xs[i]));
    }
    constexpr auto g = gradient(log_sum_exp(v) + x * element<1>(v), v, x);
    numbers<double> by_v(3 * n), by_x(n);
    over_points(g)({by_v, by_x}, v = rows(vs, 5), x = rows(xs));
    for (std::size_t i = 0; i < n; ++i) {
        const std::span<const double, 3> point(vs.data() + 5 * i, 3);
        const auto expected = g(v = point, x = xs[i]);
        for (std::size_t k = 0; k < 3; ++k) BOOST_TEST(close(by_v[3 * i + k], expected[v][k]));
        BOOST_TEST(by_x[i] == point[1]);
    }
}

BOOST_AUTO_TEST_CASE(numbers_among_others_and_results_in_their_place) {
    constexpr std::size_t n = 21;
    numbers<double> pairs = some<double>(2 * n, 3);
    const numbers<double> before = pairs;
    numbers<double> found(n);
    const std::span<const double> seconds = std::span(pairs).subspan(1);
    over_points(x - y)(found, x = rows(pairs, 2), y = rows(seconds, 2));
    for (std::size_t i = 0; i < n; ++i) BOOST_TEST(found[i] == before[2 * i] - before[2 * i + 1]);
    numbers<double> places = found;
    over_points(square(x))(places, x = rows(places));
    for (std::size_t i = 0; i < n; ++i) BOOST_TEST(places[i] == found[i] * found[i]);
}

BOOST_AUTO_TEST_CASE(outside_the_domain) {
    const numbers<double> xs = {-1, 0, 1, std::numeric_limits<double>::infinity()};
    numbers<double> found(4);
    over_points(log(x))(found, x = rows(xs));
    BOOST_TEST(std::isnan(found[0]));
    BOOST_TEST(found[1] == -std::numeric_limits<double>::infinity());
    BOOST_TEST(found[2] == 0);
    BOOST_TEST(found[3] == std::numeric_limits<double>::infinity());
}

namespace {

const numbers<double> four(4), five(5), six(6);
numbers<double> out(5), out_of_four(4), out_of_six(6);

}  // namespace

BOOST_AUTO_TEST_CASE(refusals) {
    static constexpr auto g = over_points(value_and_gradient(x * y, x, y));
    BOOST_TEST(refusal([] { g({out, out, out}, x = rows(five), y = rows(four)); }) ==
               "y = rows(...): the number of points must be that of the other rows, 5, not 4");
    BOOST_TEST(refusal([] { over_points(norm(v) * x)(out, v = rows(five), x = rows(five)); }) ==
               "v = rows(...): the size must be that of whole rows of 3, not 5");
    BOOST_TEST(refusal([] { g({out, out, out_of_six}, x = rows(five), y = 1.0); }) ==
               "over_points: the derivative by y takes 5 numbers, 1 for each of 5 points, the span "
               "has 6");
    BOOST_TEST(refusal([] { over_points(x * v)(out_of_four, x = rows(five), v = {1., 2., 3.}); }) ==
               "over_points: the value takes 15 numbers, 3 for each of 5 points, the span has 4");
    const double skew[3][3] = {{1, 2, 0}, {3, 1, 0}, {0, 0, 1}};
    BOOST_TEST(refusal([&] { over_points(x * trace(S))(out, x = rows(five), S = skew); }) ==
               "S = value: S is symmetric, the value's entries (0, 1) and (1, 0) differ");
    BOOST_TEST(refusal([] { g({out, out, out}, x = rows(five), y = rows(five)); }) ==
               "no exception");
}
