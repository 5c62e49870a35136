#include <ctgrad/expr/loops.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 5>;

/// Rosenbrock's function, by parts of one vector.
constexpr int n = 1000;
constexpr auto u = vector<"u", n>;
constexpr auto t = vector<"t", n>;
constexpr auto head = slice<0, n - 1>(u);
constexpr auto tail = slice<1, n - 1>(u);
constexpr auto rosenbrock = 100_c * squared_norm(tail - square(head)) + squared_norm(1_c - head);

template <class Pass> constexpr int nodes() { return frozen<Pass>.count; }

}  // namespace

BOOST_AUTO_TEST_CASE(folds) {
    static_assert(same(fold<3>(x, [](auto a, auto i) { return a * a + i; }),
                       square(square(square(x)) + 1_c) + 2_c));
    static_assert(same(fold<0>(x, [](auto a, auto) { return a * a; }), x));
    // Horner's scheme; what is accumulated changes its type.
    constexpr auto polynomial =
        fold<4>(0_c, [](auto sum, auto i) { return sum * x + element(v, 3_c - i); });
    static_assert(polynomial(x = 2.0, v = std::array{1.0, 2.0, 3.0, 4.0, 0.0}) == 49);
    // More steps than a fold expression may have.
    constexpr auto deep = fold<260>(x, [](auto a, auto) { return sin(a); });
    double expected = 0.5;
    for (int i = 0; i < 260; ++i) expected = std::sin(expected);
    BOOST_TEST(std::abs(deep(x = 0.5) - expected) < 1e-14);
}

BOOST_AUTO_TEST_CASE(sums) {
    static_assert(same(sum_of<3>([](auto i) { return i * element(v, i + 1_c); }),
                       element<2>(v) + 2_c * element<3>(v)));
    static_assert(same(sum_of<2>([](auto i) { return slice<2 * i, 2>(v); }),
                       slice<0, 2>(v) + slice<2, 2>(v)));
    static_assert(same(sum_of<4>([](auto i) { return i; }), 6_c));
    static_assert(same(sum_of<2>([](auto i) { return i + v; }), 1_c + 2_c * v));
    static_assert(same(sum_of<1>([](auto) { return x; }), x));
    static_assert(same(sum_of<0>([](auto) { return x; }), 0_c));
}

// More terms than one step sums.
BOOST_AUTO_TEST_CASE(sums_of_many_terms) {
    constexpr auto f = sum_of<300>([](auto i) { return element(u, i + 1_c) * x; });
    static_assert(cost(f).operations == 563);  // some of the terms share x
    std::array<double, n> at{};
    for (std::size_t i = 0; i <= 300; ++i) at[i] = double(i);
    BOOST_TEST(f(x = 2.0, u = at) == 300 * 301);
}

BOOST_AUTO_TEST_CASE(rosenbrock_of_slices) {
    using value = detail::value_pass<rosenbrock.id>;
    using both = detail::gradient_pass<true, rosenbrock.id, u.id>;
    static_assert(nodes<value>() <= 17 && nodes<both>() <= 28);
    constexpr auto product = hessian_vector_product(rosenbrock, u, t);
    constexpr auto f = cost(rosenbrock).operations, g = cost(gradient(rosenbrock, u)).operations;
    static_assert(f <= 7 * n && g <= 9 * n && cost(product).operations <= 2 * g);
    static_assert(cost(value_and_gradient(rosenbrock, u)).operations <= 13 * n);

    std::array<double, n> at, direction;
    for (std::size_t i = 0; i < n; ++i) {
        at[i] = 0.5 + 0.001 * double(i);
        direction[i] = std::cos(0.1 * double(i));
    }
    const auto found = value_and_gradient(rosenbrock, u)(u = at);
    const auto moved = product(u = at, t = direction);
    double sum = 0, worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
        double slope = 0, curvature = 0;
        if (i + 1 < n) {
            const double gap = at[i + 1] - at[i] * at[i];
            sum += 100 * gap * gap + (1 - at[i]) * (1 - at[i]);
            slope += -400 * at[i] * gap - 2 * (1 - at[i]);
            curvature += (2 - 400 * gap + 800 * at[i] * at[i]) * direction[i] -
                         400 * at[i] * direction[i + 1];
        }
        if (i > 0) {
            slope += 200 * (at[i] - at[i - 1] * at[i - 1]);
            curvature += 200 * direction[i] - 400 * at[i - 1] * direction[i - 1];
        }
        worst = std::max(worst, std::abs(found.gradient[u][i] - slope) / (1 + std::abs(slope)));
        worst = std::max(worst, std::abs(moved[i] - curvature) / (1 + std::abs(curvature)));
    }
    BOOST_TEST(std::abs(found.value / sum - 1) < 1e-13);
    BOOST_TEST(worst < 1e-13);
}
