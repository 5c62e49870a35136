// Nanoseconds per element of the elementary functions of packs, beside a loop over std:: functions,
// in turns, in thread CPU time. Prints medians.
// usage: bench.vector_math [rounds]

#include <ctime>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include <ctgrad/kernel/elementary.hpp>

namespace {

namespace kernel = ctgrad::kernel;

constexpr int count = 2048;  // both arrays stay in the first-level cache

double cpu_nanoseconds() {
    timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return 1e9 * static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec);
}

template <class T> struct arrays {
    alignas(64) T from[count], to[count];

    arrays(T low, T high) {
        std::mt19937 generator(1);
        std::uniform_real_distribution<T> numbers(low, high);
        for (T& number : from) number = numbers(generator);
    }
};

template <class T, class Function>
[[gnu::noinline]] void packs(Function f, const T* from, T* to) {
    for (int i = 0; i < count; i += kernel::lanes<T>)
        kernel::store(to + i, f(kernel::load(from + i)));
}

template <class T, class Function>
[[gnu::noinline]] void numbers(Function f, const T* from, T* to) {
    for (int i = 0; i < count; ++i) to[i] = f(from[i]);
}

/// Nanoseconds per element of one run of about 20 microseconds.
template <class Loop, class Function, class T>
double time(Loop loop, Function f, arrays<T>& a, int repetitions) {
    const double start = cpu_nanoseconds();
    for (int i = 0; i < repetitions; ++i) {
        loop(f, a.from, a.to);
        asm volatile("" : : "r"(a.to) : "memory");
    }
    return (cpu_nanoseconds() - start) / (static_cast<double>(repetitions) * count);
}

double median(std::vector<double>& times) {
    std::nth_element(times.begin(), times.begin() + static_cast<long>(times.size() / 2),
                     times.end());
    return times[times.size() / 2];
}

int rounds = 31;

template <class T, class Accurate, class Fast, class Standard>
void compare(const char* name, T low, T high, Accurate accurate, Fast fast, Standard standard) {
    arrays<T> a(low, high);
    const auto by_packs = [](auto f, const T* from, T* to) { packs<T>(f, from, to); };
    const auto by_numbers = [](auto f, const T* from, T* to) { numbers<T>(f, from, to); };
    std::vector<double> times[3];
    for (int i = 0; i < rounds; ++i) {
        times[0].push_back(time(by_packs, accurate, a, 64));
        times[1].push_back(time(by_packs, fast, a, 64));
        times[2].push_back(time(by_numbers, standard, a, 2));
    }
    const double exact = median(times[0]), loose = median(times[1]), scalar = median(times[2]);
    std::printf("%-9s %-6s %8.3f %8.3f %8.3f %7.1f\n", name, sizeof(T) == 4 ? "float" : "double",
                exact, loose, scalar, scalar / exact);
}

/// Of a function that has no fast form.
template <class T, class Function, class Standard>
void compare(const char* name, T low, T high, Function f, Standard standard) {
    compare<T>(name, low, high, f, f, standard);
}

template <class T> T logistic(T u) { return 1 / (1 + std::exp(-u)); }

