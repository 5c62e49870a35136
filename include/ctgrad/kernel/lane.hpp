/// What runs in parallel, as one number: a register of them where the machine has vectors of T,
/// else T itself.
#pragma once

#include <ctgrad/kernel/part.hpp>
#include <ctgrad/kernel/wide.hpp>

namespace ctgrad::kernel {

namespace detail {

template <class T> struct lane_of {
    using type = T;
};
template <packable T> struct lane_of<T> {
    using type = wide<T>;
};

}  // namespace detail

/// `lanes<T>` numbers with the operators and mathematics of one.
template <class T> using lane = typename detail::lane_of<T>::type;

/// `lanes<T>` consecutive numbers.
template <class T> CTGRAD_INLINE lane<T> load_lane(const T* from) {
    if constexpr (packable<T>) return lane<T>(load(from));
    else return *from;
}

/// The first `count` of them, zeros behind; reads no further.
template <class T> CTGRAD_INLINE lane<T> load_lane_part(const T* from, int count) {
    if constexpr (packable<T>) return lane<T>(load_part(from, count));
    else return count > 0 ? *from : T(0);
}

/// The first `count` > 0 of them, the last one repeated behind; reads no further.
template <class T> CTGRAD_INLINE lane<T> load_lane_repeated(const T* from, int count) {
    if constexpr (packable<T>) return lane<T>(load_repeated(from, count));
    else return *from;
}

/// load_lane_part for a count that is a constant.
template <int Count, class T> CTGRAD_INLINE lane<T> load_lane_first(const T* from) {
    if constexpr (packable<T>) return lane<T>(load_first<Count>(from));
    else return Count > 0 ? *from : T(0);
}
template <int Count, class T> CTGRAD_INLINE void store_lane_first(T* to, const lane<T>& value) {
    if constexpr (packable<T>) store_first<Count>(to, value.value);
    else if constexpr (Count > 0) *to = value;
}

template <class T> CTGRAD_INLINE void store_lane(T* to, const lane<T>& value) {
    if constexpr (packable<T>) store(to, value.value);
    else *to = value;
}

/// Writes the first `count` numbers and no more.
template <class T> CTGRAD_INLINE void store_lane_part(T* to, const lane<T>& value, int count) {
    if constexpr (packable<T>) store_part(to, value.value, count);
    else if (count > 0) *to = value;
}

/// a * b + c, in one instruction where there is one: compilers join the two only inside of one
/// expression.
template <class T> CTGRAD_INLINE lane<T> multiply_add(lane<T> a, lane<T> b, lane<T> c) {
    if constexpr (packable<T>) return lane<T>(a.value * b.value + c.value);
    else return a * b + c;
}

}  // namespace ctgrad::kernel
