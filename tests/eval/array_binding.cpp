#include <ctgrad/eval/array_binding.hpp>

#include <array>
#include <cmath>
#include <span>
#include <stdexcept>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/check/gradient.hpp>
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalars<"x", 4>;
constexpr auto w = vectors<"w", 3, 2>;
constexpr auto a = scalar<"a">;
constexpr auto f = sum_of<4>([](auto i) { return square(x[i] - i * a); }) +
                   sum_of<3>([](auto i) { return i * squared_norm(w[i]); });

const std::array<double, 4> xs{1, 2, 3, 4};
const std::array<std::array<double, 2>, 3> ws{{{1, 2}, {3, 4}, {5, 6}}};

}  // namespace

BOOST_AUTO_TEST_CASE(whole_arrays) {
    const auto r = value_and_gradient(f, x, a, w)(x = xs, a = 0.5, w = ws);
    BOOST_TEST(r.value == 160.5);
    for (std::size_t i = 0; i < 4; ++i)
        BOOST_TEST(r.gradient[x][i] == 2 * (xs[i] - 0.5 * double(i)));
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 2; ++k)
            BOOST_TEST(r.gradient[w][i][k] == 2 * double(i) * ws[i][k]);
    BOOST_TEST(r.gradient[x[3_c]] == r.gradient[x][3]);
    BOOST_TEST(r.gradient[a] == -26);
    // A gradient can be bound again.
    BOOST_TEST(f(x = r.gradient[x], w = r.gradient[w], a = 0.0) ==
               4 * (1 + 2.25 + 4 + 6.25) + 4 * 25 + 2 * 16 * 61);
}

BOOST_AUTO_TEST_CASE(every_kind_of_value) {
    constexpr auto g = sum_of<4>([](auto i) { return square(x[i] - i * a); });
    static_assert(g(x = std::array{1.0, 2.0, 3.0, 4.0}, a = 0.5) == 13.5);
    const double plain[] = {1, 2, 3, 4};
    const tensor<float, 4> floats{1, 2, 3, 4};
    const std::vector<long double> many{1, 2, 3, 4};
    BOOST_TEST(g(x = plain, a = 0.5) == 13.5);
    BOOST_TEST(g(a = 0.5F, x = floats) == 13.5F);
    BOOST_TEST(g(x = many, a = 0.5L) == 13.5L);
    BOOST_TEST(g(x = std::span(plain), a = 0.5) == 13.5);
    // One by one, too.
    BOOST_TEST(g(x[0_c] = 1.0, x[1_c] = 2.0, x[2_c] = 3.0, x[3_c] = 4.0, a = 0.5) == 13.5);
}

BOOST_AUTO_TEST_CASE(expressions_and_second_derivatives) {
    constexpr auto g = gradient(f, a, x);
    static_assert(std::is_same_v<decltype(g[x][2_c]), decltype(diff(f, x[2_c]))>);
    const auto h = hessian(prod(w[0_c]) * x[0_c] * x[1_c], x, w)(x = xs, w = ws);
    BOOST_TEST(h[x[0_c]][x[1_c]] == 2);
    BOOST_TEST(h[x[0_c]][x[2_c]] == 0);
    BOOST_TEST(check_gradient(f, x = xs, a = 0.5, w = ws).passed());
}

BOOST_AUTO_TEST_CASE(counts_known_at_run_time) {
    const std::vector<double> few{1, 2, 3};
    const auto says = [](std::string_view text) {
        return [=](const std::length_error& e) { return e.what() == text; };
    };
    BOOST_CHECK_EXCEPTION(f(x = few, a = 0.5, w = ws), std::length_error,
                          says("x = value: x is an array of 4, the value has 3 entries"));
}

// One row for all variables, at points and in batches.
BOOST_AUTO_TEST_CASE(rows_of_whole_arrays) {
    constexpr auto pair = scalars<"p", 2>;
    constexpr auto g = pair[0_c] * square(pair[1_c]) + a * sum(w[2_c]);
    const std::vector<double> points{1, 2, 3, 4, 5, 6};
    const std::vector<double> with_gaps{1, 2, 0, 3, 4, 0, 5, 6};
    const std::vector<double> wide{0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 5, 6};
    std::vector<double> values(3), first(3), second(3);
    const auto run = over_points(value_and_gradient(g, pair));
    for (const auto& numbers : {rows(points), rows(with_gaps, 3)}) {
        run({values, first, second}, pair = numbers, a = 2.0, w = rows(wide));
        for (std::size_t i = 0; i < 3; ++i) {
            const double p = points[2 * i], q = points[2 * i + 1];
            BOOST_TEST(values[i] == p * q * q + 2 * (p + q));
            BOOST_TEST(first[i] == q * q);
            BOOST_TEST(second[i] == 2 * p * q);
        }
    }
    std::vector<double> one(3);
    auto output = make_batch_output<double>(pair[0_c] - pair[1_c], boost::hana::make_tuple());
    output({}, one, pair = rows(points));
    BOOST_TEST((one[0] == -1 && one[2] == -1));
    const std::vector<double> five(5);
    BOOST_CHECK_EXCEPTION(run({values, first, second}, pair = rows(five), a = 2.0, w = rows(wide)),
                          std::invalid_argument, [](const std::exception& e) {
                              return std::string_view(e.what()) ==
                                     "p = rows(...): the size must be that of whole rows of 2, "
                                     "not 5";
                          });
}

// Arrays as parameters of a loss: a layer of three neurons, each with weights of its own.
BOOST_AUTO_TEST_CASE(parameters_of_whole_arrays) {
    constexpr auto weights = vectors<"k", 3, 2>;
    constexpr auto bias = scalars<"c", 3>;
    constexpr auto input = vector<"in", 2>;
    constexpr auto loss = square(dot(weights[0_c], input) + bias[0_c]) +
                          square(dot(weights[1_c], input) - bias[1_c]) +
                          bias[2_c] * sum(weights[2_c]);
    constexpr auto all = boost::hana::make_tuple(weights, a, bias);
    using values = parameters_for<double, decltype(all)>;
    static_assert(values::count() == 3 * 2 + 1 + 3);
    static_assert(parameters_for<double, decltype(bias)>::count() == 3);
    values p(all), gradient;
    for (std::size_t i = 0; double& number : p.all()) number = 0.5 + 0.25 * double(i++ % 7);
    auto step = make_batch_gradient<double>(loss * a, all);
    static_assert(std::is_same_v<decltype(step)::parameters_type, values>);
    const std::vector<double> inputs{1, 2, -0.5, 3, 0.25, -1};
    const double mean = step(p, gradient, input = rows(inputs));
    double expected = 0, by_bias = 0, by_weight = 0;
    for (std::size_t n = 0; n < 3; ++n) {
        const auto r = value_and_gradient(loss * a, weights[1_c], bias[1_c])(
            weights[0_c] = p[weights[0_c]], weights[1_c] = p[weights[1_c]],
            weights[2_c] = p[weights[2_c]], bias[0_c] = p[bias[0_c]], bias[1_c] = p[bias[1_c]],
            bias[2_c] = p[bias[2_c]], a = p[a], input = std::span(inputs).subspan(2 * n, 2));
        expected += r.value / 3;
        by_bias += r.gradient[bias[1_c]] / 3;
        by_weight += r.gradient[weights[1_c]][1] / 3;
    }
    BOOST_TEST(std::abs(mean - expected) < 1e-13);
    BOOST_TEST(std::abs(gradient[bias[1_c]][0] - by_bias) < 1e-13);
    BOOST_TEST(std::abs(gradient[weights[1_c]][1] - by_weight) < 1e-13);
}
