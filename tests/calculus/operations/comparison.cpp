#include <array>

#include <ctgrad/calculus/operations/comparison.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(one_or_zero) {
    static_assert((x < y)(x = 1.0, y = 2.0) == 1 && (x < y)(x = 2.0, y = 2.0) == 0);
    static_assert((x <= y)(x = 2.0, y = 2.0) == 1 && (x >= y)(x = 1.0, y = 2.0) == 0);
    static_assert((x == y)(x = 2.0, y = 2.0) == 1 && (x > y)(x = 2.0, y = 1.0) == 1);
    static_assert(same(x > y, y < x));
}

BOOST_AUTO_TEST_CASE(of_constants) {
    static_assert(same(1_c < 2_c, 1_c));
    static_assert(same(2_c <= 1_c, 0_c));
    static_assert(same(select(0.5_c == 1_c / 2_c, x, y), x));
    static_assert(same(diff(pow(2_c, x), x), pow(2_c, x) * log(2_c)));
}

BOOST_AUTO_TEST_CASE(no_derivative) {
    constexpr auto v = vector<"v", 3>;
    constexpr auto A = matrix<"A", 2, 3>;
    static_assert(same(diff((x < y) + floor(x) + sign(x), x), 0_c));
    static_assert(diff(sum(floor(A * exp(v))), v).extent() == vector_shape(3));
    static_assert(same(diff(floor(x) * x, x), floor(x)));
}

BOOST_AUTO_TEST_CASE(selected) {
    static_assert(same(select(x < y, x, x), x));
    static_assert(same(select(x < y, 1_c, 0_c), x < y));
    static_assert(same(diff(select(x < y, x, y), x), x < y));
    BOOST_TEST(diff(select(x < y, x * x, 3_c * x), x)(x = 2.0, y = 3.0) == 4.0);
    BOOST_TEST(diff(select(x < y, x * x, 3_c * x), x)(x = 2.0, y = 1.0) == 3.0);
}

BOOST_AUTO_TEST_CASE(selected_entry_by_entry) {
    constexpr auto v = vector<"v", 3>;
    constexpr auto A = matrix<"A", 3, 3>;
    const std::array values{-1.0, 0.0, 2.0};
    const auto found = select(v < 0_c, x, 2_c * v)(v = values, x = 7.0);
    BOOST_TEST((found == tensor<double, 3>{7, 0, 4}));
    const auto gradient = diff(sum(select(v < 0_c, x, 2_c * v)), v)(v = values);
    BOOST_TEST((gradient == tensor<double, 3>{0, 2, 2}));
    BOOST_TEST(diff(sum(select(v < 0_c, x, 2_c * v)), x)(v = values) == 1.0);
    // A product is written with an operator as a comparison is, and yet is none.
    const auto indicator =
        select(A * v, 1_c, 0_c)(v = values, A = std::array{2., 0., 1., 5., 0., 0., 0., 0., 3.});
    BOOST_TEST((indicator == tensor<double, 3>{0, 1, 1}));
}

BOOST_AUTO_TEST_CASE(limits) {
    static_assert(same(max(x, x), x) && same(min(x, x), x));
    BOOST_TEST(clamp(x, 2_c, 1_c)(x = 5.0) == 1.0);  // the upper bound wins
    BOOST_TEST(clamp(x, 2_c, 1_c)(x = 0.0) == 1.0);
}

BOOST_AUTO_TEST_CASE(fences) {
    static_assert(same(diff(exactly(x * x), x), 2_c * x));
    static_assert(!same(exactly(x + y) - x, y));
    const auto error = exactly(exactly(x + y) - x) - y;
    BOOST_TEST(error(x = 1.0, y = 1e-17) == -1e-17);
}
