#include <ctgrad/plan/fraction.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;

}  // namespace

static_assert(cost(a / b / c).operations == 2, "a / (b c)");
static_assert(cost(1_c / (a * b)).operations == 2, "one reciprocal");
static_assert(cost(a / square(b)).operations == 2, "a square and a quotient");

BOOST_AUTO_TEST_CASE(one_division) {
    BOOST_TEST((a / b / c)(a = 7.0, b = 2.0, c = 5.0) == 0.7, boost::test_tools::tolerance(1e-15));
    BOOST_TEST((a / b + sin(c / b))(a = 3.0, b = 2.0, c = 0.0) == 1.5);
}
