/// Factors that several products have in common: x y u and x y v as (x y) u and (x y) v.
#pragma once

#include <ctgrad/plan/rewriting.hpp>

namespace ctgrad::detail {

/// Takes products of scalars apart that serve nothing else, and makes pairs of factors once,
/// greedily the most frequent first. Factors without variables are multiplied first: a compiler
/// does that.
struct shared_products {
    rewriting& r;

    struct product {
        int at = -1;  ///< its instruction
        int first = 0;
        int count = 0;  ///< of its factors among all
        bool changed = false;
    };
    struct pair {
        int a = -1;
        int b = -1;
        int count = 0;
        int next = -1;  ///< another one with this a
        int made = -1;  ///< the value of a b, where it is there
    };
    list<product> products{};
    list<int> factors{};
    list<pair> pairs{};
    list<int> head{};   ///< per value: its first pair
    list<int> ready{};  ///< per value: the instruction behind which it is known

    static constexpr int most_rounds = 32;
    static constexpr int most_factors = 8;

    constexpr void run() {
        if (!take_apart()) return;
        head.resize(r.p.values.size, -1);
        ready.resize(r.p.values.size, -1);
        for (int v = 0; v < r.p.values.size; ++v) ready.data[v] = r.maker.data[v];
        join_constants();
        for (int round = 0; round < most_rounds && share_one(); ++round) {}
        for (const product& p : products)
            if (p.changed) write(p);
    }

    /// Whether there are products of more than two factors.
    constexpr bool take_apart() {
        bool any = false;
        list<bool> inner(r.p.code.size, false);
        list<int> pending;
        for (int i = r.p.code.size - 1; i >= 0; --i) {
            if (!r.is<operations::product>(i) || inner.data[i]) continue;
            product p{i, factors.size, 0, false};
            for (int k = 0; k < 2; ++k) pending.push(r.p.code.data[i].operand[k]);
            while (pending.size > 0) {
                const int v = pending.pop(), m = r.once<operations::product>(v);
                if (m < 0 || ++p.count > most_factors) factors.push(v);
                else {
                    inner.data[m] = true;
                    for (int k = 0; k < 2; ++k) pending.push(r.p.code.data[m].operand[k]);
                }
            }
            p.count = factors.size - p.first;
            any = any || p.count > 2;
            products.push(p);
        }
        return any;
    }

    /// The pair of two factors, in no order.
    constexpr pair& pair_of(int a, int b) {
        const int left = a < b ? a : b, right = a < b ? b : a;
        for (int k = head.data[left]; k >= 0; k = pairs.data[k].next)
            if (pairs.data[k].b == right) return pairs.data[k];
        pairs.push({left, right, 0, head.data[left], -1});
        head.data[left] = pairs.size - 1;
        return pairs.data[pairs.size - 1];
    }

    constexpr int value_of(pair& p) {
        if (p.made >= 0) return p.made;
        const int a = p.a, b = p.b, later = ready.data[a] > ready.data[b] ? a : b;
        p.made = r.add<operations::product>(a, b);
        head.push(-1);
        ready.push(ready.data[later]);
        return p.made;
    }

    /// Factors k and m of a product by one.
    constexpr void join(product& p, int k, int m) {
        int* const own = factors.data + p.first;
        own[k] = value_of(pair_of(own[k], own[m]));
        own[m] = own[--p.count];
        p.changed = true;
    }

    /// Values that need no variable. Numbers themselves are left to shared_coefficients.
    constexpr void join_constants() {
        list<bool> fixed(r.p.values.size, false);
        for (int i = 0; i < r.p.code.size; ++i) {
            const instruction& code = r.p.code.data[i];
            if (code.target < 0 || r.maker.data[code.target] != i) continue;
            bool all = true;
            for (int k = 0; k < code.count; ++k)
                all = all && (r.is_constant(code.operand[k]) || fixed.data[code.operand[k]]);
            fixed.data[code.target] = all;
        }
        for (product& p : products)
            for (int k = 0; p.count > 2 && k < p.count; ++k)
                for (int m = k + 1; p.count > 2 && m < p.count; ++m) {
                    const int a = factors.data[p.first + k], b = factors.data[p.first + m];
                    if (a >= fixed.size || b >= fixed.size || !fixed.data[a] || !fixed.data[b])
                        continue;
                    join(p, k, m);
                }
    }

    constexpr bool share_one() {
        for (const pair& p : pairs) head.data[p.a] = -1;
        pairs.size = 0;
        for (const product& p : products)
            if (p.count > 2)
                for (int k = 0; k < p.count; ++k)
                    for (int m = k + 1; m < p.count; ++m)
                        ++pair_of(factors.data[p.first + k], factors.data[p.first + m]).count;
        for (const product& p : products)
            if (p.count == 2 && !p.changed) {
                const int a = factors.data[p.first], b = factors.data[p.first + 1];
                if (head.data[a < b ? a : b] < 0) continue;
                pair& known = pair_of(a, b);
                ++known.count;
                known.made = r.p.code.data[p.at].target;
            }
        int best = -1;
        for (int k = 0; k < pairs.size; ++k)
            if (pairs.data[k].count > (best < 0 ? 1 : pairs.data[best].count)) best = k;
        if (best < 0) return false;
        const int a = pairs.data[best].a, b = pairs.data[best].b;
        for (product& p : products)
            if (p.count > 2)
                for (int k = 0; k < p.count; ++k)
                    for (int m = k + 1; m < p.count; ++m) {
                        const int* const own = factors.data + p.first;
                        if (!((own[k] == a && own[m] == b) || (own[k] == b && own[m] == a)) ||
                            p.count == 2)
                            continue;
                        join(p, k, m);
                    }
        return true;
    }

    /// What is known first is multiplied first.
    constexpr void write(const product& p) {
        int* const own = factors.data + p.first;
        for (int k = 1; k < p.count; ++k)
            for (int m = k; m > 0 && ready.data[own[m]] < ready.data[own[m - 1]]; --m) {
                const int earlier = own[m];
                own[m] = own[m - 1];
                own[m - 1] = earlier;
            }
        int value = own[0];
        for (int k = 1; k + 1 < p.count; ++k) value = r.add<operations::product>(value, own[k]);
        r.write<operations::product>(p.at, value, own[p.count - 1]);
    }
};

}  // namespace ctgrad::detail
