#include <ctgrad/calculus/operations/cofactors.hpp>

#include <array>
#include <cmath>
#include <random>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto S = symmetric<"S", 3>;
constexpr std::array at_A{2.0, 1.0, -1.0, -3.0, -1.0, 2.0, -2.0, 1.0, 2.0};

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

/// Cofactors of a 3 x 3 matrix less what the minors say; the largest.
double wrong_by(const std::array<double, 9>& a) {
    const auto found = cofactors(A)(A = a);
    double largest = 0;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            const auto at = [&](int r, int c) {
                return a[static_cast<std::size_t>((i + r) % 3 * 3 + (j + c) % 3)];
            };
            const double minor = at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
            largest = std::max(largest, std::abs(found(i, j) - minor));
        }
    return largest;
}

/// The same by definition, with numbers of 50 digits, as a sum over permutations.
using digits = boost::multiprecision::cpp_bin_float_50;
template <int N> digits leibniz(const std::array<digits, N * N>& a, unsigned used = 0,
                                int row = 0) {
    if (row == N) return 1;
    digits sum = 0;
    int sign = 1;  // of the places before j that are free
    for (int j = 0; j < N; ++j) {
        if (used >> j & 1U) continue;
        sum += sign * a[static_cast<std::size_t>(row * N + j)] *
               leibniz<N>(a, used | 1U << j, row + 1);
        sign = -sign;
    }
    return sum;
}

/// Derivatives of det(A + x B + y C + z D) at 0, by differences in 50 digits: exact to 18.
template <int N> struct sums {
    std::array<double, N * N> a{}, b{}, c{}, d{};

    digits at(const digits& p, const digits& q, const digits& r) const {
        std::array<digits, N * N> all;
        for (std::size_t i = 0; i < N * N; ++i) all[i] = a[i] + p * b[i] + q * c[i] + r * d[i];
        return leibniz<N>(all);
    }
    double difference(bool by_y, bool by_z) const {
        const digits h("1e-9");
        digits sum = 0;
        for (int i : {-1, 1})
            for (int j : {-1, 1})
                for (int k : {-1, 1})
                    sum +=
                        i * (by_y ? j : 1) * (by_z ? k : 1) * at(i * h, j * h * by_y, k * h * by_z);
        return static_cast<double>(sum / (8 * h * (by_y ? h : 1) * (by_z ? h : 1)));
    }
};

template <int N> void check_up_to_third(int rank, unsigned seed) {
    constexpr auto J = matrix<"J", N, N>;
    constexpr auto K = matrix<"K", N, N>;
    constexpr auto L = matrix<"L", N, N>;
    constexpr auto M = matrix<"M", N, N>;
    constexpr auto f = determinant(J + x * K + y * L + z * M);
    std::mt19937 engine(seed);
    const auto draw = [&] { return static_cast<double>(engine() % 1000) / 100 - 5; };
    sums<N> s;
    for (int r = 0; r < rank; ++r) {
        std::array<double, N> u, v;
        for (double& n : u) n = draw();
        for (double& n : v) n = draw();
        for (std::size_t i = 0; i < N * N; ++i) s.a[i] += u[i / N] * v[i % N];
    }
    for (auto* m : {&s.b, &s.c, &s.d})
        for (double& n : *m) n = draw();
    const auto value = [&](auto e) {
        return e(J = s.a, K = s.b, L = s.c, M = s.d, x = 0.0, y = 0.0, z = 0.0);
    };
    double size = 1;  // of a term of the determinant
    for (int i = 0; i < N; ++i) size *= 30;
    BOOST_TEST(std::abs(value(diff(f, x)) - s.difference(false, false)) < 1e-14 * size);
    BOOST_TEST(std::abs(value(diff(diff(f, x), y)) - s.difference(true, false)) < 1e-14 * size);
    BOOST_TEST(std::abs(value(diff(diff(diff(f, x), y), z)) - s.difference(true, true)) <
               1e-14 * size);
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_any_rank) {
    BOOST_TEST(wrong_by({2, 1, -1, -3, -1, 2, -2, 1, 2}) < 1e-14);
    BOOST_TEST(wrong_by({1, 2, 3, 4, 5, 6, 7, 8, 9}) < 1e-13);
    BOOST_TEST(wrong_by({0, 0, 1, 0, 0, 2, 3, 4, 5}) < 1e-14);
    BOOST_TEST(wrong_by({0, 2, 1, 0, 1, 3, 0, 3, 1}) < 1e-14);
    BOOST_TEST(wrong_by({1, 2, 3, 2, 4, 6, 3, 6, 9}) < 1e-14);
    BOOST_TEST(wrong_by({}) == 0);
    static_assert(
        same(cofactors(matrix<"a", 1, 1>), diff(sum(matrix<"a", 1, 1>), matrix<"a", 1, 1>)));
}

