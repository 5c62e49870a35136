#include <ctgrad/show/graph_dot.hpp>

#include <boost/test/unit_test.hpp>

#include "made_report.hpp"

BOOST_AUTO_TEST_CASE(graphviz) {
    const std::string forward = forward_dot(made()), backward = backward_dot(made());
    BOOST_TEST(contains(forward, "rankdir=LR"));
    BOOST_TEST(contains(forward, R"(n0 [label="w = 2", shape=ellipse, style=bold];)"));
    BOOST_TEST(contains(forward, R"(n1 [label="L = f\"(w) < \\\n4"];)"));
    BOOST_TEST(contains(forward, R"(n0 -> n1 [label="2"];)"));
    BOOST_TEST(contains(backward, "rankdir=RL"));
    BOOST_TEST(contains(backward, R"(n0 [label="∂L/∂w\n−1", shape=ellipse, style=bold];)"));
    BOOST_TEST(contains(backward, R"--(n1 -> n0 [label="−1", edgetooltip="f\"'(w)"];)--"));
    BOOST_TEST(contains(update_dot(made()), R"(p0 -> q0 [label="− 0.5 · −1"];)"));
    BOOST_TEST(contains(update_dot(made()), R"(q0 [label="w = 2.5", shape=ellipse)"));
}
