// Arrays that the tests of kernels work on.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <random>

inline std::mt19937 generator(1);

/// Whole numbers in an array with nothing to spare: the address sanitizer sees every number too
/// many. They are small, so that sums are exact in every order.
template <class T> struct numbers {
    std::unique_ptr<T[]> first;

    explicit numbers(int count) : first(new T[static_cast<std::size_t>(count)]) {
        for (int i = 0; i < count; ++i)
            (*this)[i] = static_cast<T>(static_cast<int>(generator() % 9) - 4);
    }
    T* data() const { return first.get(); }
    T& operator[](int i) const { return first[static_cast<std::size_t>(i)]; }
};

template <class T> void fill_with_nan(const numbers<T>& y, int count) {
    for (int i = 0; i < count; ++i) y[i] = std::numeric_limits<T>::quiet_NaN();
}
