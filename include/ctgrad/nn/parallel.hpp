/// Gradients of large batches by several threads, with one result for any number of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include <ctgrad/eval/batch.hpp>
#include <ctgrad/nn/optimisers/step.hpp>
#include <ctgrad/nn/samples.hpp>
#include <ctgrad/nn/team.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad::nn {

namespace detail {

using namespace ctgrad::detail;

/// How a batch is divided, which depends on its size alone: into an even number of parts of nearly
/// one length, in steps that are whole registers of samples. Every part has a gradient of its own,
/// which has to come into the cache and be added up: with 128 samples that took up to 10 % of a
/// part's time, with 256 it takes 3 %. So parts are no shorter, but for batches of 129 to 512
/// samples, which have two, for two threads.
struct batch_parts {
    static constexpr int most = 16, undivided = 128, longest_pair = 512, step = 32;

    int total, count, steps;

    explicit batch_parts(int samples)
        : total(samples),
          count(samples <= undivided ? 1 : std::min(most, 2 * ((samples - 1) / longest_pair + 1))),
          steps((samples - 1) / step + 1) {}

    int first(int part) const {
        return static_cast<int>(std::int64_t(steps) * part / count) * step;
    }
    int size(int part) const { return std::min(first(part + 1), total) - first(part); }
};

}  // namespace detail

/// A batch_gradient on several threads: `parallel_gradient step(make_batch_gradient<float>(loss,
/// parameters), 2)`, called as that one is. A batch of more than 128 samples is divided, into two
/// parts for every 512 samples, at most 16, whose gradients are added in their order, so that the
/// result is the same, bit for bit, for any number of threads; more threads than parts wait.
/// Memory: a workspace per thread, and a gradient for every part. Allocates when a batch has more
/// parts than any before. Errors: as of team and batch_gradient.
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
        add_up(gradient);
        return mean;
    }

    /// The same, and one step of an optimiser; where the mean loss is NaN or infinite nothing is
    /// changed.
    template <class Optimiser, class... Bindings>
    number update(parameters_type& values, parameters_type& gradient, Optimiser& optimiser,
                  const Bindings&... samples) {
        // One part is the whole batch: its weights change while they are in the cache.
        if (detail::count_samples(samples...) <= detail::batch_parts::undivided)
            return step_.update(work_.data()[0], values, gradient, optimiser, samples...);
        const number mean = parts(values, samples...);
        if (!(mean - mean == number(0))) {
            add_up(gradient);
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
        count_ = static_cast<std::size_t>(division.count);
        if (gradients_.size() < count_) gradients_ = buffer<parameters_type>(count_);
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
        for (std::size_t i = 1; i < count_; ++i) mean += shares_[i] * means_[i];
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

    void add_up(parameters_type& gradient) {
        in_slices([&](std::size_t at, std::size_t count) { add_up(gradient, at, count); });
    }
    void add_up(parameters_type& gradient, std::size_t at, std::size_t count) const {
        number* const to = gradient.data() + at;
        detail::for_registers<number>(count, [&](std::size_t k, auto read, auto write) {
            kernel::lane<number> total = share(0) * read(gradients_[0].data() + at + k);
            for (std::size_t i = 1; i < count_; ++i)
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
    buffer<parameters_type> gradients_{0};
    number shares_[detail::batch_parts::most]{}, means_[detail::batch_parts::most]{};
    std::size_t count_ = 0;  ///< of the last batch's parts
};

}  // namespace ctgrad::nn
