#include <ctgrad/eval/constant_result.hpp>

#include <array>
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 2>;
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

// Where it does not compile is in tests/fail/constant_outside_domain.cpp.

BOOST_AUTO_TEST_CASE(finite_results_of_infinite_parts) {
    static_assert(select(0_c < x, log(x), x)(x = -1.0) == -1);
    static_assert(select(0_c < v, log(v), v)(v = std::array{1.0, -2.0})[1] == -2);
}

BOOST_AUTO_TEST_CASE(bound_numbers_that_are_not_finite) {
    static_assert(exp(x)(x = infinity) == infinity && exp(x)(x = -infinity) == 0);
    static_assert(gradient(softplus(x), x)(x = infinity)[x] == 1);
    static_assert(log(x)(x = infinity) == infinity);
}

BOOST_AUTO_TEST_CASE(at_run_time) {
    double minus = -1, zero = 0, two = 2;
    BOOST_TEST(std::isnan(log(x)(x = minus)));
    BOOST_TEST(std::isnan(asin(x)(x = two)));
    BOOST_TEST((1_c / x)(x = zero) == infinity);
    BOOST_TEST(gradient(sqrt(x), x)(x = zero)[x] == infinity);
}

BOOST_AUTO_TEST_CASE(all_finite) {
    static_assert(detail::all_finite(std::array{1.0, -2.0}.data(), 2));
    static_assert(!detail::all_finite(std::array{1.0, infinity}.data(), 2));
    static_assert(
        !detail::all_finite(std::array{1.0F, std::numeric_limits<float>::quiet_NaN()}.data(), 2));
}
