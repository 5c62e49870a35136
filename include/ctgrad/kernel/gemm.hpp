/// The product of matrices in the one form that forward pass, input gradient and weight gradient
/// share: C(i, j) = initial + sum over k of A(i, k) * B(k, j), a number of A times a row of B.
#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/kernel/lane.hpp>

namespace ctgrad::kernel {

/// What the sums start from: nothing, what is in C (which is added to), or one number per row of C.
enum class initial : unsigned char { zero, result, row };

/// A matrix that is read number by number, in either direction. Strides count numbers.
template <class T> struct matrix_numbers {
    const T* data;
    std::ptrdiff_t row;
    std::ptrdiff_t column;
};

/// Sums that are not stored.
struct no_rows {};

/// A matrix of contiguous rows.
template <class T> struct matrix_rows {
    T* data;
    std::ptrdiff_t row;
};

struct gemm_size {
    int m;  ///< rows of A and C
    int n;  ///< columns of B and C
    int k;  ///< terms of every sum
};

namespace detail {

/// Rows and registers of sums that fit the register file: 16 registers below AVX-512, one of which
/// holds the broadcast number and as many as `tile_lanes` the row of B.
inline constexpr int tile_rows = 6;
inline constexpr int tile_lanes = register_bytes == 64 ? 4 : 2;

/// Fewer registers of a row leave more rows for as many sums: each waits for the one before it, and
/// a row of B is read for all of them.
constexpr int rows_of_tile(int registers) {
    constexpr int most = 8;
    const int rows = tile_rows * tile_lanes / registers;
    return rows < most ? rows : most;
}

/// Rows x Lanes registers of C. With `Tail` only `tail` numbers of the last register are part of B
/// and C: the last row of B, behind which there may be nothing, is read no further. `use` takes the
/// sums row by row: the row's place in C (null: no_rows), a register of them, its row and column.
template <int Rows, int Lanes, bool Tail, class T, class Result, class Use>
CTGRAD_INLINE void gemm_tile(int k, int tail, matrix_numbers<T> a, matrix_rows<const T> b, Result c,
                             initial from, const T* start, Use use) {
    constexpr bool in_memory = !std::is_same_v<Result, no_rows>;
    lane<T> sum[Rows][Lanes];
    // Row by row from one pointer: compilers otherwise compute all addresses before they begin.
    T *row = nullptr, *to = nullptr;
    if constexpr (in_memory) row = to = c.data;
    CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) {
            if (from == initial::row) sum[i][j] = lane<T>(start[i]);
            else if (!in_memory || from == initial::zero) sum[i][j] = lane<T>(T(0));
            else if (Tail && j == Lanes - 1) sum[i][j] = load_lane_part(row + j * lanes<T>, tail);
            else sum[i][j] = load_lane(row + j * lanes<T>);
        }
        if constexpr (in_memory) row += c.row;
    }
    lane<T> right[Lanes];
    const auto add_row = [&] {
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
            const lane<T> left(a.data[i * a.row]);
            CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) sum[i][j] =
                multiply_add<T>(left, right[j], sum[i][j]);
        }
        a.data += a.column;
        b.data += b.row;
    };
    CTGRAD_UNROLL_TWICE for (k -= Tail; k > 0; --k) {
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) right[j] = load_lane(b.data + j * lanes<T>);
        add_row();
    }
    if constexpr (Tail) {
        CTGRAD_UNROLL for (int j = 0; j < Lanes - 1; ++j) right[j] =
            load_lane(b.data + j * lanes<T>);
        right[Lanes - 1] = load_lane_part(b.data + (Lanes - 1) * lanes<T>, tail);
        add_row();
    }
    CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) use(to, sum[i][j], i, j);
        if constexpr (in_memory) to += c.row;
    }
}

/// Rows x Lanes registers of C, stored.
template <int Rows, int Lanes, bool Tail, class T>
CTGRAD_INLINE void gemm_tile(int k, int tail, matrix_numbers<T> a, matrix_rows<const T> b,
                             matrix_rows<T> c, initial from, const T* start) {
    const auto use = [&](T* row, const lane<T>& sum, int, int j) {
        T* const to = row + j * lanes<T>;
        if (Tail && j == Lanes - 1) store_lane_part<T>(to, sum, tail);
        else store_lane<T>(to, sum);
    };
    gemm_tile<Rows, Lanes, Tail>(k, tail, a, b, c, from, start, use);
}

