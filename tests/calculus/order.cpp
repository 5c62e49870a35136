#include <ctgrad/calculus/order.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(reads_naturally) {
    graph g;
    const auto variable = [&](std::string_view name, shape extent) {
        return node{&g, leaf(g, descriptor<operations::variable>, extent, name)};
    };
    const node a = variable("a", scalar_shape), b = variable("b", scalar_shape);
    const node v = variable("v", vector_shape(2)), A = variable("A", matrix_shape(2, 2));
    const node ascending[] = {
        a.number(2),
        a,
        b,
        apply<operations::cos>(a),
        apply<operations::cos>(b),
        apply<operations::sin>(a),
        apply<operations::sin>(a * b),
        v,
        apply<operations::exp>(v),
        A,
    };
    for (const node& i : ascending)
        for (const node& j : ascending) {
            const int order = detail::compare_nodes(g, i.index, j.index);
            BOOST_TEST((order < 0) == (&i < &j));
            BOOST_TEST((order == 0) == (&i == &j));
        }
}

BOOST_AUTO_TEST_CASE(parameters_decide_between_likes) {
    graph g;
    const node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    BOOST_TEST(detail::compare_nodes(g, square(x).index, power(x, 3).index) < 0);
    BOOST_TEST(detail::compare_nodes(g, power(x, 3).index, square(x).index) > 0);
}
