#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/dot.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto alpha = scalar<"alpha">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

static_assert(dot(x + sin(x)) == R"(digraph {
    rankdir=LR;
    ordering=in;
    node [shape=box];
    n0 [label="x", shape=ellipse];
    n1 [label="sin"];
    n0 -> n1;
    n2 [label="+"];
    n0 -> n2;
    n1 -> n2;
    r0 [label="value", shape=ellipse, style=bold];
    n2 -> r0;
}
)",
              "a graph");

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; ++at) ++found;
    return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(shapes_are_on_the_arrows) {
    BOOST_TEST(count(dot(A * v), "[label=\"2 × 3\"]") == 1u);
    BOOST_TEST(count(dot(A * v), "[label=\"3\"]") == 1u);
}

BOOST_AUTO_TEST_CASE(gradients_share_their_nodes) {
    constexpr auto shown = dot(value_and_gradient(exp(alpha * x), alpha, x));
    BOOST_TEST(count(shown, "label=\"exp\"") == 1u);
    BOOST_TEST(count(shown, "label=\"by α\"") == 1u);
    BOOST_TEST(count(shown, "label=\"value\"") == 1u);
}

BOOST_AUTO_TEST_CASE(powers_and_products) {
    BOOST_TEST(count(dot(square(x) * alpha), "·²") == 1u);
    BOOST_TEST(count(dot(hadamard(v, sin(v))), "⊙") == 1u);
    BOOST_TEST(count(dot(sqrt(x) / alpha), "√") == 1u);
    BOOST_TEST(count(dot(element<1>(v)), "[1]") == 1u);
}
