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
