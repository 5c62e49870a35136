/// Determinant, inverse and linear systems of small square matrices, by Gaussian elimination.
#pragma once

#include <ctgrad/calculus/operations/access.hpp>

namespace ctgrad::operations {

namespace elimination {

/// Exchanges s and t where the condition holds: by a choice, not by a branch, so that T may be a
/// vector of numbers, each with pivots of its own.
template <class Condition, class T>
constexpr void exchange(const Condition& condition, T& s, T& t) {
    const T kept = math::choose(condition, t, s);
    t = math::choose(condition, s, t);
    s = kept;
}

/// Makes the n x n matrix `a` upper triangular by row operations with partial pivoting, the same on
/// the n x Columns numbers `y`; returns the sign of the permutation of rows.
template <int N, int Columns, class T> constexpr T reduce(T* a, T* y) {
    T sign = T(1);
    for (int k = 0; k < N; ++k) {
        for (int i = k + 1; i < N; ++i) {
            const auto larger = T(math::abs(a[k * N + k])) < T(math::abs(a[i * N + k]));
            for (int j = k; j < N; ++j) exchange(larger, a[k * N + j], a[i * N + j]);
            for (int j = 0; j < Columns; ++j)
                exchange(larger, y[k * Columns + j], y[i * Columns + j]);
            sign = math::choose(larger, T(-sign), sign);
        }
        // Below a pivot of 0 there are only zeros.
        const T pivot = math::choose(a[k * N + k] == T(0), T(1), a[k * N + k]);
        for (int i = k + 1; i < N; ++i) {
            const T factor = a[i * N + k] / pivot;
            for (int j = k + 1; j < N; ++j) a[i * N + j] = a[i * N + j] - factor * a[k * N + j];
            for (int j = 0; j < Columns; ++j)
                y[i * Columns + j] = y[i * Columns + j] - factor * y[k * Columns + j];
        }
    }
    return sign;
}

/// y becomes a^-1 y; `a` is overwritten.
template <int N, int Columns, class T> constexpr void solve(T* a, T* y) {
    reduce<N, Columns>(a, y);
    for (int i = N; i-- > 0;) {
        T* const row = y + i * Columns;
        for (int k = i + 1; k < N; ++k)
            for (int j = 0; j < Columns; ++j) row[j] = row[j] - a[i * N + k] * y[k * Columns + j];
        for (int j = 0; j < Columns; ++j) row[j] = row[j] / a[i * N + i];
    }
}

/// Operations of `reduce`, but for the search for pivots, and of the substitution after it.
constexpr operation_counts reduction_flops(long n, long columns) {
    const long factors = n * (n - 1) / 2;
    const long updates = (n - 1) * n * (2 * n - 1) / 6 + factors * columns;
    return {.additions = updates, .multiplications = updates, .divisions = factors};
}
constexpr operation_counts flops(long n, long columns) {
    operation_counts all = reduction_flops(n, columns);
    const long updates = n * (n - 1) / 2 * columns;
    all += {.additions = updates, .multiplications = updates, .divisions = n * columns};
    return all;
}

}  // namespace elimination

/// The determinant of a square matrix. Pull-back: g times the cofactors (cofactors.hpp), which are
/// det(A) A^-T, and finite where A is singular.
struct determinant : structural<"determinant"> {
    static constexpr core::text_view rule = "Jacobi's formula";
    static constexpr unsigned merges = merging::factors;
    static constexpr shape result(shape) { return scalar_shape; }
    static constexpr operation_counts flops(shape, shape a, shape) {
        operation_counts all = elimination::reduction_flops(a.rows, 0);
        all += {.multiplications = a.rows - 1};
        return all;
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        constexpr int n = L.a.rows;
        T triangular[n * n];
        for (int i = 0; i < n * n; ++i) triangular[i] = a[i];
        T product = elimination::reduce<n, 0, T>(triangular, nullptr);
        for (int i = 0; i < n; ++i) product = product * triangular[i * (n + 1)];
        *y = product;
    }
    static constexpr node pull_back(int, node g, node y);
    static constexpr law_table<1> laws();
};

/// The inverse of a square matrix; infinite or NaN where it is singular. Pull-back: -Y^T g Y^T.
struct inverse : structural<"inverse"> {
    static constexpr core::text_view rule = "derivative of an inverse matrix";
    static constexpr shape result(shape a) { return a; }
    static constexpr operation_counts flops(shape, shape a, shape) {
        return elimination::flops(a.rows, a.rows);
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        constexpr int n = L.a.rows;
        T matrix[n * n];
        for (int i = 0; i < n * n; ++i) {
            matrix[i] = a[i];
            y[i] = T(i % (n + 1) == 0 ? 1 : 0);
        }
        elimination::solve<n, n>(matrix, y);
    }
    static constexpr node pull_back(int, node g, node y) {
        const node transposed = apply<transpose>(y);
        return -apply<matrix_product>(apply<matrix_product>(transposed, g), transposed);
    }
    static constexpr law_table<1> laws();
};

/// The x with A x = b for a square matrix A and a vector b, or a matrix of several columns.
/// Pull-back: by b it is A^-T g, by A minus that times x^T.
struct solve : structural<"solve", 2> {
    static constexpr core::text_view rule = "derivative of the solution of a linear system";
    static constexpr shape result(shape, shape b) { return b; }
    static constexpr operation_counts flops(shape, shape a, shape b) {
        return elimination::flops(a.rows, b.columns);
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a, const T* b) {
        constexpr int n = L.a.rows;
        T matrix[n * n];
        for (int i = 0; i < n * n; ++i) matrix[i] = a[i];
        for (int i = 0; i < L.b.size(); ++i) y[i] = b[i];
        elimination::solve<n, L.b.columns>(matrix, y);
    }
    static constexpr node pull_back(int k, node g, node y) {
        const node by_b = apply<solve>(apply<transpose>(y.operand(0)), g);
        if (k == 1) return by_b;
        return -(y.extent().rank == 1 ? apply<outer>(by_b, y)
                                      : apply<matrix_product>(by_b, apply<transpose>(y)));
    }
    static constexpr law_table<2> laws();
};

}  // namespace ctgrad::operations
