/// Numbers side by side in one register, as a number type: what an operation's value is written in.
#pragma once

#include <cstdint>

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/core/math/polygamma.hpp>
#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/kernel/elementary.hpp>

namespace ctgrad::kernel {

/// `Lanes` numbers with operators, comparisons and the mathematics of <cmath>, found by ADL like
/// that of any user's number type. A comparison gives one answer per lane, for math::choose.
/// Accuracy says how exact the mathematics is: `accurate` or `fast`. What has no form for packs is
/// computed lane by lane, by std:: or core/math.
template <packable T, class Accuracy = accurate, int Lanes = lanes<T>> struct wide {
    using numbers = pack<T, Lanes>;
    using mask = decltype(numbers{} < numbers{});

    numbers value;

    wide() = default;
    CTGRAD_INLINE explicit wide(numbers all) : value(all) {}
    CTGRAD_INLINE explicit wide(T number) : value(broadcast<numbers>(number)) {}
    CTGRAD_INLINE explicit wide(int number) : value(broadcast<numbers>(static_cast<T>(number))) {}
    CTGRAD_INLINE explicit wide(std::int64_t number)
        : value(broadcast<numbers>(static_cast<T>(number))) {}

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

template <class Function, packable T, class A, int L, class... More>
CTGRAD_INLINE wide<T, A, L> each_lane(Function f, wide<T, A, L> u, More... more) {
    for (int i = 0; i < L; ++i) u.value[i] = f(u.value[i], more.value[i]...);
    return u;
}

}  // namespace detail

/// A function of numbers that knows nothing of registers, applied to each number by itself.
template <class Function, packable T, class A, int L, class... More>
CTGRAD_INLINE wide<T, A, L> lane_by_lane(Function f, wide<T, A, L> u, More... more) {
    return detail::each_lane(f, u, more...);
}

/// What math::choose asks for.
template <packable T, class A, int L>
CTGRAD_INLINE wide<T, A, L> select_lanes(typename wide<T, A, L>::mask condition, wide<T, A, L> a,
                                         wide<T, A, L> b) {
    return wide<T, A, L>(condition ? a.value : b.value);
}

template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> abs(wide<T, A, L> u) {
    return wide<T, A, L>(detail::magnitude(u.value));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> exp(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::exp(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> expm1(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::expm1(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> log(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::log(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> log1p(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::log1p(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> tanh(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::tanh(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> erf(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::erf(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> erfc(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::erfc(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> sin(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::sin(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> cos(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::cos(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> sqrt(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::sqrt(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> atan(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::atan(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> asin(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::asin(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> acos(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::acos(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> sinh(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::sinh(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> cosh(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::cosh(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> exp2(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::exp2(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> log2(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::log2(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> log10(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::log10(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> asinh(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::asinh(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> acosh(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::acosh(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> atanh(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::atanh(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> cbrt(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::cbrt(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> tan(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::tan(u.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> floor(wide<T, A, L> u) {
    return wide<T, A, L>(kernel::floor(u.value, A()));
}

template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> tgamma(wide<T, A, L> u) {
    return detail::each_lane([](T x) { return math::standard::tgamma(x); }, u);
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> lgamma(wide<T, A, L> u) {
    return detail::each_lane([](T x) { return math::standard::lgamma(x); }, u);
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> polygamma(wide<T, A, L> n,
                                                                            wide<T, A, L> u) {
    return detail::each_lane([](T x, T order) { return math::polygamma(order, x); }, u, n);
}
/// Registers of two or four numbers, and products and sums in two instructions, would take longer
/// than std::pow, one by one.
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> pow(wide<T, A, L> a,
                                                                      wide<T, A, L> b) {
    if constexpr (detail::has_fused_products && L * sizeof(T) >= 32)
        return wide<T, A, L>(kernel::pow(a.value, b.value, A()));
    else return detail::each_lane([](T x, T y) { return math::standard::pow(x, y); }, a, b);
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> atan2(wide<T, A, L> a,
                                                                        wide<T, A, L> b) {
    return wide<T, A, L>(kernel::atan2(a.value, b.value, A()));
}
template <packable T, class A, int L> CTGRAD_INLINE wide<T, A, L> hypot(wide<T, A, L> a,
                                                                        wide<T, A, L> b) {
    return wide<T, A, L>(kernel::hypot(a.value, b.value, A()));
}

}  // namespace ctgrad::kernel
