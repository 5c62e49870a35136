// Evaluating values, gradients and Hessians takes nothing from the heap. Exits with 1 if it does.

#include <array>
#include <cstdio>
#include <cstdlib>
#include <new>

#include <ctgrad/ctgrad.hpp>

namespace {

int allocations = 0;

}  // namespace

// A sanitizer has a malloc of its own.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#if defined(__GLIBC__) && !defined(SANITIZED)
extern "C" void* __libc_malloc(std::size_t size) noexcept;
extern "C" void* malloc(std::size_t size) noexcept {
    ++allocations;
    return __libc_malloc(size);
}
#endif
void* operator new(std::size_t size) {
    ++allocations;
    return std::malloc(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    ++allocations;
    return std::aligned_alloc(static_cast<std::size_t>(alignment), size);
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 20>;
constexpr auto W = matrix<"W", 30, 20>;
constexpr auto b = vector<"b", 30>;

constexpr auto f = sin(x) * exp(x * y) + pow(x, y) / hypot(x, y);
constexpr auto u = vector<"u", 4>;
constexpr auto loss = 0.5_c * squared_norm(tanh(W * v + b)) + log_sum_exp(W * v) / x;

double sum_of_all(double start) {
    double total = f(x = start, y = 2.0);
    const auto r = value_and_gradient(f, x, y)(x = start, y = 2.0);
    const double starts[] = {start, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double values[11], slopes[11];
    over_points(value_and_gradient(f, x))({values, slopes}, x = rows(starts), y = 2.0);
    total += values[0] + slopes[10];
    total += r.value + r.gradient[x] + r.gradient[y];
    total += hessian(f, x)(x = start, y = 2.0);

    static double weights[30][20];
    static tensor<double, 30> bias{};
    static tensor<float, 20> input{};
    for (int i = 0; i < 30; ++i)
        for (int j = 0; j < 20; ++j) weights[i][j] = start / (i + j + 1);
    const auto q = value_and_gradient(loss, W, v, b)(W = weights, v = input, b = bias, x = start);
    total += q.value + q.gradient[W](29, 19) + q.gradient[v][19] + q.gradient[b][0];
    total += diff(dot(softmax(v), exp(v)), v)(v = input)[19];
    total += hessian(norm(u) * x, u)(u = std::array{1.0, 2.0, 3.0, 4.0}, x = start)(3, 2);
    return total + transpose(W)(W = weights)(19, 29);
}

}  // namespace

int main(int count, char**) {
    void* volatile probe = ::operator new(1);
    ::operator delete(probe);
    const int before = allocations;
    if (before == 0) return 2;  // nothing is counted
    const double total = sum_of_all(0.5 + count);
    if (allocations != before) std::printf("%d allocations\n", allocations - before);
    return allocations != before || !(total == total);
}
