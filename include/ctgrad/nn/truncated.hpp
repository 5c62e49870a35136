/// Truncated backpropagation through time, for sequences without an end: every k1 steps a gradient
/// through the last k2 of them (Williams and Peng, 1990), and the state goes on.
///
///     auto step = nn::make_truncated_gradient<float, 10, 30>(
///         squared_norm(V * next - y), boost::hana::make_tuple(W, U, b, V), carry(h, h0, next));
///     for (...)  // ten rows more
///         loss = step.update(weights, gradient, optimiser, x = rows(inputs), y = rows(targets));
#pragma once

#include <limits>

#include <ctgrad/nn/clip.hpp>
#include <ctgrad/nn/truncated_window.hpp>

namespace ctgrad::detail {

/// Whether every initial state is made of constants and parameters.
template <class Clause, class... Variables> constexpr bool starts_of_parameters() {
    constexpr const auto& start = frozen<value_pass<Clause::argument.outside>>;
    for (int i = 0; i < start.count; ++i) {
        const identity id = start.nodes[i].id;
        if (start.nodes[i].op->kind == role::variable && !((id == Variables::id) || ... || false))
            return false;
    }
    return true;
}

/// What a refused truncated gradient is, so that the refusal is the only error.
struct refused_truncated_gradient {};

template <class Clause> inline constexpr bool is_carry = false;
template <identity V, identity O, identity B>
inline constexpr bool is_carry<scan_clause<scan_part::state, V, O, B>> = true;

}  // namespace ctgrad::detail

namespace ctgrad::nn {

/// The mean loss of K1 steps and its gradient through the last K2 steps of a sequence, call after
/// call: what make_truncated_gradient makes. The loss of every step is counted once; K1 = K2 = T is
/// the gradient through a sequence of T. Steps before the last K1 are computed again, with the
/// parameters of this call, from the state that was there before them. The last call of a sequence
/// may have fewer than K1 steps, M: it goes back through the K2 - K1 before them, and their losses'
/// mean is one of M. Allocates when it is made.
template <class T, int K1, int K2, expression Loss, class Clauses, variable... Variables>
class truncated_gradient;

template <class T, int K1, int K2, expression Loss, class... Clauses, variable... Variables>
class truncated_gradient<T, K1, K2, Loss, ctgrad::detail::clause_list<Clauses...>, Variables...> {
    using clauses = ctgrad::detail::clause_list<Clauses...>;
    using step = ctgrad::detail::truncated_step<Loss, clauses, Variables...>;
    using window = ctgrad::detail::truncated_window<K1, K2, Loss, clauses, Variables...>;
    using pass = typename ctgrad::detail::pass_of_window<window, clauses, Variables...>::type;
    static constexpr const auto& code = program<pass>;
    static constexpr int lead = K2 - K1;

public:
    using parameters_type = parameters<T, Variables...>;

    /// What `update` limits the norm of the gradient to, by clip_by_norm.
    double clip_norm = std::numeric_limits<double>::infinity();

    truncated_gradient() { reset(); }

    /// A new sequence begins, in the initial state, or in the one that is given, `reset(h = ...)`,
    /// where every carried variable is bound. Error (std::length_error): a value of another size.
    template <class... Bindings> void reset(const Bindings&... bindings) {
        if constexpr ((ctgrad::detail::check_is_state<step, Bindings>() && ... && true) &&
                      (ctgrad::detail::check_once<Loss::id, Bindings, Bindings...>() && ... &&
                       true) &&
                      (ctgrad::detail::check_state_bound<Clauses::argument.variable,
                                                         Bindings...>() &&
                       ...)) {
            ctgrad::detail::check_values(bindings...);
            (put_state(bindings), ...);
            from_initial_ = sizeof...(Bindings) == 0;
            known_ = 0;
            ended_ = false;
        }
    }

    /// The numbers of a carried variable behind the last step.
    template <variable X> number_span<const T> state(X) const {
        if constexpr (!ctgrad::detail::check_is_state<step, X>()) return {};
        else return states_[step::state_number(X::id)].last;
    }

