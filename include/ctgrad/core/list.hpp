/// A growing array for constant expressions, where std::vector does not work on every compiler.
#pragma once

#include <memory>
#include <type_traits>

namespace ctgrad {

/// Contiguous elements of a T without destructor. `data` and `size` are public on purpose: each
/// call of a member function counts against the compiler's limit of steps, an index does not.
template <class T> struct list {
    static_assert(std::is_trivially_destructible_v<T>, "elements are not destroyed");

    T* data = nullptr;
    int size = 0;
    int capacity = 0;

    constexpr list() = default;
    constexpr list(int count, const T& value) {
        reserve(count);
        if constexpr (std::is_scalar_v<T>) {
            size = count;
            if (value == T{}) return;  // they are
            for (int i = 0; i < count; ++i) data[i] = value;
        } else resize(count, value);
    }
    list(const list&) = delete;
    list& operator=(const list&) = delete;
    constexpr ~list() { release(); }

    constexpr T& operator[](int i) { return data[i]; }
    constexpr const T& operator[](int i) const { return data[i]; }
    constexpr T* begin() { return data; }
    constexpr T* end() { return data + size; }
    constexpr const T* begin() const { return data; }
    constexpr const T* end() const { return data + size; }

    constexpr void push(const T& value) {
        if (size == capacity) {
            const T copy = value;  // which may be an element
            reserve(capacity == 0 ? 16 : 2 * capacity);
            return push(copy);
        }
        if constexpr (std::is_scalar_v<T>) data[size++] = value;
        else std::construct_at(data + size++, value);
    }
    constexpr T pop() { return data[--size]; }

    constexpr void resize(int count, const T& value) {
        reserve(count);
        while (size < count) push(value);
        size = count;
    }

    constexpr void reserve(int count) {
        if (count <= capacity) return;
        T* larger;
        if constexpr (std::is_scalar_v<T>) {
            larger = new T[static_cast<unsigned>(count)]{};
            for (int i = 0; i < size; ++i) larger[i] = data[i];
        } else {  // new T[count] would make every element before it is needed
            larger = std::allocator<T>().allocate(static_cast<unsigned>(count));
            for (int i = 0; i < size; ++i) std::construct_at(larger + i, data[i]);
        }
        release();
        data = larger;
        capacity = count;
    }

    constexpr void release() {
        if (!data) return;
        if constexpr (std::is_scalar_v<T>) delete[] data;
        else std::allocator<T>().deallocate(data, static_cast<unsigned>(capacity));
    }
};

}  // namespace ctgrad
