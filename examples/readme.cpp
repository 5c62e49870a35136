#include <ctgrad/ctgrad.hpp>
#include <iostream>

using namespace ctgrad;
using namespace ctgrad::literals;

int main() {
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto f = sin(x) * exp(x * y) + 0.5_c * x;  // the type is the formula
    static_assert(text(diff(x * x, x)) == "2 * x");      // so is the derivative

    const auto r = value_and_gradient(f, x, y)(x = 1.0, y = 2.0);
    std::cout << "f     = " << text(f) << " = " << r.value << '\n'
              << "df/dx = " << text(diff(f, x)) << " = " << r.gradient[x] << '\n'
              << "df/dy = " << text(diff(f, y)) << " = " << r.gradient[y] << '\n';
}