    /// Value and gradient of the next K1 steps: all other variables are bound to a row for each,
    /// `x = rows(numbers)`. Fewer rows end the sequence: reset comes next. Errors
    /// (std::invalid_argument): more rows, none, unequal numbers of them, a sequence that is over.
    template <class... Bindings>
    T operator()(const parameters_type& values, parameters_type& gradient,
                 const Bindings&... steps) {
        T mean{};
        if constexpr (ctgrad::detail::check_steps<step, Loss::id, Bindings...>(
                          std::make_integer_sequence<int, step::given.count>{})) {
            int count = 0;
            (check_rows(steps, count), ...);
            (take_rows(steps, static_cast<std::size_t>(count)), ...);
            steps_ = T(count);
            const int real = known_ + K1 < K2 ? known_ + K1 : K2;
            for (int i = 0; i < lead; ++i) on_[static_cast<std::size_t>(i)] = T(i >= K2 - real);
            first_ = T(from_initial_);
            run(std::make_integer_sequence<int, code.input_count>{}, values, &mean, gradient);
            for (state_numbers& s : states_) copy_numbers(s.start, s.next.data());
            for (given_rows& g : given_) g.keep();
            from_initial_ = from_initial_ && real + K1 <= K2;
            known_ = real;
            ended_ = count < K1;
        }
        return mean;
    }

    /// The same, a clipped gradient, and a step of the optimiser. Where loss or gradient are NaN or
    /// infinite, the parameters stay as they are: look at the result.
    template <class Optimiser, class... Bindings>
    T update(parameters_type& values, parameters_type& gradient, Optimiser& optimiser,
             const Bindings&... steps) {
        const T mean = (*this)(values, gradient, steps...);
        double norm = global_norm(gradient);
        if (clip_norm < std::numeric_limits<double>::infinity())
            norm = clip_by_norm(gradient, clip_norm);
        if (mean - mean != T(0) || norm - norm != 0) return mean - mean != T(0) ? mean : T(norm);
        optimiser.update(values, gradient);
        return mean;
    }

private:
    struct state_numbers {
        buffer<T> start, next, last;  ///< before the window, before the next, behind it
        explicit state_numbers(int size)
            : start(static_cast<std::size_t>(size)), next(start), last(start) {}
    };
    /// In place: an assignment of buffers would allocate.
    static void copy_numbers(buffer<T>& to, const T* from) {
        ctgrad::detail::copy_elements(to.data(), from, static_cast<int>(to.size()));
    }
    /// The rows of a variable: those of the steps before, and those of this call.
    struct given_rows {
        std::size_t width = 0;
        buffer<T> all;
        explicit given_rows(int size) : width(static_cast<std::size_t>(size)), all(width * K2) {}
        T* now() { return all.data() + width * lead; }
        void keep() {
            for (std::size_t i = width * K1; i < all.size(); ++i) all[i - width * K1] = all[i];
        }
    };

    template <class Binding> void put_state(const Binding& b) {
        state_numbers& s = states_[step::state_number(Binding::id)];
        const ctgrad::detail::view_of<T, Binding> view(b.value);
        copy_numbers(s.start, view.data());
        copy_numbers(s.last, view.data());
    }

    template <class Binding> void check_rows(const Binding& b, int& expected) const {
        const std::ptrdiff_t count = ctgrad::detail::count_whole_rows(b);
        const core::text_view name = ctgrad::detail::name_text<Binding::id>.view();
        if (ended_)
            ctgrad::detail::refuse_batch(
                name,
                "fewer than k1 rows have ended the sequence; the next one begins with reset()");
        if (count < 1 || count > K1)
            ctgrad::detail::refuse_batch(
                name, "a call takes k1 rows, or fewer at the end of a sequence: 1 to ", K1, count);
        if (expected > 0 && count != expected)
            ctgrad::detail::refuse_batch(
                name, "the number of steps must be that of the other rows, ", expected, count);
        expected = static_cast<int>(count);
    }
    template <class Binding> void take_rows(const Binding& b, std::size_t count) {
        given_rows& g = given_[step::given.find(Binding::id)];
        const std::size_t stride = b.value.row_stride(g.width);
        for (std::size_t t = 0; t < count; ++t)
            for (std::size_t i = 0; i < g.width; ++i)
                g.now()[t * g.width + i] = static_cast<T>(b.value.data[t * stride + i]);
        // Steps before the beginning are not looked at, but computed.
        if (known_ == 0)
            for (std::size_t t = 0; t < lead; ++t)
                ctgrad::detail::copy_elements(g.all.data() + t * g.width, g.now(),
                                              static_cast<int>(g.width));
    }

