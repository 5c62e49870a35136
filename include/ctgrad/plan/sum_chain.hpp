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

}  // namespace ctgrad::detail
