/// Text inside a type: names of variables, labels of expressions, sentences of error messages.
#pragma once

#include <cstddef>

#include <ctgrad/core/elements.hpp>
#include <ctgrad/core/text_view.hpp>

/// A nested namespace keeps the word free for users, who have labels of their own.
namespace ctgrad::core {

/// A string of N characters (terminating zero included) that can be a template argument.
/// Compilers print it as written: `label<2>{"x"}`.
template <int N> struct label {
    static constexpr int length = N;
    char characters[N];

    constexpr label(const char (&literal)[N]) : characters{} {
        detail::copy_elements(characters, literal, N);
    }
    constexpr explicit label(text_view text) : label(text.data(), N - 1) {}
    /// So many characters, N - 1.
    constexpr label(const char* text, int count) : characters{} {
        detail::copy_elements(characters, text, count);
        characters[N - 1] = '\0';  // written, or clang prints some lengths as numbers
    }
    constexpr text_view view() const { return {characters, N - 1u}; }
    friend constexpr bool operator==(const label&, const label&) = default;
};

}  // namespace ctgrad::core
