/// One node of a computation graph, in a graph or outside of all.
#pragma once

#include <cstdint>

#include <ctgrad/calculus/operation.hpp>
#include <ctgrad/core/config.hpp>
#include <ctgrad/core/hash.hpp>
#include <ctgrad/core/rational.hpp>
#include <ctgrad/core/shape.hpp>
#include <ctgrad/core/text_view.hpp>

namespace ctgrad {

/// A text_view as an aggregate: a compiler makes it without a call.
struct name_view {
    const char* data;
    int size;
    constexpr operator core::text_view() const { return {data, static_cast<std::size_t>(size)}; }
    template <detail::standard_view View> constexpr operator View() const {
        return core::text_view(*this);
    }
};

namespace detail {

struct entry;

}  // namespace detail

/// One node. Operands stand before their users, so ascending order is a topological order; only
/// where a rule is shown the operands of an expression, they follow as they are asked for. Members
/// have no initialisers, here and in instructions, or clang would make each node of an array that
/// is larger than what is in it.
struct record {
    const operation* op;
    identity id;     ///< hash of (operation, shape, parameters, ids of the operands)
    name_view name;  ///< of a variable; of others the formula, where it is known
    std::int64_t p;  ///< parameters: numerator of a constant or exponent, row of an element
    std::int64_t q;  ///< denominator, column
    shape extent;
    int operand[3];  ///< with more than three: operand[0] is their place in the pool
    int count;       ///< number of operands
    int size;        ///< nodes of the expression written as a tree, at most `largest_counted`
    const detail::entry* origin;  ///< its definition, if it was not made here

    constexpr rational value() const { return rational::reduced(p, q); }
};

namespace detail {

/// A node without operands.
constexpr record leaf_record(const operation& op, identity id, name_view name, std::int64_t p,
                             std::int64_t q, const shape& extent) {
    return {&op, id, name, p, q, extent, {-1, -1, -1}, 0, 1, nullptr};
}

/// A node outside of all graphs, as a constant.
struct entry {
    record content;  ///< without operands
    const entry* operands[3];
    const entry* const* all;  ///< where there are more than three

    constexpr const entry& operand(int k) const {
        return content.count <= 3 ? *operands[k] : *all[k];
    }
};

constexpr entry leaf_entry(const record& leaf) { return {leaf, {}, nullptr}; }

/// Whether it is a variable that stands for a number.
constexpr bool is_number(const record& r) {
    return r.op->kind == role::variable && r.extent.rank == 0;
}

}  // namespace detail

/// A node where it is: in a graph, or outside of it, where `origin` knows its operands.
struct seen_node {
    const record* content = nullptr;
    const detail::entry* origin;
};

/// Nodes of a larger tree are not counted on.
inline constexpr int largest_counted = 1 << 20;

/// Up to this many nodes an expression is put into canonical order as a whole. Beyond, sums and
/// products keep the association they were written in, because a part of them may be shared.
inline constexpr int largest_ordered = 32;

}  // namespace ctgrad
