#include <array>

#include <ctgrad/plan/matrix_forms.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto u = vector<"u", 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 3, 3>;
constexpr auto C = matrix<"C", 2, 3>;

constexpr std::array at_u{1.0, -2.0, 3.0}, at_v{0.5, 4.0, -1.0};
constexpr std::array at_A{2.0, 1.0, -1.0, -3.0, -1.0, 2.0, -2.0, 1.0, 2.0};
constexpr std::array at_B{1.0, 0.0, 2.0, -1.0, 1.0, 3.0, 0.5, -2.0, 1.0};

template <class E> constexpr long operations_of(E e) { return cost(e).operations; }

}  // namespace

static_assert(operations_of(diagonal(u) * A) == 9, "scaled rows");
static_assert(operations_of(C * diagonal(u)) == 6, "scaled columns");
static_assert(operations_of(x * outer(u, v)) == 12, "the scalar times a vector");
static_assert(operations_of(-2_c * x * diagonal(u)) == 4, "the scalars times a vector");
static_assert(operations_of(A + x * diagonal(u)) == 6, "a vector added to the diagonal");
static_assert(operations_of(A * u - A * v) == operations_of(A * u) + 3, "one product");
static_assert(operations_of(C * diagonal(u) * transpose(C)) == 6 + 4 * 5, "no matrix is diagonal");
static_assert(operations_of(inverse(A) * v) == operations_of(solve(A, v)), "a linear system");

BOOST_AUTO_TEST_CASE(diagonals) {
    const auto rows = (diagonal(u) * transpose(A))(u = at_u, A = at_A);
    BOOST_TEST((rows == tensor<double, 3, 3>{2, -3, -2, -2, 2, -2, -3, 6, 6}));
    const auto columns = (transpose(A) * diagonal(u))(u = at_u, A = at_A);
    BOOST_TEST((columns == tensor<double, 3, 3>{2, 6, -6, 1, 2, 3, -1, -4, 6}));
    const auto sum = (A - x * diagonal(u))(u = at_u, A = at_A, x = 2.0);
    BOOST_TEST((sum == tensor<double, 3, 3>{0, 1, -1, -3, 3, 2, -2, 1, -4}));
    const auto both = (diagonal(u) - outer(u, u))(u = at_u);
    BOOST_TEST((both == tensor<double, 3, 3>{0, 2, -3, 2, -6, 6, -3, 6, -6}));
    const auto other_sign = (diagonal(u) - A)(u = at_u, A = at_A);
    BOOST_TEST((other_sign == tensor<double, 3, 3>{-1, -1, 1, 3, -1, -2, 2, -1, 1}));
    // A matrix that is needed for itself, too, is formed.
    const auto twice = (outer(u, v) * (2_c * outer(u, v) + A))(u = at_u, v = at_v, A = at_A);
    const auto formed = (outer(u, v) * A)(u = at_u, v = at_v, A = at_A);
    BOOST_TEST(twice(1, 2) == formed(1, 2) + 2 * -10.5 * -2 * -1);
}

BOOST_AUTO_TEST_CASE(traces_of_products) {
    BOOST_TEST(trace(A * B)(A = at_A, B = at_B) == -3.5);
    BOOST_TEST(trace(transpose(A) * B)(A = at_A, B = at_B) == 7.0);
    BOOST_TEST(trace(A * transpose(B))(A = at_A, B = at_B) == 7.0);
    const auto diagonals = diagonal(C * transpose(C))(C = {{1., 2., 3.}, {4., 5., 6.}});
    BOOST_TEST((diagonals == tensor<double, 2>{14, 77}));
}

BOOST_AUTO_TEST_CASE(common_factors) {
    const auto left = (A * B - A * A)(A = at_A, B = at_B);
    const auto right = (B * A + A * A)(A = at_A, B = at_B);
    const auto ab = (A * B)(A = at_A, B = at_B), ba = (B * A)(A = at_A, B = at_B);
    const auto aa = (A * A)(A = at_A);
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            BOOST_TEST(left(i, j) == ab(i, j) - aa(i, j));
            BOOST_TEST(right(i, j) == ba(i, j) + aa(i, j));
        }
    const auto transposed = (transpose(A) * u + transpose(A) * v)(A = at_A, u = at_u, v = at_v);
    BOOST_TEST(
        (transposed == tensor<double, 3>{2 * 1.5 - 3 * 2 - 2 * 2, 1.5 - 2 + 2, -1.5 + 4 + 4}));
}

BOOST_AUTO_TEST_CASE(systems_instead_of_inverses) {
    const auto close = boost::test_tools::tolerance(1e-13);
    const auto plain = (inverse(A) * v)(A = at_A, v = at_v);
    const auto solved = solve(A, v)(A = at_A, v = at_v);
    const auto transposed = (transpose(inverse(A)) * v)(A = at_A, v = at_v);
    const auto other = solve(transpose(A), v)(A = at_A, v = at_v);
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST(plain[i] == solved[i], close);
        BOOST_TEST(transposed[i] == other[i], close);
    }
}
