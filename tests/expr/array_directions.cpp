#include <array>

#include <ctgrad/expr/array_directions.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalars<"x", 3>;
constexpr auto t = scalars<"t", 3>;
constexpr auto v = vectors<"v", 2, 2>;
constexpr auto s = vectors<"s", 2, 2>;
constexpr auto c = vector<"c", 2>;
constexpr auto f = x[0_c] * sin(x[1_c]) + square(x[2_c]) * x[0_c];
constexpr auto both = concat(x[0_c] * x[1_c], exp(x[2_c]));
constexpr auto g = dot(v[0_c], v[1_c]) * sum(exp(v[1_c]));

}  // namespace

BOOST_AUTO_TEST_CASE(of_scalars) {
    constexpr std::array at{0.5, -0.25, 2.0};
    constexpr std::array along{1.0, -2.0, 0.5};
    const auto slopes = gradient(f, x)(x = at);
    BOOST_TEST(jvp(f, x, t)(x = at, t = along) == slopes[x[0_c]] * along[0] +
                                                      slopes[x[1_c]] * along[1] +
                                                      slopes[x[2_c]] * along[2],
               boost::test_tools::tolerance(1e-15));
    static_assert(same(vjp(both, x, c)[0_c], vjp(both, x[0_c], c)));
    static_assert(same(vjp(both, x, c)[2_c], vjp(both, x[2_c], c)));
    static_assert(same(element<1, 2>(jacobian(both, x)), exp(x[2_c])));
    static_assert(same(element<1, 0>(jacobian(both, x)), 0_c * x[0_c]), "known while compiling");
    static_assert(jacobian(f, x).extent() == vector_shape(3));
    static_assert(same(element<1>(jacobian(f, x)), diff(f, x[1_c])));
    const auto h = hessian_vector_product(f, x, t);
    static_assert(h.size() == 3);
    static_assert(same(h[0_c], cos(x[1_c]) * t[1_c] + 2_c * x[2_c] * t[2_c]));
}

BOOST_AUTO_TEST_CASE(of_vectors) {
    static_assert(same(vjp(g, v, 1_c)[1_c], diff(g, v[1_c])));
    static_assert(jvp(exp(v[1_c]), v, s).extent() == vector_shape(2));
    static_assert(same(jvp(exp(v[1_c]), v, s), jvp(exp(v[1_c]), v[1_c], s[1_c])));
    // More rows than columns: column by column.
    static_assert(jacobian(v[0_c] + v[1_c], v).extent() == matrix_shape(2, 4));
    constexpr auto tall = concat(concat(v[0_c], v[1_c]), hadamard(v[0_c], v[1_c]));
    static_assert(jacobian(tall, v).extent() == matrix_shape(6, 4));
    const auto j = jacobian(tall, v)(v = std::array{std::array{2.0, 3.0}, std::array{5.0, 7.0}});
    const double expected[6][4] = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0},
                                   {0, 0, 0, 1}, {5, 0, 2, 0}, {0, 7, 0, 3}};
    for (int i = 0; i < 6; ++i)
        for (int k = 0; k < 4; ++k) BOOST_TEST(j(i, k) == expected[i][k]);
}
