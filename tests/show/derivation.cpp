// Derivations as textbooks write them, in all notations.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/derivation.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto m = scalar<"m">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 3, 3>;

static_assert(text(derivation(square(x) * sin(x), x)) ==
                  R"(d/dx(square(x) * sin(x))
  = sin(x) * d/dx(square(x)) + square(x) * d/dx(sin(x))  // product rule
  = sin(x) * d/dx(square(x)) + square(x) * cos(x)        // derivative of sin
  = 2 * x * sin(x) + square(x) * cos(x)                  // power rule
)",
              "a product");

static_assert(unicode(derivation(exp(-square(x - m) / 2_c), x)) ==
                  R"(∂/∂x (exp(−0.5 (x − m)²))
  = exp(−0.5 (x − m)²) ∂/∂x (−0.5 (x − m)²)   // derivative of exp, chain rule
  = −0.5 exp(−0.5 (x − m)²) ∂/∂x ((x − m)²)   // constant factor rule
  = −(x − m) exp(−0.5 (x − m)²) ∂/∂x (x − m)  // power rule, chain rule
  = −(x − m) exp(−0.5 (x − m)²)               // sum rule
)",
              "a function of a function, with two variables");

static_assert(text(derivation(pow(x, 3_c) * log(x), x)) ==
                  R"(d/dx(pow(x, 3) * log(x))
  = log(x) * d/dx(pow(x, 3)) + pow(x, 3) * d/dx(log(x))  // product rule
  = log(x) * d/dx(pow(x, 3)) + pow(x, 3) / x             // derivative of log
  = log(x) * d/dx(pow(x, 3)) + square(x)                 // powers of one base: u^a u^b = u^(a + b)
  = square(x) + 3 * square(x) * log(x)                   // power rule
)",
              "a law of algebra is a step");

static_assert(text(derivation(x / (1_c + square(x)), x)).find("// quotient rule") !=
                  std::string_view::npos,
              "a quotient is no product");

static_assert(unicode(derivation(log(sum(exp(v))), v)) ==
                  R"(d(log(sum(exp(v))))
  = d(sum(exp(v))) / sum(exp(v))  // derivative of log, chain rule
  = sum(d(exp(v))) / sum(exp(v))  // gradient of a sum of entries
  = (exp(v) / sum(exp(v)))ᵀdv     // derivative of exp
the gradient by v is exp(v) / sum(exp(v))
)",
              "by a vector: differentials");

static_assert(unicode(derivation(dot(v, A* v), v)) ==
                  R"(d(vᵀA v)
  = (A v)ᵀdv + vᵀd(A v)  // gradient of a dot product
  = (A v)ᵀdv + (Aᵀv)ᵀdv  // gradient of a matrix-vector product
  = (A v + Aᵀv)ᵀdv       // common factor: a u + b u = (a + b) u
the gradient by v is A v + Aᵀv
)",
              "a quadratic form");

constexpr auto W1 = matrix<"W1", 4, 3>;
constexpr auto W2 = matrix<"W2", 2, 4>;
constexpr auto b1 = vector<"b1", 4>;
constexpr auto t = vector<"t", 2>;
constexpr auto loss = 0.5_c * squared_norm(W2 * tanh(W1 * v + b1) - t);

static_assert(text(derivation(loss, W1)) ==
                  R"(let z1 = b1 + W1 * v
let a1 = tanh(z1)
let z2 = W2 * a1 - t
d(0.5 * squared_norm(z2))
  = 0.5 * d(squared_norm(z2))       // constant factor rule
  = dot(z2, d(z2))                  // gradient of a squared norm
  = dot(z2, d(W2 * a1))             // sum rule
  = dot(transpose(W2) * z2, d(a1))  // gradient of a matrix-vector product
  = dot(g1, d(z1))                  // derivative of tanh, chain rule
    with g1 = hadamard(1 - square(a1), transpose(W2) * z2)
  = dot(g1, d(W1 * v))              // sum rule
  = dot(outer(g1, v), d(W1))        // gradient of a matrix-vector product
the gradient by W1 is outer(g1, v)
)",
              "layers have names");

