#include <ctgrad/plan/factoring.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;
constexpr auto d = scalar<"d">;
constexpr auto v = vector<"v", 2>;
constexpr auto w = vector<"w", 2>;

template <class E> constexpr long operations_of(E e) { return cost(e).operations; }

}  // namespace

static_assert(operations_of(a * b + a * c) == 2, "a (b + c)");
static_assert(operations_of(a * b - a * c + d) == 3, "a (b - c) + d");
static_assert(operations_of(-a * b - a * c) == 3, "-(a (b + c))");
static_assert(operations_of(a * b * c + a * b * d + a * d) == 5, "a (b (c + d) + d)");
static_assert(operations_of(a * b / c + a * d / c) == 4, "a r (b + d), r = 1 / c");
static_assert(operations_of(a + a * b) == 2, "nothing is saved");
static_assert(operations_of(2_c * sin(a) + 2_c * b) == 3, "2 (sin(a) + b)");
static_assert(operations_of(a * v + a * w) == 4, "a (v + w)");
static_assert(operations_of(a * v + b * v) == 3, "(a + b) v");
static_assert(operations_of(exp(a) * b + exp(a) * c - exp(a) * d) == 4, "one exponential");
static_assert(operations_of(sin(a * b) + a * b * c) == operations_of(sin(a * b)) + 2,
              "a product that is needed elsewhere is no product here");

BOOST_AUTO_TEST_CASE(values) {
    const auto close = boost::test_tools::tolerance(1e-15);
    BOOST_TEST((-a * b - a * c)(a = 2.0, b = 3.0, c = 4.0) == -14.0);
    BOOST_TEST((a * b / c - a * d / c)(a = 2.0, b = 3.0, c = 4.0, d = 5.0) == -1.0);
    BOOST_TEST((a * b / c + a * c / d)(a = 2.0, b = 3.0, c = 4.0, d = 5.0) == 3.1, close);
    BOOST_TEST((a * b + a * c + b * d + c * d + 1_c)(a = 2.0, b = 3.0, c = 4.0, d = 5.0) == 50.0);
    BOOST_TEST((a * b * c * d - a * b + a * d + a * b * d)(a = 2.0, b = 3.0, c = 4.0, d = 5.0) ==
               154.0);
    const auto scaled = (v / a - w / a + a)(a = 2.0, v = {1.0, 3.0}, w = {2.0, 1.0});
    BOOST_TEST((scaled[0] == 1.5 && scaled[1] == 3.0));
}

BOOST_AUTO_TEST_CASE(what_is_fenced_stays) {
    static_assert(operations_of(exactly(a * b + a * c)) == 3);
}
