/// Sums over samples that lie side by side: of an entry, and of products of two vectors' entries.
#pragma once

#include <cstddef>

#include <ctgrad/kernel/lane.hpp>
#include <ctgrad/kernel/transpose.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Applies `add(j, read)` to the registers of `count` samples; read(p) is the part of the register
/// at p that belongs to them, zeros behind.
template <class T, class Add> CTGRAD_INLINE void for_each_register(int count, Add add) {
    int j = 0;
    for (; j + lanes<T> <= count; j += lanes<T>) add(j, [](const T* at) { return load_lane(at); });
    if (const int rest = count - j; rest > 0)
        add(j, [rest](const T* at) { return load_lane_part(at, rest); });
}

/// The sum in every one of `lanes` registers, side by side.
template <class T> CTGRAD_INLINE lane<T> sums_of_lanes(lane<T> (&sum)[lanes<T>]) {
    if constexpr (packable<T>) {
        pack<T> packs[lanes<T>];
        CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) packs[i] = sum[i].value;
        return lane<T>(sums_of_packs<T>(packs));
    } else return sum[0];
}

/// The sum of a register's numbers.
template <class T> CTGRAD_INLINE T sum_of_lane(lane<T> u) {
    if constexpr (packable<T>) {
        pack<T> packs[] = {u.value};
        return sums_of_packs<T, 1>(packs)[0];
    } else return u;
}

/// Entries of y that one register of dot products covers: as many columns as there are, up to the
/// square root of its numbers, so that every operand is used as often as the other.
template <class T> constexpr int dots_columns(int columns) {
    int most = 1;
    while (most * most < lanes<T>) most *= 2;
    int fitting = 1;
    while (fitting < most && fitting < columns) fitting *= 2;
    return fitting;
}

/// y = sum, or y += sum, for a few numbers: in one instruction each, where there is one.
template <int Count, class T> CTGRAD_INLINE void add_numbers(const T* sum, bool add, T* y) {
    if constexpr (Count == 1) *y = add ? *y + *sum : *sum;
    else {
        using numbers
            [[gnu::vector_size(Count * sizeof(T)), gnu::aligned(alignof(T)), gnu::may_alias]] = T;
        const numbers value = *reinterpret_cast<const numbers*>(sum);
        numbers& to = *reinterpret_cast<numbers*>(y);
        to = add ? to + value : value;
    }
}

template <int Columns, class T>
void add_dots(const T* a, std::ptrdiff_t a_row, int rows, const T* b, std::ptrdiff_t b_row,
              int columns, int count, bool add, T* y) {
    constexpr int block = lanes<T> / Columns;  // rows
    for (int i = 0; i < rows; i += block)
        for (int k = 0; k < columns; k += Columns) {
            // What lies behind the last row or column is read again, and not written.
            const T *left[block], *right[Columns];
            for (int r = 0; r < block; ++r) left[r] = a + (i + r < rows ? i + r : rows - 1) * a_row;
            for (int c = 0; c < Columns; ++c)
                right[c] = b + (k + c < columns ? k + c : columns - 1) * b_row;
            lane<T> sum[lanes<T>];
            CTGRAD_UNROLL for (int r = 0; r < lanes<T>; ++r) sum[r] = lane<T>(T(0));
            for_each_register<T>(count, [&](int j, auto read) {
                lane<T> other[Columns];
                CTGRAD_UNROLL for (int c = 0; c < Columns; ++c) other[c] = read(right[c] + j);
                CTGRAD_UNROLL for (int r = 0; r < block; ++r) {
                    const lane<T> one = read(left[r] + j);
                    CTGRAD_UNROLL for (int c = 0; c < Columns; ++c) sum[r * Columns + c] =
                        multiply_add<T>(one, other[c], sum[r * Columns + c]);
                }
            });
            alignas(lane<T>) T total[lanes<T>];
            store_lane<T>(total, sums_of_lanes<T>(sum));
            T* const to = y + std::ptrdiff_t{i} * columns + k;
            const int height = rows - i < block ? rows - i : block;
            const int width = columns - k < Columns ? columns - k : Columns;
            if (height == block && width == Columns)
                for (int r = 0; r < block; ++r)
                    add_numbers<Columns>(total + r * Columns, add, to + r * columns);
            else
                CTGRAD_ROLLED for (int r = 0; r < height; ++r)
                    CTGRAD_ROLLED for (int c = 0; c < width; ++c)
                        add_numbers<1>(total + r * Columns + c, add, to + r * columns + c);
        }
}

}  // namespace detail

/// y = sum over `count` samples of outer(a, b), or y += that: rows x columns without a gap, for few
/// columns. Entry i of a begins at a + i * a_row, its samples side by side.
template <class T>
void add_dots(const T* a, std::ptrdiff_t a_row, int rows, const T* b, std::ptrdiff_t b_row,
              int columns, int count, bool add, T* y) {
    const int fitting = detail::dots_columns<T>(columns);
    if constexpr (lanes<T> >= 16)
        if (fitting == 4)
            return detail::add_dots<4>(a, a_row, rows, b, b_row, columns, count, add, y);
    if constexpr (lanes<T> >= 2)
        if (fitting >= 2)
            return detail::add_dots<2>(a, a_row, rows, b, b_row, columns, count, add, y);
    detail::add_dots<1>(a, a_row, rows, b, b_row, columns, count, add, y);
}

/// y = scale * sum over `count` samples of a, or y += that, entry by entry: as many rows at once as
/// there are lanes, and those left over one by one.
template <class T>
void add_sums(const T* a, std::ptrdiff_t a_row, int rows, int count, T scale, bool add, T* y) {
    int i = 0;
    for (; i + lanes<T> <= rows; i += lanes<T>) {
        lane<T> sum[lanes<T>];
        CTGRAD_UNROLL for (int r = 0; r < lanes<T>; ++r) sum[r] = lane<T>(T(0));
        detail::for_each_register<T>(count, [&](int j, auto read) {
            // From one pointer: so many do not fit the registers.
            const T* row = a + i * a_row + j;
            CTGRAD_UNROLL for (int r = 0; r < lanes<T>; ++r, row += a_row) sum[r] =
                sum[r] + read(row);
        });
        const lane<T> total = lane<T>(scale) * detail::sums_of_lanes<T>(sum);
        store_lane<T>(y + i, add ? load_lane(y + i) + total : total);
    }
    for (; i < rows; ++i) {
        lane<T> sum(T(0));
        detail::for_each_register<T>(
            count, [&](int j, auto read) { sum = sum + read(a + i * a_row + j); });
        const T total = scale * detail::sum_of_lane<T>(sum);
        y[i] = add ? y[i] + total : total;
    }
}

}  // namespace ctgrad::kernel
