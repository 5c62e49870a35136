/// Losses, gradients and outputs over batches of any size, tile by tile from the symbolic plan.
#pragma once

#include <ctgrad/core/lazy.hpp>
#include <ctgrad/eval/batch_loops.hpp>
#include <ctgrad/eval/batch_run.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad {

template <class T, expression E, variable... Variables> class batch_output;

/// The mean of a scalar expression over a batch, and the gradient of that mean by the parameters.
///   batch_gradient<float, ...> step(loss, parameters);      // make_batch_gradient<float>(...)
///   float mean = step(weights, gradient, x = rows(images), label = rows(labels));
/// Variables of the loss that are no parameters have one row per sample. Allocates its workspace
/// when it is made, never in a call. A workspace serves one call at a time: threads that share
/// parameters, and the step, have one each and give it as the first argument of a call.
/// Errors (std::invalid_argument): an empty batch, batches of unequal size, a label that is none of
/// the classes of one_hot, which losses of labels use.
template <class T, expression Loss, variable... Variables> class batch_gradient {
    static_assert(Loss::extent().rank == 0, "the loss of a sample is a scalar");
    static_assert(!std::is_integral_v<T>, "a batch computes in a floating-point type");
    using pass = detail::mean_loss_pass<Loss::id, Variables::id...>;

public:
    using parameters_type = parameters<T, Variables...>;
    /// The loss of every sample, without gradient.
    using loss_type = batch_output<T, Loss, Variables...>;
    /// The memory of a call, an object without pointers: static, part of another, or on the heap.
    using workspace = detail::batch_workspace<T, pass>;
    static constexpr std::size_t workspace_bytes = sizeof(workspace);

    /// Writes the gradient and returns the mean loss.
    template <class... Bindings>
    T operator()(workspace& work, const parameters_type& values, parameters_type& gradient,
                 const Bindings&... samples) const {
        T mean{};
        run(work, mean, values, gradient, nullptr, samples...);
        return mean;
    }
    template <class... Bindings>
    T operator()(const parameters_type& values, parameters_type& gradient,
                 const Bindings&... samples) {
        return (*this)(*own_.data(), values, gradient, samples...);
    }

    /// The same, and one step of an optimiser (nn/optimiser.hpp), which changes the parameters once
    /// their gradient is complete, while it is in the cache: the result is that of a call and a
    /// step behind it. Where the mean loss is NaN or infinite nothing is changed.
    template <class Optimiser, class... Bindings>
    T update(workspace& work, parameters_type& values, parameters_type& gradient,
             Optimiser& optimiser, const Bindings&... samples) const {
        T mean{};
        updating<Optimiser> all{values.data(), gradient.data(), mean, optimiser, {}};
        const detail::batch_finish finish{&all, &updating<Optimiser>::finish};
        run(work, mean, values, gradient, in_time ? &finish : nullptr, samples...);
        for (int output = 1; output <= gradients; ++output)
            if (!in_time || !runner::finishes(output))
                finish.finish(&all, output, 0, sizes[output - 1]);
        return mean;
    }
    template <class Optimiser, class... Bindings>
    T update(parameters_type& values, parameters_type& gradient, Optimiser& optimiser,
             const Bindings&... samples) {
        return update(*own_.data(), values, gradient, optimiser, samples...);
    }

    /// Refuses labels, what one_hot is given, that are no classes, by their rows. Calls do so, too;
    /// of samples that reach them in parts or shuffled their rows would be others.
    template <class... Bindings> static void check_labels(const Bindings&... samples) {
        detail::check_labels<Loss::id>(samples...);
    }

private:
    using runner = detail::batch_runner<T, pass, Variables...>;
    static constexpr int gradients = sizeof...(Variables);
    static constexpr std::ptrdiff_t sizes[] = {Variables::extent().size()...};
    static constexpr std::size_t offsets[] = {parameters_type::template offset<Variables>()...};

    /// Whether the loss is complete before the first gradient is: so its value can stop the update.
    static constexpr bool in_time = runner::completed(0) < runner::first_finished();

    template <class Optimiser> struct updating {
        T* values;
        const T* gradient;
        const T& mean;
        Optimiser& optimiser;
        core::lazy<decltype(std::declval<Optimiser&>().template begin<T>())> rule;

        static void finish(void* object, int output, std::ptrdiff_t first, std::ptrdiff_t count) {
            auto& self = *static_cast<updating*>(object);
            if (output == 0 || !(self.mean - self.mean == T(0))) return;
            auto& rule = self.rule.get([&] { return self.optimiser.template begin<T>(); });
            const auto at = static_cast<std::size_t>(first) + offsets[output - 1];
            rule(self.values + at, self.gradient + at, at, static_cast<std::size_t>(count));
        }
    };

    template <class... Bindings>
    static void run(workspace& work, T& mean, const parameters_type& values,
                    parameters_type& gradient, const detail::batch_finish* finish,
                    const Bindings&... samples) {
        const auto single = [&](const auto&... each) {
            run_single(work, mean, values, gradient, finish, each...);
        };
        detail::with_single_bindings(single, samples...);
    }
    template <class... Bindings>
    static void run_single(workspace& work, T& mean, const parameters_type& values,
                           parameters_type& gradient, const detail::batch_finish* finish,
                           const Bindings&... samples) {
        if constexpr (detail::samples_match<T, pass, Loss::id, Bindings...>) {
            T* const outputs[] = {&mean, gradient.data() +
                                             parameters_type::template offset<Variables>()...};
            runner::run(work, values, outputs, detail::count_labelled<Loss::id>(samples...), finish,
                        samples...);
        }
    }

    buffer<workspace> own_{1};
};

