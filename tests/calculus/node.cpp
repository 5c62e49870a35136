#include <ctgrad/calculus/node.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>

using namespace ctgrad;

namespace {

struct leaves {
    graph g{};
    node x{&g, leaf(g, descriptor<operations::variable>, scalar_shape, "x")};
    node v{&g, leaf(g, descriptor<operations::variable>, vector_shape(3), "v")};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(arithmetic_reads_like_mathematics, leaves) {
    BOOST_TEST((x + x).index == (2 * x).index);
    BOOST_TEST((x - x).index == x.number(0).index);
    BOOST_TEST((x / x).index == x.number(1).index);
    BOOST_TEST((-(-x)).index == x.index);
    BOOST_TEST((x * x).index == square(x).index);
    BOOST_TEST((sqrt(x) * sqrt(x)).index == x.index);
    BOOST_TEST((1 - x).index == (-(x - 1)).index);
    BOOST_TEST((x / 2).index == (rational(1, 2) * x).index);
    BOOST_TEST((2 / x).index == (2 * power(x, -1)).index);
}

BOOST_FIXTURE_TEST_CASE(scalars_broadcast, leaves) {
    BOOST_TEST(((x * v).extent() == vector_shape(3)));
    BOOST_TEST(((x + v).extent() == vector_shape(3)));
    BOOST_TEST(((x + v - v).extent() == vector_shape(3)));
    BOOST_TEST(((v - v).extent() == vector_shape(3)));
    BOOST_TEST(((0 * v).extent() == vector_shape(3)));
    BOOST_TEST(((x * (v / v)).extent() == vector_shape(3)));
}

BOOST_FIXTURE_TEST_CASE(parts, leaves) {
    const node y = apply<operations::hypot>(x, x + 1);
    BOOST_TEST(y.operand(0).index == x.index);
    BOOST_TEST((y.content().op == &descriptor<operations::hypot>));
    BOOST_TEST((y.number({2, 4}).content().value() == rational(1, 2)));
}
