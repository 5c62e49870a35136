/// One epoch after the other: shuffled batches, gradient, update, and a look at the loss.
#pragma once

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include <ctgrad/eval/batch.hpp>

namespace ctgrad::nn {

/// Training cannot go on; the message says where and why.
struct training_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct training_options {
    int epochs = 10;
    int batch = 32;
    std::uint32_t seed = 0;  ///< of the order of the samples
};

/// What a callback learns after every epoch.
struct epoch_report {
    int epoch = 0;    ///< counted from 1
    double loss = 0;  ///< mean over the epoch's batches, as they were trained
    double samples_per_second = 0;
};

namespace detail {

using namespace ctgrad::detail;

inline void require(bool holds, const std::string& sentence) {
    if (!holds) CTGRAD_THROW(std::invalid_argument(sentence));
}

/// The rows of one variable, from which batches are gathered in a new order every epoch.
template <class Variable, class T> struct gathered_rows {
    static constexpr std::size_t width = static_cast<std::size_t>(Variable::extent().size());
    row_span<T> all;
    std::vector<T> batch{};

    void gather(const std::size_t* order, std::size_t count) {
        batch.resize(count * width);
        const std::size_t stride = all.row_stride(width);
        for (std::size_t i = 0; i < count; ++i)
            std::copy_n(all.data + order[i] * stride, width, batch.data() + i * width);
    }
    auto bound() const { return row_span<T>{batch.data(), batch.size(), 0}; }
};

/// Fisher and Yates' shuffle, with the same result on every platform.
inline void shuffle_order(std::vector<std::size_t>& order, boost::random::mt19937& generator) {
    for (std::size_t i = order.size(); i > 1; --i) {
        boost::random::uniform_int_distribution<std::size_t> pick(0, i - 1);
        std::swap(order[i - 1], order[pick(generator)]);
    }
}

}  // namespace detail

/// Trains for some epochs: `train(step, optimiser, weights, options, report, x = rows(images),
/// digit = rows(labels))`, where step is a batch_gradient and report is called after every epoch
/// (return false to stop). The last batch of an epoch may be smaller. Errors: training_error when
/// the loss becomes NaN or infinite, with epoch and step; std::invalid_argument for bad options.
template <class Step, class Optimiser, class Report, class... Bindings>
void train(Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
           const training_options& options, Report&& report, const Bindings&... samples) {
    detail::require(options.epochs >= 1, "training: the number of epochs must be at least 1");
    detail::require(options.batch >= 1,
                    "training: an empty batch has no gradient; batch must be at least 1");
    const int count_of_all = detail::count_samples(samples...);
    std::tuple<
        detail::gathered_rows<typename Bindings::variable_type, typename Bindings::number_type>...>
        rows{{samples.value}...};
    typename Step::parameters_type gradient;
    std::vector<std::size_t> order(static_cast<std::size_t>(count_of_all));
    std::iota(order.begin(), order.end(), std::size_t{0});
    boost::random::mt19937 generator(options.seed);
    for (int epoch = 1; epoch <= options.epochs; ++epoch) {
        const auto start = std::chrono::steady_clock::now();
        detail::shuffle_order(order, generator);
        double total = 0;
        long number = 0;
        for (std::size_t first = 0; first < order.size(); ++number) {
            const std::size_t count =
                std::min(order.size() - first, static_cast<std::size_t>(options.batch));
            const auto mean = std::apply(
                [&](auto&... row) {
                    (row.gather(order.data() + first, count), ...);
                    return step.update(weights, gradient, optimiser,
                                       bind(typename Bindings::variable_type{}, row.bound())...);
                },
                rows);
            if (!std::isfinite(static_cast<double>(mean)))
                CTGRAD_THROW(training_error("the loss became " +
                                            std::string(mean != mean ? "NaN" : "infinite") +
                                            " in epoch " + std::to_string(epoch) + ", step " +
                                            std::to_string(number + 1) + "; training stopped"));
            total += static_cast<double>(mean) * static_cast<double>(count);
            first += count;
        }
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        const auto samples_seen = static_cast<double>(order.size());
        if (!report(epoch_report{epoch, total / samples_seen, samples_seen / seconds.count()}))
            return;
    }
}

}  // namespace ctgrad::nn
