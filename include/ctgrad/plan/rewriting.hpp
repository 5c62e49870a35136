/// Changes to the instructions of a program on numbers: who makes a value, who uses it, and an
/// order in which all stand behind what they need after some were added.
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// What rules that look at instructions ask and do (shared_powers.hpp, coefficients.hpp). They
/// touch scalars alone, and neither what `exactly` fences nor parts of vectors and matrices.
struct rewriting {
    lowered& p;
    list<int> maker{};   ///< per value: its instruction; -1: none that may be touched
    list<int> uses{};    ///< per value
    list<bool> given{};  ///< per value: an output or a part of another one
    bool changed = false;

    constexpr rewriting(lowered& all, const int* outputs, int output_count) : p(all) {
        maker.resize(p.values.size, -1);
        uses.resize(p.values.size, 0);
        given.resize(p.values.size, false);
        for (int i = 0; i < p.code.size; ++i) {
            const instruction& code = p.code.data[i];
            for (int k = 0; k < code.count; ++k) ++uses.data[code.operand[k]];
            if (p.values.data[code.target].extent.rank == 0) maker.data[code.target] = i;
            if (code.op == &descriptor<operations::exactly>)
                maker.data[code.operand[0]] = maker.data[code.target] = -1;
        }
        for (int o = 0; o < output_count; ++o) give(outputs[o]);
        for (int v = 0; v < p.values.size; ++v)
            if (const int base = p.values.data[v].base; base >= 0) give(v), give(base);
    }

    constexpr bool is_constant(int v) const { return p.values.data[v].at.where == space::constant; }
    constexpr rational number(int v) const { return p.values.data[v].number(); }

    // Rules look at every instruction, and calls are what costs: what it does is asked first.

    constexpr bool multiplies(int i) const {
        return p.code.data[i].op == &descriptor<operations::product>;
    }
    /// A sum, or a difference.
    constexpr bool adds(int i) const {
        const operation* const op = p.code.data[i].op;
        return op == &descriptor<operations::sum> || op == &descriptor<operations::subtract>;
    }
    /// Whether instruction i is on scalars, and may be touched.
    constexpr bool is_open(int i) const {
        const int target = p.code.data[i].target;
        return target >= 0 && maker.data[target] == i;
    }
    /// The same, and of this operation.
    template <class Operation> constexpr bool is(int i) const {
        return p.code.data[i].op == &descriptor<Operation> && is_open(i);
    }
    /// The instruction that makes a value for one use alone; -1: none that may be touched.
    constexpr int once(int v) const {
        return uses.data[v] == 1 && !given.data[v] ? maker.data[v] : -1;
    }
    /// The same, if it is of this operation.
    template <class Operation> constexpr int once(int v) const {
        const int i = once(v);
        return i >= 0 && p.code.data[i].op == &descriptor<Operation> ? i : -1;
    }

    constexpr int constant(rational value) {
        p.values.push(constant_value(value));
        return counted();
    }

    /// A new value, made by a new instruction.
    template <class Operation>
    constexpr int add(int a, int b = -1, std::int64_t power_p = 0, std::int64_t power_q = 0) {
        const int i = blank();
        write<Operation>(i, a, b, -1, power_p, power_q);
        return p.code.data[i].target;
    }
    /// A new instruction, to be written, that makes a new value.
    constexpr int blank() {
        p.values.push(new_value(scalar_shape));
        const int v = counted(), i = p.code.size;
        maker.data[v] = i;
        p.code.push({nullptr,
                     0,
                     0,
                     0,
                     v,
                     0,
                     scalar_shape,
                     {-1, -1, -1},
                     {scalar_shape, scalar_shape, scalar_shape}});
        return i;
    }

    /// What instruction i does from now on, to make the same value.
    template <class Operation>
    constexpr void write(int i, int a, int b = -1, int c = -1, std::int64_t power_p = 0,
                         std::int64_t power_q = 0) {
        instruction& code = p.code.data[i];
        const int before[] = {code.operand[0], code.operand[1], code.operand[2]};
        const int count_before = code.count;
        code.op = &descriptor<Operation>;
        code.p = power_p;
        code.q = power_q;
        code.count = c >= 0 ? 3 : b >= 0 ? 2 : 1;
        code.operand[0] = a;
        code.operand[1] = b;
        code.operand[2] = c;
        for (int k = 0; k < code.count; ++k) ++uses.data[code.operand[k]];
        for (int k = 0; k < count_before; ++k) release(before[k]);
        changed = true;
    }

    /// Reads what was copied instead of the copy.
    constexpr void forward_copies() {
        if (!changed) return;
        for (int i = 0; i < p.code.size; ++i)
            for (int k = 0; k < p.code.data[i].count; ++k) {
                const int v = p.code.data[i].operand[k], m = maker.data[v];
                if (m < 0 || !is<operations::copy>(m)) continue;
                const int source = p.code.data[m].operand[0];
                p.code.data[i].operand[k] = source;
                p.code.data[i].operand_extent[k] = p.values.data[source].extent;
                ++uses.data[source];
                release(v);
                --k;  // which may be a copy, too
            }
    }

    /// Leaves out what nothing uses, and puts what was added before what needs it.
    constexpr void order() {
        if (!changed) return;
        list<instruction> ordered;
        list<int> place(p.code.size, -1);
        list<bool> done(p.code.size, false);
        list<int> pending;
        ordered.reserve(p.code.size);
        for (int i = 0; i < p.code.size; ++i) {
            pending.push(i);
            while (pending.size > 0) {
                const int next = pending.data[pending.size - 1];
                const instruction& code = p.code.data[next];
                bool ready = true;
                for (int k = 0; k < code.count && !done.data[next]; ++k) {
                    const int m = maker.data[code.operand[k]];
                    if (m < 0 || done.data[m]) continue;
                    pending.push(m);
                    ready = false;
                }
                if (!ready) continue;
                pending.pop();
                if (!done.data[next] && code.target >= 0) {
                    place.data[next] = ordered.size;
                    ordered.push(code);
                }
                done.data[next] = true;
            }
        }
        p.code.take(ordered);
        for (int& m : maker)
            if (m >= 0) m = place.data[m];
        changed = false;
    }

private:
    constexpr void give(int v) {
        given.data[v] = true;
        ++uses.data[v];
    }

    constexpr int counted() {
        maker.push(-1);
        uses.push(0);
        given.push(false);
        return p.values.size - 1;
    }

    /// One use of a value ends; with the last one, those of what only it needs.
    constexpr void release(int v) {
        if (--uses.data[v] > 0) return;  // mostly
        list<int> unused;
        unused.push(v);
        while (unused.size > 0) {
            int& by = maker.data[unused.pop()];
            if (by < 0) continue;
            instruction& code = p.code.data[by];
            for (int k = 0; k < code.count; ++k)
                if (--uses.data[code.operand[k]] <= 0) unused.push(code.operand[k]);
            code.count = 0;
            code.target = -1;
            by = -1;
        }
    }
};

}  // namespace ctgrad::detail
