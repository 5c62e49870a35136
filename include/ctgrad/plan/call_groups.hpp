/// Calls of one function that do not need each other's results, next to each other: what runs a
/// program can then compute them as lanes of one register.
#pragma once

#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/core/identity_table.hpp>
#include <ctgrad/plan/number_program.hpp>

namespace ctgrad::detail {

/// From how many calls on a register of them takes less time than one after the other, with 256-bit
/// and 512-bit registers (measured on two to four calls whose results are multiplied; std::log and
/// std::log2 are the fastest of their kind). 0: never, for what the kernel has no form for packs
/// of.
struct worth_of_calls {
    identity key = 0;
    int least = 0;
};
inline constexpr worth_of_calls calls_worth_gathering[] = {
    {descriptor<operations::exp>.key, 2},     {descriptor<operations::expm1>.key, 2},
    {descriptor<operations::exp2>.key, 2},    {descriptor<operations::log>.key, 3},
    {descriptor<operations::log1p>.key, 3},   {descriptor<operations::log2>.key, 3},
    {descriptor<operations::log10>.key, 2},   {descriptor<operations::sin>.key, 2},
    {descriptor<operations::cos>.key, 2},     {descriptor<operations::tan>.key, 2},
    {descriptor<operations::asin>.key, 2},    {descriptor<operations::acos>.key, 2},
    {descriptor<operations::atan>.key, 2},    {descriptor<operations::sinh>.key, 2},
    {descriptor<operations::cosh>.key, 2},    {descriptor<operations::tanh>.key, 2},
    {descriptor<operations::asinh>.key, 3},   {descriptor<operations::acosh>.key, 3},
    {descriptor<operations::atanh>.key, 2},   {descriptor<operations::erf>.key, 2},
    {descriptor<operations::erfc>.key, 4},    {descriptor<operations::sigmoid>.key, 2},
    {descriptor<operations::softplus>.key, 3}};
inline constexpr int gathered_functions = sizeof calls_worth_gathering / sizeof(worth_of_calls);

inline constexpr auto gathered_by_key = [] {
    identity_table<gathered_functions> result;
    for (int k = 0; k < gathered_functions; ++k) result.put(calls_worth_gathering[k].key, k);
    return result;
}();

/// Place of an operation in that table; -1: it is not there.
constexpr int gathered_function(identity key) { return gathered_by_key.find(key); }
constexpr int least_gathered(identity key) {
    const int function = gathered_function(key);
    return function < 0 ? 0 : calls_worth_gathering[function].least;
}

/// Whether there are two calls of one of these functions, in a program that is not too large for
/// one pass of a compiler.
template <class Written> constexpr bool has_calls_to_gather(const Written& made) {
    int calls[gathered_functions]{};
    if (made.step_count > 4096) return false;
    for (int i = 0; i < made.step_count; ++i)
        if (const number_step& s = made.steps[i]; s.count == 1)
            if (const int function = gathered_function(s.key); function >= 0)
                if (++calls[function] >= calls_worth_gathering[function].least) return true;
    return false;
}

/// More calls are several groups, so that no more than so many results wait for their use.
inline constexpr int largest_group = 16;

/// Finds the groups of a program on numbers. A call's level is one more than the highest level of a
/// call that it needs: calls of one level do not need each other. Where nothing needs a call until
/// later, it joins the level at which most calls of its function are.
template <class Written> struct call_groups {
    static constexpr int reach = 8;  ///< levels that a call looks ahead

    const Written& code;
    int steps = code.step_count;
    list<int> maker = list<int>(code.arena, -1);        ///< per place: the step that writes it
    list<int> function = list<int>(steps, -1);          ///< per step
    list<int> level = list<int>(code.arena, 0);         ///< per place: of the last call before it
    list<int> latest = list<int>(code.arena, 1 << 20);  ///< per place: the highest it may have
    int levels = 0;
    list<int> head = list<int>(steps, -1);  ///< per step: the first one of its group
    list<int> next = list<int>(steps, -1);  ///< the one behind it in the group
    list<int> count = list<int>(steps, 1);  ///< per head

    constexpr int level_before(const number_step& s) const {
        int highest = 0;
        for (int k = 0; k < s.count; ++k)
            if (const int l = level.data[s.operand[k]]; l > highest) highest = l;
        return highest;
    }

    constexpr void find_levels() {
        for (int i = 0; i < steps; ++i) {
            const number_step& s = code.steps[i];
            maker.data[s.target] = i;
            if (s.count == 1) function.data[i] = gathered_function(s.key);
            const int own = level_before(s) + (function.data[i] >= 0);
            level.data[s.target] = own;
            if (own > levels) levels = own;
        }
        for (int i = steps - 1; i >= 0; --i) {
            const number_step& s = code.steps[i];
            int& own = latest.data[s.target];
            if (own > levels) own = levels;
            const int before = own - (function.data[i] >= 0);
            for (int k = 0; k < s.count; ++k)
                if (int& l = latest.data[s.operand[k]]; before < l) l = before;
        }
    }

    /// With every call at its earliest level, then with some delayed.
    constexpr void find_groups() {
        list<int> calls((levels + 1) * gathered_functions, 0), open = list<int>(calls.size, -1);
        for (int i = 0; i < steps; ++i)
            if (const int f = function.data[i]; f >= 0)
                ++calls.data[level.data[code.steps[i].target] * gathered_functions + f];
        for (int i = 0; i < steps; ++i) {
            const number_step& s = code.steps[i];
            const int f = function.data[i];
            int own = level_before(s) + (f >= 0);
            if (f >= 0) {
                int* const of_function = calls.data + f;
                const int last = latest.data[s.target], first = own;
                for (int l = first + 1; l <= last && l <= first + reach; ++l) {
                    const int there = of_function[l * gathered_functions];
                    if (there > 0 && there >= of_function[own * gathered_functions]) {
                        --of_function[own * gathered_functions];
                        own = l;
                        ++of_function[own * gathered_functions];
                    }
                }
                join(i, open.data[own * gathered_functions + f]);
            }
            level.data[s.target] = own;
        }
    }

    /// `last`: the last step of the group that is filled.
    constexpr void join(int i, int& last) {
        const bool fits = last >= 0 && count.data[head.data[last]] < largest_group;
        head.data[i] = fits ? head.data[last] : i;
        if (fits) next.data[last] = i, ++count.data[head.data[i]];
        last = i;
    }

    /// The steps in an order in which groups stand together, otherwise as before: what a group
    /// needs comes before it.
    template <class Result> constexpr void order(Result& result) {
        list<bool> done(steps, false);
        list<int> pending;  // pairs: a head, the member whose operands are looked at
        for (int i = 0; i < steps; ++i) {
            if (done.data[i]) continue;
            pending.push(first_of(i));
            pending.push(first_of(i));
            while (pending.size > 0) {
                int& member = pending.data[pending.size - 1];
                const int needed = member < 0 ? -1 : unmade_operand(member, done);
                if (needed >= 0) {
                    pending.push(first_of(needed));
                    pending.push(first_of(needed));
                } else if (member >= 0) member = next.data[member];
                else {
                    pending.pop();
                    write(pending.pop(), result, done);
                }
            }
        }
    }

    constexpr int first_of(int i) const { return head.data[i] < 0 ? i : head.data[i]; }

    constexpr int unmade_operand(int i, const list<bool>& done) const {
        const number_step& s = code.steps[i];
        for (int k = 0; k < s.count; ++k)
            if (const int m = maker.data[s.operand[k]]; m >= 0 && !done.data[m]) return m;
        return -1;
    }

    /// In the order of their operands, so that sin and cos of the same numbers read one register.
    template <class Result> constexpr void write(int i, Result& result, list<bool>& done) const {
        const int first = result.count, together = count.data[i];
        for (; i >= 0; i = next.data[i]) {
            done.data[i] = true;
            int to = result.count++;
            for (; to > first && code.steps[i].operand[0] < result.steps[to - 1].operand[0]; --to)
                result.steps[to] = result.steps[to - 1];
            result.steps[to] = code.steps[i];
        }
        if (together == 1 || together < least_gathered(result.steps[first].key)) return;
        result.gathered = true;
        for (int k = first; k < result.count; ++k) result.steps[k].together = 0;
        result.steps[first].together = together;
    }
};

/// The steps of a program with its calls gathered. If `Gathers` does not hold, or none belong
/// together, they stay as they are.
template <bool Gathers, class Written> constexpr auto gather_calls(const Written& made) {
    gathered_steps<Gathers ? Written::room : 0> result;
    if constexpr (Gathers) {
        call_groups<Written> groups{made};
        groups.find_levels();
        groups.find_groups();
        groups.order(result);
    }
    return result;
}

}  // namespace ctgrad::detail
