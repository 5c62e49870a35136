/// Powers of one number, and quotients by it: u^(1/2), u^(-1/2), u^(3/2) need one root, a / u and
/// u^-2 one reciprocal.
#pragma once

#include <ctgrad/plan/rewriting.hpp>

namespace ctgrad::detail {

/// Makes roots and reciprocals once. What is small or large beyond all reason rounds otherwise than
/// written: 1 / u is 0 or infinite where a / u need not be.
struct shared_powers {
    rewriting& r;

    /// What one base is raised to.
    struct family {
        int base = -1;
        int roots = 0;          ///< powers with denominator 2
        int divisions = 0;      ///< by whole powers: as powers, and of quotients
        int inverse_roots = 0;  ///< powers with denominator 2 below 0, and quotients by such
        int root = -1;          ///< base^(1/2), once made
        int of_root = -1;       ///< base^(-1/2)
        int reciprocal = -1;
    };
    list<family> families{};
    list<int> place{};  ///< per value: its family, or -1

    constexpr void run() {
        place.resize(r.p.values.size, -1);
        const int count = r.p.code.size;
        for (int i = 0; i < count; ++i)
            if (r.is<operations::divide>(i)) {
                const divisor d = divisor_of(i);
                if (d.base >= 0) add(d.base, -d.p, d.q);
            } else if (r.is<operations::power>(i)) {
                const instruction& code = r.p.code.data[i];
                add(code.operand[0], code.p, code.q);
            }
        bool any = false;
        for (const family& f : families) any = any || f.divisions > 1 || f.roots > 1;
        if (!any) return;
        for (int i = 0; i < count; ++i)
            if (r.is<operations::divide>(i)) rewrite_quotient(i);
        for (int i = 0; i < count; ++i)
            if (r.is<operations::power>(i)) rewrite_power(i);
    }

    /// What a quotient is by: base^(p/q).
    struct divisor {
        int base = -1;
        std::int64_t p = 1;
        std::int64_t q = 1;
    };

    constexpr divisor divisor_of(int i) const {
        const int below = r.p.code.data[i].operand[1];
        if (r.p.values.data[below].extent.rank > 0) return {};
        const int m = r.once<operations::power>(below);
        if (m < 0 || r.p.code.data[m].p < 0 || r.p.code.data[m].q > 2) return {below};
        return {r.p.code.data[m].operand[0], r.p.code.data[m].p, r.p.code.data[m].q};
    }

    constexpr void add(int base, std::int64_t p, std::int64_t q) {
        if (q > 2 || (q == 1 && p > 0)) return;
        family& f = of(base);
        f.roots += q == 2;
        f.divisions += q == 1;
        f.inverse_roots += q == 2 && p < 0;
    }

    constexpr family& of(int base) {
        if (place.data[base] < 0) {
            place.data[base] = families.size;
            families.push({base});
        }
        return families.data[place.data[base]];
    }

    constexpr int reciprocal(family& f) {
        if (f.reciprocal < 0) f.reciprocal = r.add<operations::power>(f.base, -1, -1, 1);
        return f.reciprocal;
    }

    constexpr int root(family& f) {
        if (f.root < 0) f.root = r.add<operations::power>(f.base, -1, 1, 2);
        return f.root;
    }
    constexpr int inverse_root(family& f) {
        if (f.of_root < 0) f.of_root = r.add<operations::power>(root(f), -1, -1, 1);
        return f.of_root;
    }

    /// a / u^n as a (1/u)^n.
    constexpr void rewrite_quotient(int i) {
        const divisor d = divisor_of(i);
        if (d.base < 0 || place.data[d.base] < 0) return;
        family& f = families.data[place.data[d.base]];
        if (d.q == 2 ? f.inverse_roots < 2 : f.divisions < 2) return;
        int factor = d.q == 2 ? inverse_root(f) : reciprocal(f);
        if (d.p > 1) factor = r.add<operations::power>(factor, -1, d.p, 1);
        r.write<operations::product>(i, r.p.code.data[i].operand[0], factor);
    }

    constexpr void rewrite_power(int i) {
        const instruction code = r.p.code.data[i];
        if (place.data[code.operand[0]] < 0) return;
        family& f = families.data[place.data[code.operand[0]]];
        if (code.q == 1 && code.p < 0 && f.divisions > 1) {
            if (code.p < -1) r.write<operations::power>(i, reciprocal(f), -1, -1, -code.p, 1);
            else if (f.reciprocal < 0) f.reciprocal = code.target;
            else if (f.reciprocal != code.target) r.write<operations::copy>(i, f.reciprocal);
        } else if (code.q == 2 && f.roots > 1) {
            if (code.p == 1 && f.root < 0) f.root = code.target;
            else if (code.p == 1 && f.root != code.target) r.write<operations::copy>(i, f.root);
            else if (code.p > 1) {
                const std::int64_t whole = code.p / 2;
                const int factor =
                    whole == 1 ? f.base : r.add<operations::power>(f.base, -1, whole, 1);
                r.write<operations::product>(i, factor, root(f));
            } else if (code.p < -1)
                r.write<operations::power>(i, inverse_root(f), -1, -1, -code.p, 1);
            else if (code.p == -1 && f.of_root < 0) {
                r.write<operations::power>(i, root(f), -1, -1, -1, 1);
                f.of_root = code.target;
            } else if (code.p == -1 && f.of_root != code.target)
                r.write<operations::copy>(i, f.of_root);
        }
    }
};

}  // namespace ctgrad::detail
