/// The order in which the numbers of a sum are added and those of a product multiplied: what is
/// ready last comes last, since nothing but its own step waits for it. A product and its addition
/// are one step.
#pragma once

#include <ctgrad/plan/multiply_add.hpp>
#include <ctgrad/plan/rewriting.hpp>

namespace ctgrad::detail {

/// For sums and products of scalars, in partial ones that are used once.
struct operand_order {
    /// A number to be added or multiplied.
    struct part {
        int value = -1;
        bool negative = false;
        int product = -1;  ///< of a sum: the instruction that makes it for this sum alone
        int ready = 0;     ///< without that
    };

    rewriting& r;
    list<int> ready{};        ///< per value: steps before it is there
    list<int> length{};       ///< per instruction: how many numbers it joins; 0: it is no such one
    list<bool> is_product{};  ///< per such one: it is a product, and no sum
    list<bool> inner{};       ///< per instruction: it belongs to a longer one
    list<part> open{};        ///< what is yet to be joined, what is ready first in front

    /// What is longer stays in parts, so that few numbers wait at a time.
    static constexpr int longest = 16;
    /// Shorter sums are added one after the other, as a product costs no step then; longer ones,
    /// and products, in pairs where nothing waits.
    static constexpr int shortest_in_pairs = 5;
    /// Steps that a product waits for a sum to be added to, to spare one.
    static constexpr int patience = 3;

    constexpr void run() {
        const int count = r.p.code.size;
        ready.resize(r.p.values.size, 0);
        length.resize(count, 0);
        is_product.resize(count, false);
        inner.resize(count, false);
        for (int i = 0; i < count; ++i) measure(i);
        for (int i = 0; i < count; ++i) {
            note(i);
            if (length.data[i] == 0 || inner.data[i]) continue;
            // Two factors have one order.
            if (!is_product.data[i] || (length.data[i] > 2 && comes_earlier(i))) write(i);
        }
    }

    /// What makes a value for one use alone, by a product or by a sum, or -1.
    constexpr int inner_of(bool product, int v) const {
        const int m = r.once(v);
        return m >= 0 && (product ? r.multiplies(m) : r.adds(m)) ? m : -1;
    }

    /// The product, or square, that makes a value for one use alone, or -1.
    constexpr int product_of(int v) const {
        const int m = r.once(v);
        if (m < 0) return -1;
        const instruction& code = r.p.code.data[m];
        const bool square = code.op == &descriptor<operations::power> && code.p == 2 && code.q == 1;
        return square || r.multiplies(m) ? m : -1;
    }

    constexpr void measure(int i) {
        const bool product = r.multiplies(i);
        if ((!product && !r.adds(i)) || !r.is_open(i)) return;
        is_product.data[i] = product;
        const int* const operand = r.p.code.data[i].operand;
        const int parts[] = {inner_of(product, operand[0]), inner_of(product, operand[1])};
        int whole = 0;
        for (int p : parts) whole += p >= 0 ? length.data[p] : 1;
        length.data[i] = whole <= longest ? whole : 2;
        for (int p : parts)
            if (p >= 0) inner.data[p] = whole <= longest;
    }

    /// When an instruction's result is there, as it is written. Divisions and functions take
    /// several times as long as additions.
    constexpr void note(int i) {
        const instruction& code = r.p.code.data[i];
        if (code.target < 0) return;
        // Of functions that count themselves the shapes matter.
        const operation_counts counts = code.op->flops ? operations_of(code) : code.op->per_entry;
        const int shorter = counts.divisions > 0 ? 4 : counts.total() > 0 ? 1 : 0;
        const int steps = counts.functions > 0 ? 16 : shorter;
        ready.data[code.target] = latest_operand(code) + steps;
    }
    constexpr int time_of(int v) const { return ready.data[root_of(r.p, v)]; }
    constexpr int latest_operand(const instruction& code) const {
        int time = 0;
        for (int k = 0; k < code.count; ++k)
            if (const int t = time_of(code.operand[k]); t > time) time = t;
        return time;
    }

