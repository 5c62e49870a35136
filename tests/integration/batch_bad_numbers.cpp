// NaN, infinities and huge numbers among the samples of a batch: they show, where they belong.

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using boost::hana::make_tuple;

namespace {

using types = std::tuple<float, double, long double>;
template <class T> constexpr T quiet = std::numeric_limits<T>::quiet_NaN();
template <class T> constexpr T infinity = std::numeric_limits<T>::infinity();

/// One by one, whole registers and more, two tiles and more.
constexpr int batch_sizes[] = {1, 4, 37, 200};
constexpr int width = 9;

constexpr auto x = vector<"x", width>;
constexpr auto u = scalar<"u">;
constexpr auto digit = scalar<"digit">;
constexpr auto W = matrix<"W", 7, width>;
constexpr auto b = vector<"b", 7>;

/// Whether a number spoils the outputs of its sample and of no other, and the loss and all of the
/// gradient by W. Every weight is 1.
template <class T, class Output> void check_spread(Output output, T wrong) {
    const auto variables = make_tuple(W);
    parameters<T, std::remove_const_t<decltype(W)>> weights, gradient;
    std::ranges::fill(weights[W], T(1));
    auto read = make_batch_output<T>(output, variables);
    auto step = make_batch_gradient<T>(sum(square(output)), variables);
    constexpr int outputs = Output::extent().size();
    for (const int count : batch_sizes)
        for (const int at : {0, count / 2, count - 1}) {
            std::vector<T> rows_of_x(static_cast<std::size_t>(count) * width, T(0.25)),
                result(static_cast<std::size_t>(count) * outputs);
            rows_of_x[static_cast<std::size_t>(at) * width + 5] = wrong;
            read(weights, result, x = rows(rows_of_x));
            const T mean = step(weights, gradient, x = rows(rows_of_x));
            BOOST_TEST_CONTEXT(text(output) << ": sample " << at << " of " << count) {
                BOOST_TEST(!std::isfinite(mean));
                BOOST_TEST(std::ranges::none_of(gradient[W], [](T g) { return std::isfinite(g); }));
                for (int i = 0; i < count; ++i)
                    for (int j = 0; j < outputs; ++j)
                        BOOST_TEST(
                            std::isfinite(result[static_cast<std::size_t>(i * outputs + j)]) ==
                            (i != at));
            }
        }
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(not_a_number_goes_through_every_activation, T, types) {
    constexpr auto z = W * x;
    check_spread(relu(z), quiet<T>);
    check_spread(leaky_relu(z), quiet<T>);
    check_spread(elu(z), quiet<T>);
    check_spread(hard_tanh(z), quiet<T>);
    check_spread(clamp(z, -1_c, 1_c), quiet<T>);
    check_spread(tanh(sigmoid(z)), quiet<T>);
    check_spread(softplus(gelu(z)), quiet<T>);
    check_spread(max(z, 0_c), quiet<T>);
    check_spread(max(0_c, min(z, 1_c)), quiet<T>);
    check_spread(softmax(z), quiet<T>);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(infinity_goes_through_relu_and_max, T, types) {
    constexpr auto z = W * x;
    check_spread(relu(z), infinity<T>);
    check_spread(leaky_relu(z), -infinity<T>);
    check_spread(max(z, 1_c), infinity<T>);
    check_spread(min(z, 1_c), -infinity<T>);
    // What relu rightly makes of minus infinity is 0.
    auto read = make_batch_output<T>(relu(z), make_tuple(W));
    parameters<T, std::remove_const_t<decltype(W)>> weights;
    std::ranges::fill(weights[W], T(1));
    const std::vector<T> rows_of_x(37 * width, -infinity<T>);
    std::vector<T> result(37 * 7, T(1));
    read(weights, result, x = rows(rows_of_x));
    BOOST_TEST(std::ranges::count(result, T(0)) == 37 * 7);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_parameter_that_is_no_number_shows, T, types) {
    auto step = make_batch_gradient<T>(sum(relu(W * x + b)), make_tuple(W, b));
    parameters<T, std::remove_const_t<decltype(W)>, std::remove_const_t<decltype(b)>> weights,
        gradient;
    weights[W](3, 2) = quiet<T>;
    for (const int count : batch_sizes) {
        const std::vector<T> rows_of_x(static_cast<std::size_t>(count) * width, T(1));
        BOOST_TEST(std::isnan(step(weights, gradient, x = rows(rows_of_x))));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(cross_entropy_of_huge_logits_is_finite, T, types) {
    constexpr auto logits = vector<"z", 3>;
    auto step = make_batch_gradient<T>(nn::softmax_cross_entropy(u * logits, digit), make_tuple(u));
    parameters<T, std::remove_const_t<decltype(u)>> values, gradient;
    values[u][0] = 1;
    for (const int count : batch_sizes) {
        // Samples of class 0 are sure of it; those of class 1 are as sure that they are not.
        std::vector<T> z;
        std::vector<int> labels;
        for (int i = 0; i < count; ++i) {
            z.insert(z.end(), {T(1e4), T(-1e4), T(0)});
            labels.push_back(i % 2);
        }
        const T mean = step(values, gradient, logits = rows(z), digit = rows(labels));
        const T expected = T(2e4) * T(count / 2) / T(count);
        BOOST_TEST(std::abs(mean - expected) <= T(1e-2));
        BOOST_TEST(std::abs(gradient[u][0] - expected) <= T(1e-2));
    }
}
