// The law of batches: loss and gradient of a batch of any size are the means of what the obvious
// walk over the graph of one sample gives, but for rounding.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "../laws/tree_walk.hpp"

namespace batch_law {

inline std::mt19937 generator(1);
inline constexpr int most_samples = 200;
/// Around whole registers, tiles and pairs of tiles of every machine; with few samples left over.
inline constexpr int batch_sizes[] = {1,  2,  3,  4,  5,  7,   15,  16,  17,  20, 31,
                                      33, 63, 64, 65, 68, 100, 127, 128, 129, 200};

/// Rounding of sums of a hundred terms and of functions of a few units in the last place, through
/// six layers; times the mean of the absolute values that are summed.
template <class T> constexpr double tolerance = 128 * std::numeric_limits<T>::epsilon();

template <class Variable> std::string_view name_of() {
    static constexpr auto text = ctgrad::detail::text_of<Variable::id>();
    return text.view();
}

/// Rows of a variable, three numbers apart, in an array that ends with the last of them. What lies
/// between two rows is NaN. `digit` is a class, 0, 1 or 2; everything else is uniform in [-1, 1].
template <class Variable, class T> struct samples {
    static constexpr int width = Variable::extent().size();
    static constexpr int stride = width + 3;
    static constexpr std::size_t size(int count) {
        return static_cast<std::size_t>((count - 1) * stride + width);
    }
    std::unique_ptr<T[]> numbers{new T[size(most_samples)]};

    samples() {
        std::fill_n(numbers.get(), size(most_samples), std::numeric_limits<T>::quiet_NaN());
        std::uniform_real_distribution<float> unit(-1, 1);
        for (int i = 0; i < most_samples; ++i)
            for (int j = 0; j < width; ++j)
                row(i)[j] = name_of<Variable>() == "digit" ? static_cast<T>(generator() % 3)
                                                           : static_cast<T>(unit(generator));
    }
    T* row(int i) const { return numbers.get() + i * stride; }
    auto bind(int first, int count) const {
        return Variable{} = ctgrad::rows(std::span<const T>(row(first), size(count)), stride);
    }
    void bind_one(int i, std::map<std::string_view, laws::numbers>& inputs) const {
        inputs[name_of<Variable>()] = laws::numbers(row(i), row(i) + width);
    }
};

/// Sums over samples from the first one on, of what is summed and of its absolute value.
struct sums {
    std::vector<laws::numbers> total, magnitude;

    void add(const std::vector<laws::numbers>& sample) {
        if (total.empty())
            for (const auto& part : sample)
                for (auto* to : {&total, &magnitude}) to->emplace_back(part.size(), 0.0L);
        for (std::size_t k = 0; k < sample.size(); ++k)
            for (std::size_t j = 0; j < sample[k].size(); ++j) {
                total[k][j] += sample[k][j];
                magnitude[k][j] += std::abs(sample[k][j]);
            }
    }
};

/// Largest difference to a mean, relative to the largest mean of absolute values.
template <class T>
double difference(const T* found, const laws::numbers& total, const laws::numbers& magnitude,
                  int count, long double least) {
    long double largest = least, result = 0;
    for (std::size_t j = 0; j < total.size(); ++j) {
        const long double error = std::abs(static_cast<long double>(found[j]) - total[j] / count);
        if (!(error <= result)) result = error;  // NaN stays
        largest = std::max(largest, magnitude[j] / count);
    }
    return static_cast<double>(result / largest);
}

/// Checks a loss of the samples of `Variables`, in numbers of T, in batches of all sizes.
template <class T, class... Variables, class Loss, class... Parameters>
void check(Loss loss, const boost::hana::tuple<Parameters...>& variables) {
    using pass = ctgrad::detail::gradient_pass<true, Loss::id, Parameters::id...>;
    using buffer = ctgrad::parameters<T, Parameters...>;
    const std::tuple<samples<std::remove_const_t<Variables>, T>...> given;
    buffer values, gradient;
    std::map<std::string_view, laws::numbers> inputs;
    const auto fill = [&](auto variable, auto view) {
        std::uniform_real_distribution<float> unit(-1, 1);
        const float scale = 1.5f / std::sqrt(static_cast<float>(view.columns()));
        for (T& number : view) number = static_cast<T>(scale * unit(generator));
        inputs[name_of<decltype(variable)>()] = laws::numbers(view.begin(), view.end());
    };
    (fill(Parameters{}, values[Parameters{}]), ...);

    auto step = ctgrad::make_batch_gradient<T>(loss, variables);
    sums expected;
    int next = 0;
    for (const int count : batch_sizes) {
        for (; next < count; ++next) {
            std::apply([&](const auto&... s) { (s.bind_one(next, inputs), ...); }, given);
            expected.add(laws::walk<pass>(inputs));
        }
        // What a call finds in the gradient must not matter.
        (std::ranges::fill(gradient[Parameters{}], std::numeric_limits<T>::quiet_NaN()), ...);
        const T mean = std::apply(
            [&](const auto&... s) { return step(values, gradient, s.bind(0, count)...); }, given);
        BOOST_TEST_CONTEXT("a batch of " << count << ", numbers of " << sizeof(T) << " bytes, loss "
                                         << ctgrad::text(loss)) {
            BOOST_TEST(difference(&mean, expected.total[0], expected.magnitude[0], count, 1) <=
                       tolerance<T>);
            std::size_t k = 0;
            const auto compare = [&](auto variable) {
                ++k;
                BOOST_TEST_INFO("gradient by " << name_of<decltype(variable)>());
                BOOST_TEST(difference(gradient[variable].data(), expected.total[k],
                                      expected.magnitude[k], count, 1e-6L) <= tolerance<T>);
            };
            (compare(Parameters{}), ...);
        }
    }
}

/// A network under its mean squared error.
template <class T, class... Layers> void check_regression() {
    constexpr ctgrad::nn::mlp<Layers...> net;
    constexpr auto t = ctgrad::vector<"t", decltype(net.output)::extent().rows>;
    check<T, decltype(net.input), decltype(t)>(ctgrad::nn::mean_squared_error(net.output, t),
                                               net.parameters);
}

/// A network under the cross entropy of the class of every sample.
template <class T, class... Layers> void check_classifier() {
    constexpr ctgrad::nn::mlp<Layers...> net;
    constexpr auto digit = ctgrad::scalar<"digit">;
    check<T, decltype(net.input), decltype(digit)>(
        ctgrad::nn::softmax_cross_entropy(net.output, digit), net.parameters);
}

}  // namespace batch_law
