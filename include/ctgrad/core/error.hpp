/// Compile-time misuse ends in one sentence.
#pragma once

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/text.hpp>

namespace ctgrad {

namespace detail {

/// Never true. A failed assertion prints the name with its arguments: the sentence, in one piece or
/// in as many as the compiler is able to print.
template <core::label... Sentence> inline constexpr bool holds = sizeof...(Sentence) == 0;

/// Where the piece after `from` ends: behind the last space that fits.
constexpr int piece_end(std::string_view text, int from) {
    const int size = static_cast<int>(text.size());
    int end = from + CTGRAD_PRINTED_CHARACTERS;
    if (end >= size) return size;
    while (end > from + 1 && text[static_cast<unsigned>(end) - 1] != ' ') --end;
    return end == from + 1 ? from + CTGRAD_PRINTED_CHARACTERS : end;
}

template <core::label Sentence, int From, core::label... Pieces> constexpr void fail_in_pieces() {
    constexpr int end = piece_end(Sentence.view(), From);
    if constexpr (From == end)
        static_assert(holds<Pieces...>, "ctgrad: the sentence is what does not hold");
    else
        fail_in_pieces<Sentence, end, Pieces...,
                       core::label<end - From + 1>(Sentence.view().substr(From, end - From))>();
}

}  // namespace detail

/// Stops compilation with one sentence. `Dependent` names a template parameter of the caller, so
/// that the assertion waits for the call.
template <core::label Sentence, class... Dependent> constexpr void fail() {
    detail::fail_in_pieces<Sentence, sizeof...(Dependent) * 0>();
}

/// The same, with the sentence made by a capture-free function that returns a text_buffer.
template <auto Write> constexpr void fail_with() { fail<label_of<Write>>(); }

using sentence = text_buffer<240>;

}  // namespace ctgrad
