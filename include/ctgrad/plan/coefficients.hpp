/// Coefficients that are numbers: what is multiplied by 2 wherever it is used is multiplied once.
#pragma once

#include <ctgrad/plan/rewriting.hpp>

namespace ctgrad::detail {

/// c (a s) and c (b s) as a (c s) and b (c s); c a + c b as c (a + b).
struct shared_coefficients {
    rewriting& r;

    static constexpr int most_rounds = 16;

    /// c > 0 times a factor of what c or -c is multiplied with.
    struct pair {
        rational c{};
        int factor = -1;
        int count = 0;
        int made = -1;  ///< the value of c factor, where it is there
    };
    list<pair> pairs{};

    constexpr void run() {
        for (int i = 0; i < r.p.code.size; ++i) {
            join_constants(i);
            take_out(i);
        }
        for (int round = 0; round < most_rounds && share_one(); ++round) {}
    }

    /// Where the constant is among the operands of a product; -1: there is none.
    constexpr int constant_of(int i) const {
        if (i < 0 || !r.is<operations::product>(i)) return -1;
        const int* const operand = r.p.code.data[i].operand;
        const int k = r.is_constant(operand[0]) ? 0 : r.is_constant(operand[1]) ? 1 : -1;
        return k >= 0 && r.is_constant(operand[1 - k]) ? -1 : k;
    }

    /// c (d u) as (c d) u.
    constexpr void join_constants(int i) {
        const int k = constant_of(i);
        if (k < 0) return;
        const int* const operand = r.p.code.data[i].operand;
        const int inner = r.once<operations::product>(operand[1 - k]), m = constant_of(inner);
        if (m < 0) return;
        const int* const factors = r.p.code.data[inner].operand;
        const rational c = r.number(operand[k]) * r.number(factors[m]);
        if (!c.exact()) return;
        const int u = factors[1 - m];
        if (c.is(1)) r.write<operations::copy>(i, u);
        else r.write<operations::product>(i, r.constant(c), u);
    }

    /// c a + c b as c (a + b).
    constexpr void take_out(int i) {
        const bool adds = r.is<operations::sum>(i);
        if (!adds && !r.is<operations::subtract>(i)) return;
        const int* const operand = r.p.code.data[i].operand;
        const int left = r.once<operations::product>(operand[0]), m = constant_of(left);
        const int right = r.once<operations::product>(operand[1]), n = constant_of(right);
        if (m < 0 || n < 0) return;
        const int c = r.p.code.data[left].operand[m], d = r.p.code.data[right].operand[n];
        const bool opposite = r.number(c) == -r.number(d);
        if (!opposite && r.number(c) != r.number(d)) return;
        const int a = r.p.code.data[left].operand[1 - m], b = r.p.code.data[right].operand[1 - n];
        const int both =
            adds != opposite ? r.add<operations::sum>(a, b) : r.add<operations::subtract>(a, b);
        r.write<operations::product>(i, c, both);
    }

    constexpr pair& counted(const rational& c, int factor) {
        for (pair& known : pairs)
            if (known.factor == factor && known.c == c) return known;
        pairs.push({c, factor});
        return pairs.data[pairs.size - 1];
    }

    /// The product that c stands in front of in instruction i, if only that needs it; -1: another.
    constexpr int inner_product(int i, int k) const {
        const int inner = r.once<operations::product>(r.p.code.data[i].operand[1 - k]);
        return inner >= 0 && constant_of(inner) < 0 ? inner : -1;
    }

    constexpr rational magnitude(int i, int k) const {
        const rational c = r.number(r.p.code.data[i].operand[k]);
        return c.negative() ? -c : c;
    }

    /// The pair that most instructions have, once for all of them.
    constexpr bool share_one() {
        pairs.size = 0;
        const int count = r.p.code.size;
        for (int i = 0; i < count; ++i) {
            const int k = constant_of(i);
            if (k < 0) continue;
            const rational c = magnitude(i, k);
            const int inner = inner_product(i, k), other = r.p.code.data[i].operand[1 - k];
            if (inner < 0 && c != r.number(r.p.code.data[i].operand[k])) continue;
            if (inner < 0) {
                pair& p = counted(c, other);
                ++p.count;
                p.made = r.p.code.data[i].target;
                continue;
            }
            const int* const factors = r.p.code.data[inner].operand;
            ++counted(c, factors[0]).count;
            if (factors[1] != factors[0]) ++counted(c, factors[1]).count;
        }
        int best = -1;
        for (int k = 0; k < pairs.size; ++k)
            if (pairs.data[k].count > (best < 0 ? 1 : pairs.data[best].count)) best = k;
        if (best < 0) return false;
        pair p = pairs.data[best];
        if (p.made < 0) p.made = r.add<operations::product>(r.constant(p.c), p.factor);
        for (int i = 0; i < count; ++i) {
            const int k = constant_of(i);
            if (k < 0 || magnitude(i, k) != p.c) continue;
            const bool minus = r.number(r.p.code.data[i].operand[k]).negative();
            const int inner = inner_product(i, k);
            if (inner < 0) continue;
            const int* const factors = r.p.code.data[inner].operand;
            const int place = factors[0] == p.factor ? 0 : factors[1] == p.factor ? 1 : -1;
            if (place < 0) continue;
            const int other = factors[1 - place];
            if (!minus) r.write<operations::product>(i, other, p.made);
            else r.write<operations::negate>(i, r.add<operations::product>(other, p.made));
        }
        return true;
    }
};

}  // namespace ctgrad::detail