    template <int... I>
    void run(std::integer_sequence<int, I...>, const parameters_type& values, T* mean,
             parameters_type& gradient) {
        const T* const in[] = {input<code.inputs[I].id>(values)..., nullptr};
        T* out[code.output_count]{mean, gradient.data() +
                                            parameters_type::template offset<Variables>()...};
        std::size_t k = 1 + sizeof...(Variables);
        for (state_numbers& s : states_) out[k++] = s.next.data();
        for (state_numbers& s : states_) out[k++] = s.last.data();
        ctgrad::detail::run<code>(in, out);
    }
    template <ctgrad::identity Id> const T* input(const parameters_type& values) {
        constexpr ctgrad::detail::window_source source = window::source_of(Id);
        constexpr int number = source.number;
        using enum ctgrad::detail::window_input;
        if constexpr (source.from == first) return &first_;
        else if constexpr (source.from == on) return on_.data();
        else if constexpr (source.from == ctgrad::detail::window_input::steps) return &steps_;
        else if constexpr (source.from == start) return states_[number].start.data();
        else if constexpr (source.from == before) return given_[number].all.data();
        else if constexpr (source.from == now) return given_[number].now();
        else
            return values.data() +
                   parameters_type::template offset<ctgrad::detail::expression_of<Id>>();
    }

    ctgrad::detail::one_each<state_numbers, static_cast<int>(sizeof...(Clauses))> states_ =
        step::template for_states<state_numbers>();
    ctgrad::detail::one_each<given_rows, step::given.count> given_ =
        step::template for_given<given_rows>();
    buffer<T> on_ = buffer<T>(lead);
    T first_{};
    T steps_{};  ///< rows of this call
    bool from_initial_ = true;
    bool ended_ = false;
    int known_ = 0;  ///< steps since the beginning, at most K2
};

/// A truncated_gradient for the loss of one step, an expression in what the step is given, in what
/// is carried (as the step begins) and in the parameters, a Hana tuple; behind them stand clauses
/// as of scan, `carry(h, initial, next)`. The initial state is made of constants and parameters.
template <class T, int K1, int K2, expression Loss, class... Variables, class... Clauses>
auto make_truncated_gradient(Loss, const boost::hana::tuple<Variables...>&, Clauses...) {
    constexpr bool carries = (ctgrad::detail::is_carry<Clauses> && ...) && sizeof...(Clauses) > 0;
    if constexpr (K1 < 1) {
        fail<"make_truncated_gradient<T, k1, k2>: k1, the steps from one gradient to the next, is "
             "at least 1",
             Loss>();
        return ctgrad::detail::refused_truncated_gradient{};
    } else if constexpr (K2 < K1) {
        fail<"make_truncated_gradient<T, k1, k2>: k2, the steps a gradient goes back through, is "
             "at least k1",
             Loss>();
        return ctgrad::detail::refused_truncated_gradient{};
    } else if constexpr (Loss::extent().rank != 0) {
        fail_with<&ctgrad::detail::not_a_scalar_loss<"make_truncated_gradient", Loss>>();
        return ctgrad::detail::refused_truncated_gradient{};
    } else if constexpr (!carries) {
        fail<"make_truncated_gradient(loss, parameters, carry(...)...): behind loss and parameters "
             "stands what is carried",
             Loss>();
        return ctgrad::detail::refused_truncated_gradient{};
    } else if constexpr (!(ctgrad::detail::starts_of_parameters<Clauses, Variables...>() && ...)) {
        fail<"make_truncated_gradient: initial states are made of constants and parameters; others "
             "are for reset(h = ...)",
             Loss>();
        return ctgrad::detail::refused_truncated_gradient{};
    } else
        return truncated_gradient<T, K1, K2, Loss, ctgrad::detail::clause_list<Clauses...>,
                                  Variables...>{};
}

}  // namespace ctgrad::nn