template <class T> void compare_all() {
    using pack = kernel::pack<T>;
    constexpr kernel::fast fast;
    compare<T>(
        "exp", -20, 20, [](pack u) { return kernel::exp(u); },
        [=](pack u) { return kernel::exp(u, fast); }, [](T u) { return std::exp(u); });
    compare<T>(
        "expm1", -5, 5, [](pack u) { return kernel::expm1(u); },
        [=](pack u) { return kernel::expm1(u, fast); }, [](T u) { return std::expm1(u); });
    compare<T>(
        "log", T(0.01), 100, [](pack u) { return kernel::log(u); },
        [=](pack u) { return kernel::log(u, fast); }, [](T u) { return std::log(u); });
    compare<T>(
        "log1p", T(-0.9), 9, [](pack u) { return kernel::log1p(u); },
        [=](pack u) { return kernel::log1p(u, fast); }, [](T u) { return std::log1p(u); });
    compare<T>(
        "tanh", -5, 5, [](pack u) { return kernel::tanh(u); },
        [=](pack u) { return kernel::tanh(u, fast); }, [](T u) { return std::tanh(u); });
    compare<T>(
        "sigmoid", -9, 9, [](pack u) { return kernel::sigmoid(u); },
        [=](pack u) { return kernel::sigmoid(u, fast); }, [](T u) { return logistic(u); });
    compare<T>(
        "softplus", -9, 9, [](pack u) { return kernel::softplus(u); },
        [=](pack u) { return kernel::softplus(u, fast); },
        [](T u) { return std::log1p(std::exp(u)); });
    compare<T>(
        "erf", -3, 3, [](pack u) { return kernel::erf(u); },
        [=](pack u) { return kernel::erf(u, fast); }, [](T u) { return std::erf(u); });
    compare<T>(
        "erfc", -3, 3, [](pack u) { return kernel::erfc(u); },
        [=](pack u) { return kernel::erfc(u, fast); }, [](T u) { return std::erfc(u); });
    compare<T>(
        "sin", -20, 20, [](pack u) { return kernel::sin(u); },
        [=](pack u) { return kernel::sin(u, fast); }, [](T u) { return std::sin(u); });
    compare<T>(
        "cos", -20, 20, [](pack u) { return kernel::cos(u); },
        [=](pack u) { return kernel::cos(u, fast); }, [](T u) { return std::cos(u); });
    compare<T>(
        "tan", -20, 20, [](pack u) { return kernel::tan(u); }, [](T u) { return std::tan(u); });
    compare<T>(
        "asin", -1, 1, [](pack u) { return kernel::asin(u); }, [](T u) { return std::asin(u); });
    compare<T>(
        "acos", -1, 1, [](pack u) { return kernel::acos(u); }, [](T u) { return std::acos(u); });
    compare<T>(
        "atan", -5, 5, [](pack u) { return kernel::atan(u); }, [](T u) { return std::atan(u); });
    compare<T>(
        "sinh", -10, 10, [](pack u) { return kernel::sinh(u); }, [](T u) { return std::sinh(u); });
    compare<T>(
        "cosh", -10, 10, [](pack u) { return kernel::cosh(u); }, [](T u) { return std::cosh(u); });
    compare<T>(
        "asinh", -10, 10, [](pack u) { return kernel::asinh(u); },
        [](T u) { return std::asinh(u); });
    compare<T>(
        "acosh", 1, 10, [](pack u) { return kernel::acosh(u); }, [](T u) { return std::acosh(u); });
    compare<T>(
        "atanh", -1, 1, [](pack u) { return kernel::atanh(u); }, [](T u) { return std::atanh(u); });
    compare<T>(
        "exp2", -20, 20, [](pack u) { return kernel::exp2(u); }, [](T u) { return std::exp2(u); });
    compare<T>(
        "log2", T(0.01), 100, [](pack u) { return kernel::log2(u); },
        [](T u) { return std::log2(u); });
    compare<T>(
        "log10", T(0.01), 100, [](pack u) { return kernel::log10(u); },
        [](T u) { return std::log10(u); });
    compare<T>(
        "cbrt", -10, 10, [](pack u) { return kernel::cbrt(u); }, [](T u) { return std::cbrt(u); });
    compare<T>(
        "pow", T(0.01), 10, [](pack u) { return kernel::pow(u, pack{} + T(2.5)); },
        [](T u) { return std::pow(u, T(2.5)); });
    compare<T>(
        "atan2", -10, 10, [](pack u) { return kernel::atan2(u, pack{} + T(2.5)); },
        [](T u) { return std::atan2(u, T(2.5)); });
    compare<T>(
        "hypot", -10, 10, [](pack u) { return kernel::hypot(u, pack{} + T(2.5)); },
        [](T u) { return std::hypot(u, T(2.5)); });
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count > 1) rounds = std::atoi(arguments[1]);
    const auto width = ctgrad::simd_description();
    std::printf("%.*s; nanoseconds per element\n", static_cast<int>(width.size()), width.data());
    std::printf("%-9s %-6s %8s %8s %8s %7s\n", "function", "type", "accurate", "fast",
                "std::", "ratio");
    compare_all<float>();
    compare_all<double>();
}
