// Every function of two or three operands in a number type of fifty digits: its first, second and
// third derivatives are the slopes of what they derive.

#include <boost/test/unit_test.hpp>

#include "fifty_digits.hpp"

namespace {

using namespace ctgrad;
using number = laws::fifty_digits;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;

struct point {
    double x, y;
};
constexpr point points[] = {{0.4, 1.3}, {1.7, 0.6}, {2.2, -1.4}, {-0.6, 0.8}};
const number at_z = 0.9;

using function = number (*)(const number&, const number&);

template <class F> function function_of() {
    return [](const number& u, const number& v) { return number(F{}(x = u, y = v, z = at_z)); };
}

void check(std::string_view formula, function f, function by_x, function by_y) {
    for (const point p : points) {
        const auto along_x = [&](const number& h) { return f(p.x + h, p.y); };
        const auto along_y = [&](const number& h) { return f(p.x, p.y + h); };
        laws::check_precise(formula, by_x(p.x, p.y), laws::precise_slope(along_x));
        laws::check_precise(formula, by_y(p.x, p.y), laws::precise_slope(along_y));
    }
}

/// The derivatives of f up to this order.
template <int Order, class F> void check_function(F f) {
    const auto by_x = diff(f, x);
    const auto by_y = diff(f, y);
    check(text(f), function_of<F>(), function_of<decltype(by_x)>(), function_of<decltype(by_y)>());
    if constexpr (Order > 1) {
        check_function<Order - 1>(by_x);
        check_function<Order - 1>(by_y);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_two_operands) {
    laws::for_each(operations::binary_functions{}, [](auto operation) {
        check_function<3>(laws::build<laws::rule<decltype(operation)>>(x, y));
    });
}

BOOST_AUTO_TEST_CASE(of_three_operands) {
    laws::for_each(operations::ternary_functions{}, [](auto operation) {
        using laws::build, laws::rule;
        check_function<2>(build<rule<decltype(operation)>>(z, x, y));
        check_function<2>(build<rule<decltype(operation)>>(x, y, z));
    });
}
