/// Numbers for tests of what reads and writes arrays.
#pragma once

#include <cmath>
#include <cstddef>
#include <memory>

/// In memory with nothing to spare: the sanitizer sees every number too many.
template <class T> std::unique_ptr<T[]> tight_numbers(int count, double seed, double step = 1) {
    std::unique_ptr<T[]> result(new T[static_cast<std::size_t>(count)]);
    for (int i = 0; i < count; ++i)
        result[static_cast<std::size_t>(i)] = static_cast<T>(std::sin(i * step + seed));
    return result;
}
