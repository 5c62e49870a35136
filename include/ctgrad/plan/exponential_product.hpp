/// Products of exponentials: exp(u) exp(v) is computed as exp(u + v).
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// Finds factors exp(u), exp(v), ... that stand last in a product and serve nothing else, while a
/// lowering decides, and writes the instructions.
template <class Lowering> struct exponential_products {
    Lowering& l;

    struct found {
        int front = -1;        ///< the other factors, or -1
        bool divides = false;  ///< the front is a reciprocal that nothing else needs
        int first = 0;         ///< of the exponents among all
        int count = 0;
    };
    list<int> exponents{};
    list<found> all{};
    list<int> places{};  ///< per node, once there are any: its place among all, or -1

    constexpr bool has(int i) const { return places.size > 0 && places.data[i] >= 0; }

    constexpr bool is_exponential(int i, shape extent) const {
        return l.template is<operations::exp>(i) && l.once(i) && l.at(i).extent == extent;
    }

    /// Whether the product ends in two exponentials at least.
    constexpr bool fits(int i) const {
        const record& r = l.g.nodes[i];
        if (l.g.nodes[r.operand[1]].op != &descriptor<operations::exp>) return false;  // most
        const int left = r.operand[0];
        const shape extent = r.extent;
        if (!is_exponential(r.operand[1], extent)) return false;
        if (is_exponential(left, extent)) return true;
        return l.kind(left) == role::product && l.once(left) &&
               is_exponential(l.at(left).operand[1], extent);
    }

    constexpr bool decide(int i) {
        if (!fits(i)) return false;
        found f{-1, false, exponents.size, 0};
        for (int rest = i; rest >= 0;) {
            const bool product = l.kind(rest) == role::product && (rest == i || l.once(rest));
            const int last = product ? l.at(rest).operand[1] : rest;
            if (!is_exponential(last, l.at(i).extent)) {
                f.front = rest;
                break;
            }
            exponents.push(l.at(last).operand[0]);
            ++f.count;
            rest = product ? l.at(rest).operand[0] : -1;
        }
        for (int k = 0; k < f.count; ++k) ++l.uses.data[exponents.data[f.first + k]];
        if (f.front >= 0) ++l.uses.data[f.front];
        for (int k = 0; k < 2; ++k) l.release_tree(l.at(i).operand[k]);
        f.divides = f.front >= 0 && l.kind(f.front) == role::power && l.at(f.front).p < 0 &&
                    l.once(f.front);
        if (f.divides) {
            ++l.uses.data[l.at(f.front).operand[0]];
            l.release_tree(f.front);
        }
        if (places.size == 0) places.resize(l.out.values.size, -1);
        places.data[i] = all.size;
        all.push(f);
        return true;
    }

    constexpr void lower(int i) {
        const found f = all.data[places.data[i]];
        const shape extent = l.at(i).extent;
        int sum = exponents.data[f.first];
        for (int k = 1; k < f.count; ++k) {
            const int next = l.temporary(extent);
            l.emit(descriptor<operations::sum>, next, sum, exponents.data[f.first + k]);
            sum = next;
        }
        if (f.front < 0) return l.emit(descriptor<operations::exp>, i, sum);
        const int exponential = l.temporary(extent);
        l.emit(descriptor<operations::exp>, exponential, sum);
        if (f.divides)
            l.emit(descriptor<operations::divide>, i, exponential, l.base_of_divisor(f.front));
        else l.emit(descriptor<operations::product>, i, f.front, exponential);
    }
};

}  // namespace ctgrad::detail
