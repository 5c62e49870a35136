/// Products of matrices and vectors, transposition, outer products, diagonals.
#pragma once

#include <ctgrad/calculus/operations/reduction.hpp>

namespace ctgrad::operations {

/// Whether a matrix equals its transpose, as variables are declared so: operations/symmetry.hpp.
constexpr bool is_symmetric(node u);

/// Base of an operation that is linear in each operand: coefficients move out in front.
template <class Operation, core::label Name, int Arity> struct multilinear
    : structural<Name, Arity> {
    static constexpr bool linear = true;

    template <class... Nodes> static constexpr node factored(node a, Nodes... others) {
        graph& g = *a.owner;
        rational coefficient = 1;
        int rests[] = {a.index, others.index...};
        bool zero = false, found = false;
        for (int& rest : rests) {
            const detail::term t = detail::split_coefficient(g, rest);
            zero = zero || (t.rest < 0 && t.coefficient.numerator == 0);
            if (t.rest < 0 || g.extent(t.rest) != g.extent(rest)) continue;
            found = found || t.rest != rest;
            coefficient = coefficient * t.coefficient;
            rest = t.rest;
        }
        if (zero)
            return {&g, make_constant(g, 0, Operation::result(a.extent(), others.extent()...))};
        if (!found || !coefficient.exact()) return {};
        if constexpr (Arity == 1) return coefficient * apply<Operation>(node{&g, rests[0]});
        else return coefficient * apply<Operation>(node{&g, rests[0]}, node{&g, rests[1]});
    }
};

/// Rows become columns; a vector becomes a matrix of one row.
struct transpose : multilinear<transpose, "transpose", 1> {
    static constexpr core::text_view rule = "gradient of a transpose";
    static constexpr shape result(shape a) { return matrix_shape(a.columns, a.rows); }
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        for (int i = 0; i < L.a.rows; ++i)
            for (int j = 0; j < L.a.columns; ++j) y[j * L.a.rows + i] = a[i * L.a.columns + j];
    }
    static constexpr node pull_back(int, node g, node y);
    static constexpr law_table<1> laws();
};

/// A matrix of one column as a vector.
struct as_vector : multilinear<as_vector, "as_vector", 1> {
    static constexpr core::text_view rule = "gradient of a column as a vector";
    static constexpr shape result(shape a) { return vector_shape(a.size()); }
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        for (int i = 0; i < L.a.size(); ++i) y[i] = a[i];
    }
    static constexpr node pull_back(int, node g, node) {
        return apply<transpose>(apply<transpose>(g));
    }
    static constexpr law_table<1> laws();
};

/// a b^T of two vectors.
struct outer : multilinear<outer, "outer", 2> {
    static constexpr core::text_view rule = "gradient of an outer product";
    static constexpr unsigned merges = merging::terms | merging::factors | merging::powers;
    static constexpr shape result(shape a, shape b) { return matrix_shape(a.rows, b.rows); }
    static constexpr operation_counts flops(shape y, shape, shape) {
        return {.multiplications = y.size()};
    }

    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* b) {
        for (int i = 0; i < L.y.rows; ++i) {
            const T left = a[i];
            for (int j = 0; j < L.y.columns; ++j) y[i * L.y.columns + j] = left * b[j];
        }
    }
    static constexpr node pull_back(int k, node g, node y);
    static constexpr law_table<2> laws();
};

/// A b: matrix times matrix or vector, rows times columns. In an instruction, bit 0 and 1 of p say
/// that A or B is stored transposed, which spares the copy.
struct matrix_product : multilinear<matrix_product, "matrix_product", 2> {
    static constexpr core::text_view rule(const layout& l) {
        return l.b.rank == 1 ? "gradient of a matrix-vector product"
                             : "gradient of a matrix product";
    }
    static constexpr unsigned merges = merging::terms;
    static constexpr core::text_view infix = " * ";
    static constexpr shape result(shape a, shape b) {
        return b.rank == 1 ? vector_shape(a.rows) : matrix_shape(a.rows, b.columns);
    }
    static constexpr operation_counts flops(shape y, shape a, shape) {
        const long inner = a.columns;
        return y.size() * operation_counts{.additions = inner - 1, .multiplications = inner};
    }

    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* b) {
        constexpr int inner = L.a.columns, columns = L.b.columns;
        constexpr int a_row = L.p & 1 ? 1 : inner, a_column = L.p & 1 ? L.a.rows : 1;
        constexpr int b_row = L.p & 2 ? 1 : columns, b_column = L.p & 2 ? inner : 1;
        if constexpr (columns == 1)
            blocks<sums{inner, a_row, a_column, 0, b_row}, L.y.rows>(y, a, b);
        else
            for (int i = 0; i < L.y.rows; ++i)
                blocks<sums{inner, 0, a_column, b_column, b_row}, columns>(y + i * columns,
                                                                           a + i * a_row, b);
    }
    static constexpr node pull_back(int k, node g, node y) {
        const node a = y.operand(0), b = y.operand(1);
        if (k == 1) return apply<matrix_product>(apply<transpose>(a), g);
        return b.extent().rank == 1 ? apply<outer>(g, b)
                                    : apply<matrix_product>(g, apply<transpose>(b));
    }
    static constexpr law_table<2> laws();

