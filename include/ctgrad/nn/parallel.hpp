/// Gradients of large batches by several threads, with one result for any number of them.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include <ctgrad/eval/batch.hpp>
#include <ctgrad/nn/optimisers/step.hpp>
#include <ctgrad/nn/samples.hpp>
#include <ctgrad/nn/team.hpp>

namespace ctgrad::nn {

namespace detail {

using namespace ctgrad::detail;

/// How a batch is divided, which depends on its size alone: into parts of equal length, but for the
/// last one. A part is long enough that adding up its gradient costs a few percent, and whole
/// registers of samples.
struct batch_parts {
    static constexpr int most = 16, shortest = 128;

    int total, length, count;

    explicit batch_parts(int samples)
        : total(samples),
          length(std::max(shortest, ((samples + most - 1) / most + 31) / 32 * 32)),
          count((samples + length - 1) / length) {}

    int first(int part) const { return part * length; }
    int size(int part) const { return std::min(length, total - first(part)); }
};

}  // namespace detail

/// A batch_gradient on several threads: `parallel_gradient step(make_batch_gradient<float>(loss,
/// parameters), 2)`, called as that one is. A batch is divided into parts of at least 128 samples,
/// whose gradients are added in their order, so that the result is the same, bit for bit, for any
/// number of threads. Memory: a workspace per thread, and for every part a gradient, at most 16.
/// Allocates when a batch has more parts than any before. Errors: as of team and batch_gradient.
template <class Step> class parallel_gradient {
public:
    using parameters_type = typename Step::parameters_type;
    using number = typename parameters_type::value_type;

    parallel_gradient(const Step& step, int threads)
        : step_(step), threads_(threads), work_(static_cast<std::size_t>(threads)) {}

    /// Writes the gradient and returns the mean loss.
    template <class... Bindings>
    number operator()(const parameters_type& values, parameters_type& gradient,
                      const Bindings&... samples) {
        const number mean = parts(values, samples...);
        in_slices([&](std::size_t at, std::size_t count) { add_up(gradient, at, count); });
        return mean;
    }

    /// The same, and one step of an optimiser; where the mean loss is NaN or infinite nothing is
    /// changed.
    template <class Optimiser, class... Bindings>
    number update(parameters_type& values, parameters_type& gradient, Optimiser& optimiser,
                  const Bindings&... samples) {
        // One part is the whole batch: its weights change while they are in the cache.
        if (detail::count_samples(samples...) <= detail::batch_parts::shortest)
            return step_.update(work_.data()[0], values, gradient, optimiser, samples...);
        const number mean = parts(values, samples...);
        if (!(mean - mean == number(0))) {
            in_slices([&](std::size_t at, std::size_t count) { add_up(gradient, at, count); });
            return mean;
        }
        const auto rule = optimiser.template begin<number>();
        in_slices([&](std::size_t at, std::size_t count) {
            add_up(gradient, at, count);
            rule(values.data() + at, gradient.data() + at, at, count);
        });
        return mean;
    }

private:
    /// Computes the gradients of all parts; their shares of the batch, and the mean loss.
    template <class... Bindings>
    number parts(const parameters_type& values, const Bindings&... samples) {
        const detail::batch_parts division(detail::count_samples(samples...));
        Step::check_labels(samples...);
        const auto count = static_cast<std::size_t>(division.count);
        if (gradients_.size() < count) gradients_.resize(count);
        shares_.assign(count, number(0));
        means_.assign(count, number(0));
        threads_.run([&](int thread) {
            for (int part = thread; part < division.count; part += threads_.size()) {
                const auto i = static_cast<std::size_t>(part);
                const int first = division.first(part), size = division.size(part);
                shares_[i] = number(size) / number(division.total);
                means_[i] = step_(work_.data()[thread], values, gradients_[i],
                                  detail::part_of_rows(samples, static_cast<std::size_t>(first),
                                                       static_cast<std::size_t>(size))...);
            }
        });
        number mean = shares_[0] * means_[0];
        for (std::size_t i = 1; i < count; ++i) mean += shares_[i] * means_[i];
        return mean;
    }

    /// Every thread does a slice of the buffer, whole cache lines of it.
    template <class Work> void in_slices(Work work) {
        constexpr std::size_t total = parameters_type::size();
        const auto threads = static_cast<std::size_t>(threads_.size());
        const std::size_t length = detail::to_line<number>((total + threads - 1) / threads);
        threads_.run([&](int thread) {
            const std::size_t at = static_cast<std::size_t>(thread) * length;
            if (at < total) work(at, std::min(length, total - at));
        });
    }

    void add_up(parameters_type& gradient, std::size_t at, std::size_t count) const {
        number* const to = gradient.data() + at;
        detail::for_registers<number>(count, [&](std::size_t k, auto read, auto write) {
            kernel::lane<number> total = share(0) * read(gradients_[0].data() + at + k);
            for (std::size_t i = 1; i < shares_.size(); ++i)
                total = kernel::multiply_add<number>(share(i), read(gradients_[i].data() + at + k),
                                                     total);
            write(to + k, total);
        });
    }
    kernel::lane<number> share(std::size_t part) const {
        return kernel::lane<number>(shares_[part]);
    }

    Step step_;
    team threads_;
    buffer<typename Step::workspace> work_;  ///< one per thread
    std::vector<parameters_type> gradients_;
    std::vector<number> shares_, means_;
};

}  // namespace ctgrad::nn
