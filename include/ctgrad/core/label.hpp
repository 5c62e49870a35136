/// Text inside a type: names of variables, labels of expressions, sentences of error messages.
#pragma once

#include <cstddef>
#include <string_view>

/// A nested namespace keeps the word free for users, who have labels of their own.
namespace ctgrad::core {

/// A string of N characters (terminating zero included) that can be a template argument.
/// Compilers print it as written: `label<2>{"x"}`.
template <std::size_t N> struct label {
    char characters[N];

    constexpr label(const char (&literal)[N]) : characters{} {
        for (std::size_t i = 0; i < N; ++i) characters[i] = literal[i];
    }
    constexpr explicit label(std::string_view text) : characters{} {
        const char* const from = text.data();  // an index costs the compiler less than a call
        for (std::size_t i = 0; i + 1 < N; ++i) characters[i] = from[i];
        characters[N - 1] = '\0';  // written, or clang prints some lengths as numbers
    }
    constexpr std::string_view view() const { return {characters, N - 1}; }
    friend constexpr bool operator==(const label&, const label&) = default;
};

}  // namespace ctgrad::core
