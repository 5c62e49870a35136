// Everything that runs, written inside of functions: compiled without optimisation it must hold
// none of the functions on graphs, which only compilers call (run_time.py).
#include <span>
#include <sstream>

#include <ctgrad/check/gradient.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/names.hpp>
#include <ctgrad/nn/initialise.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

double expressions(double a, double b) {
    const auto x = scalar<"x">;
    const auto y = scalar<"y">;
    const auto f = 2_c * sin(x) * y + square(x - 0.5_c) / (1_c + exp(-y));
    const auto g = value_and_gradient(f, x, y)(x = a, y = b);
    const auto h = hessian(f, x, y)(x = a, y = b);
    return g.value + g.gradient[x] + h[x][y] + diff(f, x, y)(x = a, y = b) +
           static_cast<double>(text(f).size());
}

float matrices(std::span<const float> numbers, std::span<const float> point) {
    const auto A = matrix<"A", 3, 3>;
    const auto v = vector<"v", 3>;
    const auto f = dot(v, A * v) + log_sum_exp(v) + determinant(A);
    const auto g = value_and_gradient(f, A, v)(A = numbers, v = point);
    return g.gradient[A](0, 1) + g.gradient[v][2] + jacobian(A * v, v)(A = numbers)(0, 0) +
           static_cast<float>(A.extent().size());
}

float loops(std::span<const float> rows, std::span<const float> start, bool sparing) {
    const auto X = matrix<"X", 9, 2>;
    const auto h = vector<"h", 2>;
    const auto h0 = vector<"h0", 2>;
    const auto x = vector<"x", 2>;
    const auto all = scan<9>(carry(h, h0, tanh(hadamard(h, x))), each(x, X));
    const auto kept = scan<9>(carry(h, h0, tanh(hadamard(h, x))), each(x, X), checkpoint<3>());
    const auto by_all = gradient(squared_norm(all.last(h)), h0);
    const auto by_kept = gradient(squared_norm(kept.last(h)), h0);
    return sparing ? by_kept(X = rows, h0 = start)[h0][0] : by_all(X = rows, h0 = start)[h0][0];
}

float network(std::span<const float> inputs, std::span<const int> labels) {
    using net = nn::mlp<nn::dense<4, 6, nn::relu>, nn::dense<6, 3>>;
    const auto digit = scalar<"digit">;
    auto step =
        make_batch_gradient<float>(nn::softmax_cross_entropy(net::output, digit), net::parameters);
    parameters_for<float, decltype(net::parameters)> weights, gradient;
    nn::he{.seed = 1}(weights);
    nn::adam<decltype(weights)> rule;
    return step.update(weights, gradient, rule, net::input = rows(inputs), digit = rows(labels));
}

void shown(std::ostream& out) {
    const auto x = scalar<"x">;
    out << check_gradient(x * tanh(x), x = 0.5) << io::name_of_variable(x);
}
