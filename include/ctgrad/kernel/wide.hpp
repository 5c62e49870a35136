/// Numbers side by side in one register, as a number type: what an operation's value is written in.
#pragma once

#include <cstdint>

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/core/math/polygamma.hpp>
#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/kernel/elementary.hpp>

namespace ctgrad::kernel {

/// `lanes<T>` numbers with operators, comparisons and the mathematics of <cmath>, found by ADL like
/// that of any user's number type. A comparison gives one answer per lane, for math::choose.
/// Accuracy says how exact the mathematics is: `accurate` or `fast`. What has no form for packs is
/// computed lane by lane, by std:: or core/math.
template <packable T, class Accuracy = accurate> struct wide {
    using mask = decltype(pack<T>{} < pack<T>{});

    pack<T> value;

    wide() = default;
    CTGRAD_INLINE explicit wide(pack<T> numbers) : value(numbers) {}
    CTGRAD_INLINE explicit wide(T number) : value(broadcast(number)) {}
    CTGRAD_INLINE explicit wide(int number) : value(broadcast(static_cast<T>(number))) {}
    CTGRAD_INLINE explicit wide(std::int64_t number) : value(broadcast(static_cast<T>(number))) {}

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

template <class Function, packable T, class Accuracy, class... More>
CTGRAD_INLINE wide<T, Accuracy> each_lane(Function f, wide<T, Accuracy> u, More... more) {
    for (int i = 0; i < lanes<T>; ++i) u.value[i] = f(u.value[i], more.value[i]...);
    return u;
}

}  // namespace detail

/// A function of numbers that knows nothing of registers, applied to each number by itself.
template <class Function, packable T, class A, class... More>
CTGRAD_INLINE wide<T, A> lane_by_lane(Function f, wide<T, A> u, More... more) {
    return detail::each_lane(f, u, more...);
}

/// What math::choose asks for.
template <packable T, class A>
CTGRAD_INLINE wide<T, A> select_lanes(typename wide<T, A>::mask condition, wide<T, A> a,
                                      wide<T, A> b) {
    return wide<T, A>(condition ? a.value : b.value);
}

template <packable T, class A> CTGRAD_INLINE wide<T, A> abs(wide<T, A> u) {
    return wide<T, A>(detail::magnitude<T>(u.value));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> exp(wide<T, A> u) {
    return wide<T, A>(kernel::exp(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> expm1(wide<T, A> u) {
    return wide<T, A>(kernel::expm1(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> log(wide<T, A> u) {
    return wide<T, A>(kernel::log(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> log1p(wide<T, A> u) {
    return wide<T, A>(kernel::log1p(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> tanh(wide<T, A> u) {
    return wide<T, A>(kernel::tanh(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> erf(wide<T, A> u) {
    return wide<T, A>(kernel::erf(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> erfc(wide<T, A> u) {
    return wide<T, A>(kernel::erfc(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> sin(wide<T, A> u) {
    return wide<T, A>(kernel::sin(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> cos(wide<T, A> u) {
    return wide<T, A>(kernel::cos(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> sqrt(wide<T, A> u) {
    return wide<T, A>(kernel::sqrt(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> atan(wide<T, A> u) {
    return wide<T, A>(kernel::atan(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> asin(wide<T, A> u) {
    return wide<T, A>(kernel::asin(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> acos(wide<T, A> u) {
    return wide<T, A>(kernel::acos(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> sinh(wide<T, A> u) {
    return wide<T, A>(kernel::sinh(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> cosh(wide<T, A> u) {
    return wide<T, A>(kernel::cosh(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> exp2(wide<T, A> u) {
    return wide<T, A>(kernel::exp2(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> log2(wide<T, A> u) {
    return wide<T, A>(kernel::log2(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> log10(wide<T, A> u) {
    return wide<T, A>(kernel::log10(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> asinh(wide<T, A> u) {
    return wide<T, A>(kernel::asinh(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> acosh(wide<T, A> u) {
    return wide<T, A>(kernel::acosh(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> atanh(wide<T, A> u) {
    return wide<T, A>(kernel::atanh(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> cbrt(wide<T, A> u) {
    return wide<T, A>(kernel::cbrt(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> tan(wide<T, A> u) {
    return wide<T, A>(kernel::tan(u.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> floor(wide<T, A> u) {
    return wide<T, A>(kernel::floor(u.value, A()));
}

template <packable T, class A> CTGRAD_INLINE wide<T, A> tgamma(wide<T, A> u) {
    return detail::each_lane([](T x) { return math::standard::tgamma(x); }, u);
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> lgamma(wide<T, A> u) {
    return detail::each_lane([](T x) { return math::standard::lgamma(x); }, u);
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> polygamma(wide<T, A> n, wide<T, A> u) {
    return detail::each_lane([](T x, T order) { return math::polygamma(order, x); }, u, n);
}
/// Registers of two or four numbers, and products and sums in two instructions, would take longer
/// than std::pow, one by one.
template <packable T, class A> CTGRAD_INLINE wide<T, A> pow(wide<T, A> a, wide<T, A> b) {
    if constexpr (detail::has_fused_products && register_bytes >= 32)
        return wide<T, A>(kernel::pow(a.value, b.value, A()));
    else return detail::each_lane([](T x, T y) { return math::standard::pow(x, y); }, a, b);
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> atan2(wide<T, A> a, wide<T, A> b) {
    return wide<T, A>(kernel::atan2(a.value, b.value, A()));
}
template <packable T, class A> CTGRAD_INLINE wide<T, A> hypot(wide<T, A> a, wide<T, A> b) {
    return wide<T, A>(kernel::hypot(a.value, b.value, A()));
}

}  // namespace ctgrad::kernel
