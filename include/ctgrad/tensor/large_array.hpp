/// Arrays that are too large for a stack.
#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad::detail {

/// Up to so many bytes an array is where it is declared: half of what threads mostly have.
inline constexpr std::size_t most_in_place = 1 << 22;

/// Size numbers on the heap, used as an array is. What was moved from is empty.
template <class T, std::size_t Size> class heap_array {
public:
    operator T*() { return numbers_.data(); }
    operator const T*() const { return numbers_.data(); }

    friend constexpr bool operator==(const heap_array& a, const heap_array& b) {
        if (a.numbers_.size() != b.numbers_.size()) return false;
        for (std::size_t i = 0; i < a.numbers_.size(); ++i)
            if (!(a.numbers_[i] == b.numbers_[i])) return false;
        return true;
    }

private:
    buffer<T> numbers_{Size};
};

/// T[Size], or the same on the heap.
template <class T, std::size_t Size>
using large_array =
    std::conditional_t<sizeof(T) * Size <= most_in_place, T[Size], heap_array<T, Size>>;

}  // namespace ctgrad::detail
