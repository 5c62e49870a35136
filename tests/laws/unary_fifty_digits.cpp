// Every function of one operand in a number type of fifty digits: its first, second and third
// derivative are the slopes of what they derive.

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace ctgrad;
using number = boost::multiprecision::cpp_bin_float_50;

constexpr auto x = scalar<"x">;
constexpr double points[] = {-2.3, -0.8, 0.35, 0.7, 1.25, 3.2};

using function = number (*)(const number&);

/// Central differences of sixth order with a step of 1e-8 are good to 38 digits.
void check_slope(std::string_view formula, function f, function slope, const number& at) {
    const number h("1e-8");
    const auto difference = [&](int k) { return number(f(at + k * h) - f(at - k * h)); };
    const number expected = (45 * difference(1) - 9 * difference(2) + difference(3)) / (60 * h);
    if (isnan(expected)) return;  // outside the domain
    const number found = slope(at);
    const number scale = 1 + abs(expected);
    BOOST_TEST(abs(found - expected) <= number("1e-36") * scale,
               formula << " at " << at << " is " << found << ", expected " << expected);
}

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
            check_slope(text(f), values[order - 1], values[order], at);
    }
    BOOST_TEST(inside > 0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(three_derivatives) {
    laws::for_each(operations::unary_functions{},
                   [](auto operation) { check(laws::build<laws::rule<decltype(operation)>>(x)); });
}
