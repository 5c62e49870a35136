#include <ctgrad/plan/joint_products.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/linear.hpp>
#include <ctgrad/expr/variable.hpp>
#include <ctgrad/plan/batch_memory.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;

namespace {

constexpr auto W = matrix<"W", 64, 16>;
constexpr auto V = matrix<"V", 64, 15>;
constexpr auto U = matrix<"U", 12, 64>;
constexpr auto h = vector<"h", 64>;  // a state
constexpr auto x = vector<"x", 16>;  // rows that stay where they are
constexpr auto y = vector<"y", 15>;  // the same, with a rest behind whole registers
constexpr auto z = vector<"z", 16>;  // rows that do not stay

constexpr auto next = tanh(W * x + V * y + h);
constexpr auto gates = W * z;
constexpr auto moved = U * next;

/// One step of a loop: its state, rows of products, and sums of outer products.
template <bool Repeated> struct pass {
    static constexpr void run(graph& g, list<contribution>& parts) {
        const int made = load(g, inner::entry_of<next.id>);
        parts.push({0, 1, made, -1, false, true});
        parts.push({1, 1, load(g, inner::entry_of<moved.id>), -1, false, true});
        parts.push({2, 1, load(g, inner::entry_of<gates.id>), -1, false, true});
        for (const auto* row :
             {&inner::entry_of<x.id>, &inner::entry_of<y.id>, &inner::entry_of<z.id>})
            parts.push({3 + (parts.size - 3), 1, made, load(g, *row), false});
    }
    static constexpr bool varies(identity id) { return id != W.id && id != V.id && id != U.id; }
    static constexpr bool bound(identity id) { return varies(id); }
    static constexpr identity parameter(int) { return 0; }
    static constexpr bool repeated = Repeated;
    static constexpr bool row(identity id) { return id == x.id || id == y.id || id == z.id; }
    static constexpr bool stays(identity id) { return id == x.id || id == y.id; }
    static constexpr bool collected(int output) { return output == 1 || output == 2; }
};

constexpr const auto& steps = batch_program<pass<true>, 4>;
constexpr const auto& once = batch_program<pass<false>, 4>;

constexpr int count(const auto& program, auto holds) {
    int result = 0;
    for (const batch_step& s : program.steps) result += holds(s);
    return result;
}
constexpr bool is_product(const batch_step& s) { return s.work == batch_work::product; }
constexpr bool waits(const batch_step& s) { return s.joint >= 0; }

/// The step that adds the outer product with a row.
constexpr const batch_step& sum_with(int output) {
    for (const batch_step& s : steps.steps)
        if (s.work == batch_work::add_outer && s.output == output) return s;
    return steps.steps[0];
}

}  // namespace

BOOST_AUTO_TEST_CASE(large_products_with_rows_are_made_ahead) {
    static_assert(count(steps, is_product) == 4);
    constexpr auto ahead = [](const batch_step& s) { return s.ahead >= 0; };
    static_assert(count(steps, ahead) == 2, "W x and W z; V y has 240 registers, not 256");
    static_assert(steps.joint.ahead == 128);
    static_assert(inner::least_ahead == 256);
}

BOOST_AUTO_TEST_CASE(products_that_only_rows_are_made_of_are_made_behind) {
    constexpr auto made_behind = [](const batch_step& s) { return is_product(s) && waits(s); };
    static_assert(count(steps, made_behind) == 1, "U next; W z is made ahead");
    for (const batch_step& s : steps.steps)
        if (made_behind(s)) BOOST_TEST((s.joint == 1 && s.kept[0] == 0));
}

BOOST_AUTO_TEST_CASE(outer_products_wait_with_rows_where_they_are) {
    static_assert(count(steps, waits) == 4);
    static_assert(steps.joint.sums && steps.joint.kept == 64 + 16 + 16);
    int kept_first = 0;
    for (int output : {3, 4, 5}) {
        const batch_step& s = sum_with(output);
        BOOST_TEST((s.joint == output && s.kept[0] == 0));
        kept_first += s.keeps[0];  // one for all, and for the product
        BOOST_TEST(s.keeps[1] == (output != 3));
        BOOST_TEST((s.kept[1] < 0) == (output == 3));
    }
    BOOST_TEST(kept_first == 1);
}

BOOST_AUTO_TEST_CASE(a_program_that_runs_once_waits_for_nothing) {
    static_assert(count(once, waits) == 0 && once.joint.ahead == 0 && once.joint.kept == 0);
}
