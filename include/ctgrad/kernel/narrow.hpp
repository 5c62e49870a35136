/// Matrices of few columns, and one vector: a register of rows is brought to one register per
/// column, or back, by a few shuffles.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/kernel/lane.hpp>
#include <ctgrad/kernel/part.hpp>

namespace ctgrad::kernel::detail {

/// More columns take more shuffles than they save.
inline constexpr int narrow_columns = 4;
template <class T> constexpr bool are_few(int columns) {
    return packable<T> && columns <= narrow_columns && columns < lanes<T>;
}

/// Where lane `lane` of a column comes from, in the pair (what is there so far, register From).
template <class T, int Columns, int Column, int From> constexpr int of_column(int lane) {
    const int number = lane * Columns + Column, from = number / lanes<T>;
    if (from == From) return lanes<T> + number % lanes<T>;
    return From > 1 ? lane : number % lanes<T>;
}

/// A column of `lanes` rows that lie in Columns registers, without a gap.
template <int Columns, int Column, int From, class T, int... Lane>
CTGRAD_INLINE pack<T> column_of(pack<T> so_far, const pack<T>* rows,
                                std::integer_sequence<int, Lane...> all) {
    if constexpr (From == Columns) return so_far;
    else
        return column_of<Columns, Column, From + 1, T>(
            __builtin_shufflevector(so_far, rows[From],
                                    of_column<T, Columns, Column, From>(Lane)...),
            rows, all);
}

/// sum + W x for `lanes` rows of W in registers.
template <int Columns, packable T, int... Column>
CTGRAD_INLINE pack<T> multiply_columns(const pack<T>* w, const T* x, pack<T> sum,
                                       std::integer_sequence<int, Column...>) {
    constexpr std::make_integer_sequence<int, lanes<T>> all{};
    ((sum = column_of<Columns, Column, 1, T>(w[0], w, all) * broadcast(x[Column]) + sum), ...);
    return sum;
}

/// y = start + W x for whole registers of rows; no start: nullptr.
template <int Columns, packable T>
CTGRAD_INLINE void multiply_narrow(const T* w, int rows, const T* x, const T* start, T* y) {
    for (int i = 0; i + lanes<T> <= rows; i += lanes<T>) {
        pack<T> registers[Columns];
        CTGRAD_UNROLL for (int j = 0; j < Columns; ++j) registers[j] =
            load(w + i * Columns + j * lanes<T>);
        store(y + i, multiply_columns<Columns, T>(registers, x, start ? load(start + i) : pack<T>{},
                                                  std::make_integer_sequence<int, Columns>{}));
    }
}

/// Lane `lane` of register From of an outer product is u[(lane + From * lanes) / Every % Period].
template <int Every, int Period, int From, class T, int... Lane>
CTGRAD_INLINE pack<T> spread(pack<T> u, std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(u, u, ((Lane + From * lanes<T>) / Every % Period)...);
}

/// y = outer(a, b), or y += that, for a register of rows.
template <int Columns, packable T, int... From>
CTGRAD_INLINE void add_outer_registers(pack<T> a, pack<T> b, bool add, T* y,
                                       std::integer_sequence<int, From...>) {
    constexpr std::make_integer_sequence<int, lanes<T>> all{};
    const auto write = [&](T* to, pack<T> left, pack<T> right) {
        store(to, add ? left * right + load(to) : left * right);
    };
    (write(y + From * lanes<T>, spread<Columns, lanes<T>, From, T>(a, all),
           spread<1, Columns, From, T>(b, all)),
     ...);
}

/// y = scale * outer(a, b), or y += that, for whole registers of rows.
template <int Columns, packable T>
CTGRAD_INLINE void add_outer_few(const T* a, const T* b, int rows, T scale, bool add, T* y) {
    const pack<T> right = load_first<Columns>(b);
    for (int i = 0; i + lanes<T> <= rows; i += lanes<T>)
        add_outer_registers<Columns, T>(broadcast(scale) * load(a + i), right, add, y + i * Columns,
                                        std::make_integer_sequence<int, Columns>{});
}

}  // namespace ctgrad::kernel::detail
