#include <ctgrad/expr/define_function.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <span>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 5>;
constexpr auto A = matrix<"A", 2, 3>;

// A derivative by the value, one by the argument, one by both.
constexpr auto logistic = define_function<"logistic">(
    [](auto u) {
        using std::exp;
        return 1 / (1 + exp(-u));
    },
    [](auto, auto value) { return value * (1_c - value); });
constexpr auto cube = define_function<"cube">([](auto u) { return u * u * u; },
                                              [](auto u) { return 3_c * square(u); });
constexpr auto swish = define_function<"swish">(
    [](auto u) {
        using std::exp;
        return u / (1 + exp(-u));
    },
    [](auto u, auto value) { return value + logistic(u) * (1_c - value); });

// Two that are each other's derivatives, as Bessel's functions are, the second declared later.
template <class U> constexpr auto minus_second(U u);
constexpr auto first = define_function<"first">(
    [](auto u) {
        using std::cos;
        return cos(u);
    },
    [](auto u) { return minus_second(u); });
constexpr auto second = define_function<"second">(
    [](auto u) {
        using std::sin;
        return sin(u);
    },
    [](auto u) { return first(u); });
template <class U> constexpr auto minus_second(U u) { return -second(u); }

// An object with a name, one on doubles alone, two and three arguments, literals on all
// sides.
struct root_value {
    template <class T> constexpr T operator()(const T& a, const T& b) const {
        return a * a + 2 * b;
    }
};
constexpr auto parabola = define_function<"parabola">(
    root_value{}, [](auto a, auto) { return a + a; }, [](auto, auto) { return 2_c; });
constexpr auto hinge = define_function<"hinge">(
    [](double u) { return u > 1 ? u - 1 : 0.0; },
    [](auto u) { return select(u > 1_c, std::integral_constant<int, 1>{}, 0_c); });
constexpr auto between = define_function<"between">(
    [](auto a, auto b, auto t) { return a + t * (b - a); },
    [](auto, auto, auto t) { return 1_c - t; }, [](auto, auto, auto t) { return t; },
    [](auto a, auto b, auto) { return b - a; });

template <class T> bool close(const T& found, const T& expected) {
    using std::abs;
    return abs(T(found - expected)) <= 16 * std::numeric_limits<T>::epsilon() * (1 + abs(expected));
}

/// The first three derivatives of cube(logistic(2 x)), as the library's own functions give them.
template <class T> void check_jet(const T& at) {
    constexpr auto f = cube(logistic(2_c * x));
    constexpr auto g = pow(sigmoid(2_c * x), 3_c);
    BOOST_TEST(close(f(x = at), g(x = at)));
    BOOST_TEST(close(diff(f, x)(x = at), diff(g, x)(x = at)));
    BOOST_TEST(close(diff(f, x, x)(x = at), diff(g, x, x)(x = at)));
    BOOST_TEST(close(diff(f, x, x, x)(x = at), diff(g, x, x, x)(x = at)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_number_type_and_order) {
    check_jet(0.3f);
    check_jet(-0.7);
    check_jet(1.2L);
}

BOOST_AUTO_TEST_CASE(constant_expressions_and_notation) {
    static_assert(diff(cube(x), x)(x = 2.0) == 12);
    static_assert(cube(2_c)() == 8);
    static_assert(text(diff(logistic(x), x)) == "logistic(x) * (1 - logistic(x))");
    static_assert(latex(cube(x)) == "\\operatorname{cube}\\left(x\\right)");
    static_assert(same(diff(cube(x), x), 3_c * square(x)));
    static_assert(same(cube(x) + cube(x), 2_c * cube(x)));
    static_assert(cost(cube(v)).functions == 5);
}

BOOST_AUTO_TEST_CASE(functions_of_each_other) {
    static_assert(same(diff(first(x), x), -second(x)));
    static_assert(same(diff(first(x), x, x), -first(x)));
    static_assert(same(diff(second(x), x, x, x), -first(x)));
    BOOST_TEST(diff(first(x), x)(x = 0.5) == -std::sin(0.5));
}

BOOST_AUTO_TEST_CASE(several_arguments) {
    static_assert(same(diff(parabola(x, y), x), 2_c * x));
    static_assert(same(diff(parabola(x, y), y), 2_c));
    static_assert(same(diff(between(x, 3_c, y), y), 3_c - x));
    static_assert(gradient(between(x, y, x * y), x, y)(x = 2.0, y = 3.0)[x] == 1 - 6 + 3);
    static_assert(diff(hinge(x), x)(x = 1.5) == 1 && diff(hinge(x), x)(x = 0.5) == 0);
}

BOOST_AUTO_TEST_CASE(vectors_and_matrices) {
    const std::array<double, 5> at{-2, -0.5, 0, 1, 3};
    const double a[2][3] = {{1, -2, 0.5}, {0, 3, -1}};
    // Scalars broadcast, on either side.
    const auto r = gradient(sum(parabola(v, x)) + sum(swish(A)), v, x, A)(v = at, x = 0.5, A = a);
    const auto s =
        gradient(squared_norm(v) + 10_c * x + sum(silu(A)), v, x, A)(v = at, x = 0.5, A = a);
    BOOST_TEST(r[x] == 10);
    for (std::size_t i = 0; i < 5; ++i) BOOST_TEST(r[v][i] == s[v][i]);
    for (std::size_t i = 0; i < 6; ++i) BOOST_TEST(close(r[A].data()[i], s[A].data()[i]));
    const auto h = hessian(sum(cube(v)), v)(v = at);
    for (int i = 0; i < 5; ++i)
        for (int j = 0; j < 5; ++j)
            BOOST_TEST(h(i, j) == (i == j ? 6 * at[static_cast<std::size_t>(i)] : 0));
}

// Registers of numbers are taken apart for functions that know nothing of them.
BOOST_AUTO_TEST_CASE(batches) {
    constexpr auto W = matrix<"W", 2, 5>;
    constexpr auto loss = sum(hinge(swish(2_c * W * v)));
    parameters<float, std::remove_const_t<decltype(W)>> weights, found;
    for (std::size_t i = 0; i < weights.size(); ++i) weights.data()[i] = 0.1f * float(i % 7);
    std::array<float, 37 * 5> samples;
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i] = 0.2f * float(i % 11) - 0.5f;
    make_batch_gradient<float>(loss, boost::hana::make_tuple(W))(weights, found, v = rows(samples));
    std::array<double, 10> expected{};
    for (std::size_t i = 0; i < 37; ++i) {
        const auto sample = std::span(samples).subspan(5 * i, 5);
        const auto part = gradient(loss, W)(W = weights[W], v = sample)[W];
        for (std::size_t k = 0; k < 10; ++k) expected[k] += part.data()[k] / 37;
    }
    for (std::size_t k = 0; k < 10; ++k)
        BOOST_TEST(std::abs(found[W].data()[k] - expected[k]) < 1e-5);
}
