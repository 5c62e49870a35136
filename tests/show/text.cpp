#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 2, 3>;

// Numbers: decimals where they end, fractions elsewhere.
static_assert(text(2_c * x) == "2 * x", "a whole coefficient");
static_assert(text(0.5_c * x) == "0.5 * x", "a decimal coefficient");
static_assert(text(x / 3_c) == "x / 3", "a third goes below the line");
static_assert(text(2_c / 3_c * x) == "2 * x / 3", "a fraction around the factor");
static_assert(text(2_c / 3_c + x) == "2 / 3 + x", "a fraction as a term");
static_assert(text(pow(x, 2_c / 3_c)) == "pow(x, 2 / 3)", "a rational exponent");
static_assert(text(-1_c * x) == "-x", "minus one is a sign");

// Brackets only where the reading would change.
static_assert(text((x + y) * z) == "z * (x + y)", "a sum in a product");
static_assert(text(x + y * z) == "x + y * z", "a product in a sum");
static_assert(text(x - (y + z)) == "x - y - z", "signs move into small sums");
static_assert(text(x / (y * z)) == "x / (y * z)", "a product below the line");
static_assert(text(x / y / z) == "x / (y * z)", "two divisions are one");
static_assert(text(square(x + y)) == "square(x + y)", "an argument needs no brackets");
static_assert(text((x < y) * z) == "z * (x < y)", "a comparison in a product");
static_assert(text(-x - y) == "-x - y", "all terms negative");
static_assert(text(y - x) == "y - x", "a positive term comes first");
static_assert(text(1_c / sqrt(x)) == "1 / sqrt(x)", "a negative power is a division");
static_assert(text(exp(-square(x))) == "exp(-square(x))", "a sign in an argument");

// Vectors and matrices by their textbook names.
static_assert(text(dot(v, w)) == "dot(v, w)", "an inner product");
static_assert(text(squared_norm(v)) == "squared_norm(v)", "a squared norm");
static_assert(text(hadamard(v, w)) == "hadamard(v, w)", "an elementwise product");
static_assert(text(x * v) == "x * v", "scaling");
static_assert(text(A * v) == "A * v", "a product with a matrix");
static_assert(text(A * (A * v)) == "A * A * v", "the same expression as (A * A) * v");
static_assert(text((A + A) * v) == "2 * A * v", "coefficients move out");
static_assert(text(B * (v + w)) == "B * (v + w)", "a sum right of a matrix");
static_assert(text(transpose(B) * (B * v)) == "transpose(B) * B * v", "normal equations");
static_assert(text(mean(v)) == "mean(v)", "a mean of three");
static_assert(text(element<1, 2>(B)) == "element(B, 1, 2)", "an entry of a matrix");
static_assert(text(element<1>(v)) == "element(v, 1)", "an entry of a vector");

}  // namespace

BOOST_AUTO_TEST_CASE(large_results_share_their_parts_in_let_lines) {
    constexpr auto u = exp(sin(x) * cos(y)) + square(x - y);
    constexpr auto f = tanh(u * u + sin(u)) * exp(u) + sin(u) / (1_c + exp(u));
    const std::string shown(text(diff(f, x)));
    BOOST_TEST(shown.substr(0, 9) == "let t1 = ");
    // Every name is defined before it is used, and used at least twice.
    for (int name = 1; shown.find("let t" + std::to_string(name) + " = ") != std::string::npos;
         ++name) {
        const std::string self = "t" + std::to_string(name);
        std::size_t uses = 0;
        const std::size_t definition = shown.find("let " + self + " = ");
        for (std::size_t at = shown.find(self); at != std::string::npos;
             at = shown.find(self, at + 1)) {
            const char behind = at + self.size() < shown.size() ? shown[at + self.size()] : ' ';
            const char before = at == 0 ? ' ' : shown[at - 1];
            if ((behind >= '0' && behind <= '9') || (before >= 'a' && before <= 'z')) continue;
            BOOST_TEST(at >= definition + 4);
            ++uses;
        }
        BOOST_TEST(uses >= 3u);  // the definition and two uses
    }
}

BOOST_AUTO_TEST_CASE(text_grows_linearly_with_a_shared_chain) {
    constexpr auto once = x * x + sin(x);
    constexpr auto twice = once * once + sin(once);
    constexpr auto three = twice * twice + sin(twice);
    constexpr auto four = three * three + sin(three);
    constexpr auto five = four * four + sin(four);
    BOOST_TEST(text(diff(five, x)).size() < 2 * text(diff(four, x)).size());
}
