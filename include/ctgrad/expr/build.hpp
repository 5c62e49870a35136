/// How operators and functions make expressions: a rule on nodes, applied while compiling.
#pragma once

#include <ctgrad/expr/expression.hpp>
#include <ctgrad/expr/literal.hpp>

namespace ctgrad::detail {

/// A node that building an expression takes. Its definition lacks the operands that are new too.
struct new_node {
    entry definition;
    identity operands[3];
};

/// The new nodes that building one expression takes, its root and the root's label.
template <int Capacity> struct construction {
    new_node nodes[Capacity]{};
    int count = 0;      ///< more than Capacity: nothing is kept
    identity root = 0;  ///< 0: the operands do not fit together
    text_buffer<label_length> text{};

    constexpr construction() = default;

    /// Keeps those of the nodes made here that the root needs. None of them has more than three
    /// operands: such nodes are made by passes. `longer`: the formula is longer than a label.
    constexpr construction(graph& g, int root_node, bool longer = false)
        : root(g.nodes.data[root_node].id) {
        if (only_new(g, root_node)) keep(g, root_node);
        else keep_needed(g, root_node);
        if (count <= Capacity) text = label_text(g, root_node, longer);
    }

private:
    static constexpr bool only_new(graph& g, int i) {
        if (g.nodes.data[i].origin) return false;
        const int operands = g.nodes.data[i].count;
        for (int k = 0; k < operands; ++k)
            if (!g.nodes.data[g.nodes.data[i].operand[k]].origin) return false;
        return true;
    }

    constexpr void keep(const graph& g, int i) {
        if (count++ >= Capacity) return;
        const record& r = g.nodes.data[i];
        new_node& n = nodes[count - 1];
        n.definition.content = r;
        for (int k = 0; k < r.count; ++k) {
            n.definition.content.operand[k] = -1;
            const record& operand = g.nodes.data[r.operand[k]];
            n.operands[k] = operand.id;
            n.definition.operands[k] = operand.origin;
        }
    }

    constexpr void keep_needed(graph& g, int root_node) {
        list<bool> needed(root_node + 1, false);
        needed.data[root_node] = true;
        for (int i = root_node; i >= 0; --i) {
            const record& r = g.nodes.data[i];
            if (!needed.data[i]) continue;
            needed.data[i] = !r.origin;
            if (r.origin) continue;
            for (int k = 0; k < r.count; ++k) needed.data[r.operand[k]] = true;
        }
        for (int i = 0; i <= root_node; ++i)
            if (needed.data[i]) keep(g, i);
    }
};

/// What a rule is given of an operand.
struct part {
    const entry* definition = nullptr;
    name_view formula{};  ///< its label, if that is the formula and not an outline
};

/// Whether the label of an expression of this size is its formula. An outline has "..." in it, or
/// " of " behind its first word (label_text.hpp).
constexpr bool is_formula(core::text_view label, int size) {
    if (size > largest_ordered) return false;
    const char* const text = label.data();
    const int length = static_cast<int>(label.size());
    for (int i = 2; i < length; i += 3)
        if (text[i] == '.' && (text[i - 1] == '.' || text[i + 1] == '.')) return false;
    int word = 0;
    while (word < length && text[word] != ' ') ++word;
    return word + 1 >= length || text[word + 1] != 'o';
}

constexpr part part_from(const entry& definition, core::text_view label) {
    if (!is_formula(label, definition.content.size)) return {&definition, {}};
    return {&definition, {label.data(), static_cast<int>(label.size())}};
}

template <operand T> inline constexpr part part_of = part_of<decltype(as_expression(T{}))>;
template <identity Id, auto Text>
inline constexpr part part_of<expr<Id, Text>> = part_from(entry_of<Id>, Text.view());

template <operand T> inline constexpr identity id_of = part_of<T>.definition->content.id;
template <operand T> inline constexpr shape extent_of = part_of<T>.definition->content.extent;

constexpr int refer(graph& g, const part& p) {
    const int node = g.refer(*p.definition);
    g.nodes.data[node].name = p.formula;
    return node;
}

/// Whether a + b, if nothing was collected, is longer than a label: it is as long as both and a
/// sign between them, which may take the place of a minus in front of a term.
constexpr bool is_long_sum(const record& sum, const part& a, const part& b) {
    const int size = a.definition->content.size + b.definition->content.size + 1;
    return a.formula.size > 0 && b.formula.size > 0 &&
           a.formula.size + b.formula.size + 2 > label_length && sum.size == size &&
           sum.op->kind == role::sum;
}

// Parts are arguments of functions, not templates: a rule is instantiated once for all operands.
template <int Capacity, class Rule, class... Parts>
constexpr construction<Capacity> constructed(const Parts&... parts) {
    if constexpr (requires { Rule::fit(parts.definition->content.extent...); })
        if (!Rule::fit(parts.definition->content.extent...)) return {};
    graph g;
    g.nodes.reserve(2 * most_searched);
    const node nodes[] = {{&g, refer(g, parts)}...};
    const auto make = [&]<int... I>(std::integer_sequence<int, I...>) {
        return Rule::make(nodes[I]...).index;
    };
    const int root = make(std::make_integer_sequence<int, static_cast<int>(sizeof...(Parts))>{});
    bool longer = false;
    if constexpr (requires { Rule::adds; }) longer = is_long_sum(g.nodes.data[root], parts...);
    return construction<Capacity>(g, root, longer);
}

/// Most expressions are one node, or a few, more than their parts: the first look is made for them.
inline constexpr int few_nodes = 3;

template <class Rule, class... Operands>
inline constexpr construction<few_nodes> made_of =
    constructed<few_nodes, Rule>(part_of<Operands>...);
template <int Capacity, class Rule, class... Operands>
inline constexpr construction<Capacity> made_in = constructed<Capacity, Rule>(part_of<Operands>...);

/// Defines the new nodes, each after its operands.
template <const auto& Made, int... I>
constexpr bool define_new_nodes(std::integer_sequence<int, I...>) {
    const bool results[] = {is_defined<Made.nodes[I].definition.content.id,
                                       entry{Made.nodes[I].definition.content,
                                             {entry_or_none<Made.nodes[I].operands[0]>(),
                                              entry_or_none<Made.nodes[I].operands[1]>(),
                                              entry_or_none<Made.nodes[I].operands[2]>()},
                                             nullptr}>...,
                            true};
    return results[0];
}

/// Defines the new nodes of a construction, and names its root.
template <const auto& Made> constexpr auto define_root() {
    static_assert(define_new_nodes<Made>(std::make_integer_sequence<int, Made.count>{}),
                  "the nodes of the result are registered");
    constexpr int size = Made.text.size;
    return with_label<Made.root, size + 1, core::label<size + 1>(Made.text.characters, size)>();
}

/// What Rule::make(node...) makes of operands. A rule may have
///   static constexpr bool fit(const shape&...);  // whether the operands fit together
///   static constexpr bool adds = true;  // it makes the sum of two
///   template <identity...> static constexpr auto refused();  // stops with a sentence if not
/// The construction is named in constants alone: referred to, it would be compiled with all laws.
template <class Rule, class... Operands> constexpr auto built_from() {
    constexpr int count = made_of<Rule, Operands...>.count;
    if constexpr (count == 1) {  // most: define_root would be a function more for each
        static_assert(sizeof(defining<made_of<Rule, Operands...>.root,
                                      made_of<Rule, Operands...>.nodes[0].definition>) > 0,
                      "registered");
        constexpr int size = made_of<Rule, Operands...>.text.size;
        return with_label<made_of<Rule, Operands...>.root, size + 1,
                          core::label<size + 1>(made_of<Rule, Operands...>.text.characters,
                                                size)>();
    } else if constexpr (made_of<Rule, Operands...>.root == 0)
        return Rule::template refused<id_of<Operands>...>();
    else if constexpr (count <= few_nodes) return define_root<made_of<Rule, Operands...>>();
    else return define_root<made_in<count, Rule, Operands...>>();
}

/// Output I of a pass, as it stands, as an expression.
template <class Pass, int I> constexpr auto registered_output() {
    static_assert(defined<frozen<Pass>>, "the nodes of the result are registered");
    return expression_of<frozen<Pass>.nodes[frozen<Pass>.outputs[I]].id>{};
}

/// Output I of a pass as an expression. Of passes that give partial derivatives: expr/diff.hpp.
template <class Pass, int I> constexpr auto output_expression() {
    return registered_output<Pass, I>();
}

/// Applies Rule::make(node...) to operands.
template <class Rule, plain_operand... Operands> constexpr auto build(Operands...) {
    return built_from<Rule, Operands...>();
}

/// A symbol where more than entries is asked for: expr/symbol.hpp has the rules for those.
template <class Rule, class... Operands> constexpr auto build(Operands... operands) {
    fail<"the derivative of a function is made of functions that work entry by entry", Rule>();
    return [](auto first, auto...) { return first; }(operands...);
}

/// Stops with the sentence. Returning the left operand keeps it the only error.
template <auto Write, operand A> constexpr auto refuse() {
    fail_with<Write>();
    return as_expression(A{});
}

/// The rule that applies one operation.
template <class Operation> struct rule {
    template <class... Nodes> static constexpr node make(Nodes... nodes) {
        return apply<Operation>(nodes...);
    }
};

/// The rule that applies one operation with its integer parameters.
template <class Operation, std::int64_t P, std::int64_t Q = 0> struct rule_with {
    template <class... Nodes> static constexpr node make(Nodes... nodes) {
        return apply_with<Operation>(P, Q, nodes...);
    }
};

}  // namespace ctgrad::detail
