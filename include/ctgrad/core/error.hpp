/// Compile-time misuse ends in one sentence.
#pragma once

#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/text.hpp>

namespace ctgrad {

namespace detail {

/// Never true. A failed assertion prints the name with its arguments: the sentence, in one piece or
/// in as many as the compiler is able to print.
template <core::label... Sentence> inline constexpr bool holds = sizeof...(Sentence) == 0;

/// Where the piece after `from` ends: behind the last space that fits.
constexpr int piece_end(core::text_view text, int from) {
    const int size = static_cast<int>(text.size());
    int end = from + CTGRAD_PRINTED_CHARACTERS;
    if (end >= size) return size;
    while (end > from + 1 && text[static_cast<unsigned>(end) - 1] != ' ') --end;
    return end == from + 1 ? from + CTGRAD_PRINTED_CHARACTERS : end;
}

/// Where piece number K begins.
constexpr int piece_begin(core::text_view text, int k) {
    int begin = 0;
    for (; k > 0; --k) begin = piece_end(text, begin);
    return begin;
}
constexpr int count_pieces(core::text_view text) {
    int count = 0;
    for (int at = 0; at < static_cast<int>(text.size()); at = piece_end(text, at)) ++count;
    return count;
}

template <core::label Sentence, int K> constexpr auto piece() {
    constexpr core::text_view text = Sentence.view();
    constexpr int begin = piece_begin(text, K), size = piece_end(text, begin) - begin;
    return core::label<size + 1>(text.substr(begin, size));
}

// Compilers name each function that is under way when an assertion fails: few of them.
template <core::label... Pieces> constexpr void fail_in_pieces() {
    static_assert(holds<Pieces...>, "ctgrad: the sentence is what does not hold");
}
template <core::label Sentence, int... K>
constexpr void fail_with_all(std::integer_sequence<int, K...>) {
    fail_in_pieces<piece<Sentence, K>()...>();
}

}  // namespace detail

/// Stops compilation with one sentence. `Dependent` names a template parameter of the caller, so
/// that the assertion waits for the call.
template <core::label Sentence, class... Dependent> constexpr void fail() {
    constexpr int count = detail::count_pieces(Sentence.view());
    detail::fail_with_all<Sentence>(std::make_integer_sequence<int, count>());
}

/// The same, with the sentence made by a capture-free function that returns a text_buffer.
template <auto Write> constexpr void fail_with() { fail<label_of<Write>>(); }

using sentence = text_buffer<240>;

}  // namespace ctgrad
