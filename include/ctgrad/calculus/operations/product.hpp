/// Multiplication, elementwise with scalars broadcast: a * b, its derivative, its canonical form.
#pragma once

#include <ctgrad/calculus/operations/constant.hpp>
#include <ctgrad/calculus/order.hpp>

namespace ctgrad {

namespace operations {

struct product : elementwise<"product", 2> {
    static constexpr core::text_view rule = "product rule";
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.multiplications = 1};
    static constexpr role::code kind = role::product;
    template <class T> static constexpr T value(const T& a, const T& b) { return a * b; }
    static constexpr node derivative(int k, node a, node b, node) { return k == 0 ? b : a; }
};

}  // namespace operations

namespace detail {

constexpr int raw_product(graph& g, int a, int b) {
    const record* const n = g.nodes.data;
    return raw(g, descriptor<operations::product>, n[n[a].extent.rank == 0 ? b : a].extent, a, b);
}

/// base ^ exponent
struct factor {
    int base = -1;
    rational exponent = 1;
};

constexpr factor split_exponent(graph& g, int i) {
    if (g.nodes.data[i].op->kind != role::power) return {i, 1};
    const rational exponent = g.nodes.data[i].value();
    return {g.operand(i, 0), exponent};
}

/// Whether laws of pairs may know a factor with this base: of matrices they know any.
constexpr bool factor_may_merge(const graph& g, int base) {
    const record& r = g.nodes.data[base];
    return (r.op->merges & merging::factors) != 0 || r.extent.rank == 2;
}

/// What a law makes of the product of two factors, or -1: laws/pairs.hpp.
constexpr int merge_factors(graph& g, factor a, factor b);
/// Of a scalar and a matrix: laws/determinants.hpp.
constexpr int merge_scaled(graph& g, factor a, factor b);

constexpr void note_like_factors(graph& g) { g.note("powers of one base", "u^a u^b = u^(a + b)"); }

/// A product taken apart: coefficient * factors with distinct bases in canonical order.
struct product_factors {
    list<factor> factors;
    rational coefficient = 1;
    bool exact = true;

    constexpr void multiply(graph& g, int i) {
        if (is_constant(g, i)) {
            coefficient = coefficient * g.nodes.data[i].value();
            exact = exact && coefficient.exact();
            return;
        }
        const factor f = split_exponent(g, i);
        int at = factors.size, order = 1;
        while (at > 0 && (order = compare_nodes(g, f.base, factors.data[at - 1].base)) < 0) --at;
        if (at > 0 && order == 0) {
            rational& exponent = factors.data[at - 1].exponent;
            exponent = exponent + f.exponent;
            exact = exact && exponent.exact();
            note_like_factors(g);
            return;
        }
        if (factor_may_merge(g, f.base) && merge(g, f)) return;
        factors.push(f);
        for (int k = factors.size - 1; k > at; --k) {
            factors.data[k] = factors.data[k - 1];
            factors.data[k - 1] = f;
        }
    }

    /// Multiplies the factor with one that is there, if a law tells how.
    constexpr bool merge(graph& g, factor f) {
        for (int i = 0; i < factors.size; ++i) {
            if (factors.data[i].exponent.numerator == 0) continue;
            const int both = merge_factors(g, factors.data[i], f);
            if (both < 0) continue;
            factors.data[i].exponent = 0;
            multiply_chain(g, both);
            return true;
        }
        return false;
    }

