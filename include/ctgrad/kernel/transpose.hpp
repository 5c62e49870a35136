/// Transposition: between rows of a sample and rows of an entry.
#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Numbers in 16 bytes. What moves within such groups, or moves whole ones, is a cheap instruction
/// without a table of places.
template <class T>
inline constexpr int group =
    (register_bytes < 16 ? register_bytes : 16) / static_cast<int>(sizeof(T));

/// Where lane `lane` comes from, in the pair (first, second), when the lower or upper halves of
/// their groups are interleaved, Size numbers at a time.
template <class T, int Size, bool Upper> constexpr int interleaved(int lane) {
    const int in_group = lane % group<T>, second = in_group / Size % 2;
    const int from = in_group / (2 * Size) * Size + in_group % Size + (Upper ? group<T> / 2 : 0);
    return lane - in_group + from + second * lanes<T>;
}

/// The same when the even or odd groups of both are put together.
template <class T, bool Odd> constexpr int gathered(int lane) {
    constexpr int half = lanes<T> / 2;
    const int from = 2 * (lane % half / group<T>)+(Odd ? 1 : 0);
    return from * group<T> + lane % group<T> + lane / half * lanes<T>;
}

template <class T, int Size, int... Lane>
CTGRAD_INLINE void interleave(pack<T>& lower, pack<T>& upper, std::integer_sequence<int, Lane...>) {
    const pack<T> first = lower, second = upper;
    lower = __builtin_shufflevector(first, second, interleaved<T, Size, false>(Lane)...);
    upper = __builtin_shufflevector(first, second, interleaved<T, Size, true>(Lane)...);
}

template <class T, int... Lane>
CTGRAD_INLINE void gather(pack<T>& even, pack<T>& odd, std::integer_sequence<int, Lane...>) {
    const pack<T> first = even, second = odd;
    even = __builtin_shufflevector(first, second, gathered<T, false>(Lane)...);
    odd = __builtin_shufflevector(first, second, gathered<T, true>(Lane)...);
}

/// Exchanges the groups of packs that lie Distance apart, then of those twice as far, to the end.
template <class T, int Distance> CTGRAD_INLINE void transpose_groups(pack<T>* rows) {
    if constexpr (Distance < lanes<T>) {
        constexpr std::make_integer_sequence<int, lanes<T>> all{};
        CTGRAD_UNROLL for (int pair = 0; pair < lanes<T> / 2; ++pair) {
            const int i = pair + (pair & -Distance);
            gather<T>(rows[i], rows[i + Distance], all);
        }
        transpose_groups<T, 2 * Distance>(rows);
    }
}

/// Transposes a square of packs: the squares within groups, then the groups.
template <class T> CTGRAD_INLINE void transpose_packs(pack<T>* rows) {
    constexpr std::make_integer_sequence<int, lanes<T>> all{};
    CTGRAD_UNROLL for (int i = 0; i < lanes<T>; i += 2) interleave<T, 1>(rows[i], rows[i + 1], all);
    if constexpr (group<T> == 4) {
        CTGRAD_UNROLL for (int i = 0; i < lanes<T>; i += 4) {
            interleave<T, 2>(rows[i], rows[i + 2], all);
            interleave<T, 2>(rows[i + 1], rows[i + 3], all);
            std::swap(rows[i + 1], rows[i + 2]);
        }
    }
    transpose_groups<T, group<T>>(rows);
}

/// Where lane `lane` comes from, in the pair (first, second), when the two are added in halves:
/// groups of Size lanes of one stay where they are, or move beside those of the other.
template <class T, int Size, bool Moved> constexpr int added(int lane) {
    const bool second = (lane & Size) != 0;
    if (Moved) return second ? lane - Size + lanes<T> : lane + Size;
    return second ? lane + lanes<T> : lane;
}

template <int Size, class T, int... Lane>
CTGRAD_INLINE pack<T> add_halves(pack<T> first, pack<T> second,
                                 std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(first, second, added<T, Size, false>(Lane)...) +
           __builtin_shufflevector(first, second, added<T, Size, true>(Lane)...);
}

/// Adds groups of Size lanes to each other, then groups of twice that size, to the end.
template <int Size, class T, int... Lane>
CTGRAD_INLINE pack<T> fold(pack<T> u, std::integer_sequence<int, Lane...> all) {
    if constexpr (Size == lanes<T>) return u;
    else return fold<2 * Size, T>(u + __builtin_shufflevector(u, u, (Lane ^ Size)...), all);
}

/// Lane i becomes the sum of pack i, and where there are less packs than lanes, every lane
/// i + n * Count. Count is a power of two: pairs of packs are added in halves until one is left.
template <class T, int Count = lanes<T>, int Size = Count / 2>
CTGRAD_INLINE pack<T> sums_of_packs(pack<T>* packs) {
    constexpr std::make_integer_sequence<int, lanes<T>> all{};
    if constexpr (Size == 0) return fold<Count, T>(packs[0], all);
    else {
        CTGRAD_UNROLL for (int i = 0; i < Size; ++i) packs[i] =
            add_halves<Size, T>(packs[i], packs[i + Size], all);
        return sums_of_packs<T, Count, Size / 2>(packs);
    }
}

/// 0, 1, 2, ...
template <class T, int... Lane>
CTGRAD_INLINE pack<T> numbered(std::integer_sequence<int, Lane...>) {
    return pack<T>{static_cast<T>(Lane)...};
}

/// to[j][i] = from[i][j] for i, j < lanes. In a loop around it g++ would keep the address of every
/// row, in places that are slower to reach than they are to compute.
template <packable T>
[[gnu::noinline]] void transpose_square(const T* from, std::ptrdiff_t from_row, T* to,
                                        std::ptrdiff_t to_row) {
    pack<T> square[lanes<T>];
    CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) {
        square[i] = load(from);
        from += from_row;
    }
    transpose_packs<T>(square);
    CTGRAD_UNROLL for (int j = 0; j < lanes<T>; ++j) {
        store(to, square[j]);
        to += to_row;
    }
}

template <class T>
CTGRAD_APART void transpose_numbers(const T* from, std::ptrdiff_t from_row, int rows, int columns,
                                    T* to, std::ptrdiff_t to_row) {
    for (int j = 0; j < columns; ++j)
        for (int i = 0; i < rows; ++i) to[j * to_row + i] = from[i * from_row + j];
}

}  // namespace detail

/// to[j][i] = from[i][j] for i < rows, j < columns. Reads and writes nothing else.
template <class T>
void transpose(const T* from, std::ptrdiff_t from_row, int rows, int columns, T* to,
               std::ptrdiff_t to_row) {
    int done = 0;  // columns
    if constexpr (packable<T> && lanes<T> > 1) {
        const int whole = rows - rows % lanes<T>;
        done = columns - columns % lanes<T>;
        // Along the rows, which may be long and come from far away.
        for (int i = 0; i < whole; i += lanes<T>)
            for (int j = 0; j < done; j += lanes<T>)
                detail::transpose_square(from + i * from_row + j, from_row, to + j * to_row + i,
                                         to_row);
        if (whole < rows && done > 0)
            detail::transpose_numbers(from + whole * from_row, from_row, rows - whole, done,
                                      to + whole, to_row);
    }
    if (done < columns)
        detail::transpose_numbers(from + done, from_row, rows, columns - done, to + done * to_row,
                                  to_row);
}

}  // namespace ctgrad::kernel