/// All rows of a stripe of C that is so many registers wide.
template <int Lanes, bool Tail, class T>
void gemm_stripe(const gemm_size& size, int tail, matrix_numbers<T> a, matrix_rows<const T> b,
                 matrix_rows<T> c, initial from, const T* start) {
    int left = size.m;
    const auto advance = [&](int rows) {
        a.data += rows * a.row;
        c.data += rows * c.row;
        if (from == initial::row) start += rows;
        left -= rows;
    };
    constexpr int most = rows_of_tile(Lanes);
    while (left >= most) {
        gemm_tile<most, Lanes, Tail>(size.k, tail, a, b, c, from, start);
        advance(most);
    }
    if (left >= 4) {
        gemm_tile<4, Lanes, Tail>(size.k, tail, a, b, c, from, start);
        advance(4);
    }
    if (left >= 2) {
        gemm_tile<2, Lanes, Tail>(size.k, tail, a, b, c, from, start);
        advance(2);
    }
    if (left >= 1) gemm_tile<1, Lanes, Tail>(size.k, tail, a, b, c, from, start);
}

/// How wide the next stripe is where so many registers are left. One register left over would wait
/// for its sums: five are three and two.
constexpr int next_stripe(int registers) {
    constexpr int most = tile_lanes;
    if (registers == most + 1 && most > 2) return most - 1;
    return registers < most ? registers : most;
}

/// A stripe of at most `tile_lanes` registers.
template <int Lanes, class T>
void gemm_narrow(int registers, const gemm_size& size, matrix_numbers<T> a, matrix_rows<const T> b,
                 matrix_rows<T> c, initial from, const T* start) {
    if (registers == Lanes) gemm_stripe<Lanes, false>(size, 0, a, b, c, from, start);
    else if constexpr (Lanes > 1) gemm_narrow<Lanes - 1>(registers, size, a, b, c, from, start);
}

}  // namespace detail

/// C = initial + A B. `start` holds the numbers of initial::row. Reads and writes nothing outside
/// the extents, except that B may be read up to a register behind the end of any row but the last.
template <class T>
void gemm(const gemm_size& size, matrix_numbers<T> a, matrix_rows<const T> b, matrix_rows<T> c,
          initial from = initial::zero, const T* start = nullptr) {
    const auto advance = [&](int registers) {
        b.data += registers * lanes<T>;
        c.data += registers * lanes<T>;
    };
    int registers = size.n / lanes<T>;
    while (registers > 0) {
        const int next = detail::next_stripe(registers);
        detail::gemm_narrow<detail::tile_lanes>(next, size, a, b, c, from, start);
        advance(next);
        registers -= next;
    }
    if (const int tail = size.n % lanes<T>; tail > 0) {
        if (size.k > 0) detail::gemm_stripe<1, true>(size, tail, a, b, c, from, start);
    }
}

/// The same for a number of columns that is known while compiling, which makes no stripes but those
/// it needs.
template <int Columns, class T>
void gemm(int m, int k, matrix_numbers<T> a, matrix_rows<const T> b, matrix_rows<T> c,
          initial from = initial::zero, const T* start = nullptr) {
    constexpr int most = detail::tile_lanes, tail = Columns % lanes<T>;
    constexpr auto registers_behind = [](int column) { return (Columns - column) / lanes<T>; };
    constexpr int whole = [=] {
        int column = 0;
        while (detail::next_stripe(registers_behind(column)) == most) column += most * lanes<T>;
        return column;
    }();
    const auto stripe = [&]<int Lanes, bool Tail>(std::integral_constant<int, Lanes>,
                                                  std::bool_constant<Tail>, int column) {
        detail::gemm_stripe<Lanes, Tail>({m, Columns, k}, tail, a, {b.data + column, b.row},
                                         {c.data + column, c.row}, from, start);
    };
    for (int column = 0; column < whole; column += most * lanes<T>)
        stripe(std::integral_constant<int, most>(), std::false_type(), column);
    constexpr int first = detail::next_stripe(registers_behind(whole));
    constexpr int behind = registers_behind(whole) - first;
    if constexpr (first > 0) stripe(std::integral_constant<int, first>(), std::false_type(), whole);
    if constexpr (behind > 0)
        stripe(std::integral_constant<int, behind>(), std::false_type(), whole + first * lanes<T>);
    if constexpr (tail > 0)
        if (k > 0) stripe(std::integral_constant<int, 1>(), std::true_type(), Columns - tail);
}

