/// The rules behind functions of expressions that are not one operation alone.
#pragma once

#include <ctgrad/expr/operators.hpp>

namespace ctgrad::detail {

template <std::int64_t P, std::int64_t Q> struct to_power {
    static constexpr node make(node u) { return ctgrad::power(u, {P, Q}); }
};
struct hadamard_rule {
    static constexpr node make(node a, node b) { return a * b; }
};
struct dot_rule {
    static constexpr node make(node a, node b) { return apply<operations::sum_of_entries>(a * b); }
};
struct squared_norm_rule {
    static constexpr node make(node u) { return apply<operations::sum_of_entries>(square(u)); }
};
struct mean_rule {
    static constexpr node make(node u) {
        return rational(1, u.extent().size()) * apply<operations::sum_of_entries>(u);
    }
};
template <int Rows, int Columns> struct diagonal_rule {
    static constexpr node make(node u) {
        if (u.extent().rank == 2) return apply<operations::diagonal>(u);
        return apply_with<operations::diagonal_matrix>(Rows, Columns, u);
    }
};
template <std::int64_t From, shape Extent> struct slice_rule {
    static constexpr node make(node u) { return operations::slice::make(u, From, Extent); }
};

/// The pass: the product of all entries.
template <identity F> struct prod_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const node u{&g, load(g, entry_of<F>)};
        node result = operations::slice::make(u, 0, scalar_shape);
        for (int i = 1; i < u.extent().size(); ++i)
            result = result * operations::slice::make(u, i, scalar_shape);
        outputs.push(result.index);
    }
};

/// The value of a literal or integral constant that counts or indexes.
template <operand T> constexpr int integer_value() {
    constexpr const record& content = entry_of<id_of<T>>.content;
    if constexpr (content.op->kind != role::constant || content.q != 1) {
        fail<"an index or a size is an integral constant: write 2_c", T>();
        return 0;
    } else return static_cast<int>(content.p);
}

/// "dot(A, b): what must hold, not matrix 2 x 3 and vector 3"
template <core::label Name, core::label Requirement, identity... Ids> constexpr auto misuse() {
    sentence out;
    out << Name.view();
    int k = 0;
    ((out << (k++ == 0 ? "(" : ", ") << text_of<Ids>().view()), ...);
    out << "): " << Requirement.view() << ", not ";
    k = 0;
    ((out << (k++ == 0 ? "" : " and ") << entry_of<Ids>.content.extent), ...);
    return out;
}

template <core::label Name, core::label Requirement, operand A, operand... Others> constexpr auto
refuse_call() {
    return refuse<&misuse<Name, Requirement, id_of<A>, id_of<Others>...>, A>();
}

}  // namespace ctgrad::detail