    constexpr void multiply_chain(graph& g, int i) {
        for (; g.nodes.data[i].op->kind == role::product; i = g.operand(i, 0))
            multiply_chain(g, g.operand(i, 1));
        multiply(g, i);
    }
};

/// -(a - b) is b - a: the sign moves into a sum so small that the two cancel again. -1 for others.
constexpr int negated_sum(graph& g, int sum) {
    const int size = g.nodes.data[sum].size;
    if (g.nodes.data[sum].op->kind != role::sum || size > largest_ordered) return -1;
    const int minus = make_constant(g, -1);
    const int a = g.operand(sum, 0), b = g.operand(sum, 1);
    const int negated = make_sum(g, make_product(g, minus, a), make_product(g, minus, b));
    return size + g.nodes.data[negated].size <= largest_ordered ? negated : -1;
}

/// c (a + b) as c a + c b where that leaves no coefficients: -(a - b) is b - a, 0.5 (2 a - 2 b) is
/// a - b. -1 for others.
constexpr int multiplied_sum(graph& g, rational c, int sum) {
    if (c.is(-1)) return negated_sum(g, sum);
    if (g.nodes.data[sum].op->kind != role::sum || g.nodes.data[sum].size > largest_ordered)
        return -1;
    const auto vanishes = [&](int i) {
        const rational product = c * split_coefficient(g, i).coefficient;
        return product.is(1) || product.is(-1);
    };
    int first = sum;
    for (; g.nodes.data[first].op->kind == role::sum; first = g.operand(first, 0))
        if (!vanishes(g.operand(first, 1))) return -1;
    if (!vanishes(first)) return -1;
    const int factor = make_constant(g, c);
    const int a = g.operand(sum, 0), b = g.operand(sum, 1);
    return make_sum(g, make_product(g, factor, a), make_product(g, factor, b));
}

/// Canonical form of a small product: coefficient * ((f1 * f2) * f3) with equal bases collected.
constexpr int collected_product(graph& g, int a, int b) {
    product_factors all;
    all.multiply_chain(g, a);
    all.multiply_chain(g, b);
    if (!all.exact) return raw_product(g, a, b);
    if (all.coefficient.numerator == 0) return make_constant(g, 0);
    int result = -1;
    for (const factor& f : all.factors) {
        if (f.exponent.numerator == 0) continue;
        const int next = make_power(g, f.base, f.exponent);
        const role::code kind = g.nodes.data[next].op->kind;
        if (kind == role::constant) all.coefficient = all.coefficient * g.nodes.data[next].value();
        else if (result < 0) result = next;
        else
            result = kind == role::product ? make_product(g, result, next)
                                           : raw_product(g, result, next);
    }
    if (!all.coefficient.exact()) return raw_product(g, a, b);
    if (result < 0) return make_constant(g, all.coefficient);
    if (all.coefficient.is(1)) return result;
    if (const int sum = multiplied_sum(g, all.coefficient, result); sum >= 0) return sum;
    return raw_product(g, make_constant(g, all.coefficient), result);
}

constexpr int scaled_factor(graph& g, rational c, int rest) {
    return c.is(1) ? rest : make_product(g, make_constant(g, c), rest);
}

/// So many factors of a long product are looked at.
inline constexpr int most_cancelled = 4;

/// u^m (v u^-n w) as u^(m - n) (v w) in products that are not put in order as a whole: what divides
/// does not stay beside what it divides. -1 where there is no such factor.
constexpr int cancelled_product(graph& g, factor f, int product) {
    const identity base = g.nodes.data[f.base].id;
    int behind[most_cancelled]{}, count = 0;
    for (int i = product; count < most_cancelled; i = g.operand(i, 0)) {
        const bool more = g.nodes.data[i].op->kind == role::product;
        const int other = more ? g.operand(i, 1) : i;
        const bool power = g.nodes.data[other].op->kind == role::power;
        if ((power ? g.peek(other, 0).id : g.nodes.data[other].id) == base) {
            const rational known = split_exponent(g, other).exponent;
            const rational exponent = f.exponent + known;
            if (known.negative() != f.exponent.negative() && exponent.exact()) {
                int result = more ? g.operand(i, 0) : -1;
                while (count > 0) {
                    const int next = behind[--count];
                    result = result < 0 ? next : raw_product(g, result, next);
                }
                if (exponent.numerator == 0) return result;
                return make_product(g, result, make_power(g, f.base, exponent));
            }
        }
        if (!more) return -1;
        behind[count++] = other;
    }
    return -1;
}

/// Rules that look only at the operands and their operands: for products of any size, and for two
/// scalars that are no products, where there is nothing else to look at.
constexpr int local_product(graph& g, int a, int b) {
    const term s = split_coefficient(g, a), t = split_coefficient(g, b);
    const bool scaled = s.rest != a || t.rest != b;
    const rational c = scaled ? s.coefficient * t.coefficient : s.coefficient;
    if (scaled && !c.exact()) return raw_product(g, a, b);
    if (s.rest < 0 || t.rest < 0) {
        const int rest = s.rest < 0 ? t.rest : s.rest;
        if (c.is(1)) return rest;
        if (const int sum = multiplied_sum(g, c, rest); sum >= 0) return sum;
        return raw_product(g, make_constant(g, c), rest);
    }
    const factor x = split_exponent(g, s.rest), y = split_exponent(g, t.rest);
    int rest = -1;
    if (factor_may_merge(g, x.base) && factor_may_merge(g, y.base)) rest = merge_factors(g, x, y);
    if (rest < 0 && g.nodes.data[s.rest].op->kind == role::product)
        rest = cancelled_product(g, y, s.rest);
    if (rest < 0 && g.nodes.data[t.rest].op->kind == role::product)
        rest = cancelled_product(g, x, t.rest);
    if (rest >= 0) return scaled_factor(g, c, rest);
    if (x.base == y.base)
        if (const rational exponent = x.exponent + y.exponent; exponent.exact()) {
            note_like_factors(g);
            return scaled_factor(g, c, make_power(g, x.base, exponent));
        }
    if (scaled)  // without their coefficients, which may make them small
        return scaled_factor(g, c, make_product(g, s.rest, t.rest));
    return compare_nodes(g, x.base, y.base) <= 0 ? raw_product(g, a, b) : raw_product(g, b, a);
}

/// A product with zeros around one part stays zeros around that part: operations/access.hpp.
constexpr int placed_product(graph& g, int a, int b);

}  // namespace detail

constexpr int make_product(graph& g, int a, int b) {
    using namespace detail;
    const record* const n = g.nodes.data;
    const shape extent = n[n[a].extent.rank == 0 ? b : a].extent;
    if (extent.rank > 0)
        if (const int placed = placed_product(g, a, b); placed >= 0) return placed;
    if (g.nodes.data[b].op->kind == role::constant) {
        const int swap = a;
        a = b;
        b = swap;
    }
    if (g.nodes.data[a].op->kind == role::constant) {
        const rational c = g.nodes.data[a].value();
        const bool spreads = g.nodes.data[b].extent.rank != extent.rank;
        if (c.numerator == 0) return make_constant(g, 0, extent);
        if (c.is(1) && !spreads) return b;
        if (spreads) {  // broadcasting: the shape stays with the constant
            const term t = split_coefficient(g, b);
            const rational all = c * t.coefficient;
            if (t.rest < 0) return make_constant(g, all, extent);
            if (all.exact()) return raw_product(g, make_constant(g, all, extent), t.rest);
            return raw_product(g, a, b);
        }
    }
    const record &left = g.nodes.data[a], &right = g.nodes.data[b];
    const role::code one = left.op->kind, other = right.op->kind;
    const bool single = extent.rank == 0 && other != role::constant &&
                        (one == role::constant || (one != role::product && other != role::product));
    const bool collects = !single && left.size + right.size <= largest_ordered;
    return fit(g, collects ? collected_product(g, a, b) : local_product(g, a, b), extent);
}

}  // namespace ctgrad
