#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/check_bindings.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

}  // namespace

namespace {

using bx = binding<std::remove_const_t<decltype(x)>, double>;
using by = binding<std::remove_const_t<decltype(y)>, double>;

}  // namespace

static_assert(detail::position<bx, by>(y.id) == 1, "found at its place");
static_assert(detail::position<bx>(y.id) == -1, "not bound");
static_assert(detail::position<bx, by, bx>(x.id) == -2, "bound twice");

BOOST_AUTO_TEST_CASE(bindings_come_in_any_order_and_may_be_more_than_needed) {
    constexpr auto f = x - 2_c * y;
    BOOST_TEST(f(x = 5.0, y = 1.0) == 3.0);
    BOOST_TEST(f(y = 1.0, x = 5.0) == 3.0);
    BOOST_TEST(diff(f, x)(x = 5.0, y = 1.0) == 1.0);
}
