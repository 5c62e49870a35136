/// Operations of programs on matrices that no expression writes: scaled rows and columns, a vector
/// added to a diagonal, the diagonal of a product, cofactors.
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

/// The cofactors of a square matrix: det(A) A^-T, also where A is singular; with p = 1 transposed,
/// the adjugate. By elimination with complete pivoting, P A Q = L U, where a zero comes last in U:
/// of U = (U1 c; 0 d) the adjugate is det(U1) (d U1^-1, -U1^-1 c; 0, 1), which divides by no d.
struct cofactors : structural<"cofactors"> {
    /// Choices of pivots are not counted, as in solve.hpp.
    static constexpr operation_counts flops(shape, shape a, shape) {
        const long n = a.rows;
        const long eliminated = (n - 1) * n * (2 * n - 1) / 6 + n * n * (n - 1) / 2;
        const long inner = n * (n - 1) * (n - 2) / 2;  // of the substitution backwards
        return {.additions = eliminated + inner + n * (n - 1),
                .multiplications = eliminated + inner + 2 * n * (n - 1) + n * n + n - 1,
                .divisions = n * (n - 1) / 2 + n * (n - 1)};
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        constexpr int n = L.a.rows;
        T u[n * n], rows[n * n];  // rows: L^-1 P, then the adjugate of L U times it
        for (int i = 0; i < n * n; ++i) u[i] = a[i], rows[i] = T(i % (n + 1) == 0 ? 1 : 0);
        using condition = decltype(u[0] < u[0]);
        condition exchanged[n * n]{};
        T scale = T(1);
        const auto exchange = [](const condition& c, T& s, T& t) {
            const T kept = math::choose(c, t, s);
            t = math::choose(c, s, t);
            s = kept;
        };
        for (int k = 0; k + 1 < n; ++k) {
            // The column with the largest number comes to place k, then its row.
            T largest[n];
            for (int j = k; j < n; ++j) {
                largest[j] = math::abs(u[k * n + j]);
                for (int i = k + 1; i < n; ++i) {
                    const T size = math::abs(u[i * n + j]);
                    largest[j] = math::choose(largest[j] < size, size, largest[j]);
                }
            }
            for (int j = k + 1; j < n; ++j) {
                const condition c = largest[k] < largest[j];
                exchanged[k * n + j] = c;
                exchange(c, largest[k], largest[j]);
                for (int i = 0; i < n; ++i) exchange(c, u[i * n + k], u[i * n + j]);
                scale = math::choose(c, T(-scale), scale);
            }
            for (int i = k + 1; i < n; ++i) {
                const condition c = T(math::abs(u[k * n + k])) < T(math::abs(u[i * n + k]));
                for (int j = k; j < n; ++j) exchange(c, u[k * n + j], u[i * n + j]);
                for (int j = 0; j < n; ++j) exchange(c, rows[k * n + j], rows[i * n + j]);
                scale = math::choose(c, T(-scale), scale);
            }
            scale = scale * u[k * n + k];
            const T pivot = math::choose(u[k * n + k] == T(0), T(1), u[k * n + k]);
            u[k * n + k] = pivot;
            for (int i = k + 1; i < n; ++i) {
                const T factor = u[i * n + k] / pivot;
                for (int j = k + 1; j < n; ++j) u[i * n + j] = u[i * n + j] - factor * u[k * n + j];
                for (int j = 0; j < n; ++j)
                    rows[i * n + j] = rows[i * n + j] - factor * rows[k * n + j];
            }
        }
        // scale is now +-det(U1); U1 z = d rows - c last.
        const T last = u[n * n - 1];
        const T* const end = rows + (n - 1) * n;
        for (int i = n - 1; i-- > 0;) {
            T* const row = rows + i * n;
            for (int j = 0; j < n; ++j) row[j] = last * row[j] - u[i * n + n - 1] * end[j];
            for (int k = i + 1; k + 1 < n; ++k)
                for (int j = 0; j < n; ++j) row[j] = row[j] - u[i * n + k] * rows[k * n + j];
            for (int j = 0; j < n; ++j) row[j] = row[j] / u[i * (n + 1)];
        }
        for (int k = n - 1; k-- > 0;)
            for (int j = n; j-- > k + 1;)
                for (int i = 0; i < n; ++i)
                    exchange(exchanged[k * n + j], rows[k * n + i], rows[j * n + i]);
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j)
                y[L.p == 1 ? i * n + j : j * n + i] = scale * rows[i * n + j];
    }
};

}  // namespace ctgrad::operations
