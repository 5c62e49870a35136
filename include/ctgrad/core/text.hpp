/// Text assembled in constant expressions: labels and sentences of error messages.
#pragma once

#include <cstdint>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/elements.hpp>
#include <ctgrad/core/label.hpp>
#include <ctgrad/core/shape.hpp>
#include <ctgrad/core/text_view.hpp>

namespace ctgrad {

/// At most Capacity characters; what does not fit is dropped and remembered in `overflow`.
template <int Capacity> struct text_buffer {
    char characters[Capacity]{};
    int size = 0;
    bool overflow = false;

    constexpr core::text_view view() const { return {characters, static_cast<std::size_t>(size)}; }
    constexpr void append(char c) {
        if (size < Capacity) characters[size++] = c;
        else overflow = true;
    }
    constexpr void append(const char* text, int count) {
        if (count > Capacity - size) {
            count = Capacity - size;
            overflow = true;
        }
        detail::copy_elements(characters + size, text, count);
        size += count;
    }
};

/// Anything characters can be appended to, one by one or many at once.
template <class Buffer>
concept text_sink = requires(Buffer& out, const char* text, int count) {
    out.append('c');
    out.append(text, count);
};

template <text_sink Buffer> constexpr Buffer& operator<<(Buffer& out, char c) {
    out.append(c);
    return out;
}

template <text_sink Buffer> constexpr Buffer& operator<<(Buffer& out, core::text_view text) {
    out.append(text.data(), static_cast<int>(text.size()));
    return out;
}

/// To find its length would take the compiler as long as to copy it.
template <text_sink Buffer, std::size_t N>
constexpr Buffer& operator<<(Buffer& out, const char (&literal)[N]) {
    out.append(literal, static_cast<int>(N) - 1);
    return out;
}

template <text_sink Buffer> constexpr Buffer& operator<<(Buffer& out, std::int64_t number) {
    if (number >= 0 && number < 10) {
        out.append(static_cast<char>('0' + number));
        return out;
    }
    if (number < 0) out << '-';
    char digits[20]{};
    int count = 0;
    for (auto rest = number < 0 ? -static_cast<std::uint64_t>(number)
                                : static_cast<std::uint64_t>(number);
         rest != 0 || count == 0; rest /= 10)
        digits[count++] = static_cast<char>('0' + rest % 10);
    while (count > 0) out << digits[--count];
    return out;
}

template <text_sink Buffer> constexpr Buffer& operator<<(Buffer& out, int number) {
    return out << static_cast<std::int64_t>(number);
}

/// "scalar", "vector 3", "matrix 2 x 3"
template <text_sink Buffer> constexpr Buffer& operator<<(Buffer& out, const shape& extent) {
    if (extent.rank == 0) return out << "scalar";
    if (extent.rank == 1) return out << "vector " << extent.rows;
    return out << "matrix " << extent.rows << " x " << extent.columns;
}

namespace detail {

// A variable of its own: inside a function it would be evaluated again with every call.
template <auto Write> inline constexpr auto assembled = Write();

}  // namespace detail

/// The result of a function without parameters that returns a text_buffer, as a label of its size.
template <auto Write>
inline constexpr auto label_of =
    core::label<detail::assembled<Write>.size + 1>(detail::assembled<Write>.view());

}  // namespace ctgrad
