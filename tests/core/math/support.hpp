/// What the tests of ctgrad/core/math share: errors in units in the last place, and comparing a
/// function's three faces: in constant expressions, the same code at run time, and `std::`.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <random>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/evaluate.hpp>

namespace ctgrad_test {

template <class T>
using limits = std::numeric_limits<T>;

/// |value - expected| in units in the last place of T at `expected`, which may be known better.
template <class T>
double units(T value, long double expected) {
    const T rounded = ctgrad::math::constant::narrow<T>(expected);
    if (std::isnan(value) || std::isnan(expected)) {
        return std::isnan(value) && std::isnan(expected) ? 0 : HUGE_VAL;
    }
    if (value == rounded && (std::isinf(value) || value == 0)) {
        return std::signbit(value) == std::signbit(rounded) ? 0 : HUGE_VAL;
    }
    if (std::isinf(value) || std::isinf(rounded)) { return HUGE_VAL; }
    const int lowest = limits<T>::min_exponent - 1;
    const int exponent = rounded == 0 ? lowest : std::max(std::ilogb(rounded), lowest);
    const long double unit = std::ldexp(1.0L, exponent - limits<T>::digits + 1);
    return static_cast<double>(std::abs(value - expected) / unit);
}

/// Values with rules of their own, and some far out on either side.
template <class T>
constexpr std::array special_values{
    T(0),
    T(-0.0),
    T(1),
    T(-1),
    T(0.5),
    T(-0.5),
    T(2),
    T(-2),
    T(3),
    T(-3),
    T(10),
    T(-10.5),
    T(100.25),
    T(-170.5),
    T(1000),
    T(-1000),
    T(15000),
    T(-15000),
    T(1e9),
    limits<T>::min(),
    limits<T>::denorm_min(),
    -limits<T>::denorm_min(),
    limits<T>::max(),
    limits<T>::lowest(),
    limits<T>::infinity(),
    -limits<T>::infinity(),
    limits<T>::quiet_NaN(),
    1 + limits<T>::epsilon(),
    1 - limits<T>::epsilon(),
};

/// Fewer, where all pairs are tried.
template <class T>
constexpr std::array special_operands{
    T(0),
    T(-0.0),
    T(1),
    T(-1),
    T(0.5),
    T(2),
    T(-3),
    T(-4.5),
    T(1e10),
    T(-1e10),
    limits<T>::max(),
    limits<T>::denorm_min(),
    limits<T>::infinity(),
    -limits<T>::infinity(),
    limits<T>::quiet_NaN(),
};

/// Where to take samples: equally spaced, or equally spaced in the logarithm if `geometric`.
struct range {
    double from;
    double to;
    bool geometric = false;

    /// The point at 0 <= t < 1.
    template <class T>
    T at(long double t) const {
        const long double a = from;
        const long double b = to;
        if (!geometric) { return static_cast<T>(a + t * (b - a)); }
        return static_cast<T>(a * std::exp(t * std::log(b / a)));
    }
};

/// Greatest distances to `std::` allowed, in units; arguments beyond `largest` are left out.
struct tolerance {
    double in_float = 1;
    double in_double = 1;
    double in_long_double = 3;
    double largest = HUGE_VAL;
    bool right_beside_zeros = true;  // narrow types: within 0.51 units of std:: in long double

    template <class T>
    double in() const {
        return limits<T>::digits == 24   ? in_float
               : limits<T>::digits == 53 ? in_double
                                         : in_long_double;
    }
};

/// The worst distances seen so far, and where.
template <class T>
struct worst {
    double to_standard = 0;
    double to_truth = 0;
    T standard_at{};
    T truth_at{};

    void see(T ours, T standard, long double truth, T x) {
        if (const double distance = units(ours, standard); distance > to_standard) {
            to_standard = distance;
            standard_at = x;
        }
        if (const double distance = units(ours, truth); distance > to_truth) {
            to_truth = distance;
            truth_at = x;
        }
    }

