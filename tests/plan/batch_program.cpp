#include <ctgrad/plan/batch_program.hpp>

#include <vector>

#include <boost/test/unit_test.hpp>

#include "batch_passes.hpp"

using namespace ctgrad;
using namespace batch_passes;

namespace {

/// The steps of a pass; their addresses are still the numbers of values.
template <class Pass> struct planned {
    ctgrad::detail::batch_planner<Pass> plan;

    explicit planned(int lanes = 8) : plan{lanes} { plan.make_steps(); }

    const list<batch_step>& steps() const { return plan.steps; }
    int count(batch_work::code work, bool varies = true) const {
        int found = 0;
        for (const batch_step& s : steps()) found += s.work == work && s.varies == varies;
        return found;
    }
    /// Step number n of a kind.
    const batch_step& step(batch_work::code work, int n) const {
        for (const batch_step& s : steps())
            if (s.work == work && n-- == 0) return s;
        return steps()[0];
    }
    const value_slot& value(int i) const { return plan.p.values.data[i]; }
};

template <class Operation> int count(const list<batch_step>& steps) {
    int found = 0;
    for (const batch_step& s : steps) found += s.code.key == descriptor<Operation>.key;
    return found;
}

bool heads_group(batch_work::code work) {
    return work == batch_work::elementwise || work == batch_work::product;
}

/// What holds of every program.
template <class Pass> void check_steps(const char* name, int lanes) {
    const planned<Pass> made(lanes);
    const auto& steps = made.steps();
    const auto& p = made.plan.p;
    std::vector<int> writer(static_cast<std::size_t>(p.values.size), -1);
    std::vector<int> first_of_output(16, -1), copies(writer.size(), 0);
    int head = 0;
    BOOST_TEST_CONTEXT(name << ", registers of " << lanes) {
        for (int i = 0; i < steps.size; ++i) {
            const batch_step& s = steps[i];
            BOOST_TEST_INFO("step " << i);
            BOOST_TEST((i == 0 || s.varies || !steps[i - 1].varies), "shared steps stand first");
            if (s.work != batch_work::inside) head = i;
            const int product = steps[head].work == batch_work::product;
            if (s.work == batch_work::inside) {
                BOOST_TEST(heads_group(steps[head].work));
                BOOST_TEST(i - head < steps[head].chain + product);
                BOOST_TEST((s.code.extent == steps[head].code.extent));
            } else if (heads_group(s.work)) {
                BOOST_TEST(s.chain + product <= ctgrad::detail::longest_chain);
                for (int k = 1; k < s.chain + product; ++k)
                    BOOST_TEST((steps[i + k].work == batch_work::inside));
            }
            const int operands = s.biased ? 3 : s.code.count;
            for (int k = 0; k < operands; ++k) {
                const int value = ctgrad::detail::root_of(p, s.operand[k].index);
                const int by = s.made_by[k];
                if (by >= 0) BOOST_TEST(steps[head + by].target.index == s.operand[k].index);
                const bool there = made.plan.is_input(value) || made.plan.is_constant(value) ||
                                   writer[static_cast<std::size_t>(value)] >= 0;
                BOOST_TEST(there, "operand " << k << " is made before");
                // Of its own group a step reads only what is at hand.
                BOOST_TEST((by >= 0) == (writer[static_cast<std::size_t>(value)] >= head));
            }
            if (s.output >= 0) {
                int& first = first_of_output[static_cast<std::size_t>(s.output)];
                BOOST_TEST(s.first == (first < 0), "an output is started by the first step");
                if (first < 0) first = i;
            } else writer[static_cast<std::size_t>(s.target.index)] = i;
            if (s.work == batch_work::product) {
                BOOST_TEST(!made.plan.varies_at(s.operand[0].index));
                BOOST_TEST(made.plan.varies_at(s.operand[1].index));
                BOOST_TEST(s.code.extent.rank == 1);
            }
            if (s.work == batch_work::copy_rows) {
                BOOST_TEST(made.value(s.target.index).extent.size() % lanes == 0);
                BOOST_TEST(++copies[static_cast<std::size_t>(s.operand[0].index)] == 1);
            }
            if (s.work == batch_work::add_outer && s.varies) {
                // Reading a register behind a row's end stays within the next row.
                const int right = s.operand[1].index;
                // What fits one register is read as it lies in the tile.
                if (s.code.operand_extent[1].size() <= lanes) continue;
                BOOST_TEST(
                    (!made.plan.varies_at(right) || made.plan.is_input(right) ||
                     steps[writer[static_cast<std::size_t>(right)]].work == batch_work::copy_rows));
            }
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(steps_of_all_graphs) {
    for_each_pass([]<class Pass>(const char* name) {
        for (int lanes : {1, 2, 4, 8, 16}) check_steps<Pass>(name, lanes);
    });
}

BOOST_AUTO_TEST_CASE(products_of_a_classifier) {
    const planned<classifier> made;
    // Forward twice, back through the second layer once; both weight gradients as outer products.
    BOOST_TEST(made.count(batch_work::product) == 3);
    BOOST_TEST(made.count(batch_work::add_outer) == 2);
    BOOST_TEST(count<operations::outer>(made.steps()) == 0);
    BOOST_TEST(count<operations::transpose>(made.steps()) == 0);
    BOOST_TEST(made.step(batch_work::product, 0).code.p == 0);
    BOOST_TEST(made.step(batch_work::product, 2).code.p == 1, "read as it is stored");
}

BOOST_AUTO_TEST_CASE(a_bias_is_what_a_product_starts_from) {
    const planned<classifier> made;
    BOOST_TEST(made.step(batch_work::product, 0).biased);
    BOOST_TEST(made.step(batch_work::product, 1).biased);
    BOOST_TEST(!made.step(batch_work::product, 2).biased);
    BOOST_TEST(count<operations::sum>(made.steps()) == 0);
    const batch_step& first = made.step(batch_work::product, 0);
    BOOST_TEST(!made.plan.varies_at(first.operand[2].index));
    BOOST_TEST((made.value(first.operand[2].index).extent == vector_shape(12)));
}

BOOST_AUTO_TEST_CASE(what_is_no_bias) {
    // In the second head's V * hidden + hidden the term varies with the sample.
    const planned<two_heads> made;
    BOOST_TEST(made.step(batch_work::product, 0).biased);
    BOOST_TEST(!made.step(batch_work::product, 1).biased);
    BOOST_TEST(made.step(batch_work::product, 2).biased);
    // Of x W + W x both terms are products; the first one does not start from the second.
    const planned<gated> gates;
    int biased = 0;
    for (const batch_step& s : gates.steps()) biased += s.biased;
    BOOST_TEST(biased == 1);
}

BOOST_AUTO_TEST_CASE(chains_follow_their_product) {
    const planned<classifier> made;
    const batch_step& first = made.step(batch_work::product, 0);
    BOOST_TEST(first.chain == 1);
    BOOST_TEST(first.light);
    const batch_step& relu = made.step(batch_work::inside, 0);
    BOOST_TEST((relu.code.key == descriptor<operations::relu>.key));
    BOOST_TEST(relu.made_by[0] == 0, "of the product, whose bias is in its sums");
    // Back: the sums, times what relu lets through.
    BOOST_TEST(made.step(batch_work::product, 2).chain == 2);
}

BOOST_AUTO_TEST_CASE(the_way_back_reads_relu) {
    const planned<classifier> made;
    for (const batch_step& s : made.steps())
        if (s.code.key == descriptor<operations::less>.key)
            BOOST_TEST(s.operand[1].index == made.step(batch_work::inside, 0).target.index);
}

BOOST_AUTO_TEST_CASE(rows_of_inputs_are_read_in_place_where_they_are_wide) {
    // x has 20 entries, the hidden layer 12; the copies are whole registers wide.
    const planned<classifier> eight(8), wide(32);
    BOOST_TEST(eight.count(batch_work::copy_rows) == 1);
    BOOST_TEST(wide.count(batch_work::copy_rows) == 0);  // both fit one register
    const batch_step& copy = eight.step(batch_work::copy_rows, 0);
    BOOST_TEST((eight.value(copy.target.index).extent == vector_shape(16)));
    BOOST_TEST(copy.code.operand_extent[0].size() == 12);
}

BOOST_AUTO_TEST_CASE(one_copy_serves_both_heads) {
    const planned<two_heads> made;
    BOOST_TEST(made.count(batch_work::add_outer) == 3);
    BOOST_TEST(made.count(batch_work::copy_rows) == 1);
}

BOOST_AUTO_TEST_CASE(penalties_are_added_once_per_call) {
    const planned<two_heads> made;
    BOOST_TEST(made.count(batch_work::add, false) == 3);  // by W, c and s
    const planned<only_parameters> alone;
    for (const batch_step& s : alone.steps()) BOOST_TEST(!s.varies);
    BOOST_TEST(alone.count(batch_work::load) == 0);
}

BOOST_AUTO_TEST_CASE(every_varying_input_is_loaded_once) {
    BOOST_TEST(planned<classifier>().count(batch_work::load) == 2);
    BOOST_TEST(planned<two_heads>().count(batch_work::load) == 3);
    BOOST_TEST(planned<varying_matrices>().count(batch_work::load) == 2);
    BOOST_TEST(planned<constant_rows>().count(batch_work::load) == 0);
}

BOOST_AUTO_TEST_CASE(rows_of_outputs) {
    const planned<outputs> made;
    BOOST_TEST(made.count(batch_work::write_rows) == 1);
    BOOST_TEST(made.count(batch_work::add) == 0);
    // A constant varies as an output, as every sample has its row.
    BOOST_TEST(planned<constant_rows>().count(batch_work::write_rows) == 1);
}

BOOST_AUTO_TEST_CASE(a_chain_is_no_longer_than_the_registers_last) {
    const planned<gated> made;
    int longest = 0;
    for (const batch_step& s : made.steps()) longest = s.chain > longest ? s.chain : longest;
    BOOST_TEST(longest > 4);
    BOOST_TEST(longest <= ctgrad::detail::longest_chain);
}
