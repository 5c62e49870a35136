#include <ctgrad/calculus/laws/matrices.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto u = vector<"u", 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 3, 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(diagonal_matrices_are_not_formed) {
    constexpr auto identity = jacobian(v, v);
    static_assert(same(A * identity, A) && same((x * identity) * v, x * v));
    static_assert(same(diagonal(u) * diagonal(v), diagonal(hadamard(u, v))));
    static_assert(same(diagonal(u) * (diagonal(v) * A), diagonal(hadamard(u, v)) * A));
    static_assert(same(A * diagonal(u) * B, A * (diagonal(u) * B)));
    static_assert(same(transpose(diagonal(u)), diagonal(u)));
    static_assert(same(diagonal(x * u), x * diagonal(u)));
    static_assert(same((A + x * diagonal(u)) * v, A * v + x * hadamard(u, v)));
    static_assert(cost(dot(v, diagonal(u) * w)).operations == 8);
}

BOOST_AUTO_TEST_CASE(outer_products_are_not_formed) {
    static_assert(same((diagonal(u) - outer(u, u)) * v, hadamard(u, v) - dot(u, v) * u));
    static_assert(same(outer(x * u, v), x * outer(u, v)));
    static_assert(same(A * (B - outer(u, v)), A * B - outer(A * u, v)));
}

BOOST_AUTO_TEST_CASE(transposes) {
    constexpr auto S = diagonal(u) - outer(u, u);
    static_assert(same(transpose(S), S));
    static_assert(same(transpose(x * A * B), x * transpose(B) * transpose(A)));
    static_assert(same(transpose(transpose(A) + B), A + transpose(B)));
    static_assert(text(transpose(A + B)) == "transpose(A + B)");
}

BOOST_AUTO_TEST_CASE(scalars_move_out) {
    static_assert(same((x * A) * v, x * (A * v)) && same((x * A) * B, x * (A * B)));
}

BOOST_AUTO_TEST_CASE(entries) {
    constexpr auto S = diagonal(u) - outer(u, v);
    static_assert(same(element<0, 1>(S), -element<0>(u) * element<1>(v)));
    static_assert(same(element<1, 1>(x * diagonal(u)), x * element<1>(u)));
    static_assert(same(element<2, 1>(diagonal(u) * A), element<2>(u) * element<2, 1>(A)));
    static_assert(same(element<2, 1>(A * diagonal(u)), element<2, 1>(A) * element<1>(u)));
}
