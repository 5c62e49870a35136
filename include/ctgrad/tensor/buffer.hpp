/// Numbers on the heap, for as many as a program works on at once.
#pragma once

#include <cstddef>
#include <new>
#include <utility>

namespace ctgrad {

/// A fixed count of numbers that start at a cache line, all zero at first. Copies are deep; what
/// was moved from is empty. Allocates when it is made or copied, never later.
template <class T> class buffer {
public:
    static constexpr std::size_t alignment = alignof(T) < 64 ? 64 : alignof(T);

    explicit buffer(std::size_t count)
        : first_(static_cast<T*>(::operator new(count * sizeof(T), std::align_val_t{alignment}))),
          count_(count) {
        for (std::size_t i = 0; i < count_; ++i) ::new (static_cast<void*>(first_ + i)) T();
    }
    buffer(const buffer& other) : buffer(other.count_) {
        for (std::size_t i = 0; i < count_; ++i) first_[i] = other.first_[i];
    }
    buffer(buffer&& other) noexcept
        : first_(std::exchange(other.first_, nullptr)), count_(std::exchange(other.count_, 0)) {}
    buffer& operator=(buffer other) noexcept {
        std::swap(first_, other.first_);
        std::swap(count_, other.count_);
        return *this;
    }
    ~buffer() {
        for (std::size_t i = 0; i < count_; ++i) first_[i].~T();
        ::operator delete(first_, std::align_val_t{alignment});
    }

    T* data() { return first_; }
    const T* data() const { return first_; }
    std::size_t size() const { return count_; }
    T* begin() { return first_; }
    const T* begin() const { return first_; }
    T* end() { return first_ + count_; }
    const T* end() const { return first_ + count_; }
    T& operator[](std::size_t i) { return first_[i]; }
    const T& operator[](std::size_t i) const { return first_[i]; }

private:
    T* first_;
    std::size_t count_;
};

}  // namespace ctgrad
