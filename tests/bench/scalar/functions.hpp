/// Functions that several libraries differentiate: for any number type, and with their gradient
/// written by hand.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

/// Rosenbrock's function of ten numbers.
namespace bench::rosenbrock {

inline constexpr int size = 10;
using point = std::array<double, size>;

struct function {
    template <class T> static T value(const T* u) {
        T result = 0;
        for (int i = 0; i + 1 < size; ++i) {
            const T bend = u[i + 1] - u[i] * u[i], rest = 1.0 - u[i];
            result += 100.0 * bend * bend + rest * rest;
        }
        return result;
    }
};

/// In Size variables.
template <std::size_t Size> struct by_hand_of {
    static auto run(const std::array<double, Size>& u) {
        std::array<double, Size + 1> result{};
        double& value = result[0];
        double* const slope = &result[1];
        for (std::size_t i = 0; i + 1 < Size; ++i) {
            const double bend = u[i + 1] - u[i] * u[i], rest = 1 - u[i];
            value += 100 * bend * bend + rest * rest;
            slope[i] += -400 * bend * u[i] - 2 * rest;
            slope[i + 1] += 200 * bend;
        }
        return result;
    }
};

using by_hand = by_hand_of<size>;

template <std::size_t Size> constexpr std::array<double, Size> start_of() {
    std::array<double, Size> u{};
    for (std::size_t i = 0; i < Size; ++i) u[i] = 0.3 + 0.1 * static_cast<double>(i % size);
    return u;
}
constexpr point start() { return start_of<size>(); }

}  // namespace bench::rosenbrock

/// exp(x) sin(y) + exp(y z) sin(x) + exp(x z) sin(y z).
namespace bench::waves {

using point = std::array<double, 3>;

struct function {
    template <class T> static T value(const T* u) {
        using std::exp, std::sin;
        const T yz = u[1] * u[2], xz = u[0] * u[2];
        return exp(u[0]) * sin(u[1]) + exp(yz) * sin(u[0]) + exp(xz) * sin(yz);
    }
};

struct by_hand {
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

inline constexpr point start{0.3, 0.4, 0.5};

}  // namespace bench::waves
