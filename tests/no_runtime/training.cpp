// A training step of a network and its outputs: no exceptions, no run-time type information, and no
// allocation once the objects are made.

#include <cstdio>
#include <cstdlib>
#include <new>
#include <span>

#include <ctgrad/eval/batch.hpp>
#include <ctgrad/nn/loss.hpp>
#include <ctgrad/nn/mlp.hpp>
#include <ctgrad/nn/optimiser.hpp>

namespace {

long allocations = 0;

void* counted(std::size_t size, std::size_t alignment) {
    ++allocations;
    if (alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__) return std::malloc(size);
    return std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
}

}  // namespace

void* operator new(std::size_t size) { return counted(size, 1); }
void* operator new(std::size_t size, std::align_val_t a) {
    return counted(size, static_cast<std::size_t>(a));
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

namespace {

namespace nn = ctgrad::nn;
constexpr nn::mlp<nn::dense<10, 33, nn::relu>, nn::dense<33, 20, nn::tanh>, nn::dense<20, 3>> net;
constexpr auto digit = ctgrad::scalar<"digit">;

int failures = 0;

void require(bool holds, const char* what) {
    if (holds) return;
    std::printf("%s\n", what);
    ++failures;
}

}  // namespace

int main() {
    constexpr auto loss = nn::softmax_cross_entropy(net.output, digit);
    auto step = ctgrad::make_batch_gradient<float>(loss, net.parameters);
    auto output = ctgrad::make_batch_output<float>(net.output, net.parameters);
    using parameters = ctgrad::parameters_for<float, decltype(net.parameters)>;
    parameters weights, gradient;
    nn::adam<parameters> adam{.rate = 0.01};
    nn::sgd<parameters> descent{.rate = 0.01};
    require(allocations > 0, "the objects' memory is not counted");

    constexpr int samples = 77;
    static float x[samples * 10], outputs[samples * 3];
    static unsigned char labels[samples];
    for (int i = 0; i < samples * 10; ++i) x[i] = static_cast<float>(i * 37 % 101) / 101;
    for (int i = 0; i < samples; ++i) labels[i] = static_cast<unsigned char>(x[10 * i] * 3);
    int i = 0;
    for (float& w : weights.all()) w = static_cast<float>(i++ * 71 % 113) / 113 - 0.5f;

    const long before = allocations;
    const auto run = [&] {
        return step(weights, gradient, net.input = ctgrad::rows(std::span(x)),
                    digit = ctgrad::rows(std::span(labels)));
    };
    const float first = run();
    float last = first;
    for (int k = 0; k < 200; ++k) {
        last = run();
        adam.update(weights, gradient);
    }
    descent.update(weights, gradient);
    output(weights, outputs, net.input = ctgrad::rows(std::span(x)));
    require(allocations == before, "a training step allocates");
    require(last < first / 2, "the loss does not fall");
    return failures;
}
