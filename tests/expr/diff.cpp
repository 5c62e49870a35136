#include <array>
#include <cmath>

#include <ctgrad/expr/diff.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(by_scalars) {
    static_assert(same(diff(x * x, x), 2_c * x));
    static_assert(same(diff(sin(x) * y, x), y * cos(x)));
    static_assert(same(diff(x, y), 0_c) && same(diff(x, x), 1_c) && same(diff(5_c, x), 0_c));
    static_assert(same(diff(x * x * y, x, y), diff(x * x * y, y, x)));
    static_assert(same(diff(sin(x * y), x, y), diff(sin(x * y), y, x)));
    static_assert(same(diff(exp(x) * y, x, x, x), y * exp(x)));
}

BOOST_AUTO_TEST_CASE(by_vectors_and_matrices) {
    static_assert(same(diff(dot(v, v), v), 2_c * v));
    static_assert(same(diff(x * y, v), 0_c * v));
    static_assert(diff(sum(A * v), A).extent() == matrix_shape(2, 3));
}

BOOST_AUTO_TEST_CASE(of_vectors_by_a_scalar) {
    static_assert(same(diff(sin(x) * v, x), cos(x) * v));
    static_assert(same(diff(x * A * v, x), A * v));
    static_assert(same(diff(v, x), 0_c * v));
    static_assert(diff(x + v, x).extent() == vector_shape(3));
    const auto found = diff(concat(x * v, square(x)), x)(x = 3.0, v = std::array{1.0, 2.0, 3.0});
    BOOST_TEST((found == tensor<double, 4>{1, 2, 3, 6}));
}

BOOST_AUTO_TEST_CASE(of_the_derivative) {
    constexpr auto f = exp(sin(x)) / (1_c + square(x));
    const double h = 1e-5, u = 0.7;
    const double second = (diff(f, x)(x = u + h) - diff(f, x)(x = u - h)) / (2 * h);
    BOOST_TEST(std::abs(diff(f, x, x)(x = u) - second) < 1e-8);
}

BOOST_AUTO_TEST_CASE(in_any_order) {
    constexpr auto z = scalar<"z">;
    constexpr auto f = sin(x) * exp(x * y) + atan2(x, y * z) + pow(x, y) / z;
    static_assert(same(diff(f, x, y), diff(f, y, x)));
    static_assert(same(diff(f, z, y, x), diff(f, x, z, y)));
    static_assert(same(diff(f, x, y), diff(diff(f, x), y)), "in the order of the names");
    const auto at = [&](auto g, double y0) { return g(x = 0.7, y = y0, z = 2.1); };
    const double h = 1e-5, slope = (at(diff(f, x), 1.3 + h) - at(diff(f, x), 1.3 - h)) / (2 * h);
    BOOST_TEST(at(diff(diff(f, y), x), 1.3) == slope, boost::test_tools::tolerance(1e-8));
    static_assert(diff(x * sum(v), v, x).extent() == vector_shape(3));
    static_assert(same(diff(x * sum(v), v, x), diff(x * sum(v), x, v)));
}
