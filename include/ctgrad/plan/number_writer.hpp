/// Instructions on single numbers, and how those on small arrays become such ones.
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad {

/// One instruction on numbers, which are given by their places.
struct number_step {
    identity key;  ///< of the operation
    std::int64_t p;
    std::int64_t q;
    int count;
    int target;
    int operand[3];
    /// Calls of the function by this step and those behind it that one register can compute; 0:
    /// it is one of those behind.
    int together;
};

/// A number that comes from outside or goes there: an entry of an input, a constant, an entry of an
/// output.
struct number_move {
    address outside;
    std::int64_t p;  ///< of a constant: its numerator
    std::int64_t q;  ///< and its denominator
    int place;

    constexpr rational number() const { return rational::reduced(p, q); }
};

namespace detail {

/// Whether the writer below knows the operation.
constexpr bool has_number_form(const operation* op) {
    for (const operation* known :
         {&descriptor<operations::slice>, &descriptor<operations::stack>,
          &descriptor<operations::sum_of_entries>, &descriptor<operations::log_sum_exp>,
          &descriptor<operations::softmax>, &descriptor<operations::matrix_product>,
          &descriptor<operations::outer>, &descriptor<operations::transpose>})
        if (op == known) return true;
    return op->kind != role::structural;
}

/// Writes steps on numbers for instructions, entry by entry.
struct number_writer {
    const lowered& p;
    list<number_step> steps{};
    list<number_move> loads{};
    list<number_move> constants{};
    list<int> first = list<int>(p.values.size, -1);  ///< per value: the place of its first entry
    int places = 0;

    /// Where an entry of a value is. What is outside is moved in when it is first needed.
    constexpr int place(int value, int entry) {
        const bool whole_value = p.values.data[value].base < 0;
        if (whole_value && entry == 0 && first.data[value] >= 0) return first.data[value];  // most
        const int root = whole_value ? value : root_of(p, value);
        const value_slot& whole = p.values.data[root];
        if (whole.at.where == space::constant) return constant(root);
        int offset = 0;
        for (int v = value; v != root; v = p.values.data[v].base)
            offset += p.values.data[v].at.offset;
        if (whole.at.where == space::input) {
            if (first.data[value] < 0) load(value, whole.at.index, offset);
            return first.data[value] + entry;
        }
        if (first.data[root] < 0)
            first.data[root] = reserve(whole.extent.rank == 0 ? 1 : whole.extent.size());
        return first.data[root] + offset + entry;
    }

    constexpr int reserve(int count) {
        places += count;
        return places - count;
    }
    /// One number, however many entries it fills.
    constexpr int constant(int value) {
        if (first.data[value] < 0) {
            first.data[value] = reserve(1);
            const value_slot& v = p.values.data[value];
            constants.push({{space::constant, 0, 0}, v.p, v.q, places - 1});
        }
        return first.data[value];
    }
    constexpr void load(int value, int input, int offset) {
        const int size = p.values.data[value].extent.size();
        first.data[value] = reserve(size);
        for (int e = 0; e < size; ++e)
            loads.push({{space::input, input, offset + e}, 0, 1, first.data[value] + e});
    }

    constexpr void step(const operation& op, int target, int a, int b) {
        steps.push({op.key, 0, 0, b < 0 ? 1 : 2, target, {a, b < 0 ? a : b, a}, 1});
    }
    constexpr int made(const operation& op, int a, int b) {
        const int target = reserve(1);
        step(op, target, a, b);
        return target;
    }

    /// op(op(u1, u2), op(u3, u4)) ...: no number waits for all others.
    constexpr void reduce(const operation& op, int target, list<int>& u) {
        if (u.size == 1) return step(descriptor<operations::copy>, target, u[0], -1);
        while (u.size > 2) {
            const int half = (u.size + 1) / 2;
            for (int k = 0; k + half < u.size; ++k)
                u.data[k] = made(op, u.data[2 * k], u.data[2 * k + 1]);
            if (u.size % 2 == 1) u.data[half - 1] = u.data[u.size - 1];
            u.resize(half, 0);
        }
        step(op, target, u[0], u[1]);
    }
    constexpr void reduce_entries(const operation& op, const instruction& i) {
        list<int> u;
        for (int e = 0; e < i.operand_extent[0].size(); ++e) u.push(place(i.operand[0], e));
        reduce(op, place(i.target, 0), u);
    }

    /// y(i, j) = a(i, 1) b(1, j) + ...; `inner` summands. Bits of p say what lies transposed.
    constexpr void multiply(const instruction& i, int rows, int inner, int columns) {
        const int a_row = i.p & 1 ? 1 : inner, a_column = i.p & 1 ? rows : 1;
        const int b_row = i.p & 2 ? 1 : columns, b_column = i.p & 2 ? inner : 1;
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < columns; ++c) {
                list<int> parts;
                for (int k = 0; k < inner; ++k) {
                    const int a = place(i.operand[0], r * a_row + k * a_column);
                    const int b = place(i.operand[1], k * b_row + c * b_column);
                    const int y = place(i.target, r * columns + c);
                    if (inner == 1) step(descriptor<operations::product>, y, a, b);
                    else parts.push(made(descriptor<operations::product>, a, b));
                }
                if (inner > 1)
                    reduce(descriptor<operations::sum>, place(i.target, r * columns + c), parts);
            }
    }

    constexpr void write_entries(const instruction& i) {
        const int size = i.extent.rank == 0 ? 1 : i.extent.size();
        for (int e = 0; e < size; ++e) {
            number_step s{i.op->key, i.p, i.q, i.count, place(i.target, i.target_offset + e),
                          {},        1};
            for (int k = 0; k < i.count; ++k)
                s.operand[k] = place(i.operand[k], i.operand_extent[k].rank == 0 ? 0 : e);
            steps.push(s);
        }
    }

    constexpr void write(const instruction& i) {
        if (i.op->kind != role::structural) return write_entries(i);  // most are
        const shape a = i.operand_extent[0];
        if (i.op == &descriptor<operations::sum_of_entries>)
            reduce_entries(descriptor<operations::sum>, i);
        else if (i.op == &descriptor<operations::largest_of_entries>)
            reduce_entries(descriptor<operations::max>, i);
        else if (i.op == &descriptor<operations::dot>) multiply(i, 1, a.size(), 1);
        else if (i.op == &descriptor<operations::outer>)
            multiply(i, a.size(), 1, i.operand_extent[1].size());
        else if (i.op == &descriptor<operations::matrix_product>)
            multiply(i, a.rows, a.columns, i.operand_extent[1].columns);
        else if (i.op == &descriptor<operations::transpose>)
            for (int e = 0; e < a.size(); ++e)
                step(descriptor<operations::copy>,
                     place(i.target, e % a.columns * a.rows + e / a.columns),
                     place(i.operand[0], e), -1);
        else write_entries(i);
    }
};

}  // namespace detail

}  // namespace ctgrad
