#include <ctgrad/show/study_view.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

/// The names of what is shown, in the order of their computation.
template <expression E> std::string shown(E, bool layers) {
    graph g;
    const int root = load(g, detail::entry_of<E::id>);
    const detail::study_view view(g, root, layers);
    std::string names;
    for (const detail::shown_node& n : view.nodes)
        names += (n.at == root ? "root" : view.name[static_cast<std::size_t>(n.at)]) + "(" +
                 std::to_string(n.inputs.size()) + ") ";
    return names;
}

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v1 = scalar<"v1">;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto v = vector<"v", 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(signs_and_reciprocals_belong_to_their_users) {
    BOOST_TEST(shown(exp(x - y), false) == "x(0) y(0) v1(2) root(1) ");
    BOOST_TEST(shown(exp(x / y), false) == "x(0) y(0) v1(2) root(1) ");
}

BOOST_AUTO_TEST_CASE(names_are_free_ones) {
    BOOST_TEST(shown(exp(sin(v1)), false) == "v1(0) u1(1) root(1) ");
    BOOST_TEST(shown(exp(tanh(x + y)), false) == "x(0) y(0) z1(2) a1(1) root(1) ");
}

BOOST_AUTO_TEST_CASE(a_layer_is_a_node) {
    constexpr auto f = squared_norm(tanh(W * v));
    BOOST_TEST(shown(f, false).find("z1(2) a1(1) ") != std::string::npos);
    BOOST_TEST(shown(f, true).find("a1(2) root(1) ") != std::string::npos);
}
