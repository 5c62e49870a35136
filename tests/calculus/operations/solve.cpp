#include <array>
#include <cmath>

#include <ctgrad/calculus/operations/solve.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 3, 3>;
constexpr auto C = matrix<"C", 3, 2>;
constexpr auto D = matrix<"D", 1, 1>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr std::array a{2.0, 1.0, -1.0, -3.0, -1.0, 2.0, -2.0, 1.0, 2.0};
constexpr std::array pivots{0.0, 2.0, 1.0, 1.0, 0.0, 0.0, 3.0, 0.0, 1.0};  // zeros on the diagonal
constexpr std::array singular{1.0, 2.0, 3.0, 2.0, 4.0, 6.0, 1.0, 0.0, 1.0};

template <class Found> bool close(const Found& found, std::initializer_list<double> expected) {
    const double* e = expected.begin();
    for (const double number : found)
        if (!(std::abs(number - *e++) < 1e-14)) return false;
    return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(values) {
    BOOST_TEST(std::abs(determinant(A)(A = a) + 1) < 1e-15);
    BOOST_TEST(close(inverse(A)(A = a), {4, 3, -1, -2, -2, 1, 5, 4, -1}));
    BOOST_TEST(close(solve(A, v)(A = a, v = std::array{8.0, -11.0, -3.0}), {2, 3, -1}));
    const std::array columns{8.0, 2.0, -11.0, -3.0, -3.0, -2.0};
    BOOST_TEST(close(solve(A, C)(A = a, C = columns), {2, 1, 3, 0, -1, 0}));
    BOOST_TEST(determinant(A)(A = pivots) == -2.0);
    BOOST_TEST(close((A * inverse(B))(A = pivots, B = pivots), {1, 0, 0, 0, 1, 0, 0, 0, 1}));
    constexpr auto solution = solve(A, v)(A = pivots, v = std::array{3.0, 1.0, 4.0});
    BOOST_TEST(close(solution, {1, 1, 1}));
}

BOOST_AUTO_TEST_CASE(singular_matrices) {
    static_assert(determinant(A)(A = singular) == 0);
    static_assert(determinant(A)(A = std::array<double, 9>{}) == 0);
    for (const double number : solve(A, v)(A = singular, v = std::array{1.0, 1.0, 1.0}))
        BOOST_TEST(!std::isfinite(number));
    BOOST_TEST(!std::isfinite(inverse(A)(A = singular)(0, 0)));
}

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(determinant(A), A), determinant(A) * transpose(inverse(A))));
    static_assert(same(diff(log(determinant(A)), A), transpose(inverse(A))));
    static_assert(same(diff(dot(w, solve(A, v)), v), solve(transpose(A), w)));
    static_assert(same(diff(dot(w, solve(A, v)), A), -outer(solve(transpose(A), w), solve(A, v))));
    static_assert(same(diff(trace(inverse(A)), A), -transpose(inverse(A)) * transpose(inverse(A))));
}

BOOST_AUTO_TEST_CASE(simplifications) {
    static_assert(same(determinant(transpose(A)), determinant(A)));
    static_assert(same(determinant(2_c * A), 8_c * determinant(A)));
    static_assert(same(determinant(A * B), determinant(A) * determinant(B)));
    static_assert(same(determinant(inverse(A)) * determinant(A), 1_c));
    static_assert(same(determinant(diagonal(v)), prod(v)));
    static_assert(same(determinant(D), element<0, 0>(D)));
    static_assert(same(inverse(inverse(A)), A));
    static_assert(same(inverse(transpose(A)), transpose(inverse(A))));
    static_assert(same(inverse(2_c * A), 0.5_c * inverse(A)));
    static_assert(same(inverse(diagonal(v)), diagonal(1_c / v)));
    static_assert(same(solve(diagonal(v), w), w / v));
    static_assert(same(solve(2_c * A, 6_c * v), 3_c * solve(A, v)));
    static_assert(same(solve(A, v - v), 0_c * v));
    static_assert(same(solve(inverse(A), v), A * v));
    static_assert(same(A * solve(A, v), v) && same(solve(A, A * v), v));
    static_assert(same(A * inverse(A) * B, B) && same(inverse(A) * A * v, v));
}

BOOST_AUTO_TEST_CASE(other_sizes_and_types) {
    static_assert(inverse(D)(D = std::array{4.0})(0, 0) == 0.25);
    using number = boost::multiprecision::cpp_bin_float_50;
    constexpr auto hilbert = matrix<"H", 5, 5>;
    std::array<number, 25> entries;
    for (int i = 0; i < 25; ++i)
        entries[static_cast<unsigned>(i)] = number(1) / (1 + i / 5 + i % 5);
    const number found = determinant(hilbert)(hilbert = entries) * number("266716800000");
    BOOST_TEST(abs(found - 1) < 1e-40);
    BOOST_TEST((cost(determinant(A)).operations == 3 + 10 + 2));
}

BOOST_AUTO_TEST_CASE(text_of_them) {
    static_assert(text(solve(A, v)) == "solve(A, v)");
    static_assert(text(x * determinant(A)) == "x * determinant(A)");
    static_assert(text(transpose(inverse(A))) == "transpose(inverse(A))");
}
