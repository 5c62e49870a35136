#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/statements.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using namespace ctgrad::detail;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

static_assert(repeats("{0} * {0}", 0) && !repeats("{0} * {1}", 0) && !repeats("{0}", 1),
              "an operand that stands twice");

/// Everything may stand inside everything else.
struct free_language {
    constexpr bool needs_name(int) const { return false; }
    constexpr bool view(int) const { return false; }
    constexpr place_of_operand place(int, int) const { return place_of_operand::inside; }
};

template <expression E> void fill(shown_graph& shown, E) {
    shown.outputs.push(load(shown.nodes, entry_of<E::id>));
    shown.value = true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_used_twice_has_a_name) {
    shown_graph shown;
    fill(shown, sin(x * y) * exp(x * y));
    free_language language;
    statements plan;
    plan.plan(shown, language);
    for (int i = 0; i < shown.nodes.nodes.size; ++i) {
        const record& r = shown.nodes.nodes[i];
        const bool shared = r.op->kind == role::product && i != shown.outputs[0];
        BOOST_TEST(plan.named[i] == shared);
        BOOST_TEST((plan.number[i] > 0) == shared);
    }
}

BOOST_AUTO_TEST_CASE(statements_are_short) {
    shown_graph shown;
    fill(shown, sin(cos(sin(cos(sin(cos(sin(cos(sin(cos(sin(cos(sin(cos(x)))))))))))))));
    free_language language;
    statements plan;
    plan.plan(shown, language);
    int names = 0;
    for (int i = 0; i < shown.nodes.nodes.size; ++i) names += plan.named[i];
    BOOST_TEST(names == 1);
}

BOOST_AUTO_TEST_CASE(names_that_are_taken_get_a_line) {
    shown_graph shown;
    fill(shown, scalar<"in"> * scalar<"in_"> * scalar<"result">);
    const code_names names(shown, [](std::string_view word) { return word == "in"; });
    BOOST_TEST(names.inputs[names.order[0]].view() == "in_");
    BOOST_TEST(names.inputs[names.order[1]].view() == "in__");
    BOOST_TEST(names.outputs[0].view() == "result_");
    BOOST_TEST(names.letter == 't');
}
