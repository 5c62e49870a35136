/// Batches of what has loops: tile after tile of samples, or, where loops have loops inside or
/// numbers fill no registers, sample after sample through the program of one.
#pragma once

#include <ctgrad/core/nth.hpp>
#include <ctgrad/eval/check_labels.hpp>
#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/eval/loop_tiles.hpp>
#include <ctgrad/eval/parameters.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad {

namespace detail {

/// An expression with a scan in it.
template <identity F> constexpr bool has_scan() {
    graph g;
    load(g, entry_of<F>);
    return has_loops(g);
}
template <class E> concept with_loops = has_scan<E::id>();

template <identity F, bool Gradient, class... Variables> struct sample_pass {
    using type = value_pass<F>;
};
template <identity F, class... Variables> struct sample_pass<F, true, Variables...> {
    using type = gradient_pass<true, F, Variables::id...>;
};

/// Runs value and gradient by the variables, or the value alone, for every sample.
template <class T, expression F, bool Gradient, variable... Variables> struct sample_runner {
    using pass = typename sample_pass<F::id, Gradient, Variables...>::type;
    using roles = varies_unless<Variables::id...>;
    using values_type = parameters<T, Variables...>;
    static constexpr const auto& code = program<pass>;

    struct workspace {
        std::conditional_t<Gradient, values_type, char> one{};  ///< the gradient of a sample
    };

    /// Of the mean loss; the gradient of one sample goes through the workspace.
    template <expression, class... Bindings>
    static T mean(workspace& work, const values_type& values, values_type& gradient,
                  const Bindings&... samples) {
        T sum = T(0);
        if constexpr (match<Bindings...>(inputs{})) {
            const int total = count_labelled<F::id>(samples...);
            const T weight = T(1) / T(total);
            for (int i = 0; i < total; ++i) {
                values_type& to = i == 0 ? gradient : work.one;
                T loss{};
                T* const outputs[] = {&loss,
                                      to.data() + values_type::template offset<Variables>()...};
                run_sample(inputs{}, values, outputs, i, samples...);
                sum += loss;
                for (std::size_t k = 0; k < gradient.size() && i > 0; ++k)
                    gradient.data()[k] += work.one.data()[k];
            }
            for (std::size_t k = 0; k < gradient.size(); ++k) gradient.data()[k] *= weight;
            sum *= weight;
        }
        return sum;
    }

    template <expression, class... Bindings>
    static void write(workspace&, const values_type& values, number_span<T> result,
                      const Bindings&... samples) {
        if constexpr (match<Bindings...>(inputs{})) {
            constexpr int width = F::extent().size();
            const int total = count_labelled<F::id>(samples...);
            check_result(result.size(), total, width);
            for (int i = 0; i < total; ++i) {
                T* const outputs[] = {result.data() + static_cast<std::ptrdiff_t>(i) * width};
                run_sample(inputs{}, values, outputs, i, samples...);
            }
        }
    }

private:
    using inputs = std::make_integer_sequence<int, code.input_count>;

    /// Whether a call can be compiled; otherwise the compiler has said why not.
    template <class... Bindings, int... I>
    static constexpr bool match(std::integer_sequence<int, I...>) {
        constexpr bool right = (check_rows<T, roles, F::id, Bindings>() && ... && true);
        if constexpr (!right) return false;
        else
            return (check_once<F::id, Bindings, Bindings...>() && ... && true) &&
                   (check_sample_bound<code, roles, I, F::id, Bindings...>() && ... && true);
    }

    template <class... Bindings, int... I>
    static void run_sample(std::integer_sequence<int, I...>, const values_type& values,
                           T* const* outputs, int sample, const Bindings&... samples) {
        [[maybe_unused]] T numbers[code.input_count + 1];
        const T* const in[] = {input<I>(values, numbers, sample, samples...)..., nullptr};
        run<code>(in, outputs);
    }

    /// Input I of a sample. Rows of single numbers may have any type.
    template <int I, class... Bindings>
    static const T* input(const values_type& values, T* numbers, int sample,
                          const Bindings&... samples) {
        constexpr identity id = code.inputs[I].id;
        if constexpr (!roles::varies(id))
            return values.data() + values_type::template offset<expression_of<id>>();
        else {
            constexpr int at = position<Bindings...>(id);
            const auto& from = core::nth<at>(samples...).value;
            constexpr auto width = static_cast<std::size_t>(code.inputs[I].extent.size());
            const auto stride = static_cast<std::ptrdiff_t>(from.row_stride(width));
            const auto* const row = from.data + sample * stride;
            if constexpr (std::is_same_v<decltype(row), const T* const>) return row;
            else {
                numbers[I] = static_cast<T>(*row);
                return numbers + I;
            }
        }
    }
};

/// Who runs a batch: tiles, or sample after sample.
template <bool Tiles, class T, expression F, class Batch, variable... Variables>
struct looped_runner {
    using gradients = loop_tiles<T, Batch, Variables...>;
    using rows = gradients;
};
template <class T, expression F, class Batch, variable... Variables>
struct looped_runner<false, T, F, Batch, Variables...> {
    using gradients = sample_runner<T, F, true, Variables...>;
    using rows = sample_runner<T, F, false, Variables...>;
};

}  // namespace detail

