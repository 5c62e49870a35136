#include <ctgrad/plan/multiply_add.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;

template <class F> constexpr int steps_of(F) { return program<detail::value_pass<F::id>>.size; }

}  // namespace

static_assert(steps_of(a * b + c) == 1 && steps_of(a * b - c) == 1 && steps_of(c - a * b) == 1);
static_assert(steps_of(exactly(a * b) + c) == 3, "rounded as written");
static_assert(cost(a * b + c).additions == 1 && cost(a * b + c).multiplications == 1);

BOOST_AUTO_TEST_CASE(values_stay) {
    BOOST_TEST((a * b + c)(a = 2.0, b = 3.0, c = 5.0) == 11);
    BOOST_TEST((a * b - c)(a = 2.0, b = 3.0, c = 5.0) == 1);
    BOOST_TEST((c - a * b)(a = 2.0, b = 3.0, c = 5.0) == -1);
    BOOST_TEST((a * b + c * exp(a))(a = 0.0, b = 3.0, c = 5.0) == 5);
}

// Both compilers, as clang fuses within one expression alone, and the operators of `wide` are none.
BOOST_AUTO_TEST_CASE(lanes_are_fused_as_numbers_are) {
    using kernel::wide;
    static_assert(math::lanewise<wide<double>> && !math::lanewise<double>);
    volatile double sink = 1 + 0x1p-40;  // not known while compiling
    const double number = sink, v = 1 - 0x1p-40;
    const wide<double> x(number), y(v), one(1.0);
#ifdef __OPTIMIZE__
    BOOST_TEST(operations::multiply_subtract::value(x, y, one).value[0] ==
               operations::multiply_subtract::value(number, v, 1.0));
    BOOST_TEST(operations::multiply_add::value(x, y, wide<double>(-1.0)).value[0] ==
               operations::multiply_add::value(number, v, -1.0));
    BOOST_TEST(operations::subtract_product::value(x, y, one).value[0] ==
               operations::subtract_product::value(number, v, 1.0));
#endif
#ifdef __clang__  // g++ fuses only where it optimises
    if (kernel::detail::has_fused_products)
        BOOST_TEST(operations::multiply_subtract::value(x, y, one).value[0] == -0x1p-80);
#endif
}
