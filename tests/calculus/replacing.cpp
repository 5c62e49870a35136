#include <ctgrad/calculus/replacing.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/variable.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

constexpr auto h = vector<"h", 2>;
constexpr auto x = scalar<"x">;

}  // namespace

BOOST_AUTO_TEST_CASE(a_copy_has_other_nodes_in_place_of_variables) {
    graph g;
    const int f = load(g, entry_of<decltype(exp(x) * h + h)::id>);
    const int variable = load(g, entry_of<x.id>);
    replacing copy{g};
    copy.by[variable] = make_constant(g, 0);
    copy.run();
    const int zero = copy.by[variable], vector = load(g, entry_of<h.id>);
    const int applied = raw(g, descriptor<operations::exp>, scalar_shape, zero);
    const int scaled = make_product(g, applied, vector);
    BOOST_TEST(copy.by[f] == make_sum(g, scaled, vector));
    BOOST_TEST(copy.by[vector] == vector);
}
