#include <ctgrad/show/graph_picture.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

/// L = f"(w), at w = 2, where L = 4 and dL/dw = -1.
study_report made() {
    study_report r;
    r.options.rate = 0.5;
    r.text = "f\"(w)";
    r.nodes.push_back(
        {.name = "w", .variable = true, .parameter = true, .value = {2}, .adjoint = {-1}});
    r.nodes.push_back({.name = "L",
                       .symbol = "f\"",
                       .value = {4},
                       .adjoint = {1},
                       .text = "f\"(w) < \\",
                       .inputs = {{.node = 0, .part = {-1}, .text = "f\"'(w)"}}});
    r.parameters.push_back(
        {.node = 0, .name = "w", .value = {2}, .gradient = {-1}, .updated = {2.5}});
    return r;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

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

BOOST_AUTO_TEST_CASE(svg_is_escaped) {
    const std::string picture = svg(made());
    BOOST_TEST((picture.starts_with("<svg") && picture.ends_with("</svg>\n")));
    BOOST_TEST(contains(picture, ">L = f&quot;(w) &lt; \\</text>"));
    BOOST_TEST(contains(picture, ">∂ −1</text>"));
}

BOOST_AUTO_TEST_CASE(texts_of_any_length) {
    BOOST_TEST(detail::shortened("αβγδ", 4) == "αβγδ");
    BOOST_TEST(detail::shortened("αβγδε", 4) == "αβγδ…");
    BOOST_TEST(detail::brief(vector_shape(2), {1, -0.5}) == "(1, −0.5)");
    BOOST_TEST(detail::brief(matrix_shape(2, 3), std::vector<double>(6)) == "2 × 3");
}
