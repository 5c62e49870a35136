/// Coefficients that are numbers: what is multiplied by 2 wherever it is used is multiplied once.
#pragma once

#include <ctgrad/plan/rewriting.hpp>

namespace ctgrad::detail {

/// c (a s) and c (b s) as a (c s) and b (c s); c a + c b as c (a + b); with c s at hand,
/// d a + c d b s as d (a + b (c s)).
struct shared_coefficients {
    rewriting& r;

    static constexpr int most_rounds = 16;

    /// c > 0 times a factor of what c or -c is multiplied with.
    struct pair {
        rational c{};
        int factor = -1;
        int count = 0;
        int made = -1;      ///< the value of c factor, where it is there
        int previous = -1;  ///< one of this factor
    };
    list<pair> pairs{};
    list<int> last_pair{};  ///< per value: the last one of this factor
    list<int> multiples{};  ///< per value: an instruction that multiplies it by a number; -1: none

    constexpr void run() {
        if (!has_constants()) return;
        for (int i = 0; i < r.p.code.size; ++i)
            if (r.multiplies(i)) join_constants(i);
            else if (r.adds(i) && r.is_open(i)) take_out(i);
        take_out_multiples();
        for (int round = 0; round < most_rounds && share_one(); ++round) {}
    }

    constexpr bool has_constants() const {
        for (int v = 0; v < r.p.values.size; ++v)
            if (r.is_constant(v)) return true;
        return false;
    }

    /// Where the constant is among the operands of a product; -1: there is none.
    constexpr int constant_of(int i) const {
        if (i < 0) return -1;
        const instruction& code = r.p.code.data[i];
        if (code.op != &descriptor<operations::product>) return -1;
        const bool left = r.is_constant(code.operand[0]), right = r.is_constant(code.operand[1]);
        return left == right || !r.is_open(i) ? -1 : left ? 0 : 1;
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

    /// c a + c b as c (a + b), of a sum or a difference.
    constexpr void take_out(int i) {
        const bool sum = r.p.code.data[i].op == &descriptor<operations::sum>;
        const int* const operand = r.p.code.data[i].operand;
        const int left = r.once<operations::product>(operand[0]), m = constant_of(left);
        const int right = r.once<operations::product>(operand[1]), n = constant_of(right);
        if (m < 0 || n < 0) return;
        const int c = r.p.code.data[left].operand[m], d = r.p.code.data[right].operand[n];
        const bool opposite = r.number(c) == -r.number(d);
        if (!opposite && r.number(c) != r.number(d)) return;
        const int a = r.p.code.data[left].operand[1 - m], b = r.p.code.data[right].operand[1 - n];
        const int both =
            sum != opposite ? r.add<operations::sum>(a, b) : r.add<operations::subtract>(a, b);
        r.write<operations::product>(i, c, both);
    }

    /// A term of a sum: c times a value.
    struct term {
        int value = -1;
        rational c{};
        int scale = -1;  ///< the constant c, if it is one of the program
    };

    /// The product of a number that a sum is the only one to need.
    constexpr term term_of(int v, bool negative) const {
        const int i = r.once<operations::product>(v), k = constant_of(i);
        if (k < 0) return {};
        const int* const operand = r.p.code.data[i].operand;
        const rational c = r.number(operand[k]);
        if (negative) return {operand[1 - k], -c};
        return {operand[1 - k], c, operand[k]};
    }

    /// x + d a + c d b s as x + d (a + b (c s)) where c s is there; x may be missing.
    constexpr void take_out_multiples() {
        multiples.resize(r.p.values.size, -1);
        for (int i = 0; i < r.p.code.size; ++i)
            if (const int k = constant_of(i); k >= 0)
                multiples.data[r.p.code.data[i].operand[1 - k]] = i;
        const int count = r.p.code.size;
        for (int i = 0; i < count; ++i) {
            if (!r.adds(i) || !r.is_open(i)) continue;
            const bool sum = r.p.code.data[i].op == &descriptor<operations::sum>;
            const int left = r.p.code.data[i].operand[0], right = r.p.code.data[i].operand[1];
            if (!join_multiples(i, left, term_of(right, !sum)) && sum)
                join_multiples(i, right, term_of(left, false));
        }
    }

    /// The same of sum i, whose last term is c d b s; beside it stands x + d a, or d a alone.
    constexpr bool join_multiples(int i, int beside, const term& last) {
        const int inner = last.value < 0 ? -1 : r.once<operations::product>(last.value);
        if (inner < 0 || constant_of(inner) >= 0) return false;
        const term alone = term_of(beside, false);
        if (alone.value >= 0) return join_terms(i, -1, alone, last.c, inner);
        const int added = r.once<operations::sum>(beside);
        const int j = added >= 0 ? added : r.once<operations::subtract>(beside);
        if (j < 0) return false;
        const int x = r.p.code.data[j].operand[0], y = r.p.code.data[j].operand[1];
        return join_terms(i, x, term_of(y, added < 0), last.c, inner) ||
               (added >= 0 && join_terms(i, y, term_of(x, false), last.c, inner));
    }

    /// The same, once all is found: first is d a, all of the last term's number, inner makes b s.
    constexpr bool join_terms(int i, int x, const term& first, const rational& all, int inner) {
        if (first.value < 0 || first.c.numerator == 0) return false;
        const rational c = all / first.c;
        for (int k = 0; k < 2; ++k) {
            const int factor = r.p.code.data[inner].operand[k];
            const int made = factor < multiples.size ? multiples.data[factor] : -1;
            const int place = made < 0 ? -1 : constant_of(made);
            if (place < 0 || r.p.code.data[made].operand[1 - place] != factor) continue;
            const rational known = r.number(r.p.code.data[made].operand[place]);
            if (known != c && known != -c) continue;
            const int other = r.p.code.data[inner].operand[1 - k];
            const int product = r.add<operations::product>(other, r.p.code.data[made].target);
            const int sum = known == c ? r.add<operations::sum>(first.value, product)
                                       : r.add<operations::subtract>(first.value, product);
            const int scale = first.scale >= 0 ? first.scale : r.constant(first.c);
            if (x < 0) r.write<operations::product>(i, scale, sum);
            else r.write<operations::sum>(i, x, r.add<operations::product>(scale, sum));
            return true;
        }
        return false;
    }

    constexpr pair& counted(const rational& c, int factor) {
        for (int k = last_pair.data[factor]; k >= 0; k = pairs.data[k].previous)
            if (pairs.data[k].c == c) return pairs.data[k];
        pairs.push({c, factor, 0, -1, last_pair.data[factor]});
        last_pair.data[factor] = pairs.size - 1;
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
        pairs.size = last_pair.size = 0;
        last_pair.resize(r.p.values.size, -1);
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
