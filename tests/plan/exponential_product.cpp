#include <ctgrad/plan/exponential_product.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;
constexpr auto v = vector<"v", 2>;
constexpr auto w = vector<"w", 2>;

template <class E> constexpr long functions_of(E e) { return cost(e).functions; }

}  // namespace

static_assert(functions_of(exp(a) * exp(b)) == 1, "exp(a + b)");
static_assert(functions_of(a * exp(a) * exp(b) * exp(c) / c) == 1, "a exp(a + b + c) / c");
static_assert(cost(exp(a) * exp(b) / c).operations == 3, "a sum, a function, a quotient");
static_assert(functions_of(hadamard(exp(v), exp(w))) == 2, "of every entry");
static_assert(functions_of(exp(a) * exp(b) + exp(a)) == 2, "what is needed elsewhere is there");

BOOST_AUTO_TEST_CASE(values) {
    const auto close = boost::test_tools::tolerance(1e-15);
    BOOST_TEST((exp(a) * exp(b))(a = 1.0, b = -1.0) == 1.0);
    BOOST_TEST((exp(a) * exp(b))(a = 800.0, b = -800.0) == 1.0);
    BOOST_TEST((c * exp(a) * exp(b) / a)(a = 2.0, b = -2.0, c = 5.0) == 2.5, close);
    BOOST_TEST((exp(a) * exp(b) / c)(a = 2.0, b = -2.0, c = 4.0) == 0.25, close);
}
