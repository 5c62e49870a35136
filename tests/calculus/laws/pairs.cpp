#include <ctgrad/calculus/laws/pairs.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto u = vector<"u", 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;
constexpr auto A = matrix<"A", 3, 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(complements) {
    static_assert(same(square(sin(x * y)) + square(cos(x * y)), 1_c));
    static_assert(same(y * square(cos(x)) + exp(x) + y * square(sin(x)), y + exp(x)));
    static_assert(same(3_c * square(sin(x)) + square(cos(x)), 1_c + 2_c * square(sin(x))));
    static_assert(same(1_c - square(sin(v)) - square(cos(v)), 0_c * v));
    static_assert(same(square(cosh(x)) - square(sinh(x)), 1_c));
    static_assert(same(square(sinh(x)) - square(cosh(x)), -1_c + 0_c * x));
    static_assert(same(sigmoid(x) + sigmoid(-x), 1_c) && same(erf(x) + erfc(x), 1_c));
    static_assert(!same(square(sin(x)) - square(cos(x)), 1_c));
    static_assert(!same(square(sin(x)) + square(cos(y)), 1_c));
}

BOOST_AUTO_TEST_CASE(differences_of_sigmoids) {
    static_assert(same(sigmoid(x) - sigmoid(-x), tanh(0.5_c * x)));
    static_assert(cost(3_c * sigmoid(y - x) - 3_c * sigmoid(x - y)).functions == 1);
    static_assert(same(diff(sigmoid(x), x, x), -sigmoid(x) * sigmoid(-x) * tanh(0.5_c * x)));
    static_assert(same(y * sigmoid(v) - y * sigmoid(-v), y * tanh(0.5_c * v)));
    static_assert(cost(sigmoid(x) - sigmoid(-y)).functions == 2);
    static_assert(cost(2_c * sigmoid(x) - sigmoid(-x)).functions == 2);
    static_assert(
        text(derivation(sigmoid(x) * sigmoid(-x), x)).find("// difference of sigmoids: ") !=
            std::string_view::npos,
        "no attempt is noted");
    static_assert(cost(diff(sigmoid(x), x, x, x)).operations <= 11, "in a sum of three terms");
}

BOOST_AUTO_TEST_CASE(values_that_are_there_are_reused) {
    static_assert(text(1_c - square(tanh(x))) == "1 - square(tanh(x))");
    static_assert(cost(value_and_gradient(tanh(x), x)).functions == 1);
    static_assert(cost(sigmoid(x) * (1_c - sigmoid(x))).functions == 1);
}

BOOST_AUTO_TEST_CASE(exponentials) {
    static_assert(same(exp(x) * exp(-x), 1_c) && same(exp(x - y) * exp(y - x), 1_c));
    static_assert(same(square(exp(x)) * exp(-x), exp(x)));
    static_assert(same(1_c / exp(x), exp(-x)) && same(y / square(exp(v)), y * square(exp(-v))));
}

BOOST_AUTO_TEST_CASE(powers) {
    static_assert(same(sqrt(square(x)), abs(x)) && same(square(abs(x)), square(x)));
    static_assert(same(sqrt(1_c / x), 1_c / sqrt(x)) && same(sqrt(pow(x, 4_c)), square(x)));
}

BOOST_AUTO_TEST_CASE(opposite_sums) {
    static_assert(same(2_c * (x - y) - 3_c * (y - x), 5_c * (x - y)));
    static_assert(same(0.5_c * (2_c * x - 2_c * sin(y)), x - sin(y)));
}

BOOST_AUTO_TEST_CASE(diagonal_and_outer_terms) {
    static_assert(same(diagonal(u) + diagonal(v), diagonal(u + v)));
    static_assert(same(x * diagonal(u) - 2_c * diagonal(v), diagonal(x * u - 2_c * v)));
    static_assert(same(diagonal(u) * A + diagonal(v) * A, diagonal(u + v) * A));
    static_assert(same(diagonal(u) - diagonal(u), 0_c * A));
    static_assert(same(outer(u, w) + outer(v, w), outer(u + v, w)));
    static_assert(same(A + x * outer(w, u) - 2_c * outer(w, v), A + outer(w, x * u - 2_c * v)));
    static_assert(
        same(diff(dot(u, A * w) + sum(tanh(A * w)), A), outer(u + 1_c - square(tanh(A * w)), w)));
    static_assert(cost(outer(u, v) + outer(v, u)).multiplications == 18, "nothing in common");
}

BOOST_AUTO_TEST_CASE(by_entries) {
    static_assert(same(hadamard(outer(u, v), outer(v, w)), outer(hadamard(u, v), hadamard(v, w))));
    static_assert(same(square(outer(u, v)), outer(square(u), square(v))));
    static_assert(same(hadamard(diagonal(u), A), diagonal(hadamard(u, diagonal(A)))));
    static_assert(same(square(diagonal(u)), diagonal(square(u))));
}
