/// Quotients: a b^-1 c^-2 is computed as a / (b c^2), with one division.
#pragma once

#include <ctgrad/plan/exponential_product.hpp>

namespace ctgrad::detail {

/// Finds products of scalars with divisors that serve nothing else, while a lowering decides, and
/// writes their instructions.
template <class Lowering> struct fractions {
    Lowering& l;

    list<int> factors{};     ///< per fraction: how many above and below the line, then these
    list<int> places{};      ///< per node, once there are any: its place there, or -1
    list<bool> undivided{};  ///< per node, once there are any: a product without a divisor
    list<bool> divided{};    ///< per node: a power that divides, or a product with one

    /// Of all nodes in their order, before any decision.
    constexpr void note(int i, const record& r) {
        const role::code kind = r.op->kind;
        if (kind == role::power) divided.data[i] = r.p < 0;
        else if (kind == role::product)
            divided.data[i] = divided.data[r.operand[0]] || divided.data[r.operand[1]];
    }

    constexpr bool decide(int i) {
        if (!divided.data[i] || l.at(i).extent.rank != 0) return false;
        if (undivided.size > 0 && undivided.data[i]) return false;
        list<int> pending, above, below, inner;
        pending.push(i);
        while (pending.size > 0) {
            const int f = pending.pop();
            if (l.kind(f) == role::product && !l.minus(f) &&
                (f == i || (l.once(f) && !l.exponentials.fits(f)))) {
                inner.push(f);
                pending.push(l.at(f).operand[1]);
                pending.push(l.at(f).operand[0]);
            } else if (l.kind(f) == role::power && l.at(f).p < 0 && l.once(f)) below.push(f);
            else above.push(f);
        }
        if (below.size == 0) {  // neither is a part of it: a long product is walked once
            undivided.resize(l.out.values.size, false);
            for (int f : inner) undivided.data[f] = true;
            return false;
        }
        places.resize(l.out.values.size, -1);
        places.data[i] = factors.size;
        factors.push(above.size);
        factors.push(below.size);
        for (int f : above) factors.push(f), ++l.uses.data[f];
        for (int f : below) factors.push(f), ++l.uses.data[l.at(f).operand[0]];
        for (int k = 0; k < 2; ++k) l.release_tree(l.at(i).operand[k]);
        return true;
    }

    constexpr void lower(int i) {
        const int* list = factors.data + places.data[i];
        const int above = list[0], below = list[1];
        int numerator = -1, denominator = -1;
        for (int k = 0; k < above; ++k) numerator = l.multiplied(numerator, list[2 + k]);
        for (int k = 0; k < below; ++k)
            denominator = l.multiplied(denominator, l.base_of_divisor(list[2 + above + k]));
        if (numerator < 0)
            return l.emit(descriptor<operations::power>, i, denominator, -1, -1, -1, 1);
        l.emit(descriptor<operations::divide>, i, numerator, denominator);
    }
};

}  // namespace ctgrad::detail
