/// What must hold of a batch: every sample variable bound to rows, all of one count, at least one.
#pragma once

#include <ctgrad/eval/check_bindings.hpp>
#include <ctgrad/eval/rows.hpp>
#include <ctgrad/kernel/simd.hpp>
#include <ctgrad/plan/batch_program.hpp>

namespace ctgrad::detail {

[[noreturn]] inline void refuse_batch(std::string_view name, std::string_view reason,
                                      std::int64_t expected = -1, std::int64_t found = -1) {
    text_buffer<200> out;
    out << name << " = rows(...): " << reason;
    if (expected >= 0) out << expected;
    if (found >= 0) out << ", not " << found;
    out << '\0';
    CTGRAD_THROW(std::invalid_argument(out.characters));
}

template <identity F, class Binding, class T> constexpr auto wrong_rows() {
    sentence out;
    out << text_of<Binding::id>().view() << " = rows(...): the rows of a "
        << Binding::variable_type::extent() << " must have the number type of the parameters";
    return out;
}

/// The rows of one binding, checked; -1 for a variable the program does not use.
template <class Binding> int count_rows(const Binding& bound) {
    const auto width = Binding::variable_type::extent().size();
    const std::ptrdiff_t count = bound.value.count(static_cast<std::size_t>(width));
    const auto name = text_of<Binding::id>().view();
    if (count < 0)
        refuse_batch(name, "the size must be that of whole rows of ", width,
                     static_cast<std::int64_t>(bound.value.size));
    if (count == 0) refuse_batch(name, "an empty batch has no mean; at least one sample is needed");
    if (count > (1 << 30)) refuse_batch(name, "at most 2^30 samples are taken at once");
    return static_cast<int>(count);
}

template <class T> constexpr bool is_rows = false;
template <class T> constexpr bool is_rows<row_span<T>> = true;

template <class T, class Pass, identity F, class Binding> constexpr void check_rows_type() {
    using value = typename Binding::numbers::type;
    if constexpr (Binding::variable_type::extent().rank > 0 && !std::is_same_v<value, T>)
        fail_with<&wrong_rows<F, Binding, T>>();
}

template <const auto& Program, class Pass, int I, identity F, class... Bindings>
constexpr void check_sample_bound() {
    if constexpr (Pass::varies(Program.inputs[I].id) &&
                  position<Bindings...>(Program.inputs[I].id) == -1)
        fail_with<&unbound<Program, I, F, Bindings...>>();
}

template <const auto& Program, class Pass, identity F, class... Bindings, int... I>
constexpr void check_samples_bound(std::integer_sequence<int, I...>) {
    (check_sample_bound<Program, Pass, I, F, Bindings...>(), ...);
    (check_once<F, Bindings, Bindings...>(), ...);
}

/// Checks all bindings of a call and returns the number of samples.
template <class T, class Pass, identity F, class... Bindings>
int check_batch(const Bindings&... bindings) {
    constexpr const auto& code = batch_program<Pass, kernel::lanes<T>>;
    check_samples_bound<code, Pass, F, Bindings...>(
        std::make_integer_sequence<int, code.input_count>{});
    (check_rows_type<T, Pass, F, Bindings>(), ...);
    const int counts[] = {count_rows(bindings)..., 0};
    const std::string_view names[] = {text_of<Bindings::id>().view()..., {}};
    for (std::size_t i = 1; i < sizeof...(Bindings); ++i)
        if (counts[i] != counts[0])
            refuse_batch(names[i], "the number of samples must be that of the other rows, ", counts[0],
                         counts[i]);
    return counts[0];
}

inline void check_result(std::size_t size, int samples, int width) {
    if (size == static_cast<std::size_t>(samples) * static_cast<std::size_t>(width)) return;
    text_buffer<160> out;
    out << "the result of a batch of " << samples << " rows of " << width << " takes "
        << static_cast<std::int64_t>(samples) * width << " numbers, the span has "
        << static_cast<std::int64_t>(size) << '\0';
    CTGRAD_THROW(std::invalid_argument(out.characters));
}

}  // namespace ctgrad::detail