static_assert(unicode(derivation(loss, W1)) ==
                  R"(let z₁ = b₁ + W₁v
let a₁ = tanh(z₁)
let z₂ = W₂a₁ − t
d(0.5 ‖z₂‖²)
  = 0.5 d(‖z₂‖²)  // constant factor rule
  = z₂ᵀdz₂        // gradient of a squared norm
  = z₂ᵀd(W₂a₁)    // sum rule
  = (W₂ᵀz₂)ᵀda₁   // gradient of a matrix-vector product
  = g₁ᵀdz₁        // derivative of tanh, chain rule
    with g₁ = (1 − a₁²) ⊙ W₂ᵀz₂
  = g₁ᵀd(W₁v)     // sum rule
  = ⟨g₁ vᵀ, dW₁⟩  // gradient of a matrix-vector product
the gradient by W₁ is g₁ vᵀ
)",
              "as in the README");

static_assert(unicode(derivation(A * tanh(x * v), x)) == R"(∂/∂x (x v)
  = v                         // constant factor rule
∂/∂x (tanh(x v))
  = v ⊙ (1 − tanh(x v)²)      // derivative of tanh, chain rule
∂/∂x (A tanh(x v))
  = A (v ⊙ (1 − tanh(x v)²))  // gradient of a matrix-vector product
)",
              "a vector, from the variable up");

static_assert(unicode(derivation(W2 * tanh(W1 * v + b1), v)) == R"(let z₁ = b₁ + W₁v
let a₁ = tanh(z₁)
d(W₂a₁)
  = W₂da₁                   // gradient of a matrix-vector product
  = W₂diag(1 − a₁²) dz₁     // derivative of tanh, chain rule
  = W₂diag(1 − a₁²) d(W₁v)  // sum rule
  = W₂diag(1 − a₁²) W₁ dv   // gradient of a matrix-vector product
the Jacobian by v is W₂diag(1 − a₁²) W₁
)",
              "a vector by a vector, in matrices");

static_assert(unicode(derivation(concat(v, exp(v)), v)) == R"(for any w (vector 6):
d(wᵀ(v; exp(v)))
  = wᵀd((v; exp(v)))                  // gradient of a dot product
  = w[0:3]ᵀdv + w[3:6]ᵀd(exp(v))      // gradient of a concatenation
  = w[0:3]ᵀdv + (exp(v) ⊙ w[3:6])ᵀdv  // derivative of exp
  = (w[0:3] + exp(v) ⊙ w[3:6])ᵀdv     // common factor: a u + b u = (a + b) u
the gradient by v is w[0:3] + exp(v) ⊙ w[3:6]
row i of the Jacobian is the gradient where w is 1 at i and 0 elsewhere
)",
              "where the Jacobian is no product of matrices, by its product with any vector");

static_assert(text(derivation(A * B, B)) == R"(for any w (matrix 3 x 3):
d(dot(w, A * B))
  = dot(w, d(A * B))             // gradient of a dot product
  = dot(transpose(A) * w, d(B))  // gradient of a matrix product
the gradient by B is transpose(A) * w
)",
              "of a matrix");

static_assert(text(derivation(x, x)) == "d/dx(x)\n  = 1  // derivative of the variable itself\n",
              "the variable");
static_assert(text(derivation(m, x)) == "d/dx(m)\n  = 0  // derivative of a constant\n",
              "what does not depend on it");

static_assert(latex(derivation(square(x), x)) ==
                  "\\begin{aligned}\n\\frac{d}{dx}\\left(x^{2}\\right) &= 2 \\, x && "
                  "\\text{power rule}\n\\end{aligned}",
              "an aligned environment");
static_assert(
    latex(derivation(loss, W1))
            .find("\\\\\n& \\quad \\text{with } g_{1} = \\left(1 - a_{1}^{2}\\right) \\odot") !=
        std::string_view::npos,
    "a line for a name");
constexpr auto slope = [](auto) { return 2_c; };
constexpr auto my_double = define_function<"my_double">([](auto u) { return u + u; }, slope);
static_assert(latex(derivation(my_double(x), x)).find("\\text{derivative of my\\_double}") !=
                  std::string_view::npos,
              "what is a sign of TeX is escaped");

static_assert(
    html(derivation(square(x), x)) ==
        "<table class=\"derivation\">\n<tr><td>"
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mfrac><mrow><mi>d</mi>"
        "</mrow><mrow><mi>d</mi><mi>x</mi></mrow></mfrac><mrow><mo>(</mo><msup><mrow><mi>"
        "x</mi></mrow><mrow><mn>2</mn></mrow></msup><mo>)</mo></mrow></mrow></math></td>"
        "<td>=</td><td><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mrow><mn>2</mn>"
        "<mo>\u2062</mo><mi>x</mi></mrow></math></td><td>power rule</td></tr>\n</table>\n",
    "a table");

