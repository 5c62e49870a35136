#include <ctgrad/calculus/laws/functions.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(exponentials_and_logarithms) {
    static_assert(same(exp(log(x + y)), x + y) && same(log(exp(v)), v));
    static_assert(same(exp(2_c * log(x)), square(x)) && same(exp(-log(x)), 1_c / x));
    static_assert(same(log(sqrt(x)), 0.5_c * log(x)) && same(log(1_c / x), -log(x)));
    static_assert(text(log(square(x))) == "log(square(x))", "which is defined for x < 0, too");
    static_assert(same(log1p(expm1(x)), x));
    static_assert(same(exp(log_softmax(v)), softmax(v)));
    static_assert(same(exp(log_softmax(v + x * sin(v))), softmax(v + x * sin(v))));
}

BOOST_AUTO_TEST_CASE(inverse_functions) {
    static_assert(same(tan(atan(x)), x) && same(sinh(asinh(x)), x) && same(asinh(sinh(v)), v));
    static_assert(!same(asin(sin(x)), x) && !same(sin(asin(x)), x), "they have other domains");
}

BOOST_AUTO_TEST_CASE(at_zero) {
    static_assert(same(exp(0_c * x), 1_c) && same(cos(0_c * x), 1_c) && same(cosh(0_c * x), 1_c));
    static_assert(same(sin(0_c * v), 0_c * v) && same(tanh(0_c * x), 0_c));
}

BOOST_AUTO_TEST_CASE(absolute_values) {
    static_assert(same(abs(square(x)), square(x)) && same(abs(exp(v)), exp(v)));
    static_assert(same(abs(abs(x)), abs(x)) && same(abs(sqrt(x)), sqrt(x)));
    static_assert(text(abs(x)) == "abs(x)");
}
