/// Small square matrices as products of simple ones and a diagonal matrix.
#pragma once

#include <ctgrad/calculus/operations/solve.hpp>

namespace ctgrad::operations {

/// left A right = diagonal(d), by elimination with complete pivoting: left and right are products
/// of exchanges and unit triangular matrices, whose determinants together are `sign`. A number that
/// comes out as 0 stands last; nothing is divided by it. Cofactors of products are products of
/// cofactors, so that what follows from A and from changes of it follows from diagonal matrices.
template <int N, class T> struct diagonal_form {
    T d[N];
    T left[N * N];
    T sign = T(1);

    constexpr explicit diagonal_form(const T* a) {
        for (int i = 0; i < N * N; ++i) upper[i] = a[i], left[i] = T(i % (N + 1) == 0 ? 1 : 0);
        for (int k = 0; k < N; ++k) {
            bring_largest(k);
            T* const row = upper + k * N;
            d[k] = row[k];
            const T pivot = math::choose(d[k] == T(0), T(1), d[k]);
            for (int i = k + 1; i < N; ++i) {
                const T factor = upper[i * N + k] / pivot;
                for (int j = k + 1; j < N; ++j)
                    upper[i * N + j] = upper[i * N + j] - factor * row[j];
                for (int j = 0; j < N; ++j)
                    left[i * N + j] = left[i * N + j] - factor * left[k * N + j];
            }
            for (int j = k + 1; j < N; ++j) row[j] = row[j] / pivot;
        }
    }

    /// y = left g right
    constexpr void transform(const T* g, T* y) const {
        product<0>(y, left, g);
        for (int k = 0; k < N; ++k)
            for (int j = k + 1; j < N; ++j)
                for (int i = 0; i < N; ++i)
                    elimination::exchange(columns_exchanged[k * N + j], y[i * N + k], y[i * N + j]);
        for (int i = 0; i < N; ++i)
            for (int k = 0; k < N; ++k)
                for (int j = k + 1; j < N; ++j)
                    y[i * N + j] = y[i * N + j] - y[i * N + k] * upper[k * N + j];
    }
    /// y = sign left^T m right^T
    constexpr void transform_back(const T* m, T* y) const {
        T rows[N * N];
        product<1>(rows, m, left);
        multiply_by_right(rows, y);
    }
    /// The same for a diagonal m.
    constexpr void transform_back_diagonal(const T* entries, T* y) const {
        T rows[N * N];
        for (int i = 0; i < N * N; ++i) rows[i] = entries[i / N] * left[i];
        multiply_by_right(rows, y);
    }
    /// The product of d without the entries i, j and k, which may be the same.
    constexpr T without(int i, int j, int k) const {
        T product = T(1);
        for (int m = 0; m < N; ++m)
            if (m != i && m != j && m != k) product = product * d[m];
        return product;
    }

private:
    /// Above the diagonal, with ones on it: the inverse of right, but for the exchanges.
    T upper[N * N];
    decltype(T() < T()) columns_exchanged[N * N]{};  ///< k with j, at step k

    template <int Transposed> static constexpr void product(T* y, const T* a, const T* b) {
        constexpr shape square = matrix_shape(N, N);
        matrix_product::evaluate<layout{square, square, square, Transposed}>(y, a, b);
    }

    /// y = sign (right rows)^T
    constexpr void multiply_by_right(T* rows, T* y) const {
        for (int i = N; i-- > 0;)
            for (int k = i + 1; k < N; ++k)
                for (int j = 0; j < N; ++j)
                    rows[i * N + j] = rows[i * N + j] - upper[i * N + k] * rows[k * N + j];
        for (int k = N; k-- > 0;)
            for (int j = N; j-- > k + 1;)
                for (int i = 0; i < N; ++i)
                    elimination::exchange(columns_exchanged[k * N + j], rows[k * N + i],
                                          rows[j * N + i]);
        for (int i = 0; i < N; ++i)
            for (int j = 0; j < N; ++j) y[j * N + i] = sign * rows[i * N + j];
    }

    /// The column with the largest number comes to place k, then its row.
    constexpr void bring_largest(int k) {
        T largest[N];
        for (int j = k; j < N; ++j) {
            largest[j] = math::abs(upper[k * N + j]);
            for (int i = k + 1; i < N; ++i) {
                const T size = math::abs(upper[i * N + j]);
                largest[j] = math::choose(largest[j] < size, size, largest[j]);
            }
        }
        for (int j = k + 1; j < N; ++j) {
            const auto larger = largest[k] < largest[j];
            columns_exchanged[k * N + j] = larger;
            elimination::exchange(larger, largest[k], largest[j]);
            for (int i = 0; i < N; ++i)
                elimination::exchange(larger, upper[i * N + k], upper[i * N + j]);
            sign = math::choose(larger, T(-sign), sign);
        }
        for (int i = k + 1; i < N; ++i) {
            const auto larger = T(math::abs(upper[k * N + k])) < T(math::abs(upper[i * N + k]));
            for (int j = k; j < N; ++j)
                elimination::exchange(larger, upper[k * N + j], upper[i * N + j]);
            for (int j = 0; j < N; ++j)
                elimination::exchange(larger, left[k * N + j], left[i * N + j]);
            sign = math::choose(larger, T(-sign), sign);
        }
    }
};

/// Operations of the elimination, but for the search for pivots.
constexpr operation_counts diagonal_form_flops(long n) {
    const long factors = n * (n - 1) / 2;
    const long updates = (n - 1) * n * (2 * n - 1) / 6 + factors * n;
    return {.additions = updates, .multiplications = updates, .divisions = 2 * factors};
}
/// Operations of a product with the triangular matrix, and with another one before it.
constexpr operation_counts triangular_product_flops(long n) {
    const long terms = n * n * (n - 1) / 2;
    return {.additions = terms, .multiplications = terms};
}
constexpr operation_counts transform_flops(long n) {
    operation_counts all = triangular_product_flops(n);
    all += {.additions = n * n * (n - 1), .multiplications = n * n * n};
    return all;
}

}  // namespace ctgrad::operations
