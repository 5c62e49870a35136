#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/unicode.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto a = vector<"a", 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto delta = vector<"delta", 2>;
constexpr auto W2 = matrix<"W2", 2, 3>;

static_assert(unicode(hadamard(transpose(W2) * delta, 1_c - square(a))) == "W₂ᵀδ ⊙ (1 − a²)",
              "backpropagation through a layer");

// Names.
static_assert(unicode(scalar<"alpha1">) == "α₁", "a Greek letter with an index");
static_assert(unicode(scalar<"sigma_x">) == "σₓ", "an index that is a letter");
static_assert(unicode(scalar<"y_max">) == "y_max", "a longer index stays as it is");
static_assert(unicode(scalar<"rate">) == "rate", "a word");
static_assert(unicode(scalar<"_">) == "_", "a line");

// Brackets only where the reading would change.
static_assert(unicode((x + y) * x) == "x (x + y)", "a sum in a product");
static_assert(unicode(x - y / (2_c * x)) == "x − 0.5 y / x", "a quotient in a sum");
static_assert(unicode(x / (3_c * y)) == "x / (3 y)", "a product below the line");
static_assert(unicode(square(x / y)) == "(x / y)²", "a square of a quotient");
static_assert(unicode(square(sin(x))) == "sin(x)²", "a square of a call");
static_assert(unicode(square(x + y)) == "(x + y)²", "a square of a sum");
static_assert(unicode(pow(x, 1.5_c)) == "x^(3/2)", "a fraction as an exponent");
static_assert(unicode(pow(pow(x, y), y + 1_c)) == "(x^y)^(1 + y)", "a power of a power");
static_assert(unicode(sqrt(x + y) * x) == "x √(x + y)", "a root of a sum");
static_assert(unicode(W2 * hadamard(a, v)) == "W₂(a ⊙ v)", "entries before the matrix");
static_assert(unicode(W2 * a / x) == "W₂a / x", "a quotient of a product");
static_assert(unicode(-x - y) == "−x − y", "all terms negative");
static_assert(unicode(x * select(x < y, x, y)) == "x (x if x < y else y)", "a choice as a factor");
static_assert(unicode(transpose(W2 * a + delta)) == "(δ + W₂a)ᵀ", "a transposed sum");

}  // namespace

BOOST_AUTO_TEST_CASE(large_formulas_have_lines) {
    constexpr auto u = exp(sin(x) * cos(y)) + square(x - y);
    constexpr auto f = tanh(u * u + sin(u)) * exp(u) + sin(u) / (1_c + exp(u));
    BOOST_TEST(unicode(diff(f, x)).starts_with("let t₁ = "));
}
