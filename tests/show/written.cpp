#include <string>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/written.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

/// Longer than the room a text mostly takes.
struct long_line {
    static constexpr void write(detail::long_text& out) {
        for (int i = 0; i < 700; ++i) out << "abcd" << 'e';
    }
};

constexpr std::string_view line = detail::written_by<long_line>;
static_assert(line.size() == 3500 && line.ends_with("abcde"), "a text of any length");

constexpr node variable(graph& g, std::string_view name) {
    return {&g, leaf(g, descriptor<operations::variable>, scalar_shape, name)};
}

/// The text of `make(g)`, a node of the graph.
template <class Make> constexpr auto text_of(Make make) {
    graph g;
    const node root = make(g);
    detail::long_text out;
    detail::plain_notation::write(g, root.index, out);
    text_buffer<6000> result;
    result << out.view();
    return result;
}

constexpr auto deep = text_of([](graph& g) {
    node u = variable(g, "x");
    for (int i = 0; i < 150; ++i) u = apply<operations::sin>(apply<operations::exp>(u));
    return u;
});

constexpr auto wide = text_of([](graph& g) {
    const node y = variable(g, "y");
    node u = variable(g, "x");
    for (int i = 1; i < 250; ++i) u = u + apply<operations::sin>(i * y);
    return u;
});

}  // namespace

BOOST_AUTO_TEST_CASE(deep_formulas_have_lines) {
    BOOST_TEST(deep.view().starts_with("let t1 = "));
    BOOST_TEST(deep.view().find("let t3 = ") != std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(sums_of_many_terms_are_one_line) {
    BOOST_TEST(wide.view().find("sin(249 * y)") != std::string_view::npos);
    BOOST_TEST(wide.view().find('\n') == std::string_view::npos);
    BOOST_TEST(!wide.overflow);
}

BOOST_AUTO_TEST_CASE(names_of_parts_are_not_those_of_variables) {
    constexpr auto t1 = scalar<"t1">;
    constexpr auto u = exp(sin(t1) * cos(t1)) + square(1_c - t1);
    constexpr auto f = tanh(u * u + sin(u)) * exp(u) + sin(u) / (1_c + exp(u));
    BOOST_TEST(text(diff(f, t1)).starts_with("let u1 = "));
}

BOOST_AUTO_TEST_CASE(a_shared_negative_term_keeps_its_sign) {
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto u = -2_c * sin(x * y) * exp(x);
    constexpr auto f = tanh(cos(u) * log(2_c + square(u))) * exp(cos(u)) + (x * y + u) * cos(u) +
                       sin(exp(u) * sqrt(1_c + square(u)) - y / (3_c + square(cos(u))));
    const std::string shown(text(f));
    BOOST_TEST(shown.starts_with("let t"));
    BOOST_TEST(shown.find("- (t") == std::string::npos);
}
