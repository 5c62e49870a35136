#include <cmath>

#include <ctgrad/calculus/operations/constant.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(once_each) {
    graph g;
    BOOST_TEST(make_constant(g, {2, 4}) == make_constant(g, {1, 2}));
    BOOST_TEST(make_constant(g, 1) != make_constant(g, 1, vector_shape(1)));
    BOOST_TEST(detail::is_constant(g, make_constant(g, 3), 3));
}

BOOST_AUTO_TEST_CASE(too_large_is_refused) {
    graph g;
    BOOST_CHECK_THROW(make_constant(g, rational::inexact()), const char*);
}

BOOST_AUTO_TEST_CASE(spread_over_a_shape) {
    graph g;
    const int u = leaf(g, descriptor<operations::variable>, scalar_shape, "u");
    const int spread = detail::fit(g, make_product(g, make_constant(g, 2), u), vector_shape(3));
    BOOST_TEST((g.extent(spread) == vector_shape(3)));
    const detail::term t = detail::split_coefficient(g, spread);
    BOOST_TEST((t.coefficient == rational(2) && t.rest == u));
    BOOST_TEST(detail::fit(g, u, scalar_shape) == u);
}

BOOST_AUTO_TEST_CASE(folded) {
    static_assert(same(2_c + 3_c, 5_c));
    static_assert(same(1_c / 3_c * 3_c, 1_c));
    static_assert(same(2_c * x * 0.5_c, x));
    static_assert(same(0_c * x, 0_c));
    static_assert(same(x + 0_c, 0_c + x));
    static_assert(same(sqrt(9_c / 4_c), 1.5_c));
}

BOOST_AUTO_TEST_CASE(too_large_to_fold) {
    constexpr auto large = 4'000'000'000'000'000'000_c;
    BOOST_TEST((large * large)() == 1.6e37);
    BOOST_TEST((large * (large * x))(x = 1.0) == 1.6e37);
    BOOST_TEST((large + large)() == 8e18);
    BOOST_TEST((large * x + large * x)(x = 1.0) == 8e18);
    BOOST_TEST(pow(large, 3_c)() == 6.4e55);
    BOOST_TEST(pow(large * x, 3_c)(x = 1.0) == 6.4e55);
    BOOST_TEST(std::abs((x / large / large)(x = 1.6e37) - 1) < 1e-15);
    BOOST_TEST(sum(large * vector<"v", 4> / vector<"v", 4>)() == 1.6e19);
}
