/// Arrays of numbers as files hold them: a name, a shape, an element type, and bytes.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctgrad/io/data_error.hpp>
#include <ctgrad/io/element.hpp>
#include <ctgrad/io/number.hpp>

namespace ctgrad::io {

/// An array in memory. `bytes` are part of `memory`, which copies share; they are little-endian and
/// in row-major order, unless the two flags say otherwise. Rank 0 is a single number.
struct array {
    std::string name{};
    element type = element::float32;
    std::vector<std::size_t> shape{};
    std::span<const std::byte> bytes{};
    std::shared_ptr<const std::vector<std::byte>> memory{};
    bool big_endian = false, column_major = false;

    [[nodiscard]] std::size_t size() const { return bytes.size() / size_of(type); }
    /// "0.weight", in quotes and fit for a message.
    [[nodiscard]] std::string quoted() const { return excerpt(name); }
};

/// The arrays of one file, sorted by their names, no two of which are equal. `source` tells
/// messages where they came from; `metadata` are the texts that a safetensors file may hold.
struct array_file {
    std::string source;
    std::vector<array> arrays;
    std::map<std::string, std::string> metadata{};

    /// The array of this name, or none. Cost: logarithmic.
    [[nodiscard]] const array* find(std::string_view name) const {
        const auto at = std::ranges::lower_bound(arrays, name, {}, &array::name);
        return at != arrays.end() && at->name == name ? &*at : nullptr;
    }
};

/// A copy of numbers, which are row-major, as an array. Requirement: their count is the product of
/// the shape.
template <storable T>
array make_array(std::string name, std::vector<std::size_t> shape, std::span<const T> numbers);

/// The array's numbers as T, row-major. Integers and booleans become the nearest T; so do floating
/// point numbers of every kind. `to` has a.size() numbers. `source` is for messages.
/// Errors: data_error for a finite number that is too large for T.
template <std::floating_point T>
void copy_numbers(const array& a, std::span<T> to, std::string_view source);

/// The same into memory of its own.
template <std::floating_point T> std::vector<T> numbers_of(const array& a,
                                                           std::string_view source) {
    std::vector<T> result(a.size());
    copy_numbers<T>(a, result, source);
    return result;
}

/// "[30, 784]"
inline std::string text_of(std::span<const std::size_t> shape) {
    std::string text = "[";
    for (const std::size_t extent : shape) {
        if (text.size() > 1) text += ", ";
        if (text.size() > 100) return text + "...]";
        text += std::to_string(extent);
    }
    return text + "]";
}

namespace detail {

inline constexpr std::size_t highest_rank = 64;  // NumPy's

/// The bytes that an array of this shape takes; none if a size cannot count them.
inline std::optional<std::size_t> bytes_of(std::span<const std::size_t> shape, element type) {
    std::size_t total = size_of(type);
    if (std::ranges::find(shape, 0u) != shape.end()) return 0;
    for (const std::size_t extent : shape) {
        if (extent > std::numeric_limits<std::size_t>::max() / total) return std::nullopt;
        total *= extent;
    }
    return total;
}

/// Sorts by name. The first name that occurs twice is refused.
inline void sort_by_name(array_file& file) {
    std::ranges::sort(file.arrays, {}, &array::name);
    const auto twice = std::ranges::adjacent_find(file.arrays, {}, &array::name);
    if (twice != file.arrays.end())
        throw data_error(file.source, "names", twice->quoted() + " occurs twice");
}

template <class Stored> Stored load_number(const std::byte* from, bool big_endian) {
    std::byte raw[sizeof(Stored)];
    if (big_endian == (std::endian::native == std::endian::big)) std::memcpy(raw, from, sizeof raw);
    else std::reverse_copy(from, from + sizeof raw, raw);
    // Any byte but 0 counts as true; std::bit_cast to bool would be undefined for most of them.
    if constexpr (std::same_as<Stored, bool>) return raw[0] != std::byte{};
    else return std::bit_cast<Stored>(raw);
}

template <class T, class Stored>
T converted(Stored number, const array& a, std::string_view source) {
    if constexpr (std::same_as<Stored, float16> || std::same_as<Stored, bfloat16>)
        return static_cast<T>(static_cast<float>(number));
    else {
        if constexpr (std::floating_point<Stored> && sizeof(Stored) > sizeof(T)) {
            if (std::isfinite(number) && std::abs(number) > std::numeric_limits<T>::max())
                throw data_error(source, "array " + a.quoted(),
                                 "the number " + shortest(number) +
                                     " is too large for the type wanted");
        }
        return static_cast<T>(number);
    }
}

/// Calls visit(k) for every place of a column-major array, in row-major order.
template <class Visit> void for_places(std::span<const std::size_t> shape, Visit visit) {
    if (std::ranges::find(shape, 0u) != shape.end()) return;
    std::vector<std::size_t> index(shape.size()), stride(shape.size());
    for (std::size_t d = 0, step = 1; d < shape.size(); step *= shape[d++]) stride[d] = step;
    for (std::size_t place = 0;;) {
        visit(place);
        std::size_t d = shape.size();
        for (; d > 0 && ++index[d - 1] == shape[d - 1]; --d) {
            place -= (shape[d - 1] - 1) * stride[d - 1];
            index[d - 1] = 0;
        }
        if (d == 0) return;
        place += stride[d - 1];
    }
}

}  // namespace detail

template <storable T>
array make_array(std::string name, std::vector<std::size_t> shape, std::span<const T> numbers) {
    const auto from = std::as_bytes(numbers);
    auto memory = std::make_shared<std::vector<std::byte>>(from.begin(), from.end());
    if constexpr (std::endian::native == std::endian::big)
        for (auto at = memory->begin(); at != memory->end(); at += sizeof(T))
            std::reverse(at, at + sizeof(T));
    return {.name = std::move(name),
            .type = element_of<T>(),
            .shape = std::move(shape),
            .bytes = *memory,
            .memory = memory};
}

template <std::floating_point T>
void copy_numbers(const array& a, std::span<T> to, std::string_view source) {
    const bool in_order = !a.column_major || a.shape.size() < 2;
    std::vector<T> stored(in_order ? 0 : to.size());
    T* const all = in_order ? to.data() : stored.data();
    with_type(a.type, [&](auto kind) {
        using type = decltype(kind);
        const std::byte* from = a.bytes.data();
        for (std::size_t i = 0; i < to.size(); ++i, from += sizeof(type))
            all[i] = detail::converted<T>(detail::load_number<type>(from, a.big_endian), a, source);
    });
    if (in_order) return;
    auto at = to.begin();
    detail::for_places(a.shape, [&](std::size_t place) { *at++ = stored[place]; });
}

}  // namespace ctgrad::io
