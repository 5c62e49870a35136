#include <ctgrad/plan/batch_memory.hpp>

#include <vector>

#include <boost/test/unit_test.hpp>

#include "batch_passes.hpp"

using namespace ctgrad;
using namespace batch_passes;

namespace {

/// Which number of which value lies in a place.
struct content {
    int value = -1;
    int entry = -1;
};

/// Runs a plan with the numbers of values in place of numbers: whatever a step reads has to be
/// there, untouched. A group writes everything it leaves behind before it reads anything: in
/// whatever order it goes through its entries, no value of others may lie there.
template <class Pass> struct simulation {
    ctgrad::detail::batch_planner<Pass> values, places;
    ctgrad::detail::batch_allocator<Pass> allocator{places};
    std::vector<content> tile, shared;
    int lanes;
    bool right = true;

    explicit simulation(int lanes_) : values{lanes_}, places{lanes_}, lanes(lanes_) {
        values.make_steps();
        places.make_steps();
        allocator.assign();
        tile.resize(static_cast<std::size_t>(allocator.memory.extent));
        shared.resize(static_cast<std::size_t>(allocator.shared));
    }

    const batch_step& planned(int i) const { return values.steps.data[i]; }
    const batch_step& placed(int i) const { return places.steps.data[i]; }
    int size() const { return values.steps.size; }
    int extent(int value) const { return values.p.values.data[value].extent.size(); }
    int padded(int count) const { return (count + lanes - 1) / lanes * lanes; }

    void require(bool holds, int step, const char* what) {
        if (holds) return;
        right = false;
        BOOST_ERROR("step " << step << ": " << what);
    }

    std::vector<content>* memory(const batch_address& at) {
        const bool in_tile = at.where == batch_space::tile || at.where == batch_space::sample;
        return in_tile ? &tile : at.where == batch_space::shared ? &shared : nullptr;
    }

    void write(int i, const batch_address& at, int value, int first, int count) {
        std::vector<content>* const to = memory(at);
        require(to != nullptr, i, "the result has a place");
        if (!to) return;
        const int start = at.offset + at.inner;
        require(start >= 0 && start + count <= static_cast<int>(to->size()), i, "it fits");
        for (int j = 0; right && j < count; ++j)
            (*to)[static_cast<std::size_t>(start + j)] = {value, first + j};
    }

    bool holds(const batch_address& at, int value, int first, int count) {
        std::vector<content>& from = *memory(at);
        if (at.offset + first < 0 || at.offset + first + count > static_cast<int>(from.size()))
            return false;
        for (int j = first; j < first + count; ++j) {
            const content& found = from[static_cast<std::size_t>(at.offset + j)];
            if (found.value != value || found.entry != j) return false;
        }
        return true;
    }

    /// Whole registers where entries are written side by side, but to a part of a value.
    int written(int i) const {
        const batch_step& s = planned(i);
        const int count = s.code.extent.size();
        if (s.work == batch_work::copy_rows) return extent(s.target.index);
        const bool exactly = s.work == batch_work::structural || s.partial || count == 1;
        return exactly ? count : padded(count);
    }

    void write_target(int i) {
        const batch_step &s = planned(i), &to = placed(i);
        if (s.output >= 0) return;
        const bool product = s.work == batch_work::product;
        if (!to.stored && !product) return;
        if (s.work == batch_work::load && to.target.where != batch_space::sample)
            require(false, i, "an input is loaded to where its readers look");
        write(i, to.target, s.target.index, s.target.inner, written(i));
    }

    void read_operand(int i, int k) {
        const batch_step &s = planned(i), &from = placed(i);
        if (s.made_by[k] >= 0) return;
        const int value = ctgrad::detail::root_of(values.p, s.operand[k].index);
        if (values.is_constant(value)) return;
        const batch_address& at = from.operand[k];
        int inner = s.operand[k].inner;
        for (int v = s.operand[k].index; v != value; v = values.p.values.data[v].base)
            inner += values.p.values.data[v].at.offset;
        require(at.inner == inner, i, "a part is read from where it starts");
        if (at.where == batch_space::parameter) return;
        require(memory(at) != nullptr, i, "an operand lies in memory");
        // Rows of an input are read where the caller has them.
        if (!right || (s.work == batch_work::add_outer && at.where == batch_space::sample)) return;
        const bool copied = s.work == batch_work::add_outer && k == 1 && s.varies;
        const int count = k == 2 && s.biased ? s.code.extent.size()
                          : copied           ? extent(s.operand[k].index)
                                             : s.code.operand_extent[k].size();
        require(holds(at, value, inner, count), i, "an operand is still there");
    }

    void run() {
        for (int first = 0, end = 0; first < size() && right; first = end) {
            end = first + 1;
            while (end < size() && planned(end).work == batch_work::inside) ++end;
            for (int i = first; i < end; ++i) write_target(i);
            for (int i = first; i < end; ++i) {
                const batch_step& s = planned(i);
                for (int k = 0; k < (s.biased ? 3 : s.code.count); ++k) read_operand(i, k);
            }
            // Results of one group do not overwrite each other either.
            for (int i = first; i < end && right; ++i)
                if (planned(i).output < 0 && placed(i).stored)
                    require(holds(placed(i).target, planned(i).target.index,
                                  planned(i).target.inner, written(i)),
                            i, "the result is left behind");
        }
    }
};

template <class Pass> int scratch_needed(const ctgrad::detail::batch_planner<Pass>& plan) {
    int most = 0;
    for (const batch_step& s : plan.steps) {
        if (s.work != batch_work::structural) continue;
        int size = s.code.extent.size();
        for (int k = 0; k < s.code.count; ++k) size += s.code.operand_extent[k].size();
        most = size > most ? size : most;
    }
    return most;
}

template <class Pass, int Lanes> constexpr const auto& code = batch_program<Pass, Lanes>;

}  // namespace

