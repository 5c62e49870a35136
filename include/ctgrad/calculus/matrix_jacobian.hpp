/// Jacobians of a vector by a vector as textbooks write them, in matrices: A, diagonal(cos(v)),
/// diagonal(s) - s s^T. By forward mode, J_y = sum of diagonal(dy/du) J_u.
#pragma once

#include <ctgrad/calculus/reverse.hpp>

namespace ctgrad::detail {

/// From the variable up to the vector that is differentiated. It gives up (-1) at what it has no
/// matrix for: parts of vectors, matrices that depend on x, a longer chain of products than
/// rows of the result pay for.
template <class Graph> class matrix_jacobian {
    Graph& g;
    int x;
    list<bool> depends{};
    list<bool> needed{};
    list<int> known{};  ///< per node: its Jacobian, or -1
    int dense = 0;      ///< products of two matrices that are not thin
    int scalars = 0;    ///< gradients of scalars on the way

    /// Each is a sweep of its own.
    static constexpr int most_scalars = 4;

public:
    constexpr matrix_jacobian(Graph& all, int variable) : g(all), x(variable) {}

    constexpr int of(int f) {
        if (g.extent(f).rank != 1 || g.extent(x).rank != 1 || f < x) return -1;
        list<int> target;
        target.push(x);
        depends_on(g, target, f + 1, depends);
        if (!depends.data[f]) return -1;
        needed.resize(f + 1, false);
        needed.data[f] = true;
        for (int i = f; i > x; --i)
            for (int k = 0; needed.data[i] && k < g.nodes.data[i].count; ++k) {
                const int u = g.operand(i, k);
                if (!depends.data[u] || g.extent(u).rank == 0) continue;
                if (g.extent(u).rank == 2) return -1;
                needed.data[u] = true;
            }
        known.resize(f + 1, -1);
        for (int i = x; i <= f; ++i) {
            if (!needed.data[i]) continue;
            const node jacobian = i == x ? identity_matrix() : of_node({&g, i});
            if (jacobian.index < 0) return -1;
            known.data[i] = jacobian.index;
        }
        return dense > 1 && g.extent(x).rows > g.extent(f).rows ? -1 : known.data[f];
    }

private:
    constexpr node identity_matrix() const {
        const int n = g.extent(x).rows, ones = make_constant(g, 1, g.extent(x));
        return apply_with<operations::diagonal_matrix>(n, n, node{&g, ones});
    }

    constexpr bool depends_on_x(node u) const { return depends.data[u.index]; }

    constexpr node of_node(node y) {
        const operation& op = *y.content().op;
        if (op.kind != role::structural && op.derivative) return of_entries(y);
        const node u = y.operand(0);
        if (&op == &descriptor<operations::softmax>) {
            const node of_function = diagonal_of(y, y) - apply<operations::outer>(y, y);
            return apply<operations::matrix_product>(of_function, of_operand(u));
        }
        const bool product = &op == &descriptor<operations::matrix_product>;
        if ((!product && &op != &descriptor<operations::solve>) || depends_on_x(u)) return {};
        const node inner = of_operand(y.operand(1));
        dense += !operations::laws::is_thin(inner);
        return product ? apply<operations::matrix_product>(u, inner)
                       : apply<operations::solve>(u, inner);
    }

    /// Of an operation that works entry by entry.
    constexpr node of_entries(node y) {
        node total{};
        for (int k = 0; k < y.content().count; ++k) {
            const node u = y.operand(k);
            if (!depends_on_x(u)) continue;
            const node d{&g, y.content().op->derivative(g, y.index, k)};
            node part{};
            if (u.extent().rank > 0)
                part = apply<operations::matrix_product>(diagonal_of(d, y), of_operand(u));
            else if (++scalars <= most_scalars)
                part = apply<operations::outer>(node{&g, fit(g, d.index, y.extent())}, gradient(u));
            if (part.index < 0) return {};
            total = total.index < 0 ? part : total + part;
        }
        return total;
    }

    constexpr node of_operand(node u) const { return {&g, known.data[u.index]}; }

    constexpr node diagonal_of(node d, node like) const {
        const int n = like.extent().rows;
        return apply_with<operations::diagonal_matrix>(n, n,
                                                       node{&g, fit(g, d.index, like.extent())});
    }

    constexpr node gradient(node u) {
        list<int> target, adjoints;
        target.push(x);
        reverse(g, u.index, make_constant(g, 1), target, adjoints);
        return {&g, adjoints[0]};
    }
};

}  // namespace ctgrad::detail
