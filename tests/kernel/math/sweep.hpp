/// Largest error of a function of packs, in units in the last place, over a dense sweep.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <random>
#include <type_traits>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/kernel/simd.hpp>

namespace sweep {

using types = boost::mpl::list<float, double>;

/// What the exact value is computed in: twice, or at least 11 bits more than, the digits of T.
template <class T> using exact_type = std::conditional_t<sizeof(T) == 4, double, long double>;

/// Distance in units in the last place of T, which below the normal numbers are the smallest
/// subnormal. Infinite where one is NaN or infinite and the other is not, or 0 has the wrong sign.
template <class T> double units(T found, exact_type<T> exact) {
    using limits = std::numeric_limits<T>;
    const T nearest = static_cast<T>(exact);
    if (std::isnan(nearest) && std::isnan(found)) return 0;
    if (found == nearest && std::signbit(found) == std::signbit(nearest)) {
        if (std::isinf(nearest) || exact == 0) return 0;
    } else if (std::isnan(nearest) || std::isnan(found) || std::isinf(exact) || exact == 0)
        return limits::infinity();
    // An infinity is taken for the next number, were the exponents not at their end.
    const exact_type<T> after = std::ldexp(exact_type<T>(1), limits::max_exponent);
    const exact_type<T> number =
        std::isinf(found) ? std::copysign(after, found) : static_cast<exact_type<T>>(found);
    int exponent = 0;
    std::frexp(exact, &exponent);
    exponent = std::clamp(exponent, limits::min_exponent, limits::max_exponent);
    return static_cast<double>(std::ldexp(std::abs(number - exact), limits::digits - exponent));
}

template <class T, class Function, class Exact> struct run {
    Function f;
    Exact exact;
    T waiting[ctgrad::kernel::lanes<T>] = {};
    int count = 0;
    double largest = 0;
    T where = 0, there = 0;

    void add(T u) {
        waiting[count++] = u;
        if (count == ctgrad::kernel::lanes<T>) finish();
    }
    void finish() {
        finish_by<ctgrad::kernel::lanes<T>>();
        // Functions of a few calls take half a register.
        if constexpr (ctgrad::kernel::register_bytes == 64)
            finish_by<ctgrad::kernel::lanes<T> / 2>();
        count = 0;
    }
    template <int Lanes> void finish_by() {
        ctgrad::kernel::pack<T, Lanes> y{};
        for (int i = 0; i < count; ++i) {
            if (i % Lanes == 0) {
                ctgrad::kernel::pack<T, Lanes> u;
                std::memcpy(&u, waiting + i, sizeof u);
                y = f(u);
            }
            const double error = units<T>(y[i % Lanes], exact(exact_type<T>(waiting[i])));
            if (!(error > largest)) continue;
            largest = error;
            where = waiting[i];
            there = y[i % Lanes];
        }
    }
    /// 1000 numbers on either side.
    void add_around(T center) {
        T above = center, below = center;
        for (int i = 0; i < 1000; ++i) {
            add(above);
            add(below);
            above = std::nextafter(above, std::numeric_limits<T>::infinity());
            below = std::nextafter(below, -std::numeric_limits<T>::infinity());
        }
    }
    /// Every so many of all bit patterns: all exponents, subnormal numbers, NaN.
    void add_all_exponents(long patterns) {
        using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
        const bits step = std::numeric_limits<bits>::max() / static_cast<bits>(patterns);
        for (long i = 0; i < patterns; ++i)
            add(std::bit_cast<T>(static_cast<bits>(static_cast<bits>(i) * (step | 1))));
    }
    void add_random(T bound, int numbers) {
        std::mt19937_64 generator(1);
        std::uniform_real_distribution<T> uniform(-bound, bound);
        for (int i = 0; i < numbers; ++i) add(uniform(generator));
    }
};

/// The error of f(pack) against exact(number) is at most `bound` units: at 1,000,000 numbers spread
/// over all bit patterns, at 100,000 each within a few bounds, and around the ends of the type and
/// the points given, where f branches or rounds to a limit.
template <class T, class Function, class Exact>
void check(Function f, Exact exact, double bound, std::initializer_list<double> points) {
    using limits = std::numeric_limits<T>;
    run<T, Function, Exact> r{f, exact};
    r.add_all_exponents(1'000'000);
    for (const double size : {0.1, 1.0, 4.0, 20.0, 120.0, 800.0})
        r.add_random(static_cast<T>(size), 100'000);
    for (const T sign : {T(1), T(-1)}) {
        for (const T size : {T(0), limits::denorm_min(), limits::min(), limits::epsilon(), T(1),
                             limits::max(), limits::infinity(), limits::quiet_NaN()})
            r.add_around(sign * size);
        for (const double size : points) r.add_around(sign * static_cast<T>(size));
    }
    r.finish();
    BOOST_TEST(r.largest <= bound, r.largest << " units at " << r.where << ", found " << r.there);
    BOOST_TEST_MESSAGE("largest error: " << r.largest << " units at " << r.where);
}

}  // namespace sweep
