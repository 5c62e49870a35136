/// As many values as the type says.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace ctgrad {

namespace detail {

/// std::array<T, Count>, or what is like it, known by its shape.
template <class Array, class T, std::size_t Count>
concept standard_array =
    std::is_same_v<typename Array::value_type, T> && std::tuple_size<Array>::value == Count;

}  // namespace detail

namespace core {

/// A std::array without its header, and what it takes compilers to read that. It becomes a
/// std::array where one is wanted.
template <class T, std::size_t Count> struct array {
    static_assert(Count > 0, "at least one value");

    using value_type = T;

    T values[Count];

    constexpr T* data() { return values; }
    constexpr const T* data() const { return values; }
    static constexpr std::size_t size() { return Count; }
    constexpr T* begin() { return values; }
    constexpr const T* begin() const { return values; }
    constexpr T* end() { return values + Count; }
    constexpr const T* end() const { return values + Count; }
    constexpr T& operator[](std::size_t i) { return values[i]; }
    constexpr const T& operator[](std::size_t i) const { return values[i]; }
    constexpr const T& front() const { return values[0]; }
    constexpr const T& back() const { return values[Count - 1]; }

    template <detail::standard_array<T, Count> Array> constexpr operator Array() const {
        Array result{};
        for (std::size_t i = 0; i < Count; ++i) result[i] = values[i];
        return result;
    }
    friend constexpr bool operator==(const array&, const array&) = default;
};

/// For structured bindings.
template <std::size_t I, class T, std::size_t Count> constexpr T& get(array<T, Count>& all) {
    return all[I];
}
template <std::size_t I, class T, std::size_t Count>
constexpr const T& get(const array<T, Count>& all) {
    return all[I];
}
template <std::size_t I, class T, std::size_t Count> constexpr T&& get(array<T, Count>&& all) {
    return std::move(all[I]);
}

}  // namespace core

}  // namespace ctgrad

template <class T, std::size_t Count>
struct std::tuple_size<ctgrad::core::array<T, Count>> : std::integral_constant<std::size_t, Count> {
};
template <std::size_t I, class T, std::size_t Count>
struct std::tuple_element<I, ctgrad::core::array<T, Count>> {
    using type = T;
};
