/// Numbers that lie elsewhere, one after the other; how many, only the run knows.
#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace ctgrad {

namespace detail {

/// The first number of a C array or of what has data(), and how many there are.
template <class T, std::size_t N> constexpr T* first_number(T (&numbers)[N]) { return numbers; }
template <class Range> constexpr auto first_number(Range& range) -> decltype(range.data()) {
    return range.data();
}
template <class T, std::size_t N> constexpr std::size_t count_numbers(T (&)[N]) { return N; }
template <class Range> constexpr auto count_numbers(const Range& range) -> decltype(range.size()) {
    return range.size();
}

template <class Range>
concept contiguous_range = requires(Range& range) {
    *first_number(range);
    { count_numbers(range) } -> std::convertible_to<std::size_t>;
};

/// What the numbers of a range are.
template <class Range>
using number_in = std::remove_pointer_t<decltype(first_number(std::declval<Range&>()))>;

/// std::span<T> of numbers that may be changed, or what is like it, known by its shape.
template <class Span, class T>
concept standard_span = std::is_same_v<typename Span::element_type, T> && !std::is_const_v<T> &&
                        requires { Span::extent; };

}  // namespace detail

/// A std::span without its header, which takes compilers longer than all of calculus/operations. It
/// is made from any range of consecutive numbers, and becomes a std::span where one is wanted.
template <class T> class number_span {
public:
    using element_type = T;
    using value_type = std::remove_cv_t<T>;
    using iterator = T*;

    constexpr number_span() = default;
    constexpr number_span(T* first, std::size_t count) : first_(first), count_(count) {}
    template <class Range>
        requires(!std::is_same_v<std::remove_cvref_t<Range>, number_span> &&
                 detail::contiguous_range<std::remove_reference_t<Range>> &&
                 std::is_convertible_v<detail::number_in<std::remove_reference_t<Range>> (*)[],
                                       T (*)[]>)
    constexpr number_span(Range&& range)
        : first_(detail::first_number(range)), count_(detail::count_numbers(range)) {}
    /// Of a span with a name, std::span makes itself.
    template <detail::standard_span<T> Span> constexpr operator Span() && {
        return Span(first_, count_);
    }

    constexpr T* data() const { return first_; }
    constexpr std::size_t size() const { return count_; }
    constexpr bool empty() const { return count_ == 0; }
    constexpr T* begin() const { return first_; }
    constexpr T* end() const { return first_ + count_; }
    constexpr T& operator[](std::size_t i) const { return first_[i]; }
    constexpr T& front() const { return first_[0]; }
    constexpr T& back() const { return first_[count_ - 1]; }
    /// So many from one on.
    constexpr number_span subspan(std::size_t from, std::size_t count) const {
        return {first_ + from, count};
    }

private:
    T* first_ = nullptr;
    std::size_t count_ = 0;
};

namespace detail {

/// The numbers of any range, to be read.
template <contiguous_range Range>
using numbers_seen = number_span<const std::remove_const_t<number_in<const Range>>>;

}  // namespace detail

}  // namespace ctgrad
