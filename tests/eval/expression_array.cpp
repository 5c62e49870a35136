#include <ctgrad/eval/expression_array.hpp>

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalars<"x", 4>;
constexpr auto t = scalars<"t", 4>;
constexpr auto v = vectors<"v", 2, 2>;
constexpr auto s = vectors<"s", 2, 2>;
constexpr auto rosenbrock = sum_of<3>(
    [](auto i) { return 100_c * square(x[i + 1_c] - square(x[i])) + square(1_c - x[i]); });

}  // namespace

static_assert(cost(hessian_vector_product(rosenbrock, x, t)).operations <=
              2.5 * static_cast<double>(cost(gradient(rosenbrock, x)).operations));

BOOST_AUTO_TEST_CASE(products_of_the_hessian) {
    constexpr std::array at{0.3, 0.4, 0.5, 0.6};
    constexpr std::array along{1.0, -2.0, 0.5, 3.0};
    constexpr auto product = hessian_vector_product(rosenbrock, x, t)(x = at, t = along);
    const auto h = hessian(rosenbrock, x)(x = at);
    const double by_rows[] = {h[x[0_c]][x[0_c]] * along[0] + h[x[0_c]][x[1_c]] * along[1],
                              h[x[1_c]][x[0_c]] * along[0] + h[x[1_c]][x[1_c]] * along[1] +
                                  h[x[1_c]][x[2_c]] * along[2]};
    for (std::size_t i = 0; i < 2; ++i)
        BOOST_TEST(product[i] == by_rows[i], boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(of_vectors_and_in_float) {
    const auto g = vjp(exp(v[0_c]) + 2_c * v[1_c], v, v[1_c]);
    const std::array at{std::array{0.0F, 1.0F}, std::array{2.0F, 3.0F}};
    const auto r = g(v = at);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(r[0][0])>, float>);
    BOOST_TEST((r[0][0] == 2 && r[1][0] == 4 && r[1][1] == 6));
    const auto again = jvp(sum(v[0_c]) * v[1_c], v, s)(v = r, s = at);
    BOOST_TEST(again[0] == 1.0F * 4 + (r[0][0] + r[0][1]) * 2.0F);
}
