#include <ctgrad/calculus/law.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

constexpr node itself(node u) { return u; }
constexpr law<1> two_laws[] = {{"identity", "u = u", itself}, {"nothing", "u", nullptr}};

/// Whether every law says its name and, with an equals sign, what it does.
template <class Laws> constexpr bool are_written_out(const Laws& laws) {
    for (const auto& l : laws)
        if (l.name.empty() || l.formula.find('=') == std::string_view::npos) return false;
    return true;
}

template <class Operation> constexpr bool table_is_written_out() {
    if constexpr (requires { Operation::laws(); }) return are_written_out(Operation::laws());
    else return true;
}
template <class... Operations>
constexpr bool are_written_out(operations::operation_list<Operations...>) {
    return (table_is_written_out<Operations>() && ...);
}

}  // namespace

BOOST_AUTO_TEST_CASE(tables_are_ranges) {
    constexpr law_table<1> table = two_laws;
    static_assert(table.size == 2 && table.begin()->name == "identity");
    static_assert(table.end() - table.begin() == 2);
}

BOOST_AUTO_TEST_CASE(every_law_has_a_name_and_a_formula) {
    static_assert(are_written_out(operations::unary_functions{}));
    static_assert(are_written_out(operations::structural_operations{}));
    static_assert(are_written_out(operations::laws::of_terms));
    static_assert(are_written_out(operations::laws::of_matrix_terms));
    static_assert(are_written_out(operations::laws::of_factors));
    static_assert(are_written_out(operations::laws::of_powers));
}

BOOST_AUTO_TEST_CASE(a_graph_notes_the_laws_that_it_applies) {
    graph g;
    list<applied_law> applied;
    const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    const node e = apply<operations::exp>(x);
    apply<operations::log>(e);
    BOOST_TEST(applied.size == 0);
    g.applied = &applied;
    BOOST_TEST(apply<operations::log>(e).index == x.index);
    BOOST_TEST(apply<operations::log>(e).index == x.index);
    static_cast<void>(x * x * x);
    static_cast<void>(e * apply<operations::exp>(-x));
    BOOST_TEST(apply<operations::sin>(x).index >= 0);
    g.applied = nullptr;
    static_cast<void>(x + x);
    BOOST_TEST_REQUIRE(applied.size == 3);  // each once
    BOOST_TEST(applied[0].name == "logarithm of an exponential");
    BOOST_TEST(applied[1].name == "powers of one base");
    BOOST_TEST(applied[2].formula == "exp(u) exp(-u) = 1");
}
