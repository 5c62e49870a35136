/// Compares what computes a derivative with code by hand: ratios of times taken in turns.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <tuple>
#include <vector>

#include <ctgrad/eval/gradient.hpp>

namespace bench {

inline double now() {
    std::timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// --- results as lists of numbers: value first, derivatives behind ---

using list = std::vector<double>;

inline void append(list& all, double number) { all.push_back(number); }
template <class Numbers> void append(list& all, const Numbers& part) {
    all.insert(all.end(), part.begin(), part.end());
}

template <class Numbers> list numbers(const Numbers& result) {
    return list(result.begin(), result.end());
}
template <ctgrad::variable... Variables>
list numbers(const ctgrad::value_with_gradient<double, Variables...>& r) {
    list all{r.value};
    (append(all, r.gradient[Variables{}]), ...);
    return all;
}

inline bool agree(const char* name, const list& expected, const list& found) {
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (i >= found.size() ||
            !(std::abs(expected[i] - found[i]) <= 1e-12 * (1 + std::abs(expected[i])))) {
            std::printf("%s: entry %zu is %g, by hand %g\n", name, i,
                        i < found.size() ? found[i] : NAN, expected[i]);
            return false;
        }
    return true;
}

// --- time ---

/// Nanoseconds of one call of a method, which is a struct with a static `run(point)`.
template <class Method, class Point> [[gnu::noinline]] double time_of(const Point& start) {
    constexpr int calls = sizeof(Point) < 4096 ? 10000 : 100;  // of matrices each takes longer
    Point u = start;
    const double from = now();
    for (int i = 0; i < calls; ++i) {
        asm volatile("" : "+m"(u));
        const auto result = Method::run(u);
        asm volatile("" : : "m"(result));
    }
    return (now() - from) * 1e9 / calls;
}

template <std::size_t N> double median(std::array<double, N> values) {
    std::sort(values.begin(), values.end());
    return values[N / 2];
}

/// The rows of one function, each against its code by hand.
class table {
public:
    /// No whole number of registers.
    static constexpr std::size_t points = 1001;

    explicit table(const char* problem) : problem_(problem) {}

    /// Whether nothing was wrong, and no ratio above what it should be at most.
    bool holds() const { return holds_; }

    /// A method at one point. Where `bound` is 0 the ratio is only printed.
    template <class Hand, class Method, class Point>
    void row(const char* method, double bound, const Point& start) {
        if (!agree(method, numbers(Hand::run(start)), numbers(Method::run(start)))) holds_ = false;
        else
            compare(
                method, bound, [&] { return time_of<Hand>(start); },
                [&] { return time_of<Method>(start); });
    }

    /// A method at many points near `start`: its `run` takes the coordinates and the numbers of a
    /// result, one array each with the numbers of all points. Time by hand: of one point, in turn.
    template <class Hand, class Method, std::size_t N>
    void row_of_points(const char* method, double bound, const std::array<double, N>& start) {
        constexpr std::size_t results = std::tuple_size_v<decltype(Hand::run(start))>;
        std::array<list, N> u;
        std::array<list, results> found;
        for (auto& result : found) result.resize(points);
        for (std::size_t k = 0; k < N; ++k)
            for (std::size_t i = 0; i < points; ++i)
                u[k].push_back(start[k] * (1 + 0.0001 * static_cast<double>(i * (k + 1) % 97)));
        Method::run(u, found);
        for (std::size_t i = 0; i < points; ++i) {
            std::array<double, N> point;
            for (std::size_t k = 0; k < N; ++k) point[k] = u[k][i];
            list numbers_of_point;
            for (const list& all : found) numbers_of_point.push_back(all[i]);
            if (!agree(method, numbers(Hand::run(point)), numbers_of_point)) {
                holds_ = false;
                return;
            }
        }
        compare(
            method, bound, [&] { return time_of<Hand>(start); },
            [&] {
                constexpr int calls = 100;
                const double from = now();
                for (int i = 0; i < calls; ++i) {
                    asm volatile("" : : "g"(&u), "g"(&found) : "memory");
                    Method::run(u, found);
                }
                return (now() - from) * 1e9 / calls / points;
            });
    }

    /// Two functions that return nanoseconds per point.
    void compare(const char* method, double bound, const auto& by_hand, const auto& other) {
        std::array<double, 41> ratios, hand, times;
        for (std::size_t i = 0; i < ratios.size(); ++i) {
            hand[i] = by_hand();
            times[i] = other();
            ratios[i] = times[i] / hand[i];
        }
        const double ratio = median(ratios);
        std::printf("| %-22s | %-26s | %8.1f | %8.1f | %7.2f |", problem_, method, median(hand),
                    median(times), ratio);
        if (bound > 0) std::printf(" %4.2f%s |\n", bound, ratio <= bound ? "  " : " *");
        else std::printf("        |\n");
        holds_ = holds_ && (bound == 0 || ratio <= bound);
    }

    static void print_head() {
        std::printf("| %-22s | %-26s | %8s | %8s | %7s | %-6s |\n", "function", "method",
                    "hand, ns", "ns", "ratio", "target");
        std::printf("|---|---|---|---|---|---|\n");
    }

private:
    const char* problem_;
    bool holds_ = true;
};

}  // namespace bench
