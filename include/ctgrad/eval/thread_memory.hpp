/// Working memory that is too large for a stack: the calling thread's.
#pragma once

#include <cstddef>

#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad::detail {

/// Up to so many bytes working memory is on the stack, where it costs nothing.
inline constexpr std::size_t most_on_stack = 1 << 16;

template <class T, std::size_t Count>
inline constexpr bool fits_stack = sizeof(T) * Count <= most_on_stack;

/// Up to so many bytes it is a part of every thread from the start. More would leave threads
/// without a stack: glibc puts such variables there, and makes it no larger unless there are more
/// of them than it holds.
inline constexpr std::size_t most_in_thread = 1 << 18;

/// Count things for Owner, who must not run twice at a time in one thread. They live as long as the
/// thread does. Where they take more than most_in_thread, the first call in a thread allocates
/// them; nothing else is allocated, and what is never touched takes no memory.
template <class Owner, class T, std::size_t Count> T* memory_of_thread() {
    if constexpr (sizeof(T) * Count <= most_in_thread) {
        alignas(64) static thread_local T things[Count];
        return things;
    } else {
        static thread_local buffer<T> things(Count);
        return things.data();
    }
}

}  // namespace ctgrad::detail
