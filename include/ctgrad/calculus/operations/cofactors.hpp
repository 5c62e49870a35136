/// The cofactors of a small square matrix and their derivatives, which are finite everywhere.
#pragma once

#include <ctgrad/calculus/operations/diagonal_form.hpp>

namespace ctgrad::operations {

/// The places of the numbers in a minor of a 3 x 3 matrix, turned so that it has no sign.
struct minor_of_three {
    int up_left, up_right, down_left, down_right;

    constexpr explicit minor_of_three(int entry)
        : up_left(place(entry, 1, 1)),
          up_right(place(entry, 1, 2)),
          down_left(place(entry, 2, 1)),
          down_right(place(entry, 2, 2)) {}

private:
    static constexpr int place(int entry, int down, int right) {
        return (entry / 3 + down) % 3 * 3 + (entry % 3 + right) % 3;
    }
};

/// The cofactors of a square matrix: entry (i, j) is the determinant without row i and column j,
/// times (-1)^(i + j). det(A) A^-T where A has an inverse, and finite for every A. Pull-back: their
/// derivative along g, for cofactors are the gradient of the determinant.
struct cofactors : structural<"cofactors"> {
    static constexpr core::text_view rule = "second derivative of a determinant";
    static constexpr shape result(shape a) { return a; }
    static constexpr operation_counts flops(shape, shape a, shape) {
        const long n = a.rows;
        if (n <= 2) return {};
        if (n == 3) return 9 * operation_counts{.additions = 1, .multiplications = 2};
        operation_counts all = diagonal_form_flops(n);
        all += triangular_product_flops(n);
        all += {.multiplications = n * (n - 1) + 2 * n * n};
        return all;
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        constexpr int n = L.a.rows;
        if constexpr (n == 1) *y = T(1);
        else if constexpr (n == 2) {
            y[0] = a[3], y[1] = -a[2];
            y[2] = -a[1], y[3] = a[0];
        } else if constexpr (n == 3) {
            for (int i = 0; i < 9; ++i) {
                const minor_of_three m(i);
                y[i] = a[m.up_left] * a[m.down_right] - a[m.up_right] * a[m.down_left];
            }
        } else {
            const diagonal_form<n, T> form(a);
            T of_diagonal[n];
            for (int i = 0; i < n; ++i) of_diagonal[i] = form.without(i, i, i);
            form.transform_back_diagonal(of_diagonal, y);
        }
    }
    static constexpr node pull_back(int, node g, node y);
    static constexpr law_table<1> laws();
};

/// The derivative of cofactors(A) along a square matrix G, or the second one along two that stand
/// below each other, G and H: what is linear in each of them in cofactors(A + G + H). As in a
/// determinant, whose higher derivatives they are, all directions are equal. Finite for every A,
/// as is the next derivative; from a third direction on, formulas have the inverse of A.
struct cofactors_along : structural<"cofactors_along", 2> {
    static constexpr core::text_view rule = "higher derivative of a determinant";
    static constexpr shape result(shape a, shape) { return a; }
    static constexpr operation_counts flops(shape, shape a, shape b) {
        const long n = a.rows, directions = b.rows / n;
        if (n == 3) return 9 * operation_counts{.additions = 3, .multiplications = 4};
        operation_counts all = diagonal_form_flops(n);
        for (long k = 0; k <= directions; ++k) all += transform_flops(n);
        const long pairs = n * (n - 1), triples = 3 * pairs * (n - 2) / 2;
        all +=
            directions == 1
                ? operation_counts{.additions = pairs, .multiplications = 2 * pairs * (n - 1)}
                : operation_counts{.additions = 4 * triples, .multiplications = triples * (n + 2)};
        all += {.multiplications = n * n};
        return all;
    }

    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* b) {
        constexpr int n = L.a.rows, directions = L.b.rows / n;
        if constexpr (n == 3) along_of_three(y, directions == 1 ? a : b + 9, b);
        else {
            const diagonal_form<n, T> form(a);
            T g[n * n], m[n * n];
            form.transform(b, g);
            if constexpr (directions == 1) along_one(form, g, m);
            else {
                T h[n * n];
                form.transform(b + n * n, h);
                along_two(form, g, h, m);
            }
            form.transform_back(m, y);
        }
    }

