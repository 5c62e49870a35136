// Batches that solve a linear system for every sample, a register of samples at a time: the pivots
// of each are its own.

#include "batch_law.hpp"

using namespace batch_law;
using namespace ctgrad;
using namespace ctgrad::literals;
using boost::hana::make_tuple;

namespace {

constexpr auto x = vector<"x", 3>;
constexpr auto t = vector<"t", 3>;
constexpr auto W = matrix<"W", 3, 3>;
constexpr auto b = vector<"b", 3>;

// The last row is the largest in the first column, and the second one in the second.
constexpr auto A = W + outer(x, b) + diagonal(concat(0_c, 6_c, 1_c)) +
                   outer(concat(0_c, 0_c, 1_c), concat(6_c, 0_c, 0_c)) +
                   outer(concat(1_c, 0_c, 0_c), concat(0_c, 0_c, 6_c));

using x_type = decltype(x);
using t_type = decltype(t);

}  // namespace

BOOST_AUTO_TEST_CASE(solutions) {
    check<float, x_type, t_type>(squared_norm(solve(A, x) - t), make_tuple(W, b));
}

BOOST_AUTO_TEST_CASE(inverses_and_determinants) {
    constexpr auto loss = 0.01_c * determinant(A) + dot(t, inverse(A) * x);
    check<double, x_type, t_type>(loss, make_tuple(W, b));
}

BOOST_AUTO_TEST_CASE(cofactors_and_their_derivatives) {
    constexpr auto K = matrix<"K", 4, 4>;
    constexpr auto u = concat(x, 1_c);
    constexpr auto v = concat(t, -1_c);
    constexpr auto S = K + outer(u, v);
    constexpr auto loss = 0.01_c * determinant(S) + 0.1_c * dot(u, cofactors(S) * v);
    check<double, x_type, t_type>(loss, make_tuple(K));
}
