#include <ctgrad/calculus/own_derivative.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(shows_in_exponentials) {
    graph g;
    const auto variable = [&](std::string_view name, shape extent) {
        return node{&g, leaf(g, descriptor<operations::variable>, extent, name)};
    };
    const node x = variable("x", scalar_shape), y = variable("y", scalar_shape);
    const node z = variable("z", scalar_shape), v = variable("v", vector_shape(3));
    const auto own = [&](node f, node by) { return own_derivative(g, f.index, by.index); };
    const auto exp = [](node u) { return apply<operations::exp>(u); };
    BOOST_TEST(own(exp(x), x) == 1);
    BOOST_TEST(own(exp(-x), x) == -1);
    BOOST_TEST(own(y * exp(x + z * y), x) == 1);
    BOOST_TEST(own(y * exp(z * y - x) * v, x) == -1);
    BOOST_TEST(own(exp(x + y) + y * exp(x + square(z)), x) == 1);
    BOOST_TEST(own(z * (exp(x + y) - y * exp(x)) / square(y), x) == 1);
    BOOST_TEST(own(exp(y - (x + z)), x) == -1, "in brackets with a sign");
    // Other functions.
    BOOST_TEST(own(x * exp(x), x) == 0);
    BOOST_TEST(own(exp(2 * x), x) == 0);
    BOOST_TEST(own(exp(x * y), x) == 0);
    BOOST_TEST(own(exp(x) + y, x) == 0);
    BOOST_TEST(own(exp(x) + exp(-x), x) == 0);
    BOOST_TEST(own(exp(y), x) == 0);
    BOOST_TEST(own(x, x) == 0);
    BOOST_TEST(own(apply<operations::sin>(x), x) == 0);
}

BOOST_AUTO_TEST_CASE(long_sums_are_given_up) {
    graph g;
    const auto variable = [&](std::string_view name) {
        return node{&g, leaf(g, descriptor<operations::variable>, scalar_shape, name)};
    };
    const node x = variable("x");
    node sum = apply<operations::exp>(x);
    for (int i = 0; i < detail::most_visited; ++i)
        sum = sum + apply<operations::sin>(variable("y") + i) * apply<operations::exp>(x);
    BOOST_TEST(own_derivative(g, sum.index, x.index) == 0);
}
