/// From an operation's struct to its descriptor: the only place that knows how a struct is written.
#pragma once

#include <concepts>

#include <ctgrad/calculus/law.hpp>
#include <ctgrad/core/registry.hpp>

namespace ctgrad {

enum class symmetry : unsigned char { odd, even };

/// Base of an operation that works entry by entry, scalars broadcast. A derived struct adds
///   template <class T> static constexpr T value(T u);          // of one entry; one T per operand
///   static constexpr node derivative(node u, node y);          // Arity 1, y = value(u)
///   static constexpr node derivative(int k, node a, node b, node y);         // by operand k of 2
///   static constexpr node derivative(int k, node a, node b, node c, node y); // by operand k of 3
/// and optionally
///   static constexpr law_table<1> laws();    // which simplify it; law_table<2> of two operands
///   static constexpr node simplify(node u);  // the same as a function: an equal node, or node{}
///                                            // (with parameters: simplify(p, q, u))
///   static constexpr unsigned merges;        // what laws of pairs know of it
///   static constexpr core::text_view infix;
///   static constexpr operation_counts operations_per_entry;  // default: one function
///   static constexpr bool light;              // an instruction or two on registers
///   static constexpr bool by_number;          // no form for registers: one number after the other
///   static constexpr symmetry parity;         // f(-u) = -f(u) or f(u): the sign is taken out
///   static constexpr core::text_view rule;   // "power rule", where it is not "derivative of sin"
template <core::label Name, int Arity = 1> struct elementwise {
    static constexpr auto name = Name;
    static constexpr identity key = hash(Name.view());
    static constexpr role::code kind = role::elementwise;
    static constexpr int arity = Arity;

    template <std::same_as<shape>... Shapes>
    static constexpr shape result(Shapes... operands) {
        shape joined = scalar_shape;
        ((joined = broadcast(joined, operands)), ...);
        return joined;
    }
};

/// Base of any other operation on shapes. A derived struct adds
///   static constexpr shape result(shape a, ...);
///   template <layout L, class T> static constexpr void evaluate(T* y, const T* a, ...);
///   static constexpr node pull_back(int k, node g, node y);  // adjoint of operand k
///   static constexpr operation_counts flops(shape y, shape a, shape b);
///   static constexpr core::text_view rule(const layout& l);  // or without (l)
/// and optionally `laws()` or `simplify(node a, ...)` as above, `static constexpr bool linear`.
template <core::label Name, int Arity = 1> struct structural {
    static constexpr auto name = Name;
    static constexpr identity key = hash(Name.view());
    static constexpr role::code kind = role::structural;
    static constexpr int arity = Arity;
};

namespace detail {

/// Whether the node is written with a minus in front: -3, -2 * x.
constexpr bool leading_minus(const graph& g, seen_node u) {
    const role::code kind = u.content->op->kind;
    if (kind == role::constant) return u.content->p < 0;
    if (kind != role::product) return false;
    const record& factor = *g.peek(u, 0).content;
    return factor.op->kind == role::constant && factor.p < 0;
}
constexpr bool leading_minus(const graph& g, int u) {
    const role::code kind = g.nodes.data[u].op->kind;  // of most this is enough
    return (kind == role::constant || kind == role::product) && leading_minus(g, g.see(u));
}

constexpr bool is_zero(node u) {
    const record& r = u.content();
    return r.op->kind == role::constant && r.p == 0;
}

template <class Operation> constexpr node derivative_of(int k, node y) {
    graph& g = *y.owner;
    if (g.nodes.data[y.index].operand[0] < 0) g.expand(y.index);
    const int* const u = g.nodes.data[y.index].operand;
    const node a{&g, u[0]}, b{&g, u[1]}, c{&g, u[2]};
    if constexpr (Operation::arity == 1) return Operation::derivative(a, y);
    else if constexpr (Operation::arity == 2) return Operation::derivative(k, a, b, y);
    else return Operation::derivative(k, a, b, c, y);
}

template <class Operation> constexpr int derivative_index(graph& g, int y, int k) {
    return derivative_of<Operation>(k, node{&g, y}).index;
}

template <class Operation>
constexpr int pull_back_index(graph& g, int y, int cotangent, int k) {
    return Operation::pull_back(k, node{&g, cotangent}, node{&g, y}).index;
}

template <class Operation> constexpr operation_counts flops_of(const layout& l) {
    if constexpr (requires { Operation::flops(l.y, l.a, l.b); })
        return Operation::flops(l.y, l.a, l.b);
    else return l.y.size() * Operation::operations_per_entry(l.p, l.q);
}

/// What textbooks call its derivative.
template <class Operation> constexpr core::text_view rule_of(const layout& l) {
    if constexpr (requires { Operation::rule(l); }) return Operation::rule(l);
    else return Operation::rule;
}

/// The struct behind a descriptor, found again by the descriptor's key.
template <class Operation> struct operation_struct {
    using type = Operation;
};
template <identity Key>
using operation_with = typename decltype(definition<Key>)::type;

template <class Operation> constexpr operation describe() {
    static_assert(sizeof(defining<Operation::key, operation_struct<Operation>{}>) > 0,
                  "a name belongs to one operation");
    operation result;
    result.name = Operation::name.view();
    result.key = Operation::key;
    result.kind = Operation::kind;
    if constexpr (requires { &Operation::flops; }) result.flops = &flops_of<Operation>;
    else if constexpr (!requires { Operation::operations_per_entry; })
        result.per_entry = {.functions = 1};
    else if constexpr (requires { Operation::operations_per_entry.functions; })
        result.per_entry = Operation::operations_per_entry;
    else result.flops = &flops_of<Operation>;
    if constexpr (requires { Operation::infix; }) result.infix = Operation::infix;
    if constexpr (requires { Operation::linear; }) result.linear = Operation::linear;
    if constexpr (requires { Operation::light; }) result.light = Operation::light;
    if constexpr (requires { &Operation::rule; }) result.rule = &rule_of<Operation>;
    if constexpr (requires { Operation::merges; }) result.merges = Operation::merges;
    if constexpr (Operation::kind != role::structural && Operation::arity > 0 &&
                  requires { &Operation::derivative; })
        result.derivative = &derivative_index<Operation>;
    if constexpr (Operation::kind == role::structural && requires { &Operation::pull_back; })
        result.pull_back = &pull_back_index<Operation>;
    return result;
}

}  // namespace detail

template <class Operation, class... Nodes> constexpr node apply(node first, Nodes... others);

/// Applies an operation to nodes: its own simplification if it has one that fits, else a node.
/// p and q are the operation's integer parameters (the row and column of an element, say).
template <class Operation, class... Nodes>
constexpr node apply_with(std::int64_t p, std::int64_t q, node first, Nodes... others) {
    if constexpr (requires { Operation::parity; }) {
        constexpr bool odd = Operation::parity == symmetry::odd;
        if (detail::leading_minus(*first.owner, first.index))
            return odd ? -apply<Operation>(-first) : apply<Operation>(-first);
        if (odd && detail::is_zero(first)) return first;
    }
    if constexpr (requires { Operation::laws(); })
        if (const node simpler = Operation::laws().simplified(first, others...); simpler.index >= 0)
            return simpler;
    if constexpr (requires { Operation::simplify(first, others...); })
        if (const node simpler = Operation::simplify(first, others...); simpler.index >= 0)
            return simpler;
    if constexpr (requires { Operation::simplify(p, q, first, others...); })
        if (const node simpler = Operation::simplify(p, q, first, others...); simpler.index >= 0)
            return simpler;
    shape extent;
    if constexpr (requires { Operation::result(first.extent(), others.extent()..., p, q); })
        extent = Operation::result(first.extent(), others.extent()..., p, q);
    else extent = Operation::result(first.extent(), others.extent()...);
    const int operands[3] = {first.index, others.index...};
    constexpr int count = 1 + sizeof...(others);
    return {first.owner, raw(*first.owner, descriptor<Operation>, extent, operands[0],
                             count > 1 ? operands[1] : -1, count > 2 ? operands[2] : -1, p, q)};
}

/// The same for an operation without parameters.
template <class Operation, class... Nodes> constexpr node apply(node first, Nodes... others) {
    return apply_with<Operation>(0, 0, first, others...);
}

}  // namespace ctgrad
