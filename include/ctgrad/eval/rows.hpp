/// Samples of a batch: `x = rows(images)` binds a variable to one row per sample.
#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/eval/binding.hpp>

namespace ctgrad {

/// Consecutive rows of numbers that lie elsewhere. `stride` is the distance from row to row in
/// numbers; 0 means that the rows follow each other without gaps.
template <class T> struct row_span {
    const T* data;
    std::size_t size;  ///< numbers, from the first to the last of the last row
    std::size_t stride;

    /// Rows of `width` numbers; -1 if the size is none of whole rows.
    constexpr std::ptrdiff_t count(std::size_t width) const {
        // Mostly there are no gaps, and a division by what the compiler knows takes no time.
        if (stride == 0) return size % width == 0 ? static_cast<std::ptrdiff_t>(size / width) : -1;
        const std::size_t step = row_stride(width);
        if (step < width || size == 0) return size == 0 ? 0 : -1;
        const std::size_t full = size / step, rest = size % step;
        if (rest == 0 && step == width) return static_cast<std::ptrdiff_t>(full);
        return rest == width || rest == 0 ? static_cast<std::ptrdiff_t>(full + (rest == width))
                                          : -1;
    }
    constexpr std::size_t row_stride(std::size_t width) const {
        return stride == 0 ? width : stride;
    }
};

/// The rows of a contiguous range, in place; it has to live as long as the call.
template <class Range>
    requires detail::contiguous_range<const Range>
constexpr auto rows(const Range& range, std::size_t stride = 0) {
    using number = std::remove_cv_t<detail::number_in<const Range>>;
    return row_span<number>{detail::first_number(range), detail::count_numbers(range), stride};
}

namespace detail {

template <class T> struct numbers_of<row_span<T>> {
    using type = T;
    static constexpr bool fixed = false, contiguous = false;
    static constexpr shape extent() { return scalar_shape; }
    static constexpr bool fits(shape) { return true; }
};

}  // namespace detail

}  // namespace ctgrad
