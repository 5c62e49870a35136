#include <array>
#include <cmath>

#include <ctgrad/expr/linear.hpp>

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

namespace {

constexpr std::array values{1.0, -2.0, 4.0};

}  // namespace

BOOST_AUTO_TEST_CASE(products) {
    constexpr auto w = vector<"w", 3>;
    BOOST_TEST(dot(v, w)(v = values, w = values) == 21.0);
    static_assert(same(dot(v, w), dot(w, v)) && same(dot(v, v), squared_norm(v)));
    static_assert(same(hadamard(v, w), hadamard(w, v)) && same(hadamard(x, v), x * v));
    static_assert(same(dot(A, A), squared_norm(A)) && same(dot(x, y), x * y));
}

BOOST_AUTO_TEST_CASE(reductions) {
    BOOST_TEST(prod(v)(v = values) == -8.0);
    BOOST_TEST(mean(v)(v = values) == 1.0);
    BOOST_TEST(norm(v)(v = values) == std::sqrt(21.0));
    BOOST_TEST(trace(outer(v, v))(v = values) == 21.0);
}

BOOST_AUTO_TEST_CASE(parts) {
    static_assert(same(element(v, 1_c), element<1>(v)));
    static_assert(same(element(A, 1_c, boost::hana::size_c<2>), element<1, 2>(A)));
    static_assert(same(slice(v, 1_c, 2_c), slice<1, 2>(v)));
    static_assert(concat(v, x, v).extent() == vector_shape(7));
    static_assert(concat(A, A).extent() == matrix_shape(4, 3));
    static_assert(diagonal(v).extent() == matrix_shape(3, 3));
}

BOOST_AUTO_TEST_CASE(normalised) {
    const auto p = softmax(v)(v = values), q = log_softmax(v)(v = values);
    for (std::size_t i = 0; i < 3; ++i) BOOST_TEST(std::abs(std::log(p[i]) - q[i]) < 1e-14);
}
