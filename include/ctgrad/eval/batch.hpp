/// Losses, gradients and outputs over batches of any size, tile by tile from the symbolic plan.
#pragma once

#include <optional>

#include <ctgrad/eval/batch_execute.hpp>
#include <ctgrad/eval/check_batch.hpp>
#include <ctgrad/eval/parameters.hpp>

namespace ctgrad {

namespace detail {

// An array, as addresses of literals cannot be compared in constant expressions.
inline constexpr char weight_name[] = "weight of a sample";

/// 1 / n, by which every sample's share of the mean is weighted: a shared input of the program.
constexpr int weight_leaf(graph& g) {
    return leaf(g, descriptor<operations::variable>, scalar_shape, weight_name);
}

constexpr identity weight_id() {
    graph g;
    return g.nodes[weight_leaf(g)].id;
}

template <identity... Parameters> struct varies_unless {
    static constexpr bool varies(identity variable) {
        return variable != weight_id() && ((variable != Parameters) && ...);
    }
    static constexpr identity parameter(int output) {
        const identity all[] = {0, Parameters..., 0};
        return all[output];
    }
};

/// Output 0 is the mean loss, output 1 + k the gradient by parameter k.
template <identity Loss, identity... Parameters>
struct mean_loss_pass : varies_unless<Parameters...> {
    static constexpr void run(graph& g, list<contribution>& parts) {
        const int root = load(g, entry_of<Loss>), weight = weight_leaf(g);
        parts.push({0, 1, make_product(g, weight, root), -1, false});
        list<int> targets, adjoints;
        (targets.push(load(g, entry_of<Parameters>)), ...);
        reverse(g, root, weight, targets, adjoints);
        for (int k = 0; k < adjoints.size; ++k) contributions_of(g, 1 + k, adjoints[k], 1, parts);
    }
};

/// Output 0 has one row per sample: the value of an expression.
template <identity E, identity... Parameters> struct rows_pass : varies_unless<Parameters...> {
    static constexpr void run(graph& g, list<contribution>& parts) {
        parts.push({0, 1, load(g, entry_of<E>), -1, true});
    }
};

/// A batch program with the memory it works in; one object serves one thread at a time.
template <class T, class Pass, variable... Variables> class batch_runner {
public:
    static constexpr const auto& program = batch_program<Pass, kernel::lanes<T>>;
    static constexpr int capacity = tile_samples<T>(program.tile);

    batch_runner()
        : memory_(shared_size + tile_size + converted_size),
          scratch_(static_cast<std::size_t>(program.scratch) + 1),
          numbers_(static_cast<std::size_t>(program.scratch) + 1) {}

    /// Runs all samples. Rows of single numbers may have any type; all others have to be rows of T.
    template <class... Bindings>
    void run(const parameters<T, Variables...>& values, T* const* outputs, int total,
             const batch_finish* finish, const Bindings&... bindings) {
        run(inputs{}, values, outputs, total, finish, bindings...);
    }

    /// Whether a step of the last samples finishes an output; if not, it is complete after them.
    static constexpr bool finishes(int output) {
        for (const batch_step& s : program.steps)
            if (s.final && s.output == output) return true;
        return false;
    }
    /// The last step that adds to an output; -1: none.
    static constexpr int completed(int output) {
        int last = -1;
        for (int i = 0; i < program.size; ++i)
            if (program.steps[i].output == output) last = i;
        return last;
    }
    /// The first step that finishes a gradient.
    static constexpr int first_finished() {
        for (int i = 0; i < program.size; ++i)
            if (program.steps[i].final && program.steps[i].output > 0) return i;
        return program.size;
    }

private:
    static constexpr std::size_t shared_size = to_line<T>(static_cast<std::size_t>(program.shared));
    static constexpr std::size_t tile_size =
        to_line<T>(static_cast<std::size_t>(program.tile) * capacity);
    static constexpr std::size_t converted_size =
        static_cast<std::size_t>(program.input_count) * capacity;
    using inputs = std::make_integer_sequence<int, program.input_count>;

    template <int... I, class... Bindings>
    void run(std::integer_sequence<int, I...>, const parameters<T, Variables...>& values,
             T* const* outputs, int total, const batch_finish* finish,
             const Bindings&... bindings) {
        [[maybe_unused]] const T weight = T(1) / T(total);
        const T* const shared_inputs[] = {shared_input<I>(values, weight)..., nullptr};
        const T* samples[program.input_count + 1]{};
        std::ptrdiff_t strides[program.input_count + 1]{};
        batch_memory<T> m{memory_.data(),
                          memory_.data() + shared_size,
                          scratch_.data(),
                          numbers_.data(),
                          shared_inputs,
                          samples,
                          strides,
                          outputs,
                          capacity,
                          0,
                          0,
                          total};
        run_shared_steps<program>(m);
        // The samples left over by whole registers, where they are few, come last, one by one.
        const int over = total % kernel::lanes<T>;
        const int single = total <= few_samples || over <= few_samples ? over : 0;
        const int tiled = total <= few_samples ? 0 : total - single;
        for (int first = 0; first < total; first += m.count) {
            m.first_sample = first;
            m.count = first >= tiled ? 1 : tiled - first < capacity ? tiled - first : capacity;
            if (first + m.count == total) m.last = finish;
            (stage<I>(m, samples, strides, bindings...), ...);
            if (first >= tiled) run_sample<program>(m);
            else run_tile<program>(m);
        }
    }

    template <int I>
    static const T* shared_input(const parameters<T, Variables...>& values, const T& weight) {
        if constexpr (program.inputs[I].id == weight_id()) return &weight;
        else if constexpr (Pass::varies(program.inputs[I].id)) return nullptr;
        else return values.data() + values.template offset<expression_of<program.inputs[I].id>>();
    }

    /// Where the rows of sample input I lie for the samples that are about to run.
    template <int I, class... Bindings>
    void stage(const batch_memory<T>& m, const T** samples, std::ptrdiff_t* strides,
               const Bindings&... bindings) {
        if constexpr (Pass::varies(program.inputs[I].id)) {
            constexpr auto at =
                static_cast<std::size_t>(position<Bindings...>(program.inputs[I].id));
            const auto& from = std::get<at>(std::tie(bindings...)).value;
            constexpr auto width = static_cast<std::size_t>(program.inputs[I].extent.size());
            const auto stride = static_cast<std::ptrdiff_t>(from.row_stride(width));
            const auto* const first = from.data + m.first_sample * stride;
            if constexpr (std::is_same_v<decltype(first), const T* const>) {
                samples[I] = first;
                strides[I] = stride;
            } else {
                T* const converted = memory_.data() + shared_size + tile_size + I * capacity;
                for (int i = 0; i < m.count; ++i) converted[i] = static_cast<T>(first[i * stride]);
                samples[I] = converted;
                strides[I] = 1;
            }
        }
    }

    buffer<T> memory_;
    buffer<kernel::lane<T>> scratch_;
    buffer<T> numbers_;
};

}  // namespace detail

/// The mean of a scalar expression over a batch, and the gradient of that mean by the parameters.
///   batch_gradient<float, ...> step(loss, parameters);      // make_batch_gradient<float>(...)
///   float mean = step(weights, gradient, x = rows(images), label = rows(labels));
/// Variables of the loss that are no parameters have one row per sample. Allocates when it is made,
/// never in a call. Errors (std::invalid_argument): an empty batch, batches of unequal size.
template <class T, expression Loss, variable... Variables> class batch_gradient {
    static_assert(Loss::extent().rank == 0, "the loss of a sample is a scalar");
    using pass = detail::mean_loss_pass<Loss::id, Variables::id...>;

public:
    using parameters_type = parameters<T, Variables...>;

    /// Writes the gradient and returns the mean loss.
    template <class... Bindings>
    T operator()(const parameters_type& values, parameters_type& gradient,
                 const Bindings&... samples) {
        T mean{};
        run(mean, values, gradient, nullptr, samples...);
        return mean;
    }

    /// The same, and one step of an optimiser (nn/optimiser.hpp), which changes the parameters once
    /// their gradient is complete, while it is in the cache: the result is that of a call and a
    /// step behind it. Where the mean loss is NaN or infinite nothing is changed.
    template <class Optimiser, class... Bindings>
    T update(parameters_type& values, parameters_type& gradient, Optimiser& optimiser,
             const Bindings&... samples) {
        T mean{};
        updating<Optimiser> all{values.data(), gradient.data(), mean, optimiser, {}};
        const detail::batch_finish finish{&all, &updating<Optimiser>::finish};
        run(mean, values, gradient, in_time ? &finish : nullptr, samples...);
        for (int output = 1; output <= gradients; ++output)
            if (!in_time || !runner::finishes(output))
                finish.finish(&all, output, 0, sizes[output - 1]);
        return mean;
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
        std::optional<decltype(std::declval<Optimiser&>().template begin<T>())> rule;

        static void finish(void* object, int output, std::ptrdiff_t first, std::ptrdiff_t count) {
            auto& self = *static_cast<updating*>(object);
            if (output == 0 || !(self.mean - self.mean == T(0))) return;
            if (!self.rule) self.rule.emplace(self.optimiser.template begin<T>());
            const auto at = static_cast<std::size_t>(first) + offsets[output - 1];
            (*self.rule)(self.values + at, self.gradient + at, at, static_cast<std::size_t>(count));
        }
    };

    template <class... Bindings>
    void run(T& mean, const parameters_type& values, parameters_type& gradient,
             const detail::batch_finish* finish, const Bindings&... samples) {
        if constexpr (detail::samples_match<T, pass, Loss::id, Bindings...>) {
            T* const outputs[] = {&mean, gradient.data() +
                                             parameters_type::template offset<Variables>()...};
            runner_.run(values, outputs, detail::count_samples(samples...), finish, samples...);
        }
    }

    runner runner_;
};

/// The value of an expression for every sample of a batch, one row each.
template <class T, expression E, variable... Variables> class batch_output {
    using pass = detail::rows_pass<E::id, Variables::id...>;

public:
    using parameters_type = parameters<T, Variables...>;

    /// Writes `samples x size of the expression` numbers to `result`.
    template <class... Bindings>
    void operator()(const parameters_type& values, std::span<T> result,
                    const Bindings&... samples) {
        if constexpr (detail::samples_match<T, pass, E::id, Bindings...>) {
            const int total = detail::count_samples(samples...);
            detail::check_result(result.size(), total, E::extent().size());
            T* const outputs[] = {result.data()};
            runner_.run(values, outputs, total, nullptr, samples...);
        }
    }

private:
    detail::batch_runner<T, pass, Variables...> runner_;
};

/// batch_gradient for a loss and a Hana tuple of parameters.
template <class T, expression Loss, class... Variables>
auto make_batch_gradient(Loss, const boost::hana::tuple<Variables...>&) {
    if constexpr (Loss::extent().rank != 0) {
        fail_with<&detail::not_a_scalar_loss<"make_batch_gradient", Loss>>();
        return batch_gradient<T, decltype(sum(Loss{})), Variables...>{};
    } else return batch_gradient<T, Loss, Variables...>{};
}

/// batch_output for an expression and a Hana tuple of parameters.
template <class T, expression E, class... Variables>
auto make_batch_output(E, const boost::hana::tuple<Variables...>&) {
    return batch_output<T, E, Variables...>{};
}

}  // namespace ctgrad