    static constexpr node pull_back(int k, node g, node y);
    static constexpr law_table<2> laws();

private:
    /// Cofactors of 3 x 3 matrices are quadratic, and the second derivative does not know A.
    template <class T> static constexpr void along_of_three(T* y, const T* a, const T* g) {
        for (int i = 0; i < 9; ++i) {
            const minor_of_three m(i);
            y[i] = a[m.up_left] * g[m.down_right] + g[m.up_left] * a[m.down_right] -
                   a[m.up_right] * g[m.down_left] - g[m.up_right] * a[m.down_left];
        }
    }

    /// Of diagonal(d), along g: the terms of the determinant of diagonal(d) + X with x_ij and one
    /// more entry off the diagonal matrix, x_ii x_kk or -x_ij x_ji, without x_ij.
    template <int N, class T>
    static constexpr void along_one(const diagonal_form<N, T>& form, const T* g, T* m) {
        for (int i = 0; i < N; ++i)
            for (int j = 0; j < N; ++j) {
                if (i != j) {
                    m[i * N + j] = -(g[j * N + i] * form.without(i, j, j));
                    continue;
                }
                T total = T(0);
                for (int k = 0; k < N; ++k)
                    if (k != i) total = total + g[k * (N + 1)] * form.without(i, k, k);
                m[i * N + i] = total;
            }
    }

    /// The same with two more entries: x_ii (x_kk x_ll - x_kl x_lk), x_ij (x_jk x_ki - x_ji x_kk).
    template <int N, class T>
    static constexpr void along_two(const diagonal_form<N, T>& form, const T* g, const T* h, T* m) {
        const auto both = [g, h](int a, int b, int c, int d) {
            return g[a * N + b] * h[c * N + d] + h[a * N + b] * g[c * N + d];
        };
        for (int i = 0; i < N; ++i)
            for (int j = 0; j < N; ++j) {
                T total = T(0);
                for (int k = 0; k < N; ++k) {
                    if (k == i || k == j) continue;
                    if (i != j)
                        total =
                            total + (both(j, k, k, i) - both(j, i, k, k)) * form.without(i, j, k);
                    else
                        for (int l = k + 1; l < N; ++l)
                            if (l != i)
                                total = total + (both(k, k, l, l) - both(k, l, l, k)) *
                                                    form.without(i, k, l);
                }
                m[i * N + j] = total;
            }
    }
};

constexpr node determinant::pull_back(int, node g, node y) {
    return g * apply<cofactors>(y.operand(0));
}

constexpr node cofactors::pull_back(int, node g, node y) {
    return apply<cofactors_along>(y.operand(0), g);
}

constexpr node cofactors_along::pull_back(int k, node g, node y) {
    const node a = y.operand(0), b = y.operand(1);
    const int n = a.extent().rows;
    if (b.extent().rows == n) return apply<cofactors_along>(a, k == 1 ? g : apply<concat>(b, g));
    const node first = slice::make(b, 0, a.extent());
    const node second = slice::make(b, a.extent().size(), a.extent());
    const node by_first = apply<cofactors_along>(a, apply<concat>(second, g));
    const node by_second = apply<cofactors_along>(a, apply<concat>(first, g));
    if (k == 1) return apply<concat>(by_first, by_second);
    if (n == 3) return {a.owner, make_constant(*a.owner, 0, a.extent())};
    // The third derivative of cofactors(A) A^T = det(A) I, solved for that of the cofactors.
    const node one{a.owner, make_constant(*a.owner, 1, vector_shape(n))};
    const node fourth = apply<sum_of_entries>(y * g);
    const node rest = apply<matrix_product>(y, apply<transpose>(g)) +
                      apply<matrix_product>(by_second, apply<transpose>(second)) +
                      apply<matrix_product>(by_first, apply<transpose>(first));
    const node left = fourth * apply_with<diagonal_matrix>(n, n, one) - rest;
    return apply<matrix_product>(left, apply<transpose>(apply<inverse>(a)));
}

}  // namespace ctgrad::operations
