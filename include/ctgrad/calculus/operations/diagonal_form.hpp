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
    T left[N * N], right[N * N];
    T sign = T(1);

    constexpr explicit diagonal_form(const T* a) {
        T u[N * N];
        for (int i = 0; i < N * N; ++i) {
            u[i] = a[i];
            left[i] = right[i] = T(i % (N + 1) == 0 ? 1 : 0);
        }
        for (int k = 0; k < N; ++k) {
            bring_largest(u, k);
            d[k] = u[k * (N + 1)];
            const T pivot = math::choose(d[k] == T(0), T(1), d[k]);
            for (int i = k + 1; i < N; ++i) {
                const T of_row = u[i * N + k] / pivot, of_column = u[k * N + i] / pivot;
                for (int j = k + 1; j < N; ++j) u[i * N + j] = u[i * N + j] - of_row * u[k * N + j];
                for (int j = 0; j < N; ++j) {
                    left[i * N + j] = left[i * N + j] - of_row * left[k * N + j];
                    right[j * N + i] = right[j * N + i] - of_column * right[j * N + k];
                }
            }
        }
    }

    /// y = left g right
    constexpr void transform(const T* g, T* y) const {
        T product[N * N];
        evaluate_product<false, false>(product, left, g);
        evaluate_product<false, false>(y, product, right);
    }
    /// y = sign left^T m right^T
    constexpr void transform_back(const T* m, T* y) const {
        T product[N * N];
        evaluate_product<true, false>(product, left, m);
        evaluate_product<false, true>(y, product, right);
        for (int i = 0; i < N * N; ++i) y[i] = sign * y[i];
    }
    /// The same for a diagonal m.
    constexpr void transform_back_diagonal(const T* entries, T* y) const {
        T scaled[N * N];
        for (int i = 0; i < N * N; ++i) scaled[i] = sign * entries[i / N] * left[i];
        evaluate_product<true, true>(y, scaled, right);
    }
    /// The product of d without the entries i, j and k, which may be the same.
    constexpr T without(int i, int j, int k) const {
        T product = T(1);
        for (int m = 0; m < N; ++m)
            if (m != i && m != j && m != k) product = product * d[m];
        return product;
    }

private:
    template <bool OfLeft, bool OfRight>
    static constexpr void evaluate_product(T* y, const T* a, const T* b) {
        constexpr shape square = matrix_shape(N, N);
        matrix_product::evaluate<layout{square, square, square, OfLeft + 2 * OfRight}>(y, a, b);
    }

    /// The column with the largest number comes to place k, then its row: by choices, not by
    /// branches, so that T may be a vector of numbers, each with pivots of its own.
    constexpr void bring_largest(T* u, int k) {
        const auto exchange = [](const auto& condition, T& s, T& t) {
            const T kept = math::choose(condition, t, s);
            t = math::choose(condition, s, t);
            s = kept;
        };
        T largest[N];
        for (int j = k; j < N; ++j) {
            largest[j] = math::abs(u[k * N + j]);
            for (int i = k + 1; i < N; ++i) {
                const T size = math::abs(u[i * N + j]);
                largest[j] = math::choose(largest[j] < size, size, largest[j]);
            }
        }
        for (int j = k + 1; j < N; ++j) {
            const auto larger = largest[k] < largest[j];
            exchange(larger, largest[k], largest[j]);
            for (int i = k; i < N; ++i) exchange(larger, u[i * N + k], u[i * N + j]);
            for (int i = 0; i < N; ++i) exchange(larger, right[i * N + k], right[i * N + j]);
            sign = math::choose(larger, T(-sign), sign);
        }
        for (int i = k + 1; i < N; ++i) {
            const auto larger = T(math::abs(u[k * N + k])) < T(math::abs(u[i * N + k]));
            for (int j = k; j < N; ++j) exchange(larger, u[k * N + j], u[i * N + j]);
            for (int j = 0; j < N; ++j) exchange(larger, left[k * N + j], left[i * N + j]);
            sign = math::choose(larger, T(-sign), sign);
        }
    }
};

/// Operations of the elimination, but for the search for pivots.
constexpr operation_counts diagonal_form_flops(long n) {
    const long factors = n * (n - 1), updates = (n - 1) * n * (2 * n - 1) / 6 + factors * n;
    return {.additions = updates, .multiplications = updates, .divisions = factors};
}
/// Operations of one product of matrices.
constexpr operation_counts square_product_flops(long n) {
    return {.additions = n * n * (n - 1), .multiplications = n * n * n};
}

}  // namespace ctgrad::operations
