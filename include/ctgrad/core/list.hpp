/// A growing array for constant expressions, where std::vector does not work on every compiler.
#pragma once

#include <initializer_list>
#include <type_traits>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/elements.hpp>

namespace ctgrad {

namespace detail {

/// A fold over the conditions of hundreds of types is more than a compiler takes.
constexpr bool all(std::initializer_list<bool> conditions) {
    for (const bool condition : conditions)
        if (!condition) return false;
    return true;
}

}  // namespace detail

/// Contiguous elements of a default-constructible T. `data` and `size` are public on purpose: each
/// call of a member function counts against the compiler's limit of steps, an index does not.
template <class T> struct list {
    T* data = nullptr;
    int size = 0;
    int capacity = 0;
    bool lent = false;  ///< the memory is another's

    constexpr list() = default;
    constexpr list(int count, const T& value) {
        reserve(count);
        size = count;
        if constexpr (!std::is_class_v<T>)
            if (value == T{}) return;  // they are
        detail::fill_elements(data, count, value);
    }
    list(const list&) = delete;
    list& operator=(const list&) = delete;
    constexpr ~list() {
        if (!lent) delete[] data;
    }

    /// Works in another's memory, its first `count` elements taken, until that is full.
    constexpr void borrow(T* memory, int count, int room) {
        data = memory;
        size = count;
        capacity = room;
        lent = true;
    }

    constexpr T& operator[](int i) { return data[i]; }
    constexpr const T& operator[](int i) const { return data[i]; }
    constexpr T* begin() { return data; }
    constexpr T* end() { return data + size; }
    constexpr const T* begin() const { return data; }
    constexpr const T* end() const { return data + size; }

    constexpr void push(const T& value) {
        if (size == capacity) {
            const T copy = value;  // which may be an element
            reserve(capacity == 0 ? 8 : 2 * capacity);
            data[size++] = copy;
        } else data[size++] = value;
    }
    /// So many at once, which are not elements of this list.
    constexpr void append(const T* values, int count) {
        reserve(size + count);
        detail::copy_elements(data + size, values, count);
        size += count;
    }
    constexpr T pop() { return data[--size]; }
    /// All elements of another list, in the place of its own; that one is empty then.
    constexpr void take(list& other) {
        if (!lent) delete[] data;
        data = other.data;
        size = other.size;
        capacity = other.capacity;
        lent = other.lent;
        other.data = nullptr;
        other.size = other.capacity = 0;
        other.lent = false;
    }

    constexpr void resize(int count, const T& value) {
        reserve(count);
        detail::fill_elements(data + size, count - size, value);
        size = count;
    }

    constexpr void reserve(int count) {
        if (count <= capacity) return;
        T* const larger = new T[static_cast<unsigned>(count)]{};
        detail::copy_elements(larger, data, size);
        if (!lent) delete[] data;
        lent = false;
        data = larger;
        capacity = count;
    }
};

}  // namespace ctgrad
