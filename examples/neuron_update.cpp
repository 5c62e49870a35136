// One step of gradient descent for a neuron with two inputs: forward, backward, update.
#include <array>
#include <ctgrad/ctgrad.hpp>
#include <iostream>

using namespace ctgrad;

int main() {
    constexpr auto x = vector<"x", 2>;
    constexpr auto w = vector<"w", 2>;
    constexpr auto b = scalar<"b">;
    constexpr auto target = scalar<"target">;

    constexpr auto a = relu(dot(w, x) + b);
    constexpr auto loss = square(target - a);
    static_assert(cost(value_and_gradient(loss, w, b)).operations <= 3 * cost(loss).operations,
                  "the gradient costs at most three times the value");

    constexpr std::array input{0.5, 0.7};
    constexpr double wanted = 3.5, rate = 1.0;
    std::array weights{1.0, 0.7};
    double bias = 2.0;

    std::cout << "forward   a = " << text(a) << " = " << a(w = weights, x = input, b = bias)
              << '\n';
    const auto before =
        value_and_gradient(loss, w, b)(w = weights, x = input, b = bias, target = wanted);
    const auto& gradient = before.gradient;
    std::cout << "loss      " << text(loss) << " = " << before.value << '\n'
              << "backward  dL/dw = (" << gradient[w][0] << ", " << gradient[w][1]
              << "), dL/db = " << gradient[b] << '\n';

    // The update comes after the whole backward pass: every derivative belongs to the old weights.
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] -= rate * gradient[w][i];
    bias -= rate * gradient[b];
    std::cout << "update    w = (" << weights[0] << ", " << weights[1] << "), b = " << bias << '\n'
              << "new loss  " << loss(w = weights, x = input, b = bias, target = wanted)
              << " (a learning rate of 1 overshoots)\n";
}
