#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/cost.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

}  // namespace

static_assert(detail::power_operations(2, 1) == 1, "a square is one multiplication");
static_assert(detail::power_operations(-1, 1) == 1, "a reciprocal is one division");
static_assert(detail::power_operations(8, 1) == 3, "repeated squaring");
static_assert(detail::power_operations(1, 2) == 1, "a root");

static_assert(program_cost<detail::value_pass<decltype(x * y + sin(x))::id>>.operations == 3,
              "a product, a sine, a sum");
static_assert(program_cost<detail::value_pass<decltype(x * y + sin(x))::id>>.functions == 1,
              "of which one is a function");
static_assert(program_cost<detail::value_pass<decltype(W * v)::id>>.operations == 2 * (3 + 2),
              "two inner products of three numbers");

BOOST_AUTO_TEST_CASE(cost_counts_entries) {
    BOOST_TEST((program_cost<detail::value_pass<decltype(exp(v))::id>>.operations) == 3);
}