BOOST_AUTO_TEST_CASE(no_value_is_overwritten_while_it_is_needed) {
    for_each_pass([]<class Pass>(const char* name) {
        for (int lanes : {1, 2, 4, 8, 16}) BOOST_TEST_CONTEXT(name << ", registers of " << lanes) {
                simulation<Pass> all(lanes);
                all.run();
                BOOST_TEST(all.right);
                BOOST_TEST(all.allocator.scratch >= scratch_needed(all.values));
            }
    });
}

BOOST_AUTO_TEST_CASE(memory_is_used_again) {
    // Forty values of eight numbers or one: their lives are short.
    simulation<two_heads> heads(8);
    int all = 0;
    for (const batch_step& s : heads.values.steps)
        if (s.varies && s.output < 0) all += heads.padded(s.code.extent.size());
    BOOST_TEST(heads.allocator.memory.extent < all / 2);
}

BOOST_AUTO_TEST_CASE(what_only_its_group_reads_takes_no_memory) {
    // Forward, the weighted sums of the hidden layer: the way back reads relu of them.
    bool product = true;
    for (const batch_step& s : code<classifier, 8>.steps) {
        if (s.work == batch_work::product && s.chain == 1) product = s.stored;
        if (s.work != batch_work::inside) continue;
        if (s.code.key == descriptor<operations::relu>.key) BOOST_TEST(s.stored);
        if (s.code.key == descriptor<operations::less>.key) BOOST_TEST(!s.stored);
    }
    BOOST_TEST(!product);
}

BOOST_AUTO_TEST_CASE(sums_pass_through_the_memory_of_a_result) {
    const auto& steps = code<classifier, 8>.steps;
    for (int i = 0; i < code<classifier, 8>.size; ++i)
        if (steps[i].work == batch_work::product && !steps[i].stored) {
            bool passed_on = false;
            for (int k = 1; k <= steps[i].chain; ++k)
                passed_on |= steps[i + k].stored && steps[i + k].target == steps[i].target;
            BOOST_TEST(passed_on);
        }
}

BOOST_AUTO_TEST_CASE(a_program_is_its_plan_with_addresses) {
    const auto compare = [](const auto& program, const auto& simulated) {
        BOOST_TEST(program.size == simulated.size());
        BOOST_TEST(program.tile == simulated.allocator.memory.extent);
        BOOST_TEST(program.shared == simulated.allocator.shared);
        BOOST_TEST(program.scratch == simulated.allocator.scratch);
        for (int i = 0; i < program.size; ++i)
            BOOST_TEST((program.steps[i].target == simulated.placed(i).target &&
                        program.steps[i].operand[0] == simulated.placed(i).operand[0]));
    };
    compare(code<classifier, 8>, simulation<classifier>(8));
    compare(code<two_heads, 4>, simulation<two_heads>(4));
}

BOOST_AUTO_TEST_CASE(inputs) {
    constexpr const auto& c = code<classifier, 8>;
    static_assert(c.input_count == 7);  // four parameters, x, digit, the weight of a sample
    int samples = 0, named_x = 0;
    for (const program_input& i : c.inputs) {
        samples += classifier::varies(i.id);
        named_x += i.name == "x" && i.extent == vector_shape(20);
    }
    BOOST_TEST(samples == 2);
    BOOST_TEST(named_x == 1);
}

BOOST_AUTO_TEST_CASE(rows_of_whole_registers) {
    // Vectors start and end at whole registers, so that whole registers of them can be read.
    for (const batch_step& s : code<classifier, 8>.steps) {
        if (s.target.where != batch_space::tile || s.output >= 0) continue;
        if (s.code.extent.size() > 1)
            BOOST_TEST(s.target.offset + (s.code.extent.size() + 7) / 8 * 8 <=
                       (code<classifier, 8>.tile));
    }
    static_assert(code<only_parameters, 8>.tile == 0);
    static_assert(code<only_parameters, 8>.shared > 0);
    static_assert(code<constant_rows, 8>.tile == 0);
}