/// Numbers of a row that a tile of gemm_tiles covers.
template <class T> inline constexpr int tile_columns = detail::tile_lanes * lanes<T>;

/// initial + A B for whole tiles: m is a multiple of detail::tile_rows, n one of tile_columns. Sums
/// are not stored: use(row, column, sum) takes every register of them.
template <class T, class Use>
void gemm_tiles(const gemm_size& size, matrix_numbers<T> a, matrix_rows<const T> b, initial from,
                const T* start, Use use) {
    for (int j = 0; j < size.n; j += tile_columns<T>)
        for (int i = 0; i < size.m; i += detail::tile_rows) {
            const auto use_tile = [&](const T*, const lane<T>& sum, int row, int register_of_row) {
                use(i + row, j + register_of_row * lanes<T>, sum);
            };
            detail::gemm_tile<detail::tile_rows, detail::tile_lanes, false, T>(
                size.k, 0, {a.data + i * a.row, a.row, a.column}, {b.data + j, b.row}, no_rows{},
                from, from == initial::row ? start + i : nullptr, use_tile);
        }
}

namespace detail {

/// Things in as few shares of at most `most` as can be, as equal as that allows: so many in every
/// share but the last.
constexpr int equal_share(int count, int most) {
    const int shares = (count + most - 1) / most;
    return (count + shares - 1) / shares;
}

/// All rows of a stripe, tile by tile.
template <int Rows, int Lanes, bool Tail, class T>
CTGRAD_INLINE void fixed_stripe(int k, int tail, matrix_numbers<T> a, matrix_rows<const T> b,
                                matrix_rows<T> c) {
    constexpr int each = equal_share(Rows, rows_of_tile(Lanes)), rest = Rows % each;
    CTGRAD_ROLLED for (int i = 0; i < Rows - rest; i += each)
        gemm_tile<each, Lanes, Tail>(k, tail, {a.data + i * a.row, a.row, a.column}, b,
                                     {c.data + i * c.row, c.row}, initial::zero, a.data);
    if constexpr (rest > 0)
        gemm_tile<rest, Lanes, Tail>(k, tail, {a.data + (Rows - rest) * a.row, a.row, a.column}, b,
                                     {c.data + (Rows - rest) * c.row, c.row}, initial::zero,
                                     a.data);
}

}  // namespace detail

/// C = A B for extents that are known while compiling, which makes no tiles but those it needs. B
/// may be read up to a register behind the end of any row but the last.
template <int Rows, int Columns, class T>
void gemm(int k, matrix_numbers<T> a, matrix_rows<const T> b, matrix_rows<T> c) {
    constexpr int registers = (Columns + lanes<T> - 1) / lanes<T>, tail = Columns % lanes<T>;
    constexpr int each = detail::equal_share(registers, detail::tile_lanes);
    constexpr int rest = registers % each, width = each * lanes<T>;
    constexpr bool last_is_whole = tail == 0 || rest > 0;
    constexpr int whole = last_is_whole ? registers - rest : registers - each;
    CTGRAD_ROLLED for (int j = 0; j < whole * lanes<T>; j += width)
        detail::fixed_stripe<Rows, each, false>(k, 0, a, {b.data + j, b.row}, {c.data + j, c.row});
    if constexpr (whole < registers) {
        constexpr int at = whole * lanes<T>;
        detail::fixed_stripe<Rows, registers - whole, tail != 0>(k, tail, a, {b.data + at, b.row},
                                                                 {c.data + at, c.row});
    }
}

}  // namespace ctgrad::kernel
