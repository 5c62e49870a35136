#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto w1 = scalar<"w1">;
constexpr auto a_true = scalar<"a_true">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

static_assert(latex(x / y) == "\\frac{x}{y}", "a quotient");
static_assert(latex(0.5_c * x) == "\\frac{1}{2} \\, x", "a fraction as a coefficient");
static_assert(latex(square(x)) == "x^{2}", "a power of a variable");
static_assert(latex(square(x + y)) == "\\left(x + y\\right)^{2}", "a power of a sum");
static_assert(latex(sqrt(x + y)) == "\\sqrt{x + y}", "a root needs no brackets");
static_assert(latex(x - y) == "x - y", "a difference");
static_assert(latex(x * (y + 1_c)) == "x \\, \\left(1 + y\\right)", "brackets round a sum");
static_assert(latex(w1 * x) == "w_{1} \\, x", "an index");
static_assert(latex(scalar<"rate">) == "\\mathrm{rate}", "a word stands upright");
static_assert(latex(a_true) == "a_{\\mathrm{true}}", "as does one that is an index");
static_assert(latex(scalar<"delta_max2">) == "\\delta_{\\mathrm{max2}}", "a Greek letter");
static_assert(latex(scalar<"x_i_j">) == "x_{i,j}", "two indices");
static_assert(latex(scalar<"_x__y">) == "\\mathrm{\\_x\\_\\_y}", "no index");
static_assert(latex(W * v) == "W \\, v", "a product of matrices");
static_assert(latex(transpose(W)) == "W^{\\top}", "a transposed matrix");
static_assert(latex(exp(x)) == "\\exp\\left(x\\right)", "a call");
static_assert(latex(x / sqrt(y)) == "\\frac{x}{\\sqrt{y}}", "a line is brackets enough");
static_assert(latex(x * select(x < y, x, y) + y).find("\\left(\\begin{cases}") !=
                  std::string_view::npos,
              "cases in brackets");
static_assert(latex(x <= y) == "\\left[x \\le y\\right]", "an indicator");

constexpr auto L = square(a_true - relu(x));
static_assert(latex(diff(L, x)) ==
                  "-2 \\, \\left[0 < x\\right] \\, "
                  "\\left(a_{\\mathrm{true}} - \\operatorname{relu}\\left(x\\right)\\right)",
              "a derivative");

}  // namespace

BOOST_AUTO_TEST_CASE(brackets_are_balanced) {
    const std::string_view shown = latex(diff(sin(x) * exp(x * y) / (1_c + square(x)), x, y));
    int depth = 0;
    for (char c : shown) {
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        BOOST_TEST(depth >= 0);
    }
    BOOST_TEST(depth == 0);
}

BOOST_AUTO_TEST_CASE(large_formulas_have_lines) {
    constexpr auto u = exp(sin(x) * cos(y)) + square(x - y);
    constexpr auto f = tanh(u * u + sin(u)) * exp(u) + sin(u) / (1_c + exp(u));
    constexpr std::string_view shown = latex(diff(f, x));
    BOOST_TEST(shown.starts_with("\\begin{aligned}\nt_{1} &= "));
    BOOST_TEST(shown.ends_with("\n\\end{aligned}"));
}

BOOST_AUTO_TEST_CASE(derivatives_of_inverse_functions) {
    BOOST_TEST(latex(diff(asin(x), x)) == "\\frac{1}{\\sqrt{1 - x^{2}}}");
    BOOST_TEST(latex(x * one_minus_square(y)) == "x \\, \\left(1 - y^{2}\\right)");
}