    void check(const tolerance& allowed) const {
        BOOST_TEST(to_standard <= allowed.template in<T>(),
                   to_standard << " units from std:: at " << standard_at);
        if constexpr (limits<T>::digits < limits<long double>::digits) {
            BOOST_TEST((to_truth <= 0.51 || !allowed.right_beside_zeros),
                       to_truth << " units from std:: in long double at " << truth_at);
        }
    }
};

template <class T>
bool identical(T a, T b) {
    return a == b ? std::signbit(a) == std::signbit(b) : a != a && b != b;
}

inline constexpr int samples = 35'000;  // of each of the three types

/// `function` is the public name, which at run time is `std::`; `constant` what it does in constant
/// expressions. Both are lambdas without captures.
template <class T, class Function, class Constant>
void agree_in(Function function, Constant constant, std::initializer_list<range> ranges,
              const tolerance& allowed) {
    constexpr auto evaluated = [] {
        std::array<T, special_values<T>.size()> values{};
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = Function{}(special_values<T>[i]);
        }
        return values;
    }();
    const auto ours = [&](T x) { return ctgrad::math::constant::narrow<T>(constant(x)); };

    worst<T> found;
    const auto try_at = [&](T x) {
        if (std::isinf(x) || !(std::abs(x) > allowed.largest)) {
            found.see(ours(x), function(x), function(static_cast<long double>(x)), x);
        }
    };
    for (std::size_t i = 0; i < evaluated.size(); ++i) {
        const T x = special_values<T>[i];
        BOOST_TEST(identical(evaluated[i], ours(x)), "compile time differs at " << x);
        try_at(x);
    }
    const int count = samples / static_cast<int>(ranges.size());
    for (const range& where : ranges) {
        for (int i = 0; i < count; ++i) {
            const T x = where.at<T>(static_cast<long double>(i) / count);
            if (std::isfinite(x)) { try_at(x); }
        }
    }
    found.check(allowed);
}

template <class Function, class Constant>
void agree(Function function, Constant constant, std::initializer_list<range> ranges,
           const tolerance& allowed = {}) {
    agree_in<float>(function, constant, ranges, allowed);
    agree_in<double>(function, constant, ranges, allowed);
    agree_in<long double>(function, constant, ranges, allowed);
}

struct range_pair {
    range first;
    range second;
};

template <class T, class Function, class Constant>
void agree_on_pairs_in(Function function, Constant constant,
                       std::initializer_list<range_pair> ranges, const tolerance& allowed) {
    constexpr std::size_t size = special_operands<T>.size();
    constexpr auto evaluated = [] {
        std::array<T, size * size> values{};
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = Function{}(special_operands<T>[i / size], special_operands<T>[i % size]);
        }
        return values;
    }();
    const auto ours = [&](T x, T y) { return ctgrad::math::constant::narrow<T>(constant(x, y)); };

    worst<T> found;
    const auto try_at = [&](T x, T y) {
        const long double truth =
            function(static_cast<long double>(x), static_cast<long double>(y));
        found.see(ours(x, y), function(x, y), truth, x);
    };
    for (std::size_t i = 0; i < evaluated.size(); ++i) {
        const T x = special_operands<T>[i / size];
        const T y = special_operands<T>[i % size];
        BOOST_TEST(identical(evaluated[i], ours(x, y)),
                   "compile time differs at " << x << ", " << y);
        try_at(x, y);
    }
    std::mt19937 random;
    const auto fraction = [&] { return static_cast<long double>(random()) / 0x1p32L; };
    for (const range_pair& where : ranges) {
        for (std::size_t i = 0; i < samples / ranges.size(); ++i) {
            const T x = where.first.at<T>(fraction());
            const T y = where.second.at<T>(fraction());
            if (std::isfinite(x) && std::isfinite(y)) { try_at(x, y); }
        }
    }
    found.check(allowed);
}

/// As `agree`, for functions of two arguments.
template <class Function, class Constant>
void agree_on_pairs(Function function, Constant constant, std::initializer_list<range_pair> ranges,
                    const tolerance& allowed = {}) {
    agree_on_pairs_in<float>(function, constant, ranges, allowed);
    agree_on_pairs_in<double>(function, constant, ranges, allowed);
    agree_on_pairs_in<long double>(function, constant, ranges, allowed);
}

}  // namespace ctgrad_test
