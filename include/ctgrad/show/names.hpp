/// Names of variables in mathematics: delta1 is a delta with the index 1.
#pragma once

#include <ctgrad/core/list.hpp>
#include <ctgrad/core/text.hpp>

namespace ctgrad::detail {

/// Written out, as calls are what constant evaluation counts.
constexpr bool same_text(core::text_view a, core::text_view b) {
    const std::size_t size = a.size();
    if (size != b.size()) return false;
    const char *left = a.data(), *right = b.data();
    for (std::size_t i = 0; i < size; ++i)
        if (left[i] != right[i]) return false;
    return true;
}

/// Tables hold plain literals: hundreds of text_views, each made by a call, take compilers long.
constexpr bool same_word(core::text_view word, const char* literal) {
    const char* const letters = word.data();
    for (std::size_t i = 0; i < word.size(); ++i)
        if (literal[i] != letters[i]) return false;  // where the literal ends, too
    return literal[word.size()] == '\0';
}

template <std::size_t N>
constexpr bool is_one_of(core::text_view word, const char* const (&words)[N]) {
    for (const char* const other : words)
        if (same_word(word, other)) return true;
    return false;
}

struct greek_letter {
    const char* name;  ///< as in TeX
    const char* symbol;
};

/// Those that TeX knows: the other capitals look like Latin ones.
inline constexpr greek_letter greek_letters[] = {
    {"alpha", "α"},   {"beta", "β"},   {"gamma", "γ"}, {"delta", "δ"},   {"epsilon", "ε"},
    {"zeta", "ζ"},    {"eta", "η"},    {"theta", "θ"}, {"iota", "ι"},    {"kappa", "κ"},
    {"lambda", "λ"},  {"mu", "μ"},     {"nu", "ν"},    {"xi", "ξ"},      {"pi", "π"},
    {"rho", "ρ"},     {"sigma", "σ"},  {"tau", "τ"},   {"upsilon", "υ"}, {"phi", "φ"},
    {"chi", "χ"},     {"psi", "ψ"},    {"omega", "ω"}, {"Gamma", "Γ"},   {"Delta", "Δ"},
    {"Theta", "Θ"},   {"Lambda", "Λ"}, {"Xi", "Ξ"},    {"Pi", "Π"},      {"Sigma", "Σ"},
    {"Upsilon", "Υ"}, {"Phi", "Φ"},    {"Psi", "Ψ"},   {"Omega", "Ω"},
};

/// The symbol of a Greek letter, empty for other words.
constexpr core::text_view greek(core::text_view word) {
    for (const greek_letter& letter : greek_letters)
        if (same_word(word, letter.name)) return letter.symbol;
    return {};
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_whole(core::text_view text) {
    for (char c : text)
        if (!is_digit(c)) return false;
    return !text.empty();
}

/// A name taken apart: a stem and its indices. Digits at the end of the stem and every word behind
/// a single underscore are indices: W1, W_1, x_i_j, sigma_max. Any other name is a stem as it is.
struct split_name {
    core::text_view stem;
    list<core::text_view> indices;

    constexpr explicit split_name(core::text_view name) : stem(name) {
        const std::size_t line = name.find('_');
        core::text_view first = name.substr(0, line);
        std::size_t letters = first.size();
        while (letters > 0 && is_digit(first[letters - 1])) --letters;
        if (letters == 0) return;
        if (letters < first.size()) indices.push(first.substr(letters));
        first = first.substr(0, letters);
        for (std::size_t at = line; at != core::text_view::npos;) {
            const std::size_t next = name.find('_', at + 1);
            const core::text_view index = name.substr(at + 1, next - at - 1);
            if (index.empty()) {
                indices.size = 0;
                return;
            }
            indices.push(index);
            at = next;
        }
        stem = first;
    }
};

/// The same character lowered, empty where Unicode has none.
constexpr core::text_view lowered_character(char c) {
    constexpr const char* digits[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    if (is_digit(c)) return digits[c - '0'];
    constexpr core::text_view letters = "aehijklmnoprstuvx";
    constexpr const char* symbols[] = {"ₐ", "ₑ", "ₕ", "ᵢ", "ⱼ", "ₖ", "ₗ", "ₘ", "ₙ",
                                       "ₒ", "ₚ", "ᵣ", "ₛ", "ₜ", "ᵤ", "ᵥ", "ₓ"};
    const std::size_t at = letters.find(c);
    return at == core::text_view::npos ? "" : symbols[at];
}

constexpr core::text_view raised_digit(char c) {
    constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    return digits[c - '0'];
}

}  // namespace ctgrad::detail
