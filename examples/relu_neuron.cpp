// One neuron with a squared loss: its derivative as text and as LaTeX.
#include <ctgrad/ctgrad.hpp>
#include <iostream>

using namespace ctgrad;

int main() {
    constexpr auto x = scalar<"x">;
    constexpr auto w = scalar<"w">;
    constexpr auto b = scalar<"b">;
    constexpr auto a_true = scalar<"a_true">;

    constexpr auto z = w * x + b;
    constexpr auto a = relu(z);
    constexpr auto L = square(a_true - a);
    constexpr auto dw = diff(L, w);
    constexpr auto db = diff(L, b);
    static_assert(cost(value_and_gradient(L, w, b)).operations <= 3 * cost(L).operations,
                  "the gradient costs at most three times the value");

    std::cout << "L     = " << text(L) << '\n'
              << "dL/dw = " << text(dw) << '\n'
              << "dL/db = " << text(db) << '\n'
              << "\\frac{\\partial L}{\\partial w} = " << latex(dw) << '\n'
              << "\\frac{\\partial L}{\\partial b} = " << latex(db) << '\n'
              << "at x = 2, w = 3, b = 1, a_true = 4: L = "
              << L(x = 2.0, w = 3.0, b = 1.0, a_true = 4.0)
              << ", dL/dw = " << dw(x = 2.0, w = 3.0, b = 1.0, a_true = 4.0)
              << ", dL/db = " << db(x = 2.0, w = 3.0, b = 1.0, a_true = 4.0) << '\n';
}
