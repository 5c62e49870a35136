/// What optimisers are made of: a formula for one register of numbers, run over the buffer.
///
/// An optimiser is a struct of settings and state. `begin<T>()` begins a step: it checks the
/// settings and gives a function of (parameters, gradient, place in the buffer, count), which may
/// be called for one part of the buffer after the other, as a batch's gradient becomes complete.
/// `update(parameters, gradient)` is a whole step, after the whole backward pass.
/// `visit_state(visit)` calls visit("name", x) for all that a step or a schedule changes: buffers
/// with the parameters' layout, allocated when the optimiser is made, numbers, and the rate.
#pragma once

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/core/refusal.hpp>
#include <ctgrad/eval/parameters.hpp>
#include <ctgrad/kernel/lane.hpp>

namespace ctgrad::nn::detail {

inline void require_rate(double rate) {
    if (!(rate > 0) || !math::standard::isfinite(rate))
        core::throw_invalid_argument({"the learning rate must be positive and finite"});
}

/// Words of its name, one behind the other, tell what the value is.
template <class... Words> void require_fraction(double value, const Words&... name) {
    if (!(value >= 0) || !(value < 1))
        core::throw_invalid_argument({name..., " must lie in [0, 1)"});
}

template <class... Words> void require_amount(double value, const Words&... name) {
    if (!(value >= 0) || !math::standard::isfinite(value))
        core::throw_invalid_argument({name..., " must be at least 0 and finite"});
}

/// Calls apply(i, read, write) for every register of `count` numbers from i on: read(p + i) gives
/// the numbers at p, write(p + i, y) changes them. A part of the last register reads zeros behind.
template <class T, class Apply> CTGRAD_INLINE void for_registers(std::size_t count, Apply apply) {
    using lane = kernel::lane<T>;
    constexpr auto step = static_cast<std::size_t>(kernel::lanes<T>);
    std::size_t i = 0;
    for (; i + step <= count; i += step)
        apply(
            i, [](const T* at) { return kernel::load_lane(at); },
            [](T* at, const lane& y) { kernel::store_lane<T>(at, y); });
    if (const int rest = static_cast<int>(count - i); rest > 0)
        apply(
            i, [rest](const T* at) { return kernel::load_lane_part(at, rest); },
            [rest](T* at, const lane& y) { kernel::store_lane_part<T>(at, y, rest); });
}

/// The step that changes parameters and state by formula(w, g, state...), on registers: lanes by
/// reference, but for the gradient g. `state` are the first numbers of buffers.
template <class T, class Formula, class... State>
CTGRAD_INLINE auto step_by(Formula formula, State*... state) {
    return [formula, state...](T* w, const T* gradient, std::size_t at, std::size_t count) {
        // A copy of all: stores of registers could change what lies in memory.
        for_registers<T>(count, [=](std::size_t i, auto read, auto write) {
            const auto change = [&](auto weight, auto... states) {
                formula(weight, read(gradient + i), states...);
                write(w + i, weight);
                (write(state + at + i, states), ...);
            };
            change(read(w + i), read(state + at + i)...);
        });
    };
}

template <class Optimiser, class Parameters>
void update_all(Optimiser& optimiser, Parameters& w, const Parameters& gradient) {
    optimiser.template begin<typename Parameters::value_type>()(w.data(), gradient.data(), 0,
                                                                Parameters::size());
}

/// keep * average + (1 - keep) * news
template <class T>
CTGRAD_INLINE kernel::lane<T> decayed(T keep, kernel::lane<T> average, kernel::lane<T> news) {
    using lane = kernel::lane<T>;
    return kernel::multiply_add<T>(lane(keep), average, lane(T(1) - keep) * news);
}

}  // namespace ctgrad::nn::detail
