/// Numbers side by side in one register, as a number type: what an operation's value is written in.
#pragma once

#include <cmath>
#include <concepts>

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/kernel/elementary.hpp>

namespace ctgrad::kernel {

/// `lanes<T>` numbers with operators, comparisons and the mathematics of <cmath>, found by ADL like
/// that of any user's number type. A comparison gives one answer per lane, for math::choose.
template <packable T> struct wide {
    using mask = decltype(pack<T>{} < pack<T>{});

    pack<T> value;

    wide() = default;
    CTGRAD_INLINE explicit wide(pack<T> numbers) : value(numbers) {}
    CTGRAD_INLINE explicit wide(T number) : value(broadcast(number)) {}
    CTGRAD_INLINE explicit wide(int number) : value(broadcast(static_cast<T>(number))) {}

    CTGRAD_INLINE friend wide operator+(wide a, wide b) { return wide(a.value + b.value); }
    CTGRAD_INLINE friend wide operator-(wide a, wide b) { return wide(a.value - b.value); }
    CTGRAD_INLINE friend wide operator*(wide a, wide b) { return wide(a.value * b.value); }
    CTGRAD_INLINE friend wide operator/(wide a, wide b) { return wide(a.value / b.value); }
    CTGRAD_INLINE friend wide operator-(wide a) { return wide(-a.value); }
    CTGRAD_INLINE friend mask operator<(wide a, wide b) { return a.value < b.value; }
    CTGRAD_INLINE friend mask operator>(wide a, wide b) { return a.value > b.value; }
    CTGRAD_INLINE friend mask operator<=(wide a, wide b) { return a.value <= b.value; }
    CTGRAD_INLINE friend mask operator>=(wide a, wide b) { return a.value >= b.value; }
    CTGRAD_INLINE friend mask operator==(wide a, wide b) { return a.value == b.value; }
    CTGRAD_INLINE friend mask operator!=(wide a, wide b) { return a.value != b.value; }
};

namespace detail {

/// A function without a form for packs, lane by lane.
template <class Function, packable T, class... More>
CTGRAD_INLINE wide<T> each_lane(Function f, wide<T> u, More... more) {
    for (int i = 0; i < lanes<T>; ++i) u.value[i] = f(u.value[i], more.value[i]...);
    return u;
}

}  // namespace detail

template <packable T> CTGRAD_INLINE wide<T> exp(wide<T> u) {
    if constexpr (requires {
                      { kernel::exp(u.value) } -> std::same_as<pack<T>>;
                  })
        return wide<T>(kernel::exp(u.value));
    else return detail::each_lane([](T x) { return std::exp(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> tanh(wide<T> u) {
    if constexpr (requires {
                      { kernel::tanh(u.value) } -> std::same_as<pack<T>>;
                  })
        return wide<T>(kernel::tanh(u.value));
    else return detail::each_lane([](T x) { return std::tanh(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> abs(wide<T> u) {
    return wide<T>(u.value < T(0) ? -u.value : u.value + T(0));  // + 0: -0 becomes 0
}
template <packable T> CTGRAD_INLINE wide<T> sqrt(wide<T> u) {
    return detail::each_lane([](T x) { return std::sqrt(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> cbrt(wide<T> u) {
    return detail::each_lane([](T x) { return std::cbrt(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> expm1(wide<T> u) {
    return detail::each_lane([](T x) { return std::expm1(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> exp2(wide<T> u) {
    return detail::each_lane([](T x) { return std::exp2(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> log(wide<T> u) {
    return detail::each_lane([](T x) { return std::log(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> log1p(wide<T> u) {
    return detail::each_lane([](T x) { return std::log1p(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> log2(wide<T> u) {
    return detail::each_lane([](T x) { return std::log2(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> log10(wide<T> u) {
    return detail::each_lane([](T x) { return std::log10(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> sin(wide<T> u) {
    return detail::each_lane([](T x) { return std::sin(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> cos(wide<T> u) {
    return detail::each_lane([](T x) { return std::cos(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> tan(wide<T> u) {
    return detail::each_lane([](T x) { return std::tan(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> asin(wide<T> u) {
    return detail::each_lane([](T x) { return std::asin(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> acos(wide<T> u) {
    return detail::each_lane([](T x) { return std::acos(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> atan(wide<T> u) {
    return detail::each_lane([](T x) { return std::atan(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> sinh(wide<T> u) {
    return detail::each_lane([](T x) { return std::sinh(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> cosh(wide<T> u) {
    return detail::each_lane([](T x) { return std::cosh(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> asinh(wide<T> u) {
    return detail::each_lane([](T x) { return std::asinh(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> acosh(wide<T> u) {
    return detail::each_lane([](T x) { return std::acosh(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> atanh(wide<T> u) {
    return detail::each_lane([](T x) { return std::atanh(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> erf(wide<T> u) {
    return detail::each_lane([](T x) { return std::erf(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> erfc(wide<T> u) {
    return detail::each_lane([](T x) { return std::erfc(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> floor(wide<T> u) {
    return detail::each_lane([](T x) { return std::floor(x); }, u);
}
template <packable T> CTGRAD_INLINE wide<T> pow(wide<T> a, wide<T> b) {
    return detail::each_lane([](T x, T y) { return std::pow(x, y); }, a, b);
}
template <packable T> CTGRAD_INLINE wide<T> atan2(wide<T> a, wide<T> b) {
    return detail::each_lane([](T x, T y) { return std::atan2(x, y); }, a, b);
}
template <packable T> CTGRAD_INLINE wide<T> hypot(wide<T> a, wide<T> b) {
    return detail::each_lane([](T x, T y) { return std::hypot(x, y); }, a, b);
}
/// What math::choose asks for.
template <packable T>
CTGRAD_INLINE wide<T> select_lanes(typename wide<T>::mask condition, wide<T> a, wide<T> b) {
    return wide<T>(condition ? a.value : b.value);
}

}  // namespace ctgrad::kernel
