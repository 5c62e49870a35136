// Every function of whole vectors and matrices: gradient and Hessian of a scalar made of it are what
// differences say. The scalar weighs each entry differently, so that a wrong order shows.

#include <boost/test/unit_test.hpp>

#include "support.hpp"

namespace {

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;
constexpr auto B = matrix<"B", 3, 2>;

constexpr tensor<long double, 3> at_v{0.3L, -0.7L, 1.1L};
constexpr tensor<long double, 2, 3> at_A{0.9L, -0.4L, 0.25L, 1.5L, 0.6L, -1.2L};
constexpr tensor<long double, 3, 2> at_B{0.2L, 1.3L, -0.8L, 0.45L, 0.7L, -0.35L};

/// Entry K in row-major order.
template <int K, expression Y> constexpr auto entry(Y y) {
    constexpr int columns = Y::extent().columns;
    return element<K / columns, K % columns>(y);
}

/// The sum of (k + 1) y_k^2 over all entries; not linear, so that second derivatives count.
template <expression Y, int... K>
constexpr auto weighed(Y y, std::integer_sequence<int, K...>) {
    return (... + (std::integral_constant<int, K + 1>{} * square(entry<K>(y))));
}
template <expression Y> constexpr auto weighed(Y y) {
    return weighed(y, std::make_integer_sequence<int, Y::extent().size()>{});
}

template <expression F> void check_by_v(F f) {
    laws::check_gradient(weighed(f), v, at_v, A = at_A, B = at_B);
    laws::check_hessian(weighed(f), v, at_v, A = at_A, B = at_B);
}
template <expression F> void check_by_A(F f) {
    laws::check_gradient(weighed(f), A, at_A, v = at_v, B = at_B);
}
template <expression F> void check_by_B(F f) {
    laws::check_gradient(weighed(f), B, at_B, v = at_v, A = at_A);
}

}  // namespace

BOOST_AUTO_TEST_CASE(reductions) {
    check_by_v(sum(v));
    check_by_v(mean(exp(v)));
    check_by_v(prod(v));
    check_by_v(norm(v));
    check_by_v(log_sum_exp(v));
    check_by_v(softmax(v));
    check_by_v(log_softmax(v));
}

BOOST_AUTO_TEST_CASE(products_of_vectors) {
    check_by_v(dot(v, sin(v)));
    check_by_v(outer(v, exp(v)));
    check_by_v(hadamard(v, v) / (2_c + sum(v)));
}

BOOST_AUTO_TEST_CASE(products_of_matrices) {
    check_by_v(A * v);
    check_by_A(A * v);
    check_by_A(A * B);
    check_by_B(A * B);
    check_by_B(B * A * v);
}

BOOST_AUTO_TEST_CASE(transposed) {
    check_by_A(transpose(A));
    check_by_A(transpose(A) * A);
    check_by_v(transpose(v) * B);
    check_by_B(transpose(transpose(v) * B));
}

BOOST_AUTO_TEST_CASE(parts) {
    check_by_v(slice<1, 2>(exp(v)));
    check_by_v(concat(v, sin(v), sum(v)));
    check_by_A(concat(A, transpose(B)));
    check_by_A(element<1, 0>(A * B));
    check_by_B(element<0, 1>(A * B));
    check_by_B(concat(A * B, B));
}

BOOST_AUTO_TEST_CASE(diagonals) {
    check_by_v(diagonal(v));
    check_by_v(diagonal(outer(v, exp(v))));
    check_by_v(diagonal(exp(v)) * v);
    check_by_A(diagonal(A));
    check_by_B(trace(A * B));
    check_by_A(diagonal(transpose(A) * A));
}
