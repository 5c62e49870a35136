#include <array>
#include <cmath>

#include <ctgrad/expr/directional.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(jacobian_times_vector) {
    constexpr auto t = vector<"t", 3>;
    static_assert(same(jvp(A * v, v, t), A * t));
    static_assert(same(jvp(dot(v, v), v, t), 2_c * dot(v, t)));
    static_assert(same(jvp(sin(v), v, t), hadamard(cos(v), t)));
    static_assert(same(jvp(x * v, x, y), y * v));
    static_assert(jvp(v, x, y).extent() == vector_shape(3));
}

BOOST_AUTO_TEST_CASE(vector_times_jacobian) {
    constexpr auto u = vector<"u", 2>;
    static_assert(same(vjp(A * v, v, u), transpose(A) * u));
    static_assert(same(vjp(A * v, A, u), outer(u, v)));
    static_assert(same(vjp(x * y, x, 1_c), y));
}

BOOST_AUTO_TEST_CASE(the_variable_itself_as_direction) {
    static_assert(same(jvp(A * v, v, v), A * v));
    static_assert(same(jvp(square(x), x, x), 2_c * square(x)));
    BOOST_TEST(jvp(squared_norm(v), v, v)(v = std::array{1.0, 2.0, 3.0}) == 28.0);
}

BOOST_AUTO_TEST_CASE(agree_with_each_other) {
    constexpr auto t = vector<"t", 3>;
    constexpr auto u = vector<"u", 2>;
    constexpr auto f = tanh(A * sin(v));
    const std::array a{0.1, 0.2, -0.3, 0.4, -0.5, 0.6};
    const std::array at{0.3, 0.6, -0.9}, along{1.0, -2.0, 0.5};
    const std::array weights{2.0, -1.0};
    const double forward = dot(u, jvp(f, v, t))(A = a, v = at, t = along, u = weights);
    const double backward = dot(vjp(f, v, u), t)(A = a, v = at, t = along, u = weights);
    BOOST_TEST(std::abs(forward - backward) < 1e-15);
}
