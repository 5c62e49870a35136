/// Products of a program that runs again and again, step after step, which need not be made in a
/// run of their own: those of many runs are then one product of matrices. In front of the runs are
/// made products with rows that are there already (of W x_t: X W^T); behind them, outer products
/// that are added up (of the sum of outer(d_t, h_t): D^T H), and products that nothing else reads.
#pragma once

#include <ctgrad/plan/batch_program.hpp>

namespace ctgrad::detail {

/// What is asked of a pass, where it answers, beside what variables are rows
/// (batch_rewriting.hpp):
///   static constexpr bool stays(identity variable);  // a row that is there behind all runs, too
///   static constexpr bool collected(int output);     // a row that is read behind all runs
template <class Batch> constexpr bool is_row_that_stays(identity variable) {
    if constexpr (requires { Batch::stays(variable); }) return Batch::stays(variable);
    else return false;
}
template <class Batch> constexpr bool is_collected(int output) {
    if constexpr (requires { Batch::collected(output); }) return Batch::collected(output);
    else return false;
}

/// Products of fewer registers of numbers are not worth the way through memory.
inline constexpr int least_joint = 8;

/// Those with rows in front of their runs need more: else a processor makes them while it waits for
/// the state, and all matrices stay in its first-level cache. Measured on Elman's networks, GRU and
/// LSTM: at 32 x 32 nothing is gained, at 64 x 64 a tenth, at 256 x 64 half of the time.
inline constexpr int least_ahead = 256;

/// Finds those products, before places are given to values.
template <class Batch> struct joint_products {
    batch_planner<Batch>& plan;
    joint_numbers numbers{};
    list<int> places = list<int>(plan.p.values.size, -1);  ///< by value: where it is kept

    constexpr void run() {
        for (batch_step& s : plan.steps) {
            if (is_ahead(s)) {
                s.ahead = numbers.ahead;
                numbers.ahead += padded(s.code.extent.rows);
            } else if (const int output = collected(s); output >= 0) {
                s.joint = output;
                numbers.behind = true;
                keep(s, 0, s.operand[1].index);
            } else if (waits(s)) {
                s.joint = s.output;
                numbers.behind = numbers.sums = true;
                keep(s, 0, s.operand[0].index);
                keep(s, 1, s.operand[s.code.count == 3 ? 2 : 1].index);
            }
        }
    }

private:
    constexpr int padded(int size) const {
        return (size + plan.lanes - 1) / plan.lanes * plan.lanes;
    }
    /// Whole registers of the matrix that is multiplied, or added up.
    constexpr int registers_of(const batch_step& s) const {
        const program_step& c = s.code;
        const int rows = s.work == batch_work::product ? c.extent.rows : c.operand_extent[0].rows;
        return rows * c.operand_extent[1].rows / plan.lanes;
    }
    /// Matrices in front of a vector lie transposed: as the right factor of the joint product.
    constexpr bool is_joint(const batch_step& s) const {
        return s.work == batch_work::product && s.code.p == 1;
    }
    /// The variable of which a value is the whole or a part; 0: of none.
    constexpr identity variable_of(int value) const {
        const int whole = plan.root(value);
        return plan.is_input(whole) ? plan.g.nodes[whole].id : 0;
    }
    constexpr bool is_ahead(const batch_step& s) const {
        const identity x = variable_of(s.operand[1].index);
        return is_joint(s) && x != 0 && is_row<Batch>(x) && registers_of(s) >= least_ahead;
    }
    /// The output that a product makes alone, if nothing else reads it; else -1.
    constexpr int collected(const batch_step& s) const {
        if (!is_joint(s) || s.biased || s.partial || s.chain > 0 || registers_of(s) < least_joint)
            return -1;
        const int output = plan.kept.data[s.target.index] - 1;
        const bool alone = plan.uses.data[s.target.index] == 1;
        return output >= 0 && alone && is_collected<Batch>(output) ? output : -1;
    }
    constexpr bool waits(const batch_step& s) const {
        return s.work == batch_work::add_outer && plan.varies_at(s.operand[0].index) &&
               plan.varies_at(s.operand[1].index) && registers_of(s) >= least_joint;
    }
    /// Rows that stay where they are need not be kept, unless the product of matrices would read
    /// behind their ends.
    constexpr void keep(batch_step& s, int k, int value) {
        const int size = plan.p.values.data[value].extent.size();
        const identity x = variable_of(value);
        if (x != 0 && is_row_that_stays<Batch>(x) && (k == 0 || size % plan.lanes == 0)) return;
        int& place = places.data[value];
        s.keeps[k] = place < 0;
        if (place < 0) {
            place = numbers.kept;
            numbers.kept += padded(size);
        }
        s.kept[k] = place;
    }
};

}  // namespace ctgrad::detail
