// Mixed partial derivatives of order five, against mpmath's differences with 160 digits.

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto w = scalar<"w">;
constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto f = exp(w * sin(x * log(y) / z) + sqrt(w * z / (x * y))) + square(w) / tan(z);

template <expression Derivative> void check(Derivative d, long double expected) {
    const double found = d(w = 1.25, x = 0.75, y = 1.5, z = 0.875);
    const long double error = std::abs(found / expected - 1);
    BOOST_TEST(error <= 1e-11L, "found " << found << ", not " << expected << ", error " << error);
}

}  // namespace

BOOST_AUTO_TEST_CASE(in_every_variable) {
    check(diff(f, w, w, x, y, z), -11.94112612581504379041691L);
    check(diff(f, w, x, x, y, z), -10.98506119372373005689463L);
    check(diff(f, w, x, y, y, z), -3.60508329046701422199449L);
    check(diff(f, w, x, y, z, z), 23.14234332936076639940701L);
}

BOOST_AUTO_TEST_CASE(in_some) {
    check(diff(f, x, x, y, y, z), 25.87267540315645438903154L);
    check(diff(f, w, y, y, z, z), 2.728491891836613812903698L);
    check(diff(f, y, y, y, y, y), -6.486375575563439652611522L);
    check(diff(f, w, w, z, z, z), -42.59050514809850007214635L);
}