private:
    /// Entries n of a row or column of the product: sums over k of
    /// a[n * a_entry + k * a_term] * b[n * b_entry + k * b_term].
    struct sums {
        int terms, a_entry, a_term, b_entry, b_term;
    };

    /// So many sums grow side by side: none waits for its own last addition, and where their terms
    /// lie beside each other, as in the rows of a transposed matrix, they fill registers.
    template <sums S> static constexpr int side_by_side = S.a_entry <= 1 && S.b_entry <= 1 ? 32 : 4;

    template <sums S, int Count, class T>
    static constexpr void block(T* y, const T* a, const T* b) {
        T total[Count];
        for (int n = 0; n < Count; ++n) total[n] = a[n * S.a_entry] * b[n * S.b_entry];
        for (int k = 1; k < S.terms; ++k)
            for (int n = 0; n < Count; ++n)
                total[n] =
                    total[n] + a[n * S.a_entry + k * S.a_term] * b[n * S.b_entry + k * S.b_term];
        for (int n = 0; n < Count; ++n) y[n] = total[n];
    }
    template <sums S, int Count, class T>
    static constexpr void blocks(T* y, const T* a, const T* b) {
        constexpr int size = side_by_side<S>, rest = Count % size, whole = Count - rest;
        for (int n = 0; n < whole; n += size)
            block<S, size>(y + n, a + n * S.a_entry, b + n * S.b_entry);
        if constexpr (rest > 0)
            block<S, rest>(y + whole, a + whole * S.a_entry, b + whole * S.b_entry);
    }
};

constexpr node transpose::pull_back(int, node g, node y) {
    const node back = apply<transpose>(g);
    return y.operand(0).extent().rank == 1 ? apply<as_vector>(back) : back;
}

constexpr node outer::pull_back(int k, node g, node y) {
    return k == 0 ? apply<matrix_product>(g, y.operand(1))
                  : apply<matrix_product>(apply<transpose>(g), y.operand(0));
}

struct diagonal_matrix;

/// The diagonal of a matrix as a vector.
struct diagonal : multilinear<diagonal, "diagonal", 1> {
    static constexpr core::text_view rule = "gradient of a diagonal";
    static constexpr shape result(shape a) {
        return vector_shape(a.rows < a.columns ? a.rows : a.columns);
    }
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        for (int i = 0; i < L.y.rows; ++i) y[i] = a[i * (L.a.columns + 1)];
    }
    static constexpr node pull_back(int, node g, node y);
    static constexpr law_table<1> laws();
};

/// The p x q matrix with this diagonal and zeros elsewhere.
struct diagonal_matrix : structural<"diagonal_matrix"> {
    static constexpr core::text_view rule = "gradient of a diagonal matrix";
    static constexpr unsigned merges = merging::terms | merging::factors | merging::powers;
    static constexpr bool linear = true;
    static constexpr shape result(shape, std::int64_t p, std::int64_t q) {
        return matrix_shape(static_cast<int>(p), static_cast<int>(q));
    }
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        for (int i = 0; i < L.y.size(); ++i) y[i] = T(0);
        for (int i = 0; i < L.a.rows; ++i) y[i * (L.y.columns + 1)] = a[i];
    }
    static constexpr node pull_back(int, node g, node) { return apply<diagonal>(g); }
    static constexpr node simplify(std::int64_t p, std::int64_t q, node u);  // laws/matrices.hpp

    static constexpr bool square(node u) {
        return u.content().op == &descriptor<diagonal_matrix> &&
               u.extent().rows == u.extent().columns;
    }
};

constexpr node diagonal::pull_back(int, node g, node y) {
    const shape a = y.operand(0).extent();
    return apply_with<diagonal_matrix>(a.rows, a.columns, g);
}

}  // namespace ctgrad::operations
