#include <ctgrad/calculus/laws/determinants.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 3, 3>;
constexpr auto C = matrix<"C", 3, 3>;
constexpr auto D = matrix<"D", 2, 2>;
constexpr auto S = symmetric<"S", 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(determinants) {
    static_assert(same(determinant(2_c * A), 8_c * determinant(A)));
    static_assert(same(determinant(A * inverse(B)), determinant(A) / determinant(B)));
    static_assert(same(determinant(transpose(A)), determinant(A)));
    static_assert(same(determinant(diagonal(v)), prod(v)));
}

BOOST_AUTO_TEST_CASE(cofactors_of_simple_matrices) {
    static_assert(same(cofactors(2_c * A), 4_c * cofactors(A)));
    static_assert(same(cofactors(transpose(A)), transpose(cofactors(A))));
    static_assert(same(transpose(cofactors(S)), cofactors(S)));
}

BOOST_AUTO_TEST_CASE(cofactors_and_inverses) {
    static_assert(same(determinant(A) * transpose(inverse(A)), cofactors(A)));
    static_assert(same(determinant(A) * inverse(A), transpose(cofactors(A))));
    static_assert(same(x * inverse(A) * determinant(A), x * transpose(cofactors(A))));
    static_assert(same(cofactors(A) / determinant(A), transpose(inverse(A))));
    static_assert(same(determinant(S) * inverse(S), cofactors(S)));
    static_assert(
        same(cofactors(A) / square(determinant(A)), transpose(inverse(A)) / determinant(A)));
    static_assert(same(diff(log(determinant(A)), A), transpose(inverse(A))));
    static_assert(same(diff(log(determinant(S)), S), inverse(S)));
    static_assert(
        same(diff(pow(determinant(A), 3_c), A), 3_c * square(determinant(A)) * cofactors(A)));
    static_assert(
        same(determinant(B) * transpose(inverse(A)) / determinant(B), transpose(inverse(A))));
}

BOOST_AUTO_TEST_CASE(directions) {
    constexpr auto first = diff(dot(B, cofactors(A)), A);
    static_assert(text(first) == "cofactors_along(A, B)");
    static_assert(same(diff(dot(B, cofactors(2_c * A)), A), 4_c * first));
    static_assert(same(diff(dot(C, first), A), diff(dot(B, diff(dot(C, cofactors(A)), A)), A)));
    static_assert(same(diff(dot(C, first), B), diff(dot(C, cofactors(A)), A)));
    static_assert(text(diff(dot(-2_c * C, first), A)) == "-2 * cofactors_along(A, concat(B, C))");
    static_assert(same(diff(dot(A, cofactors(A)), A), 3_c * cofactors(A)));
    static_assert(same(diff(dot(A, first), A), 2_c * first));
    static_assert(same(diff(dot(S, cofactors(S)), S), 3_c * cofactors(S)));
    static_assert(same(diff(dot(diagonal(0_c * v), first), A), 0_c * A));
    // of entries of degree 2 and 1
    static_assert(same(diff(dot(D, cofactors(D)), D), 2_c * cofactors(D)));
    static_assert(same(diff(sum(diff(dot(C, first), A)), A), 0_c * A));
    static_assert(same(diff(sum(diff(sum(cofactors(D)), D)), D), 0_c * D));
    static_assert(same(diff(diff(diff(determinant(D + x * D), x), x), x), 0_c * x));
}
