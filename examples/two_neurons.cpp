// Two neurons in a row, by hand and by type: forward pass, loss, backward pass, and the price of
// the numeric alternative.
#include <ctgrad/ctgrad.hpp>
#include <iostream>

using namespace ctgrad;
using namespace ctgrad::literals;

int main() {
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto w1 = scalar<"w1">;
    constexpr auto b1 = scalar<"b1">;
    constexpr auto w2 = scalar<"w2">;
    constexpr auto b2 = scalar<"b2">;

    constexpr auto a1 = relu(w1 * x + b1);
    constexpr auto a2 = relu(w2 * a1 + b2);
    constexpr auto J = square(a2 - y) / 2_c;

    // One binding of every variable serves all that follows.
    const auto at = [&](auto f, double first_weight) {
        return f(x = 1.0, y = 5.0, w1 = first_weight, b1 = 0.0, w2 = 3.0, b2 = 1.0);
    };

    std::cout << "forward\n"
              << "  a1 = " << text(a1) << " = " << at(a1, 2.0) << '\n'
              << "  a2 = " << text(a2) << " = " << at(a2, 2.0) << '\n'
              << "  J  = " << text(J) << " = " << at(J, 2.0) << '\n';

    constexpr auto with_gradient = value_and_gradient(J, w1, b1, w2, b2);
    const auto r = at(with_gradient, 2.0);
    std::cout << "backward\n"
              << "  dJ/dw1 = " << r.gradient[w1] << '\n'
              << "  dJ/db1 = " << r.gradient[b1] << '\n'
              << "  dJ/dw2 = " << r.gradient[w2] << '\n'
              << "  dJ/db2 = " << r.gradient[b2] << '\n'
              << "dJ/dw1 as an expression:\n"
              << text(diff(J, w1)) << '\n'
              << "raising w1 by 0.001 raises J by " << at(J, 2.001) - at(J, 2.0) << '\n';

    // The numeric gradient evaluates J twice per parameter; the symbolic one sweeps forward and
    // backward once, for all parameters together.
    constexpr int parameter_count = 4;
    constexpr long forward = cost(J).operations;
    constexpr long both = cost(with_gradient).operations;
    static_assert(both <= 3 * forward, "the gradient costs at most three times the value");
    std::cout << "central differences: " << 2 * parameter_count << " evaluations of J, "
              << 2 * parameter_count * forward << " operations\n"
              << "symbolic: 1 forward and 1 backward sweep, " << both << " operations (J alone "
              << forward << ")\n";
}
