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
