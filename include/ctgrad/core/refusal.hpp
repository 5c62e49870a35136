/// A value that is refused at run time, in one sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <ctgrad/core/text.hpp>

// To define std::invalid_argument takes <string>, more than all of our own mathematics. libstdc++
// declares functions that throw it, as its containers do.
#if defined(__cpp_exceptions) && defined(__GLIBCXX__)
#include <bits/functexcept.h>
#else
#include <stdexcept>
#endif

namespace ctgrad {

namespace detail {

inline constexpr int longest_refusal = 400;

/// A sentence of texts and whole numbers; what is too long ends early.
struct refusal {
    text_buffer<longest_refusal> text;

    template <class... Parts> explicit refusal(const Parts&... parts) {
        (append(parts), ...);
        text.characters[text.size < longest_refusal ? text.size : longest_refusal - 1] = '\0';
    }
    template <class Part> void append(const Part& part) {
        if constexpr (std::is_integral_v<Part>) text << static_cast<std::int64_t>(part);
        else text << core::text_view(part);
    }
};

}  // namespace detail

namespace core {

/// Throws std::invalid_argument with a sentence made of texts and whole numbers.
template <class... Parts> [[noreturn]] void throw_invalid_argument(const Parts&... parts) {
    const ctgrad::detail::refusal made(parts...);
#if defined(__cpp_exceptions) && defined(__GLIBCXX__)
    std::__throw_invalid_argument(made.text.characters);
#else
    CTGRAD_THROW(std::invalid_argument(made.text.characters));
#endif
}

/// Throws std::length_error: a count of numbers is not that of a variable.
template <class... Parts> [[noreturn]] void throw_length_error(const Parts&... parts) {
    const ctgrad::detail::refusal made(parts...);
#if defined(__cpp_exceptions) && defined(__GLIBCXX__)
    std::__throw_length_error(made.text.characters);
#else
    CTGRAD_THROW(std::length_error(made.text.characters));
#endif
}

}  // namespace core

}  // namespace ctgrad
