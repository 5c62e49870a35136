// Every function of one operand in a number type of fifty digits: its first, second and third
// derivative are the slopes of what they derive.

#include <boost/test/unit_test.hpp>

#include "fifty_digits.hpp"

namespace {

using namespace ctgrad;
using number = laws::fifty_digits;

constexpr auto x = scalar<"x">;
constexpr double points[] = {-2.3, -0.8, 0.35, 0.7, 1.25, 3.2};

using function = number (*)(const number&);

template <class F> void check(F f) {
    constexpr function values[] = {
        [](const number& at) { return number(F{}(x = at)); },
        [](const number& at) { return number(diff(F{}, x)(x = at)); },
        [](const number& at) { return number(diff(F{}, x, x)(x = at)); },
        [](const number& at) { return number(diff(F{}, x, x, x)(x = at)); }};
    int inside = 0;
    for (const double at : points) {
        inside += !isnan(values[0](at));
        for (int order = 1; order <= 3; ++order)
            BOOST_TEST_CONTEXT("derivative " << order << " at " << at) {
                const auto below = [&](const number& h) { return values[order - 1](at + h); };
                laws::check_precise(text(f), values[order](at), laws::precise_slope(below));
            }
    }
    BOOST_TEST(inside > 0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(three_derivatives) {
    laws::for_each(operations::unary_functions{},
                   [](auto operation) { check(laws::build<laws::rule<decltype(operation)>>(x)); });
}
