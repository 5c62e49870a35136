/// Working memory that is too large for a stack: the calling thread's.
#pragma once

#include <cstddef>

namespace ctgrad::detail {

/// Up to so many bytes working memory is on the stack, where it costs nothing.
inline constexpr std::size_t most_on_stack = 1 << 16;

template <class T, std::size_t Count>
inline constexpr bool fits_stack = sizeof(T) * Count <= most_on_stack;

/// Count things for Owner, who must not run twice at a time in one thread. They live as long as the
/// thread does; nothing is allocated, and what is never touched takes no memory.
template <class Owner, class T, std::size_t Count> T* memory_of_thread() {
    alignas(64) static thread_local T things[Count];
    return things;
}

}  // namespace ctgrad::detail
