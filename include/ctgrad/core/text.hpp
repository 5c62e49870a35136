/// Text assembled in constant expressions: labels and sentences of error messages.
#pragma once

#include <cstdint>
#include <type_traits>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/elements.hpp>
#include <ctgrad/core/label.hpp>
#include <ctgrad/core/shape.hpp>
#include <ctgrad/core/text_view.hpp>

namespace ctgrad {

/// What texts and numbers are written to, one behind the other: `out << "x takes " << 3`. A Buffer
/// appends characters, one or many at once. One operator, a member, as compilers look at all that
/// there are wherever one is used.
template <class Buffer> struct text_writer {
    /// Text, a character, a whole number, or a shape: "scalar", "vector 3", "matrix 2 x 3".
    template <class Part> constexpr Buffer& operator<<(const Part& part) {
        Buffer& out = static_cast<Buffer&>(*this);
        if constexpr (std::is_same_v<Part, char>) out.append(part);
        // To find its length would take the compiler as long as to copy it.
        else if constexpr (std::is_array_v<Part>)
            out.append(part, static_cast<int>(sizeof(part)) - 1);
        else if constexpr (std::is_integral_v<Part>) write(static_cast<std::int64_t>(part));
        else if constexpr (std::is_same_v<Part, shape>) write(part);
        else {
            const core::text_view text = part;
            out.append(text.data(), static_cast<int>(text.size()));
        }
        return out;
    }

private:
    constexpr void write(std::int64_t number) {
        if (number >= 0 && number < 10) {
            *this << static_cast<char>('0' + number);
            return;
        }
        if (number < 0) *this << '-';
        char digits[20]{};
        int count = 0;
        for (auto rest = number < 0 ? -static_cast<std::uint64_t>(number)
                                    : static_cast<std::uint64_t>(number);
             rest != 0 || count == 0; rest /= 10)
            digits[count++] = static_cast<char>('0' + rest % 10);
        while (count > 0) *this << digits[--count];
    }
    constexpr void write(const shape& extent) {
        if (extent.rank == 0) *this << "scalar";
        else if (extent.rank == 1) *this << "vector " << extent.rows;
        else *this << "matrix " << extent.rows << " x " << extent.columns;
    }
};

/// At most Capacity characters; what does not fit is dropped and remembered in `overflow`.
template <int Capacity> struct text_buffer : text_writer<text_buffer<Capacity>> {
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
#ifdef __clang__  // copy_elements, in a call less
        if (count > 0) __builtin_memcpy(characters + size, text, static_cast<unsigned>(count));
#else
        detail::copy_elements(characters + size, text, count);
#endif
        size += count;
    }
};

namespace detail {

// A variable of its own: inside a function it would be evaluated again with every call.
template <auto Write> inline constexpr auto assembled = Write();

}  // namespace detail

/// The result of a function without parameters that returns a text_buffer, as a label of its size.
template <auto Write>
inline constexpr auto label_of =
    core::label<detail::assembled<Write>.size + 1>(detail::assembled<Write>.view());

}  // namespace ctgrad
