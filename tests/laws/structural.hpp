// Functions of whole vectors and matrices: gradient and Hessian of a scalar made of one are what
// differences say. The scalar weighs each entry differently, so that a wrong order shows.
#pragma once

#include "support.hpp"

namespace laws {

using namespace ctgrad;
using namespace ctgrad::literals;

inline constexpr auto v = vector<"v", 3>;
inline constexpr auto A = matrix<"A", 2, 3>;
inline constexpr auto B = matrix<"B", 3, 2>;

inline constexpr tensor<long double, 3> at_v{0.3L, -0.7L, 1.1L};
inline constexpr tensor<long double, 2, 3> at_A{0.9L, -0.4L, 0.25L, 1.5L, 0.6L, -1.2L};
inline constexpr tensor<long double, 3, 2> at_B{0.2L, 1.3L, -0.8L, 0.45L, 0.7L, -0.35L};

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
    check_gradient(weighed(f), v, at_v, A = at_A, B = at_B);
    check_hessian(weighed(f), v, at_v, A = at_A, B = at_B);
}
template <expression F> void check_by_A(F f) {
    check_gradient(weighed(f), A, at_A, v = at_v, B = at_B);
}
template <expression F> void check_by_B(F f) {
    check_gradient(weighed(f), B, at_B, v = at_v, A = at_A);
}

}  // namespace laws
