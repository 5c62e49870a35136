/// Long sums of scalars, added in pairs: ((t1 + t2) + (t3 + t4)) + ... instead of one after the
/// other, so that additions need not wait for each other; it also rounds less.
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// A number to be added or, if negative, subtracted.
struct summand {
    int value = -1;
    bool negative = false;
};

/// The sums of one program. Each is a chain of nodes, one for every summand but the first. Its
/// partial sums are kept like the digits of a binary number: two of equal length become one,
/// so that few of them live at a time.
struct sum_chains {
    struct chain {
        int root = -1;
        int parts = 0;  ///< place of its partial sums
        int depth = 0;  ///< number of them
        int added = 0;  ///< number of summands so far
    };
    struct link {
        int chain = -1;
        summand first{};  ///< of the chain's first link
        summand second{};
    };
    list<chain> chains{};
    list<link> links{};
    list<summand> parts{};

    /// A new chain of this many links that ends in the node `root`.
    constexpr int start(int root, int length) {
        chains.push({root, parts.size, 0, 0});
        for (int most = length; most > 0; most /= 2) parts.push({});
        parts.push({});
        parts.push({});
        return chains.size - 1;
    }

    /// Writes what a link adds: emit(target or -1, operation, left, right or -1) gives the value's
    /// number.
    constexpr void add(int at, bool last, const auto& emit) {
        const link l = links.data[at];
        chain& c = chains.data[l.chain];
        if (l.first.value >= 0) push(c, l.first);
        push(c, l.second);
        if (!last)
            for (int n = c.added; n % 2 == 0; n /= 2) join(c, -1, emit);
        while (last && c.depth > 1) join(c, c.depth == 2 ? c.root : -1, emit);
    }

    constexpr void push(chain& c, summand s) {
        parts.data[c.parts + c.depth++] = s;
        ++c.added;
    }

    constexpr void join(chain& c, int target, const auto& emit) {
        const summand right = parts.data[c.parts + --c.depth];
        summand& left = parts.data[c.parts + c.depth - 1];
        const bool both = left.negative && right.negative;
        if (left.negative == right.negative)
            left.value =
                emit(both ? -1 : target, descriptor<operations::sum>, left.value, right.value);
        else if (left.negative)
            left.value = emit(target, descriptor<operations::subtract>, right.value, left.value);
        else left.value = emit(target, descriptor<operations::subtract>, left.value, right.value);
        left.negative = both;
        if (both && target >= 0) emit(target, descriptor<operations::negate>, left.value, -1);
    }
};

/// Shorter sums are left as they are.
inline constexpr int shortest_chain = 4;

/// Finds such sums while a lowering decides, and writes their instructions.
template <class Lowering> struct long_sums {
    Lowering& l;
    sum_chains chains{};
    list<int> links = list<int>(l.g.count, -1);  ///< per node: its place among them, or -1

    constexpr bool has(int i) const { return links.data[i] >= 0; }

    /// The partial sum that a sum of scalars adds to, if it is used once; else -1.
    constexpr int partial_sum(int i) const {
        const record& r = l.g.nodes[i];
        if (r.op->kind != role::sum || r.extent.rank != 0) return -1;
        const int left = r.operand[0], right = r.operand[1];
        const record &a = l.g.nodes[left], &b = l.g.nodes[right];
        const bool from_left = a.op->kind == role::sum && l.uses.data[left] == 1;
        const bool from_right = b.op->kind == role::sum && l.uses.data[right] == 1;
        if (from_left && from_right) return b.size > a.size ? right : left;
        return from_left ? left : from_right ? right : -1;
    }

    /// Whether it is a sum of many scalars, each partial sum used once.
    constexpr bool decide(int i) {
        if (l.fenced.data[i] || l.g.nodes[i].extent.rank != 0) return false;
        int length = 1;
        for (int n = partial_sum(i); n >= 0; n = partial_sum(n)) ++length;
        if (length < shortest_chain) return false;
        list<int> nodes;
        for (int n = i; n >= 0; n = partial_sum(n)) nodes.push(n);
        const int chain = chains.start(i, length);
        for (int k = length - 1, inner = -1; k >= 0; inner = nodes.data[k--]) {
            const int *operand = l.g.nodes[nodes.data[k]].operand, other = operand[0] == inner;
            links.data[nodes.data[k]] = chains.links.size;
            chains.links.push({chain, inner < 0 ? summand_of(operand[1 - other]) : summand{},
                               summand_of(operand[other])});
        }
        return true;
    }

    constexpr summand summand_of(int i) {
        if (!l.minus(i)) return {i, false};
        const int negated = l.g.nodes[i].operand[1];
        l.look_through(i, 1);
        return {negated, true};
    }

    constexpr void lower(int i) {
        const sum_chains::link& link = chains.links.data[links.data[i]];
        const auto write = [&](int target, const operation& op, int a, int b) {
            if (target < 0) target = l.temporary(scalar_shape);
            l.emit(op, target, a, b);
            return target;
        };
        chains.add(links.data[i], i == chains.chains.data[link.chain].root, write);
    }
};

}  // namespace ctgrad::detail
