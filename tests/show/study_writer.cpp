#include <ctgrad/show/study_writer.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(formulas_in_names_and_in_numbers) {
    constexpr auto x = scalar<"x">;
    constexpr auto f = exp(sin(x));
    graph g;
    const int root = load(g, detail::entry_of<decltype(f)::id>);
    const list<bool> active(root + 1, true);
    // values of x, sin and exp; adjoints; what exp and sin give back
    const double numbers[] = {0, 0, 1, 1, 1, 1, 1, 1};
    const double* next = numbers;
    const detail::study_numbers found(g, root, active, next);
    BOOST_TEST(next == numbers + 8);
    detail::study_view view(g, root, false);
    const auto nodes = detail::study_writer(view, found, "f").write();
    BOOST_REQUIRE(nodes.size() == 3u);
    BOOST_TEST((nodes[1].name == "v₁" && nodes[1].text == "sin(x)"));
    BOOST_TEST((nodes[2].name == "f" && nodes[2].text == "exp(v₁)"));
    BOOST_TEST(nodes[2].inputs[0].text == "f");
    BOOST_TEST(nodes[1].inputs[0].text == "∂f/∂v₁ cos(x)");
    BOOST_TEST(nodes[1].rule == "derivative of sin");
    BOOST_TEST(nodes[1].inputs[0].numbers.find("<mn>0</mn>") != std::string::npos);
}
