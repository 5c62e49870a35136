#include <cmath>

#include <ctgrad/calculus/operations/error_function.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(pi_in_every_type) {
    static_assert(operations::pi::value<double>() == 3.141592653589793);
    static_assert(operations::pi::value<float>() == 3.14159274F);
}

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(erf(x) + erfc(x), x), 0_c));
    static_assert(same(erf(-y), -erf(y)));
    BOOST_TEST(std::abs(diff(erf(x), x)(x = 0.0) - 1.1283791670955126) < 1e-15);
}

BOOST_AUTO_TEST_CASE(small_tails) { BOOST_TEST(erfc(x)(x = 10.0) == std::erfc(10.0)); }
