#include <ctgrad/plan/shared_products.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;
constexpr auto d = scalar<"d">;
constexpr auto f = sin(a * b * c) + cos(b * d * a) + exp(a * b);
constexpr auto g = sin(a * b * c) + cos(a * d);

}  // namespace

static_assert(cost(f).multiplications == 3, "a b once");
static_assert(cost(g).multiplications == 3, "nothing in common");
static_assert(cost(sin(a * a * b) + cos(b * c * d) + exp(c * d)).multiplications == 4);

BOOST_AUTO_TEST_CASE(values_stay) {
    const double u = 0.3, v = 1.7, w = -0.4, z = 2.1;
    BOOST_TEST(f(a = u, b = v, c = w, d = z) ==
                   std::sin(u * v * w) + std::cos(u * v * z) + std::exp(u * v),
               boost::test_tools::tolerance(1e-15));
}
