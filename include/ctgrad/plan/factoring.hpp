/// Common factors of a sum's terms: x y + x z is computed as x (y + z).
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// Finds sums whose terms share factors while a lowering decides, and writes their instructions.
/// Taken apart are sums and products that serve nothing else; greedily, the factor that saves most
/// multiplications goes first.
template <class Lowering> struct sum_factoring {
    Lowering& l;

    /// A product of values, which stand one after the other among all.
    struct term {
        int first = 0;
        int count = 0;
        bool negative = false;
    };
    struct found {
        int first = 0;  ///< of its terms among all
        int count = 0;
    };
    list<int> values{};
    list<term> terms{};
    list<found> sums{};
    list<int> places{};      ///< per node, once there are any: its place among the sums, or -1
    list<bool> looked_at{};  ///< per node: a part of a sum that has been searched
    list<int> seen{};        ///< per value, while a sum is searched: terms it is a factor of

    int depth = 0;  ///< of factors within factors

    static constexpr int most_terms = 64;   ///< longer sums are not searched
    static constexpr int most_nodes = 256;  ///< nor larger programs: a compiler counts its steps
    static constexpr int deepest = 16;

    /// f (a + b) or f (a - b): two products that share an operand, the common case by itself.
    struct pair {
        int factor = -1;
        int a = -1;
        int b = -1;
        bool difference = false;
    };
    list<pair> pairs{};

    constexpr bool has(int i) const { return places.size > 0 && places.data[i] != -1; }

    constexpr bool decide_pair(int i) {
        const int *const r = l.g.nodes[i].operand, left = r[0];
        if (l.g.nodes[left].op->kind != role::product) return false;
        if (!l.once(left) || !l.once(r[1])) return false;
        const bool difference = l.minus(r[1]);
        const int right = difference ? l.at(r[1]).operand[1] : r[1];
        if (l.kind(right) != role::product || !l.once(right)) return false;
        const int *const a = l.at(left).operand, *const b = l.at(right).operand;
        const int m = a[0] == b[0] || a[0] == b[1] ? 0 : a[1] == b[0] || a[1] == b[1] ? 1 : -1;
        if (m < 0) return false;
        const pair p{a[m], a[1 - m], b[b[0] == a[m] ? 1 : 0], difference};
        ++l.uses.data[p.factor];
        ++l.uses.data[p.a];
        ++l.uses.data[p.b];
        for (int k = 0; k < 2; ++k) l.release_tree(r[k]);
        if (places.size == 0) places.resize(l.out.values.size, -1);
        places.data[i] = -2 - pairs.size;
        pairs.push(p);
        return true;
    }

    constexpr void lower_pair(int i, const pair& p) {
        const int sum =
            write(p.difference ? descriptor<operations::subtract> : descriptor<operations::sum>, -1,
                  p.a, p.b);
        l.emit(descriptor<operations::product>, i, p.factor, sum);
    }

    /// Whether terms of the sum i share a factor; then they are what it is computed from.
    constexpr bool decide(int i) {
        if (l.fenced.data[i] || (looked_at.size > 0 && looked_at.data[i])) return false;
        if (l.out.values.size > most_nodes) return decide_pair(i);
        if (!may_share(i)) return false;
        const record& r = l.at(i);
        const int first = terms.size, first_value = values.size;
        if (looked_at.size == 0) looked_at.resize(l.out.values.size, false);
        take_apart(i);
        if (terms.size - first > most_terms || best_factor(first, terms.size) < 0) {
            terms.size = first;
            values.size = first_value;
            return false;
        }
        for (int k = first_value; k < values.size; ++k) ++l.uses.data[values.data[k]];
        for (int k = 0; k < 2; ++k) l.release_tree(r.operand[k]);
        for (int k = first_value; k < values.size; ++k) {  // divisors that nothing else needs
            const int v = values.data[k];
            if (l.kind(v) != role::power || l.at(v).p > 0 || !l.once(v)) continue;
            ++l.uses.data[l.at(v).operand[0]];
            l.release_tree(v);
        }
        if (places.size == 0) places.resize(l.out.values.size, -1);
        places.data[i] = sums.size;
        sums.push({first, terms.size - first});
        return true;
    }

    /// The first look: two products, or a sum of more than two terms.
    constexpr bool may_share(int i) const {
        const int a = l.at(i).operand[0], b = l.at(i).operand[1];
        if (!l.once(a) && !l.once(b)) return false;
        const role::code left = l.kind(a), right = l.kind(b);
        if (left == role::product && right == role::product) return l.once(a) && l.once(b);
        return (left == role::sum && l.once(a)) || (right == role::sum && l.once(b));
    }

    /// Adds the terms of the sum, until there are more than are searched.
    constexpr void take_apart(int root) {
        const int from = terms.size;
        list<int> pending;
        pending.push(root);
        while (pending.size > 0 && terms.size - from <= most_terms) {
            const int i = pending.pop();
            if (i == root || (l.kind(i) == role::sum && l.once(i) && !l.fenced.data[i] &&
                              l.at(i).extent == l.at(root).extent)) {
                looked_at.data[i] = true;
                pending.push(l.at(i).operand[1]);
                pending.push(l.at(i).operand[0]);
                continue;
            }
            const bool negative = l.minus(i) && l.once(i);
            terms.push({values.size, 0, negative});
            add_factors(negative ? l.at(i).operand[1] : i);
            terms.data[terms.size - 1].count = values.size - terms.data[terms.size - 1].first;
        }
    }

    constexpr void add_factors(int product) {
        list<int> pending;
        pending.push(product);
        while (pending.size > 0) {
            const int i = pending.pop();
            if (l.kind(i) != role::product || !l.once(i)) {
                values.push(i);
                continue;
            }
            pending.push(l.at(i).operand[1]);
            pending.push(l.at(i).operand[0]);
        }
    }

    /// The factor that saves most multiplications in these terms, or -1. One that stands alone in a
    /// term saves none there.
    constexpr int best_factor(int from, int to) {
        int best = -1, most = 1;
        seen.resize(l.out.values.size, 0);
        const auto for_each_factor = [&](const auto& visit) {
            for (int t = from; t < to; ++t)
                if (const term& all = terms.data[t]; all.count > 1)
                    for (int k = 0; k < all.count; ++k) {
                        const int v = values.data[all.first + k];
                        bool repeated = false;
                        for (int m = 0; m < k; ++m)
                            repeated = repeated || values.data[all.first + m] == v;
                        if (!repeated) visit(v);
                    }
        };
        for_each_factor([&](int v) {
            if (++seen.data[v] > most) most = seen.data[v], best = v;
        });
        for_each_factor([&](int v) { seen.data[v] = 0; });
        return best;
    }

    // --- instructions ---

    constexpr void lower(int i) {
        if (places.data[i] < -1) return lower_pair(i, pairs.data[-2 - places.data[i]]);
        const found& sum = sums.data[places.data[i]];
        list<term> all;
        for (int k = 0; k < sum.count; ++k) all.push(terms.data[sum.first + k]);
        write_sum(all, i);
    }

    /// The value of a sum: a new one, or `target`.
    constexpr int write_sum(const list<term>& all, int target = -1) {
        const int from = terms.size;
        for (const term& t : all) terms.push(t);
        ++depth;
        while (depth < deepest) {
            const int f = best_factor(from, terms.size);
            if (f < 0) break;
            divide_out(from, f);
        }
        --depth;
        const term result = write_terms(from, terms.size, target);
        terms.size = from;
        return values.data[result.first];
    }

    /// Replaces the terms with factor f by one: f times the sum of the rest of them.
    constexpr void divide_out(int from, int f) {
        list<term> inner;
        int kept = from;
        for (int t = from; t < terms.size; ++t) {
            term rest = terms.data[t];
            if (!without(rest, f)) terms.data[kept++] = rest;
            else inner.push(rest);
        }
        bool negative = true;
        for (const term& t : inner) negative = negative && t.negative;
        if (negative)
            for (term& t : inner) t.negative = false;
        terms.size = kept;
        const int sum = write_sum(inner);
        const bool scalar = l.out.values.data[sum].extent.rank == 0;
        terms.push({values.size, 2, negative});
        values.push(scalar ? sum : f);
        values.push(scalar ? f : sum);
    }

    /// Takes f out of the term, a copy of its values; false where it is no factor.
    constexpr bool without(term& t, int f) {
        bool is_factor = false;
        for (int k = 0; k < t.count; ++k) is_factor = is_factor || values.data[t.first + k] == f;
        if (!is_factor) return false;
        const int first = values.size;
        for (int k = 0; k < t.count; ++k) {
            const int v = values.data[t.first + k];
            if (v == f && is_factor) is_factor = false;
            else values.push(v);
        }
        t = {first, t.count - 1, t.negative};
        if (t.count > 0) return true;
        l.out.values.push(constant_value(1));
        values.push(l.out.values.size - 1);
        t.count = 1;
        return true;
    }

    /// Adds terms in halves, so that additions need not wait for each other.
    constexpr term write_terms(int from, int to, int target) {
        if (to - from == 1) return write_product(terms.data[from], target);
        const int middle = (from + to) / 2;
        const term a = write_terms(from, middle, -1), b = write_terms(middle, to, -1);
        const bool swap = a.negative && !b.negative;
        const int left = values.data[(swap ? b : a).first];
        const int right = values.data[(swap ? a : b).first];
        const bool both = a.negative && b.negative;
        const operation& op = a.negative == b.negative ? descriptor<operations::sum>
                                                       : descriptor<operations::subtract>;
        const term sum = {values.size, 1, both && target < 0};
        values.push(write(op, both ? -1 : target, left, right));
        if (both && target >= 0) negate(sum, target);
        return sum;
    }

    constexpr term write_product(const term& t, int target) {
        const bool sign = t.negative && target >= 0;
        int above = -1, below = -1;
        int last = -1, divisors = 0, factors = 0;
        for (int k = 0; k < t.count; ++k)
            ++(is_divisor(values.data[t.first + k]) ? divisors : factors);
        for (int k = 0; k < t.count; ++k) {
            const int v = values.data[t.first + k];
            if (is_divisor(v)) {
                below = l.multiplied(below, l.base_of_divisor(v));
                continue;
            }
            last = --factors == 0 && divisors == 0 && !sign ? target : -1;
            above = above < 0 ? v : write(descriptor<operations::product>, last, above, v);
        }
        if (below >= 0 && above >= 0)
            above = write(descriptor<operations::divide>, sign ? -1 : target, above, below);
        else if (below >= 0) {
            above = target >= 0 && !sign ? target : l.temporary(l.out.values.data[below].extent);
            l.emit(descriptor<operations::power>, above, below, -1, -1, -1, 1);
        }
        const term product = {values.size, 1, t.negative && target < 0};
        values.push(above);
        if (sign) negate(product, target);
        return product;
    }

    constexpr bool is_divisor(int v) const {
        return v < l.uses.size && l.kind(v) == role::power && l.at(v).p < 0 && l.uses.data[v] == 0;
    }

    constexpr void negate(const term& t, int target) {
        l.emit(descriptor<operations::negate>, target, values.data[t.first]);
        values.data[t.first] = target;
    }

    constexpr int write(const operation& op, int target, int a, int b) {
        if (target < 0)
            target =
                l.temporary(broadcast(l.out.values.data[a].extent, l.out.values.data[b].extent));
        l.emit(op, target, a, b);
        return target;
    }
};

}  // namespace ctgrad::detail