    /// Whether the product of all factors of instruction i is there steps earlier in another order.
    constexpr bool comes_earlier(int i) {
        open.size = 0;
        collect(i, false);
        while (open.size > 1) {
            part both = open.data[1];  // is ready later than the first
            ++both.ready;
            take_out(1);
            insert(both, false);
        }
        return open.data[0].ready + 1 < ready.data[r.p.code.data[i].target];
    }

    constexpr void write(int i) {
        open.size = 0;
        collect(i, false);
        const bool product = is_product.data[i];
        const bool in_pairs = product || open.size >= shortest_in_pairs;
        while (open.size > 1) {
            const int other = in_pairs ? partner() : 1;
            const part a = open.data[0], b = open.data[other];
            take_out(other);
            const int by = open.size == 0 ? i : r.blank();
            const part both = product ? multiplied(a, b, by) : added(a, b, by);
            insert(both, !in_pairs);
        }
    }

    /// Removes the first open part and another one.
    constexpr void take_out(int other) {
        for (int k = 1, to = 0; k < open.size; ++k)
            if (k != other) open.data[to++] = open.data[k];
        open.size -= 2;
    }

    /// What the first of the open parts is joined with: what is ready next, or a sum that is ready
    /// soon, if a product would take a step of its own otherwise.
    constexpr int partner() const {
        const part& first = open.data[0];
        if (first.product < 0 || open.data[1].product < 0) return 1;
        for (int k = 2; k < open.size && open.data[k].ready <= first.ready + patience; ++k)
            if (open.data[k].product < 0) return k;
        return 1;
    }

    constexpr void collect(int i, bool negative) {
        const instruction& code = r.p.code.data[i];
        const bool subtracts = code.op == &descriptor<operations::subtract>;
        const bool product = is_product.data[i];
        const int operand[] = {code.operand[0], code.operand[1]};
        for (int k = 0; k < 2; ++k) {
            const bool minus = negative != (subtracts && k == 1);
            const int inside = inner_of(product, operand[k]);
            if (inside >= 0 && inner.data[inside]) {
                collect(inside, minus);
                continue;
            }
            part p{operand[k], minus, product ? -1 : product_of(operand[k]), time_of(operand[k])};
            if (p.product >= 0) p.ready = latest_operand(r.p.code.data[p.product]);
            insert(p, false);
        }
    }
    constexpr void insert(const part& p, bool in_front) {
        open.push(p);
        for (int k = open.size - 1; k > 0 && (in_front || p.ready < open.data[k - 1].ready); --k) {
            open.data[k] = open.data[k - 1];
            open.data[k - 1] = p;
        }
    }

    /// a b by instruction i.
    constexpr part multiplied(const part& a, const part& b, int i) {
        r.write<operations::product>(i, a.value, b.value);
        return made(i, a.ready > b.ready ? a.ready : b.ready, false);
    }

    /// a + b by instruction i.
    constexpr part added(part a, part b, int i) {
        if (b.product < 0) {
            const part c = a;
            a = b, b = c;
        }
        const bool same = a.negative == b.negative;
        if (b.product >= 0) {
            const instruction& product = r.p.code.data[b.product];
            const int u = product.operand[0], v = product.operand[product.count - 1];
            if (same) r.write<operations::multiply_add>(i, u, v, a.value);
            else if (b.negative) r.write<operations::subtract_product>(i, u, v, a.value);
            else r.write<operations::multiply_subtract>(i, u, v, a.value);
        } else if (same) r.write<operations::sum>(i, a.value, b.value);
        else if (b.negative) r.write<operations::subtract>(i, a.value, b.value);
        else r.write<operations::subtract>(i, b.value, a.value);
        if (a.product >= 0) ++a.ready;
        return made(i, a.ready > b.ready ? a.ready : b.ready, same && a.negative);
    }

    constexpr part made(int i, int latest, bool negative) {
        const int target = r.p.code.data[i].target;
        if (target == ready.size) ready.push(0);
        ready.data[target] = latest + 1;
        return {target, negative, -1, latest + 1};
    }
};

}  // namespace ctgrad::detail
