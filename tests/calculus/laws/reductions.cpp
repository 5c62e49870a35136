#include <ctgrad/calculus/laws/reductions.hpp>

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
constexpr auto X = matrix<"X", 3, 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(sums) {
    static_assert(same(sum(x * A), x * sum(A)) && same(sum(v + x), 3_c * x + sum(v)));
    static_assert(same(sum(v - mean(v)), 0_c));
    static_assert(same(sum(transpose(A)), sum(A)));
    static_assert(same(squared_norm(transpose(A)), squared_norm(A)));
    static_assert(same(dot(transpose(A), transpose(B)), dot(A, B)));
    static_assert(same(sum(outer(u, v)), sum(u) * sum(v)));
    static_assert(same(squared_norm(outer(u, v)), squared_norm(u) * squared_norm(v)));
    static_assert(same(dot(outer(u, v), A), dot(u, A * v)));
    static_assert(same(sum(diagonal(u)), sum(u)) && same(sum(softmax(v)), 1_c));
}

BOOST_AUTO_TEST_CASE(traces) {
    static_assert(text(trace(A * B)) == "trace(A * B)" && same(trace(transpose(A)), trace(A)));
    static_assert(same(trace(A + x * B), trace(A) + x * trace(B)));
    static_assert(same(trace(diagonal(u) * A), dot(u, diagonal(A))));
    static_assert(
        same(diagonal(hadamard(A, B) + A), hadamard(diagonal(A), diagonal(B)) + diagonal(A)));
    static_assert(cost(trace(A * B)).operations == 2 * 9 - 1);
}

BOOST_AUTO_TEST_CASE(gradients_as_in_the_textbook) {
    static_assert(same(diff(trace(A * X * B), X), transpose(A) * transpose(B)));
    static_assert(same(diff(trace(X * X), X), 2_c * transpose(X)));
    static_assert(same(diff(trace(transpose(X) * A * X), X), A * X + transpose(A) * X));
    static_assert(same(diff(trace(X * A * transpose(X)), X), X * A + X * transpose(A)));
    static_assert(same(diff(squared_norm(A * X - B), X), 2_c * transpose(A) * (A * X - B)));
    static_assert(same(diff(squared_norm(X - transpose(X)), X), 4_c * (X - transpose(X))));
    constexpr auto S = symmetric<"S", 3>;
    static_assert(same(diff(trace(S * S), S), 2_c * S));
    static_assert(
        same(diff(squared_norm(S * v - u), S), outer(v, S * v - u) + outer(S * v - u, v)));
}
