#include <ctgrad/calculus/equal_partials.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(of_variables_in_the_same_sums) {
    graph g;
    const auto variable = [&](std::string_view name, shape extent) {
        return node{&g, leaf(g, descriptor<operations::variable>, extent, name)};
    };
    const node x = variable("x", scalar_shape), t = variable("t", scalar_shape);
    const node a = variable("a", scalar_shape);
    const node v = variable("v", vector_shape(3)), w = variable("w", vector_shape(3));
    const auto sin = [](node u) { return apply<operations::sin>(u); };
    const auto first = [&](node f, node by) { return equal_partials(g, f.index).first(by.index); };
    BOOST_TEST(first(sin(x + t), x) == t.index, "the first name");
    BOOST_TEST(first(sin(x + t), t) == t.index);
    BOOST_TEST(first(sin(a + t + sin(a) + x), x) == t.index);
    BOOST_TEST(first(sin(a + t + x), x) == a.index);
    BOOST_TEST(first(a * sin(2 * x + 2 * t + 5) * square(x + t), x) == t.index);
    BOOST_TEST(first(apply<operations::sum_of_entries>(square(v + w + x)), w) == v.index);
    BOOST_TEST(first(sin(a * x + a * t) / sin(3 * a * square(a) * t + x * 3 * power(a, 3)), x) ==
               t.index);
    // Of others.
    BOOST_TEST(first(sin(a * x + square(a) * t), x) == x.index);
    BOOST_TEST(first(sin(x - t), x) == x.index);
    BOOST_TEST(first(sin(x + 2 * t), x) == x.index);
    BOOST_TEST(first(sin(x + t) * x, x) == x.index);
    BOOST_TEST(first(sin(x + t) * square(x + a), x) == x.index);
    BOOST_TEST(first(sin(x * t), x) == x.index);
    BOOST_TEST(first(x, x) == x.index);
    BOOST_TEST(first(x + t, x) == t.index);
}
