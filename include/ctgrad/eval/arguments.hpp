/// Where the numbers of a program's inputs and outputs begin: element k is where those of number k
/// do. Besides pointers to pointers, which serve every program, there are these.
#pragma once

#include <ctgrad/core/config.hpp>

namespace ctgrad::detail {

/// Inputs or outputs of one number each, one after the other: nothing is looked up, and compilers
/// have hundreds of pointers less to keep track of.
template <class T> struct consecutive {
    T* first;

    CTGRAD_INLINE constexpr T* operator[](int k) const { return first + k; }
    constexpr consecutive argument() const { return *this; }
};

/// The same behind one that lies elsewhere: a value and its gradient.
template <class T> struct consecutive_behind {
    T* front;
    T* others;

    CTGRAD_INLINE constexpr T* operator[](int k) const { return k == 0 ? front : others + (k - 1); }
    constexpr consecutive_behind argument() const { return *this; }
};

/// Pointers, one for each.
template <class T, int Count> struct pointers {
    T* at[Count > 0 ? Count : 1];

    CTGRAD_INLINE constexpr T* operator[](int k) const { return at[k]; }
    CTGRAD_INLINE constexpr T* const* argument() const { return at; }
};

template <class T, int Count, class Arguments>
constexpr pointers<T, Count> pointers_to(const Arguments& arguments) {
    pointers<T, Count> result{};
    for (int k = 0; k < Count; ++k) result.at[k] = arguments[k];
    return result;
}

}  // namespace ctgrad::detail
