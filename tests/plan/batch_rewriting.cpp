#include <ctgrad/plan/batch_rewriting.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/linear.hpp>
#include <ctgrad/expr/variable.hpp>
#include <ctgrad/plan/batch_memory.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;

namespace {

constexpr auto W = matrix<"W", 8, 4>;
constexpr auto u = vector<"u", 4>;
constexpr auto v = vector<"v", 8>;

constexpr auto found = tanh(W * u + v);

/// The value of every sample, kept twice: as it is, and its first half beside its second one,
/// changed.
template <bool Repeated> struct pass {
    static constexpr void run(graph& g, list<contribution>& parts) {
        const int root = load(g, inner::entry_of<found.id>);
        const node first = operations::slice::make({&g, root}, 0, vector_shape(4));
        const node second = operations::slice::make({&g, root}, 4, vector_shape(4));
        const node swapped =
            operations::place::make(apply<operations::exp>(second), vector_shape(8), 0) +
            operations::place::make(apply<operations::sin>(first), vector_shape(8), 4);
        parts.push({0, 1, root, -1, false, true});
        parts.push({1, 1, swapped.index, -1, false, true});
        parts.push({2, 1, root, -1, false, true});
    }
    static constexpr bool varies(identity variable) { return variable != W.id; }
    static constexpr bool bound(identity variable) { return variable == u.id; }
    static constexpr identity parameter(int) { return 0; }
    static constexpr bool repeated = Repeated;
};

constexpr const auto& narrow = batch_program<pass<false>, 4>;
constexpr const auto& wide = batch_program<pass<false>, 16>;
constexpr const auto& repeated = batch_program<pass<true>, 4>;

/// A run reads a row x and the state y of the run before.
constexpr auto x = vector<"x", 4>;
constexpr auto y = vector<"y", 8>;
template <core::label Of_row, core::label Of_state> struct recurrent {
    static constexpr auto next = tanh(matrix<Of_state, 8, 8> * y + sin(matrix<Of_row, 8, 4> * x));
    static constexpr void run(graph& g, list<contribution>& parts) {
        parts.push({0, 1, load(g, inner::entry_of<next.id>), -1, false, true});
    }
    static constexpr bool varies(identity id) { return id == x.id || id == y.id; }
    static constexpr bool row(identity id) { return id == x.id; }
    static constexpr identity parameter(int) { return 0; }
    static constexpr bool repeated = true;
};

/// The numbers of terms of a program's products, one after the other.
template <class Pass> constexpr int terms_of_products() {
    int result = 0;
    for (const batch_step& s : batch_program<Pass, 4>.steps)
        if (s.work == batch_work::product) result = 10 * result + s.code.operand_extent[1].rows;
    return result;
}

template <class Operation, class Code> constexpr int count_of(const Code& program) {
    int count = 0;
    for (const batch_step& s : program.steps)
        count += s.code.key == descriptor<Operation>.key && s.work != batch_work::load;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_CASE(values_are_made_where_they_are_kept) {
    int results = 0;
    for (const batch_step& s : narrow.steps)
        if (s.target.where == batch_space::result) ++results;
    // The product, whose sums pass through the place of the root; the root, both halves of the
    // second output, the copy of the root.
    BOOST_TEST(results == 5);
    BOOST_TEST(count_of<operations::copy>(narrow) == 3);
    // registers of sixteen do not fit a place of eight: all three outputs are copies
    int copies = 0;
    for (const batch_step& s : wide.steps)
        copies +=
            s.target.where == batch_space::result && s.code.key == descriptor<operations::copy>.key;
    BOOST_TEST(copies == 3);
}

BOOST_AUTO_TEST_CASE(parts_are_written_side_by_side) {
    BOOST_TEST(count_of<operations::place>(narrow) == 0);
    int partial = 0;
    for (const batch_step& s : narrow.steps) partial += s.partial;
    BOOST_TEST(partial == 2);
}

BOOST_AUTO_TEST_CASE(bound_inputs_are_read_where_they_lie) {
    int loads = 0;
    for (const batch_step& s : narrow.steps) {
        loads += s.work == batch_work::load;
        if (s.work == batch_work::product) BOOST_TEST((s.operand[1].where == batch_space::bound));
    }
    BOOST_TEST(loads == 1);  // v
}

BOOST_AUTO_TEST_CASE(matrices_of_programs_that_are_repeated_are_transposed_in_front) {
    BOOST_TEST(count_of<operations::transpose>(narrow) == 0);
    BOOST_TEST(count_of<operations::transpose>(repeated) == 1);
    BOOST_TEST(!repeated.steps[0].varies);
    for (const batch_step& s : repeated.steps)
        if (s.work == batch_work::product) BOOST_TEST(s.code.p == 1);
}

BOOST_AUTO_TEST_CASE(products_that_wait_for_no_state_come_first) {
    static_assert(terms_of_products<recurrent<"A", "B">>() == 48);
    static_assert(terms_of_products<recurrent<"B", "A">>() == 48);
}
