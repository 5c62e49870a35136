#include <ctgrad/expr/scan_pass.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/variable.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using namespace ctgrad::detail;

namespace {

constexpr auto h = vector<"h", 2>;
constexpr auto x = scalar<"x">;
constexpr auto next = x * h;

using state = scan_clause<scan_part::state, h.id, h.id, next.id>;
using output = scan_clause<scan_part::output, 0, 0, next.id>;
using total = scan_clause<scan_part::total, 0, 0, x.id>;
using results = scan_results<scan_run{5}, output, state, total>;

}  // namespace

BOOST_AUTO_TEST_CASE(results_lie_in_the_order_of_their_kinds) {
    static_assert(results::find(scan_part::output, 0) == 0 && results::find_state(h.id) == 1,
                  "found by kind and by variable");
    static_assert(results::find(scan_part::total, 1) == -1, "there is one");
    static_assert(results::offset(1) == 0 && results::offset(2) == 2 && results::offset(0) == 3,
                  "states, totals, outputs");
    static_assert(results::position(1) == 0 && results::position(2) == 1 &&
                      results::position(0) == 2,
                  "in the same order");
    static_assert(results::extent(0) == matrix_shape(5, 2), "the rows of five steps");
    static_assert(results::extent(1) == vector_shape(2), "a state has no steps");
}
