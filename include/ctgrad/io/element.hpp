/// The number types that files hold, and how a number of one becomes a float or a double.
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace ctgrad::io {

/// The type of every number of an array in a file. float16 is IEEE 754's binary16, bfloat16 the
/// upper half of a float32.
enum class element : std::uint8_t {
    boolean,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float16,
    bfloat16,
    float32,
    float64,
};

/// A binary16 as it is stored: converts to float, exactly.
struct float16 {
    std::uint16_t bits = 0;
    constexpr explicit operator float() const noexcept;
};

/// A bfloat16 as it is stored: converts to float, exactly.
struct bfloat16 {
    std::uint16_t bits = 0;
    constexpr explicit operator float() const noexcept {
        return std::bit_cast<float>(std::uint32_t{bits} << 16);
    }
};

constexpr float16::operator float() const noexcept {
    const std::uint32_t sign = (bits & 0x8000u) << 16, rest = bits & 0x7fffu;
    // Subnormal numbers are multiples of 2^-24; a float holds each of them.
    if (rest < 0x0400u) {
        const float size = static_cast<float>(rest) * 0x1p-24f;
        return sign != 0 ? -size : size;
    }
    const std::uint32_t exponent = rest < 0x7c00u ? (127u - 15u) << 23 : (255u - 31u) << 23;
    return std::bit_cast<float>(sign | ((rest << 13) + exponent));
}

/// Calls visit(T{}) with the type that holds one number: bool, std::int8_t, ..., float16, double.
template <class Visit> constexpr decltype(auto) with_type(element type, Visit&& visit) {
    switch (type) {
    case element::boolean: return visit(bool{});
    case element::int8: return visit(std::int8_t{});
    case element::int16: return visit(std::int16_t{});
    case element::int32: return visit(std::int32_t{});
    case element::int64: return visit(std::int64_t{});
    case element::uint8: return visit(std::uint8_t{});
    case element::uint16: return visit(std::uint16_t{});
    case element::uint32: return visit(std::uint32_t{});
    case element::uint64: return visit(std::uint64_t{});
    case element::float16: return visit(float16{});
    case element::bfloat16: return visit(bfloat16{});
    case element::float32: return visit(float{});
    default: return visit(double{});
    }
}

/// Bytes per number.
constexpr std::size_t size_of(element type) {
    return with_type(type, [](auto number) { return sizeof number; });
}

/// The name as NumPy has it.
constexpr std::string_view name_of(element type) {
    constexpr std::string_view names[] = {"bool",     "int8",    "int16",  "int32",  "int64",
                                          "uint8",    "uint16",  "uint32", "uint64", "float16",
                                          "bfloat16", "float32", "float64"};
    return names[static_cast<std::size_t>(type)];
}

/// The element that holds a C++ number exactly: by size, so that `long` is int64 where it has 64
/// bits. long double has none.
template <class T>
concept storable =
    (std::integral<T> && sizeof(T) <= 8) || std::same_as<T, float> || std::same_as<T, double>;

template <storable T> constexpr element element_of() {
    using enum element;
    if constexpr (std::same_as<T, bool>) return boolean;
    else if constexpr (std::same_as<T, float>) return float32;
    else if constexpr (std::same_as<T, double>) return float64;
    else {
        constexpr element with_sign[] = {int8, int16, int32, int64};
        constexpr element without[] = {uint8, uint16, uint32, uint64};
        constexpr auto power = static_cast<std::size_t>(std::countr_zero(sizeof(T)));
        return std::is_signed_v<T> ? with_sign[power] : without[power];
    }
}

}  // namespace ctgrad::io
