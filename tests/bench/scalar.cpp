// Gradients of scalar programs against value and gradient written by hand: the ratio of
// their times.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int size = 10;
using point = std::array<double, size>;

// --- Rosenbrock's function of ten numbers ---

template <int... I>
constexpr auto rosenbrock(const auto& coordinate, std::integer_sequence<int, I...>) {
    const auto part = [&](auto i) {
        constexpr int k = decltype(i)::value;
        const auto u = coordinate(std::integral_constant<int, k>{});
        const auto v = coordinate(std::integral_constant<int, k + 1>{});
        return 100_c * square(v - square(u)) + square(1_c - u);
    };
    return (part(std::integral_constant<int, I>{}) + ...);
}

constexpr auto parts = std::make_integer_sequence<int, size - 1>{};
constexpr char names[size][3] = {"x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"};
template <int I> constexpr auto x = scalar<names[I]>;
constexpr auto v = vector<"v", size>;

struct value_and_slope {
    double value = 0;
    point slope{};
};

struct by_hand {
    static auto run(const point& u) {
        value_and_slope result;
        auto& [value, slope] = result;
        for (std::size_t i = 0; i + 1 < size; ++i) {
            const double bend = u[i + 1] - u[i] * u[i], rest = 1 - u[i];
            value += 100 * bend * bend + rest * rest;
            slope[i] += -400 * bend * u[i] - 2 * rest;
            slope[i + 1] += 200 * bend;
        }
        return result;
    }
};

struct of_scalars {
    template <std::size_t... I> static auto call(const point& u, std::index_sequence<I...>) {
        constexpr auto f = rosenbrock([](auto i) { return x<decltype(i)::value>; }, parts);
        constexpr auto gradient = value_and_gradient(f, x<static_cast<int>(I)>...);
        return gradient((x<static_cast<int>(I)> = u[I])...);
    }
    static auto run(const point& u) { return call(u, std::make_index_sequence<size>{}); }
};

struct of_vector {
    static auto run(const point& u) {
        constexpr auto f = rosenbrock([](auto i) { return element(v, i); }, parts);
        return value_and_gradient(f, v)(v = u);
    }
};

// --- exp(x) sin(y) + exp(y z) sin(x) + exp(x z) sin(y z) ---

struct waves_by_hand {
    static auto run(const point& u) {
        std::array<double, 4> result;
        const double p = u[0], q = u[1], r = u[2], qr = q * r;
        const double ep = std::exp(p), sq = std::sin(q), cq = std::cos(q), eqr = std::exp(qr);
        const double sp = std::sin(p), cp = std::cos(p), epr = std::exp(p * r);
        const double sqr = std::sin(qr), cqr = std::cos(qr);
        const double first = ep * sq, second = eqr * sp, third = epr * sqr, fourth = epr * cqr;
        result[0] = first + second + third;
        result[1] = first + eqr * cp + third * r;
        result[2] = ep * cq + (second + fourth) * r;
        result[3] = (second + fourth) * q + third * p;
        return result;
    }
};

struct waves {
    static auto run(const point& u) {
        constexpr auto p = x<0>;
        constexpr auto q = x<1>;
        constexpr auto r = x<2>;
        constexpr auto f = exp(p) * sin(q) + exp(q * r) * sin(p) + exp(p * r) * sin(q * r);
        return value_and_gradient(f, p, q, r)(p = u[0], q = u[1], r = u[2]);
    }
};

// --- timing ---

double now() {
    std::timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// The value and the entries of the gradient, for comparison.
using list = std::vector<double>;

list numbers(const value_and_slope& r) {
    list all{r.value};
    all.insert(all.end(), r.slope.begin(), r.slope.end());
    return all;
}

list numbers(const std::array<double, 4>& r) { return {r.begin(), r.end()}; }

template <variable... Variables>
list numbers(const value_with_gradient<double, Variables...>& r) {
    list all{r.value};
    const auto append = [&](const auto& part) {
        if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(part)>>)
            all.push_back(part);
        else all.insert(all.end(), part.begin(), part.end());
    };
    (append(r.gradient[Variables{}]), ...);
    return all;
}

constexpr point start() {
    point u{};
    for (std::size_t i = 0; i < size; ++i) u[i] = 0.3 + 0.1 * static_cast<double>(i);
    return u;
}

/// Nanoseconds of one call.
template <class Method> [[gnu::noinline]] double time_of() {
    constexpr int calls = 20000;
    point u = start();
    const double from = now();
    for (int i = 0; i < calls; ++i) {
        asm volatile("" : "+m"(u));
        const auto result = Method::run(u);
        asm volatile("" : : "m"(result));
    }
    return (now() - from) * 1e9 / calls;
}

double median(std::array<double, 31> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template <class Hand, class Ours> bool compare(const char* name, double bound) {
    const auto expected = numbers(Hand::run(start())), found = numbers(Ours::run(start()));
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (!(std::abs(expected[i] - found[i]) <= 1e-12 * (1 + std::abs(expected[i])))) {
            std::printf("%s: entry %zu is %g, by hand %g\n", name, i, found[i], expected[i]);
            return false;
        }
    std::array<double, 31> ratios, hand, ours;
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        hand[i] = time_of<Hand>();
        ours[i] = time_of<Ours>();
        ratios[i] = ours[i] / hand[i];
    }
    const double ratio = median(ratios);
    std::printf("%-28s by hand %7.1f ns   ctgrad %7.1f ns   ratio %.2f (<= %.2f) %s\n", name,
                median(hand), median(ours), ratio, bound, ratio <= bound ? "ok" : "MISSED");
    return ratio <= bound;
}

}  // namespace

int main() {
    bool holds = compare<by_hand, of_scalars>("Rosenbrock, ten scalars", 1.3);
    holds = compare<by_hand, of_vector>("Rosenbrock, a vector", 1.3) && holds;
    holds = compare<waves_by_hand, waves>("exponentials and sines", 1.3) && holds;
    return holds ? 0 : 1;
}