template <class T, expression E, variable... Variables> class looped_batch_output;

/// batch_gradient (eval/batch.hpp) of a loss with a scan. The workspace has room for all steps of a
/// tile of samples. Where the mean loss is NaN or infinite, an update changes nothing.
template <class T, expression Loss, variable... Variables>
class looped_batch_gradient {
    using pass = detail::mean_loss_pass<Loss::id, Variables::id...>;
    static constexpr bool tiles = detail::runs_by_tiles<pass, T>();
    using runner = typename detail::looped_runner<tiles, T, Loss, pass, Variables...>::gradients;

public:
    using parameters_type = parameters<T, Variables...>;
    using loss_type = looped_batch_output<T, Loss, Variables...>;
    using workspace = typename runner::workspace;
    static constexpr std::size_t workspace_bytes = sizeof(workspace);

    template <class... Bindings>
    T operator()(workspace& work, const parameters_type& values, parameters_type& gradient,
                 const Bindings&... samples) const {
        return runner::template mean<Loss>(work, values, gradient, samples...);
    }
    template <class... Bindings>
    T operator()(const parameters_type& values, parameters_type& gradient,
                 const Bindings&... samples) {
        return (*this)(*own_.data(), values, gradient, samples...);
    }
    template <class Optimiser, class... Bindings>
    T update(workspace& work, parameters_type& values, parameters_type& gradient,
             Optimiser& optimiser, const Bindings&... samples) const {
        const T mean = (*this)(work, values, gradient, samples...);
        if (mean - mean == T(0))
            optimiser.template begin<T>()(values.data(), gradient.data(), std::size_t{0},
                                          gradient.size());
        return mean;
    }
    template <class Optimiser, class... Bindings>
    T update(parameters_type& values, parameters_type& gradient, Optimiser& optimiser,
             const Bindings&... samples) {
        return update(*own_.data(), values, gradient, optimiser, samples...);
    }

    template <class... Bindings> static void check_labels(const Bindings&... samples) {
        detail::check_labels<Loss::id>(samples...);
    }

private:
    buffer<workspace> own_{1};
};

/// batch_output of an expression with a scan.
template <class T, expression E, variable... Variables>
class looped_batch_output {
    using pass = detail::rows_pass<E::id, Variables::id...>;
    static constexpr bool tiles = detail::runs_by_tiles<pass, T>();
    using runner = typename detail::looped_runner<tiles, T, E, pass, Variables...>::rows;

public:
    using parameters_type = parameters<T, Variables...>;
    using workspace = typename runner::workspace;
    static constexpr std::size_t workspace_bytes = sizeof(workspace);

    template <class... Bindings>
    void operator()(workspace& work, const parameters_type& values, number_span<T> result,
                    const Bindings&... samples) const {
        runner::template write<E>(work, values, result, samples...);
    }
    template <class... Bindings>
    void operator()(const parameters_type& values, number_span<T> result,
                    const Bindings&... samples) {
        (*this)(*own_.data(), values, result, samples...);
    }

private:
    buffer<workspace> own_{1};
};

}  // namespace ctgrad