/// The value of an expression for every sample of a batch, one row each. Keeps nothing but what is
/// still to be read: the workspace of a deep network is as small as that of its widest layers.
template <class T, expression E, variable... Variables> class batch_output {
    static_assert(!std::is_integral_v<T>, "a batch computes in a floating-point type");
    using pass = detail::rows_pass<E::id, Variables::id...>;

public:
    using parameters_type = parameters<T, Variables...>;
    /// As of a batch_gradient.
    using workspace = detail::batch_workspace<T, pass>;
    static constexpr std::size_t workspace_bytes = sizeof(workspace);

    /// Writes `samples x size of the expression` numbers to `result`.
    template <class... Bindings>
    void operator()(workspace& work, const parameters_type& values, number_span<T> result,
                    const Bindings&... samples) const {
        const auto single = [&](const auto&... each) { run(work, values, result, each...); };
        detail::with_single_bindings(single, samples...);
    }
    template <class... Bindings>
    void operator()(const parameters_type& values, number_span<T> result,
                    const Bindings&... samples) {
        (*this)(*own_.data(), values, result, samples...);
    }

private:
    template <class... Bindings>
    static void run(workspace& work, const parameters_type& values, number_span<T> result,
                    const Bindings&... samples) {
        if constexpr (detail::samples_match<T, pass, E::id, Bindings...>) {
            const int total = detail::count_labelled<E::id>(samples...);
            detail::check_result(result.size(), total, E::extent().size());
            T* const outputs[] = {result.data()};
            detail::batch_runner<T, pass, Variables...>::run(work, values, outputs, total, nullptr,
                                                             samples...);
        }
    }
    buffer<workspace> own_{1};
};

namespace detail {

template <class T, expression Loss, class... Variables>
auto batch_gradient_by(variable_list<Variables...>) {
    if constexpr (with_loops<Loss>) return looped_batch_gradient<T, Loss, Variables...>{};
    else return batch_gradient<T, Loss, Variables...>{};
}
template <class T, expression E, class... Variables>
auto batch_output_by(variable_list<Variables...>) {
    if constexpr (with_loops<E>) return looped_batch_output<T, E, Variables...>{};
    else return batch_output<T, E, Variables...>{};
}

}  // namespace detail

/// batch_gradient for a loss and a Hana tuple of parameters, which may be arrays of variables; of a
/// loss with a scan a looped_batch_gradient, which is called alike.
template <class T, expression Loss, class... Named>
auto make_batch_gradient(Loss, const boost::hana::tuple<Named...>&) {
    if constexpr (Loss::extent().rank != 0) {
        fail_with<&detail::not_a_scalar_loss<"make_batch_gradient", Loss>>();
        return detail::batch_gradient_by<T, decltype(sum(Loss{}))>(detail::all_named<Named...>{});
    } else return detail::batch_gradient_by<T, Loss>(detail::all_named<Named...>{});
}

/// batch_output, or looped_batch_output, for an expression and a Hana tuple of parameters.
template <class T, expression E, class... Named>
auto make_batch_output(E, const boost::hana::tuple<Named...>&) {
    return detail::batch_output_by<T, E>(detail::all_named<Named...>{});
}

}  // namespace ctgrad
