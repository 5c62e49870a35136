/// Forms of matrices that programs compute without forming what stands in the formula: diagonal
/// matrices, scaled outer products, inverses.
#pragma once

#include <ctgrad/plan/matrix_instruction.hpp>

namespace ctgrad::detail {

enum class matrix_form : unsigned char {
    none,
    scaled_thin,       ///< s u v^T, s diagonal(u): the scalar times u
    scaled_rows,       ///< diagonal(u) B
    scaled_columns,    ///< A diagonal(u)
    add_diagonal,      ///< A + s diagonal(u)
    product_diagonal,  ///< diagonal(A B)
    solution,          ///< A^-1 b, where the inverse serves nothing else
    common_left,       ///< A x + A y = A (x + y)
    common_right       ///< A X + B X = (A + B) X
};

/// Finds these forms while a lowering decides, and writes their instructions.
template <class Lowering> struct matrix_forms {
    Lowering& l;

    struct found {
        matrix_form form = matrix_form::none;
        int matrix = -1;    ///< what is computed with: the outer product, A, ...
        int other = -1;     ///< the second operand of it
        int third = -1;     ///< of a sum of products
        bool flag = false;  ///< the matrix is transposed; the sum of products is a difference
        int common = -1;    ///< factor of both products, as it stands there
        int first = 0;      ///< factors in front: place among all scalars, and how many
        int scalars = 0;
    };
    list<found> all{};
    list<int> scalars{};
    list<int> places{};  ///< per node, once there are any: its place among all, or -1

    constexpr const record& node_at(int i) const { return l.g.nodes[i]; }
    template <class Op> constexpr bool is(int i) const { return l.template is<Op>(i); }
    constexpr bool square_diagonal(int i) const {
        return is<operations::diagonal_matrix>(i) &&
               node_at(i).extent.rows == node_at(i).extent.columns;
    }
    constexpr int plain(int i) const {
        return is<operations::transpose>(i) ? node_at(i).operand[0] : i;
    }

    constexpr bool has(int i) const { return places.size > 0 && places.data[i] >= 0; }

    /// Whether node i has such a form, which then replaces it.
    constexpr bool decide(int i) {
        const record& r = node_at(i);
        found f;
        if (r.op->kind == role::product && r.extent.rank == 2) f = scaled_matrix(i);
        else if (r.op->kind == role::sum && r.extent.rank > 0) f = sum_of_matrices(i);
        else if (is<operations::matrix_product>(i)) f = product_of_matrices(i);
        else if (is<operations::diagonal>(i)) f = diagonal_of_product(r.operand[0]);
        if (f.form == matrix_form::none) return false;
        if (places.size == 0) places.resize(l.out.values.size, -1);
        places.data[i] = all.size;
        for (int k = 0; k < f.scalars; ++k) ++l.uses.data[scalars.data[f.first + k]];
        if (f.form == matrix_form::scaled_thin || f.form == matrix_form::add_diagonal)
            for (int k = 0; k < node_at(f.matrix).count; ++k)
                ++l.uses.data[node_at(f.matrix).operand[k]];
        else ++l.uses.data[f.matrix];
        if (f.other >= 0) ++l.uses.data[f.other];
        if (f.third >= 0) ++l.uses.data[f.third];
        for (int k = 0; k < r.count; ++k) l.release_tree(r.operand[k]);
        all.push(f);
        return true;
    }

    /// The matrix behind scalar factors, which are collected; each product on the way used once.
    constexpr int without_scalars(int i, found& f, bool whole) {
        f.first = scalars.size;
        const shape extent = node_at(i).extent;
        for (; l.kind(i) == role::product && (whole || l.once(i)); whole = false) {
            const int left = node_at(i).operand[0], right = node_at(i).operand[1];
            if (node_at(left).extent.rank != 0 || node_at(right).extent != extent) break;
            scalars.push(left);
            ++f.scalars;
            i = right;
        }
        return i;
    }

    constexpr found scaled_matrix(int i) {
        found f;
        f.matrix = without_scalars(i, f, true);
        if (f.matrix == i || !l.once(f.matrix)) return {};
        if (!is<operations::outer>(f.matrix) && !square_diagonal(f.matrix)) return {};
        f.form = matrix_form::scaled_thin;
        return f;
    }

    constexpr found sum_of_matrices(int i) {
        if (const found f = sum_with_diagonal(i); f.form != matrix_form::none) return f;
        int part[2];
        bool minus[2];
        for (int k = 0; k < 2; ++k) {
            part[k] = node_at(i).operand[k];
            minus[k] = l.minus(part[k]) && l.once(part[k]);
            if (minus[k]) part[k] = node_at(part[k]).operand[1];
            if (!is<operations::matrix_product>(part[k]) || !l.once(part[k])) return {};
        }
        if (minus[0] && !minus[1]) {  // the difference, from the other side
            const int swap = part[0];
            part[0] = part[1], part[1] = swap;
            minus[0] = false, minus[1] = true;
        }
        const int *a = node_at(part[0]).operand, *b = node_at(part[1]).operand;
        if (minus[0] || node_at(part[0]).extent != node_at(part[1]).extent) return {};
        if (a[0] == b[0])
            return {matrix_form::common_left, plain(a[0]), a[1], b[1], minus[1], a[0]};
        if (a[1] != b[1] || node_at(a[1]).extent.rank != 2 ||
            node_at(a[0]).extent != node_at(b[0]).extent)
            return {};
        return {matrix_form::common_right, plain(a[1]), a[0], b[0], minus[1], a[1]};
    }

    constexpr found sum_with_diagonal(int i) {
        if (node_at(i).extent.rank != 2) return {};
        for (int k = 0; k < 2; ++k) {
            found f;
            const int thin = node_at(i).operand[k], other = node_at(i).operand[1 - k];
            if (node_at(other).extent != node_at(i).extent) return {};
            f.matrix = without_scalars(thin, f, false);
            if (!square_diagonal(f.matrix) || !l.once(f.matrix)) continue;
            if (l.minus(other) && !is<operations::outer>(node_at(other).operand[1])) continue;
            f.form = matrix_form::add_diagonal;
            f.other = other;
            return f;
        }
        return {};
    }

    constexpr found product_of_matrices(int i) const {
        const int a = node_at(i).operand[0], b = node_at(i).operand[1];
        const bool matrices = node_at(b).extent.rank == 2;
        if (matrices && square_diagonal(a))
            return {matrix_form::scaled_rows, node_at(a).operand[0], plain(b), -1, plain(b) != b};
        if (matrices && square_diagonal(b))
            return {matrix_form::scaled_columns, plain(a), node_at(b).operand[0], -1,
                    plain(a) != a};
        if (matrices || !is<operations::inverse>(plain(a)) || !solving_pays(plain(a))) return {};
        return {matrix_form::solution, node_at(plain(a)).operand[0], b, -1, plain(a) != a};
    }

    constexpr found diagonal_of_product(int product) const {
        if (!is<operations::matrix_product>(product) || !l.once(product)) return {};
        const int a = node_at(product).operand[0], b = node_at(product).operand[1];
        return {matrix_form::product_diagonal, plain(a), plain(b)};
    }

    /// Whether all users of the inverse multiply vectors by it, and solving costs less.
    constexpr bool solving_pays(int inverse) const {
        int transposed = -1, users = 0;
        for (int j = inverse + 1; j < l.out.values.size; ++j)
            if (l.uses.data[j] > 0 && is<operations::transpose>(j) &&
                node_at(j).operand[0] == inverse)
                transposed = j;
        for (int j = inverse + 1; j < l.out.values.size; ++j)
            if (const record& r = node_at(j); l.uses.data[j] > 0 && !has(j) &&
                                              is<operations::matrix_product>(j) &&
                                              node_at(r.operand[1]).extent.rank == 1)
                users += r.operand[0] == inverse || (transposed >= 0 && r.operand[0] == transposed);
        const int used = l.uses.data[inverse] - (transposed >= 0) +
                         (transposed >= 0 ? l.uses.data[transposed] : 0);
        if (users != used) return false;
        const shape a = node_at(inverse).extent, b = vector_shape(a.rows);
        return users * operations::solve::flops(b, a, b).total() <
               operations::inverse::flops(a, a, scalar_shape).total() +
                   users * operations::matrix_product::flops(b, a, b).total();
    }

    // --- instructions ---

    /// The product of the factors in front, or -1.
    constexpr int factor_of(const found& f) {
        int factor = -1;
        for (int k = f.scalars; k-- > 0;) factor = l.multiplied(factor, scalars.data[f.first + k]);
        return factor;
    }

    constexpr int scaled(const found& f, int vector) {
        if (f.scalars == 0) return vector;
        const int factor = factor_of(f), t = l.temporary(l.out.values.data[vector].extent);
        l.emit(descriptor<operations::product>, t, factor, vector);
        return t;
    }

    constexpr int added(const found& f, int a, int b) {
        const int t = l.temporary(l.out.values.data[a].extent);
        if (f.flag) l.emit(descriptor<operations::subtract>, t, a, b);
        else l.emit(descriptor<operations::sum>, t, a, b);
        return t;
    }

    constexpr void lower(int i) {
        const found f = all.data[places.data[i]];
        const int* const of = node_at(f.matrix).operand;
        switch (f.form) {
        case matrix_form::none: return;
        case matrix_form::scaled_thin:
            if (is<operations::outer>(f.matrix)) return lower_outer(i, f);
            return l.emit(*node_at(f.matrix).op, i, scaled(f, of[0]), -1, -1, node_at(f.matrix).p,
                          node_at(f.matrix).q);
        case matrix_form::scaled_rows:
            return l.emit(descriptor<operations::scaled_rows>, i, f.matrix, f.other, -1,
                          f.flag * 2);
        case matrix_form::scaled_columns:
            return l.emit(descriptor<operations::scaled_columns>, i, f.matrix, f.other, -1, f.flag);
        case matrix_form::add_diagonal:
            return l.emit(descriptor<operations::add_to_diagonal>, i, f.other, scaled(f, of[0]));
        case matrix_form::product_diagonal: {
            const int* const operands = node_at(node_at(i).operand[0]).operand;
            return l.lower_matrix_product(i, operands[0], operands[1],
                                          descriptor<operations::diagonal_of_product>);
        }
        case matrix_form::solution: return lower_solution(i, f);
        case matrix_form::common_left:
            return l.lower_matrix_product(i, f.common, added(f, f.other, f.third));
        case matrix_form::common_right:
            return l.lower_matrix_product(i, added(f, f.other, f.third), f.common);
        }
    }

    /// The scalar goes to the shorter vector, or to the one that is not constant.
    constexpr void lower_outer(int i, const found& f) {
        const int u = node_at(f.matrix).operand[0], v = node_at(f.matrix).operand[1];
        const bool right =
            l.kind(u) == role::constant ||
            (l.kind(v) != role::constant && node_at(v).extent.rows < node_at(u).extent.rows);
        const int s = scaled(f, right ? v : u);
        l.emit(descriptor<operations::outer>, i, right ? u : s, right ? s : v);
    }

    constexpr void lower_solution(int i, const found& f) {
        int matrix = f.matrix;
        if (f.flag) {
            matrix = l.temporary(node_at(f.matrix).extent);
            l.emit(descriptor<operations::transpose>, matrix, f.matrix);
        }
        l.emit(descriptor<operations::solve>, i, matrix, f.other);
    }
};

}  // namespace ctgrad::detail
