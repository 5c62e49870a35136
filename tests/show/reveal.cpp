// The message itself is tested in tests/fail.

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/reveal.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <expression E> constexpr auto message(E) { return detail::revealed<E::id>(); }

static_assert(message(sqrt(x * y)).view() == "sqrt(x * y) is a scalar: power to the 0.5 of x * y",
              "an exponent");
static_assert(message(2_c + 0_c * x).view() == "2 is a scalar: a constant", "a constant");

}  // namespace

BOOST_AUTO_TEST_CASE(long_formulas_are_shown_by_their_label) {
    constexpr auto u = exp(sin(x) * cos(y)) + square(x - y);
    constexpr auto f = tanh(u * u + sin(u)) * exp(u) + sin(u) / (1_c + exp(u));
    BOOST_TEST(message(diff(f, x)).view().find("let ") == std::string_view::npos);
    BOOST_TEST(!message(diff(f, x)).overflow);
}
