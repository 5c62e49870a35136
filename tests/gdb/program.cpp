// What check.py looks at in gdb.
#include <utility>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

using net = nn::mlp<nn::dense<3, 2, nn::tanh>, nn::dense<2, 17>>;
using weights = parameters_for<float, decltype(net::parameters)>;

constexpr auto x = scalar<"x">;
constexpr auto s = scalar<"scale">;
constexpr auto v = vector<"v", 2>;
constexpr auto M = matrix<"M", 2, 3>;

void stop(const weights& by_reference, weights* by_pointer) {
    by_pointer->data()[1] = by_reference.data()[0] + 1;  // or nothing would be read
}

}  // namespace

int main() {
    auto derivative = diff(sin(x) * exp(x), x);
    tensor<double, 2, 3> table{1, 2, 3, 4, 5, 6};
    const tensor<int, 2> pair{7, -8};
    const auto product = transpose(M) * v;
    const auto u = product(M = table, v = {1.0, 10.0});
    const auto result = value_and_gradient(s * dot(v, v), v, s)(v = {1.0, 2.0}, s = 3.0);

    const auto slopes = gradient(s * x * x, x, s)(x = 2.0, s = 3.0);

    weights numbers;
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers.data()[i] = -1;
    numbers[net::weight<1>()](1, 2) = 1.5F;
    numbers[net::bias<1>()][0] = 2.5F;
    numbers[net::bias<2>()][16] = 3.5F;
    auto view = numbers[net::weight<1>()];
    parameters<double, std::remove_const_t<decltype(s)>, std::remove_const_t<decltype(v)>> few;
    few[s][0] = 0.5;
    few[v][1] = 0.25;
    weights moved = numbers;
    weights taken = std::move(moved);

    stop(numbers, &taken);
    return !(u[0] > 0 && result.value > 0 && slopes[x] > 0 && view.data() && pair[0] > 0 &&
             derivative.id > 0);
}