BOOST_AUTO_TEST_CASE(gradient_of_a_determinant_where_it_is_zero) {
    const std::array singular{1.0, 2.0, 3.0, 2.0, 4.0, 6.0, 1.0, 0.0, 1.0};
    const auto g = value_and_gradient(determinant(A), A)(A = singular);
    BOOST_TEST(g.value == 0.0);
    const double expected[] = {4, 4, -4, -2, -2, 2, 0, 0, 0};
    for (int i = 0; i < 9; ++i)
        BOOST_TEST(std::abs(g.gradient[A](i / 3, i % 3) - expected[i]) < 1e-14);
    const auto scaled = diff(3_c * x * determinant(A), A)(A = singular, x = 2.0);
    BOOST_TEST(std::abs(scaled(0, 2) + 24) < 1e-13);
    const auto squared = diff(square(determinant(A)), A)(A = at_A);
    const auto once = diff(determinant(A), A)(A = at_A);
    BOOST_TEST(std::abs(squared(1, 2) - 2 * -1 * once(1, 2)) < 1e-13);
    BOOST_TEST(diff(square(determinant(A)), A)(A = singular)(0, 0) == 0.0);
    const auto cubed = diff(pow(determinant(A), 3_c), A)(A = at_A);
    BOOST_TEST(std::abs(cubed(1, 2) - 3 * once(1, 2)) < 1e-13);
}

BOOST_AUTO_TEST_CASE(three_derivatives_of_a_determinant_wherever_the_matrix_is) {
    for (unsigned seed = 1; seed < 4; ++seed)
        for (int rank = 0; rank <= 3; ++rank) {
            check_up_to_third<1>(rank, seed);
            check_up_to_third<2>(rank, seed);
            check_up_to_third<3>(rank, seed);
            check_up_to_third<4>(rank, seed);
            check_up_to_third<5>(rank + 2, seed);
        }
}

BOOST_AUTO_TEST_CASE(a_fourth_derivative) {
    constexpr auto K = matrix<"K", 4, 4>;
    constexpr auto L = matrix<"L", 4, 4>;
    constexpr auto fourth =
        diff(diff(diff(diff(determinant(K + x * L), x), x), x), x);  // 24 det(L), by formula
    std::array<double, 16> k, l;
    for (std::size_t i = 0; i < 16; ++i)
        k[i] = static_cast<double>(i * 7 % 11) - 4, l[i] = static_cast<double>(i * 5 % 13) - 6;
    const auto det = determinant(L)(L = l);
    BOOST_TEST(std::abs(fourth(K = k, L = l, x = 0.5) / (24 * det) - 1) < 1e-11);
}

BOOST_AUTO_TEST_CASE(hessians) {
    constexpr auto v = vector<"v", 4>;
    constexpr auto f = determinant(outer(v, v) + diagonal(v) + outer(sin(v), v));
    const auto found = hessian(f, v)(v = std::array{0.0, 0.0, 0.0, 0.0});
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j) BOOST_TEST(found(i, j) == 0.0);
    constexpr auto g = determinant(outer(v, v) + outer(cos(v), v) + (1_c - x) * diagonal(v));
    const auto h = hessian(g, v)(v = std::array{1.0, 2.0, -1.0, 0.5}, x = 1.0);  // of rank 2
    for (const double number : h) BOOST_TEST(std::abs(number) < 1e-12);
}

BOOST_AUTO_TEST_CASE(partial_derivatives_in_any_order) {
    constexpr auto f = determinant(A + x * S + sin(y) * transpose(A));
    static_assert(same(diff(diff(f, x), y), diff(diff(f, y), x)));
    static_assert(same(diff(diff(diff(f, x), y), x), diff(diff(diff(f, y), x), x)));
}

BOOST_AUTO_TEST_CASE(text_and_cost) {
    static_assert(text(diff(x * determinant(A), A)) == "x * cofactors(A)");
    static_assert(text(diff(diff(determinant(A + x * S), x), x)) ==
                  "dot(S, cofactors_along(A + x * S, S))");
    static_assert(cost(cofactors(A)).operations == 27);
    static_assert(cost(cofactors(matrix<"F", 5, 5>)).operations ==
                  2 * (30 + 10 * 5) + 20 + 2 * 50 + 5 * 4 + 2 * 25);
}
