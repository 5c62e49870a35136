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

    /// Whether instruction i is of this operation, on scalars, and may be touched.
    template <class Operation> constexpr bool is(int i) const {
        const instruction& code = p.code.data[i];
        return code.op == &descriptor<Operation> && code.target >= 0 &&
               maker.data[code.target] == i;
    }
    /// The instruction of this operation that makes a value for one use alone; -1: another does.
    template <class Operation> constexpr int once(int v) const {
        const int i = maker.data[v];
        return i >= 0 && uses.data[v] == 1 && !given.data[v] && is<Operation>(i) ? i : -1;
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
        p.code.push({});
        p.code.data[i].target = v;
        return i;
    }

    /// What instruction i does from now on, to make the same value.
    template <class Operation>
    constexpr void write(int i, int a, int b = -1, int c = -1, std::int64_t power_p = 0,
                         std::int64_t power_q = 0) {
        const instruction before = p.code.data[i];
        const int target = before.target, count = c >= 0 ? 3 : b >= 0 ? 2 : 1;
        p.code.data[i] = {&descriptor<Operation>,
                          power_p,
                          power_q,
                          count,
                          target,
                          0,
                          scalar_shape,
                          {a, b, c},
                          {scalar_shape, scalar_shape, scalar_shape}};
        for (int k = 0; k < count; ++k) ++uses.data[p.code.data[i].operand[k]];
        for (int k = 0; k < before.count; ++k) release(before.operand[k]);
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
        p.code.size = 0;
        for (const instruction& code : ordered) p.code.push(code);
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
        list<int> pending;
        pending.push(v);
        while (pending.size > 0) {
            const int next = pending.pop();
            if (--uses.data[next] > 0 || maker.data[next] < 0) continue;
            instruction& code = p.code.data[maker.data[next]];
            for (int k = 0; k < code.count; ++k) pending.push(code.operand[k]);
            code.count = 0;
            code.target = -1;
            maker.data[next] = -1;
        }
    }
};

}  // namespace ctgrad::detail
