// Compares the gradient of a batch with the mean of what single samples give.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <span>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

namespace batches {

inline std::mt19937 generator(1);

/// A variable with one row per sample, rows `gap` numbers apart. Scalars are class indices
/// (0, 1, 2), everything else is uniform in [-1, 1].
template <class Variable, class T> struct samples {
    static constexpr auto width = static_cast<std::size_t>(Variable::extent().size());
    std::size_t stride;
    std::vector<T> numbers;

    explicit samples(int count, std::size_t gap = 0)
        : stride(width + gap), numbers(static_cast<std::size_t>(count) * stride) {
        std::uniform_real_distribution<float> unit(-1, 1);
        std::uniform_int_distribution<int> label(0, 2);
        for (T& number : numbers)
            number =
                static_cast<T>(Variable::extent().rank == 0 ? static_cast<float>(label(generator))
                                                            : unit(generator));
    }
    auto rows() const { return ctgrad::rows(numbers, stride); }
    std::vector<double> row(int i) const {
        const T* const from = numbers.data() + stride * static_cast<std::size_t>(i);
        return std::vector<double>(from, from + width);
    }
};

template <class T, class... Variables> void fill(ctgrad::parameters<T, Variables...>& p) {
    std::uniform_real_distribution<float> unit(-1, 1);
    const auto fill_one = [&](auto view) {
        const float scale = 1 / std::sqrt(static_cast<float>(view.columns()));
        for (T& number : view) number = static_cast<T>(scale * unit(generator));
    };
    (fill_one(p[Variables{}]), ...);
}

/// One row as the value of a variable.
template <class Variable> struct one_row {
    std::vector<double> numbers;
    auto bind() const {
        if constexpr (Variable::extent().rank == 0) return Variable{} = numbers[0];
        else return Variable{} = numbers;
    }
};

/// The mean over single samples, in double.
template <class Loss, class... Parameters> struct single_samples {
    using buffer = ctgrad::parameters<double, Parameters...>;
    buffer values{}, gradient{};
    double loss = 0;

    template <class... Rows> void add(double share, const Rows&... sample) {
        const auto part = ctgrad::value_and_gradient(Loss{}, Parameters{}...)(
            (Parameters{} = values[Parameters{}])..., sample.bind()...);
        loss += share * part.value;
        (add_part(share, part.gradient[Parameters{}], gradient[Parameters{}]), ...);
    }
    static void add_part(double share, double part, auto sum) { *sum.data() += share * part; }
    static void add_part(double share, const auto& part, auto sum) {
        for (std::size_t i = 0; i < part.size(); ++i) sum.data()[i] += share * part.data()[i];
    }
};

/// Largest difference of two buffers, relative to the largest expected number.
inline double difference(std::span<const double> found, std::span<const double> expected) {
    double largest = 1e-30, result = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!std::isfinite(found[i])) return std::numeric_limits<double>::infinity();
        largest = std::max(largest, std::abs(expected[i]));
        result = std::max(result, std::abs(found[i] - expected[i]));
    }
    return result / largest;
}

/// Checks loss and gradient of one batch with the parameters in T, the samples in T or what else
/// `Numbers` says, variable by variable.
template <class T, class Loss, class... Parameters, class... Variables, class... Numbers>
void check_batch(Loss loss, const boost::hana::tuple<Parameters...>& variables, int count,
                 const samples<Variables, Numbers>&... given) {
    static auto step = ctgrad::make_batch_gradient<T>(loss, variables);
    ctgrad::parameters<T, Parameters...> values, gradient;
    fill(values);
    // What a call finds in the gradient must not matter.
    (std::ranges::fill(gradient[Parameters{}], std::numeric_limits<T>::quiet_NaN()), ...);
    const T mean = step(values, gradient, (Variables{} = given.rows())...);

    single_samples<Loss, Parameters...> expected{values.template to<double>()};
    for (int i = 0; i < count; ++i) expected.add(1.0 / count, one_row<Variables>{given.row(i)}...);
    const double tolerance =
        std::max(1e-13, 64 * static_cast<double>(std::numeric_limits<T>::epsilon()));
    BOOST_TEST_CONTEXT("a batch of " << count << ", numbers of " << sizeof(T) << " bytes, loss "
                                     << ctgrad::text(loss)) {
        BOOST_TEST(std::abs(static_cast<double>(mean) - expected.loss) <=
                   tolerance * std::max(1.0, std::abs(expected.loss)));
        const auto found = gradient.template to<double>();
        BOOST_TEST(difference(found.all(), expected.gradient.all()) <= tolerance);
    }
}

/// Checks batches of all sizes that tiles, and rows of tiles, can end at.
template <class T, class... Variables, class Loss, class... Parameters>
void check(Loss loss, const boost::hana::tuple<Parameters...>& variables,
           std::initializer_list<int> counts = {1, 2, 31, 32, 33, 63, 64, 65, 100, 129}) {
    for (int count : counts)
        check_batch<T>(loss, variables, count,
                       samples<std::remove_const_t<Variables>, T>(count)...);
}

}  // namespace batches
