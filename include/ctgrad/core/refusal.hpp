/// A value that is refused at run time, in one sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <type_traits>

#include <ctgrad/core/text.hpp>

// To define std::invalid_argument takes <string>, more than all of our own mathematics. libstdc++
// declares functions that throw it, as its containers do.
#if defined(__cpp_exceptions) && defined(__GLIBCXX__)
#include <bits/functexcept.h>
#else
#include <stdexcept>
#endif

namespace ctgrad::core {

/// What a sentence is made of: a text or a whole number.
struct refusal_part {
    text_view text{};
    std::int64_t number = 0;
    bool is_number = false;

    constexpr refusal_part(const char* literal) : text(literal) {}
    constexpr refusal_part(text_view view) : text(view) {}
    template <class Part>
    constexpr refusal_part(const Part& part) : is_number(std::is_integral_v<Part>) {
        if constexpr (std::is_integral_v<Part>) number = static_cast<std::int64_t>(part);
        else text = part;
    }
};

/// A sentence; what is too long ends early. In a list, as functions of any arguments would be made
/// anew for every call.
struct refusal {
    static constexpr int longest = 400;
    text_buffer<longest> text;

    explicit refusal(std::initializer_list<refusal_part> parts) {
        for (const refusal_part& part : parts)
            if (part.is_number) text << part.number;
            else text << part.text;
        text.characters[text.size < longest ? text.size : longest - 1] = '\0';
    }
};

/// Throws std::invalid_argument with a sentence of these parts.
[[noreturn]] inline void throw_invalid_argument(std::initializer_list<refusal_part> parts) {
    const refusal made(parts);
#if defined(__cpp_exceptions) && defined(__GLIBCXX__)
    std::__throw_invalid_argument(made.text.characters);
#else
    CTGRAD_THROW(std::invalid_argument(made.text.characters));
#endif
}

/// Throws std::length_error: a count of numbers is not that of a variable.
[[noreturn]] inline void throw_length_error(std::initializer_list<refusal_part> parts) {
    const refusal made(parts);
#if defined(__cpp_exceptions) && defined(__GLIBCXX__)
    std::__throw_length_error(made.text.characters);
#else
    CTGRAD_THROW(std::length_error(made.text.characters));
#endif
}

}  // namespace ctgrad::core