static_assert(std::is_same_v<std::remove_const_t<decltype(derivation(loss, W1).result)>,
                             std::remove_const_t<decltype(diff(loss, W1))>>,
              "the result is the derivative");

constexpr auto squashed = tanh(A * v) - 2_c * v;
static_assert(std::is_same_v<std::remove_const_t<decltype(derivation(squashed, v).result)>,
                             std::remove_const_t<decltype(jacobian(squashed, v))>>,
              "of a vector, the Jacobian");

constexpr auto entries = vector<"a", 7>;

/// Whether elements are closed in the order in which they were opened, and `&` begins a sign.
bool well_formed(std::string_view page) {
    std::vector<std::string> open;
    for (std::size_t i = 0; i < page.size(); ++i) {
        if (page[i] == '&' && page.substr(i).find(';') > 6) return false;
        if (page[i] != '<') continue;
        const std::size_t end = page.find('>', i);
        std::string name(page.substr(i + 1, end - i - 1));
        name = name.substr(0, name.find(' '));
        if (name == "br") continue;
        if (name[0] != '/') open.push_back(name);
        else if (open.empty() || open.back() != name.substr(1)) return false;
        else open.pop_back();
    }
    return open.empty();
}

}  // namespace

BOOST_AUTO_TEST_CASE(steps_are_data) {
    const auto& all = derivation(square(x) * sin(x), x).steps();
    BOOST_TEST(all.size() == 3u);
    BOOST_TEST(all[1].rule == "derivative of sin");
    BOOST_TEST(all[1].law == "");
    BOOST_TEST(all[1].before == "square(x) * d/dx(sin(x))");
    BOOST_TEST(all[1].after == "square(x) * cos(x)");
    BOOST_TEST(all[2].line == text(diff(square(x) * sin(x), x)));
    BOOST_TEST(derivation(square(x), x).steps<written_as::latex>()[0].after == "2 \\, x");
    BOOST_TEST(derivation(loss, W1).steps()[4].with ==
               "g1 = hadamard(1 - square(a1), transpose(W2) * z2)\n");
}

BOOST_AUTO_TEST_CASE(by_any_vector_rows_are_those_of_the_jacobian) {
    constexpr auto f = concat(hadamard(v, exp(v)), sum(v) * slice<0, 2>(sin(v)));
    constexpr auto shown = derivation(f, v);
    constexpr decltype(shown)::cotangent w{};
    const double at[] = {.3, -.7, 1.1};
    const auto J = jacobian(f, v)(v = at);
    for (unsigned i = 0; i < 5; ++i) {
        double unit[5]{};
        unit[i] = 1;
        const auto row = shown.result(v = at, w = unit);
        for (unsigned k = 0; k < 3; ++k)
            BOOST_TEST(std::abs(row[k] - J(static_cast<int>(i), static_cast<int>(k))) < 1e-15);
    }
    BOOST_TEST(well_formed(html(shown)));
    BOOST_TEST(well_formed(html(derivation(squashed, v))));
    BOOST_TEST(latex(derivation(squashed, v)).find("\\text{Jacobian by } v &= ") !=
               std::string::npos);
    BOOST_TEST(latex(shown).ends_with("of the Jacobian:} & \\quad w = e_i\n\\end{aligned}"));
}

BOOST_AUTO_TEST_CASE(html_is_well_formed) {
    BOOST_TEST(well_formed(html(derivation(loss, W1))));
    const std::string_view page = html(derivation(x * max(x, m) * sqrt(square(x)), x));
    BOOST_TEST(well_formed(page));
    BOOST_TEST((html(derivation(loss, W1)).find("with <math") != std::string_view::npos));
}

BOOST_AUTO_TEST_CASE(of_a_large_formula_each_step_is_written_for_itself) {
    // Seven products that are open at the same time; each step only says what it changes.
    constexpr auto f =
        sum_of<7>([](auto i) { return sin(element(entries, i)) * exp(element(entries, i)); });
    const std::string_view shown = text(derivation(f, entries));
    BOOST_TEST(derivation(f, entries).steps()[3].line == "");
    std::size_t longest = 0, begin = 0;
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (shown[i] == '\n') longest = std::max(longest, i - begin), begin = i + 1;
    BOOST_TEST(shown.size() > 1000u);
    BOOST_TEST(longest < 700u);
    BOOST_TEST(derivation(f, entries).steps().back().after.starts_with("dot("));
}
