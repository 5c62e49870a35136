#include <ctgrad/calculus/label_text.hpp>

#include <string>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g{};
    node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};

    std::string label(node u) { return std::string(detail::label_text(g, u.index).view()); }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_formula_where_it_fits, leaves) {
    BOOST_TEST(label(x) == "x");
    BOOST_TEST(label(apply<operations::sin>(x) / (1 + x)) == "sin(x) / (1 + x)");
}

BOOST_FIXTURE_TEST_CASE(an_outline_where_it_is_long, leaves) {
    node u = x;
    for (int i = 0; i < 20; ++i) u = apply<operations::sin>(u + 1);
    BOOST_TEST(label(u) == "sin(1 + sin(...))");
}

BOOST_FIXTURE_TEST_CASE(never_too_long, leaves) {
    node u = x;
    for (int i = 1; i < 40; ++i) u = u + power(x, i + 1) * apply<operations::exp>(i * x);
    BOOST_TEST(!label(u).empty());
    BOOST_TEST(label(u).size() <= 60u);
}

BOOST_FIXTURE_TEST_CASE(name_and_shape_at_last, leaves) {
    list<int> entries;
    for (int i = 0; i < 50; ++i) entries.push((x + i).index);
    const node stacked = operations::stack::make(g, entries, vector_shape(50));
    BOOST_TEST(label(stacked) == "stack of vector 50");
}
