/// Operations of programs on matrices that no expression writes: scaled rows and columns, a vector
/// added to a diagonal, the diagonal of a product.
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::operations {

/// diagonal(u) B: row i times u_i. Bit 1 of p says that B is stored transposed.
struct scaled_rows : structural<"scaled_rows", 2> {
    static constexpr operation_counts flops(shape y, shape, shape) {
        return {.multiplications = y.size()};
    }
    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* u, const T* b) {
        constexpr int row = L.p & 2 ? 1 : L.y.columns, column = L.p & 2 ? L.y.rows : 1;
        for (int i = 0; i < L.y.rows; ++i)
            for (int j = 0; j < L.y.columns; ++j)
                y[i * L.y.columns + j] = u[i] * b[i * row + j * column];
    }
};

/// A diagonal(u): column j times u_j. Bit 0 of p says that A is stored transposed.
struct scaled_columns : structural<"scaled_columns", 2> {
    static constexpr operation_counts flops(shape y, shape, shape) {
        return {.multiplications = y.size()};
    }
    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* u) {
        constexpr int row = L.p & 1 ? 1 : L.y.columns, column = L.p & 1 ? L.y.rows : 1;
        for (int i = 0; i < L.y.rows; ++i)
            for (int j = 0; j < L.y.columns; ++j)
                y[i * L.y.columns + j] = a[i * row + j * column] * u[j];
    }
};

/// A + diagonal(u).
struct add_to_diagonal : structural<"add_to_diagonal", 2> {
    static constexpr operation_counts flops(shape, shape, shape u) { return {.additions = u.rows}; }
    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* u) {
        for (int i = 0; i < L.y.size(); ++i) y[i] = a[i];
        for (int i = 0; i < L.b.rows; ++i)
            y[i * (L.y.columns + 1)] = a[i * (L.y.columns + 1)] + u[i];
    }
};

/// The diagonal of a b. Bits 0 and 1 of p say that A or B is stored transposed.
struct diagonal_of_product : structural<"diagonal_of_product", 2> {
    static constexpr operation_counts flops(shape y, shape a, shape) {
        return y.rows * operation_counts{.additions = a.columns - 1L, .multiplications = a.columns};
    }
    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* b) {
        constexpr int inner = L.a.columns;
        constexpr int a_row = L.p & 1 ? 1 : inner, a_column = L.p & 1 ? L.a.rows : 1;
        constexpr int b_row = L.p & 2 ? 1 : L.b.columns, b_column = L.p & 2 ? inner : 1;
        for (int i = 0; i < L.y.rows; ++i) {
            T total = a[i * a_row] * b[i * b_column];
            for (int k = 1; k < inner; ++k)
                total = total + a[i * a_row + k * a_column] * b[k * b_row + i * b_column];
            y[i] = total;
        }
    }
};

}  // namespace ctgrad::operations
