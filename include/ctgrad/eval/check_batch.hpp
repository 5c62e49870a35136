/// What must hold of a batch: every sample variable bound to rows, all of one count, at least one.
#pragma once

#include <ctgrad/eval/check_bindings.hpp>
#include <ctgrad/eval/rows.hpp>
#include <ctgrad/kernel/lane.hpp>
#include <ctgrad/plan/batch_memory.hpp>

namespace ctgrad::detail {

[[noreturn]] inline void refuse_batch(core::text_view name, core::text_view reason,
                                      std::int64_t expected = -1, std::int64_t found = -1,
                                      core::text_view remark = "") {
    text_buffer<200> counts;
    if (expected >= 0) counts << expected;
    counts << remark;
    if (found >= 0) counts << ", not " << found;
    core::throw_invalid_argument({name, " = rows(...): ", reason, counts.view()});
}

template <class Binding> constexpr auto not_rows() {
    sentence out;
    out << text_of<Binding::id>().view() << " = value: in a batch a variable is bound to rows, "
        << text_of<Binding::id>().view() << " = rows(value)";
    return out;
}

template <class Binding> constexpr auto parameter_bound() {
    sentence out;
    out << text_of<Binding::id>().view() << " = rows(...): " << text_of<Binding::id>().view()
        << " is a parameter, which all samples share; its numbers come first in the call";
    return out;
}

template <identity F, class Binding, class T> constexpr auto wrong_rows() {
    sentence out;
    out << text_of<Binding::id>().view() << " = rows(...): the rows of a "
        << Binding::variable_type::extent() << " must have the number type of the parameters";
    return out;
}

/// The number of rows of one binding, which must be whole ones.
template <class Binding> std::ptrdiff_t count_whole_rows(const Binding& bound) {
    const auto width = Binding::variable_type::extent().size();
    const std::ptrdiff_t count = bound.value.count(static_cast<std::size_t>(width));
    const core::text_view name = name_text<Binding::id>.view();
    if (bound.value.row_stride(static_cast<std::size_t>(width)) < static_cast<std::size_t>(width))
        refuse_batch(name, "the stride must be at least the width of a row, ", width,
                     static_cast<std::int64_t>(bound.value.stride));
    if (count < 0) {
        text_buffer<200> apart;
        if (bound.value.stride != 0)
            apart << ", " << static_cast<std::int64_t>(bound.value.stride) << " apart";
        refuse_batch(name, "the size must be that of whole rows of ", width,
                     static_cast<std::int64_t>(bound.value.size), apart.view());
    }
    if constexpr (most_of_length<typename Binding::variable_type> > 0)
        for (std::ptrdiff_t i = 0; i < count; ++i)
            check_length<typename Binding::variable_type>(
                bound.value.data[i * static_cast<std::ptrdiff_t>(bound.value.row_stride(1))]);
    return count;
}

/// The same for a batch, which has samples.
template <class Binding> int count_rows(const Binding& bound) {
    const std::ptrdiff_t count = count_whole_rows(bound);
    const core::text_view name = name_text<Binding::id>.view();
    if (count == 0) refuse_batch(name, "an empty batch has no mean; at least one sample is needed");
    if (count > (1 << 30)) refuse_batch(name, "at most 2^30 samples are taken at once");
    return static_cast<int>(count);
}

template <class T> constexpr bool is_rows = false;
template <class T> constexpr bool is_rows<row_span<T>> = true;

template <class T, class Pass, identity F, class Binding> constexpr bool check_rows() {
    if constexpr (!binds_variables<Binding>) {
        fail<"samples are given to variables by name, as rows: (x = rows(values), ...)", Binding>();
        return false;
    } else if constexpr (!is_rows<std::remove_cvref_t<decltype(Binding::value)>>) {
        fail_with<&not_rows<Binding>>();
        return false;
    } else if constexpr (!Pass::varies(Binding::id)) {
        fail_with<&parameter_bound<Binding>>();
        return false;
    } else if constexpr (Binding::variable_type::extent().rank > 0 &&
                         !std::is_same_v<typename Binding::number_type, T>) {
        fail_with<&wrong_rows<F, Binding, T>>();
        return false;
    } else return true;
}

template <const auto& Program, class Pass, int I, identity F, class... Bindings>
constexpr bool check_sample_bound() {
    constexpr bool missing =
        Pass::varies(Program.inputs[I].id) && position<Bindings...>(Program.inputs[I].id) == -1;
    if constexpr (missing) fail_with<&unbound<Program, I, F, Bindings...>>();
    return !missing;
}

/// Whether a call can be compiled; otherwise the compiler has said why not.
template <class T, class Pass, identity F, class... Bindings, int... I>
constexpr bool check_sample_bindings(std::integer_sequence<int, I...>) {
    constexpr bool rows_right = (check_rows<T, Pass, F, Bindings>() && ... && true);
    if constexpr (!rows_right) return false;
    else
        return (check_once<F, Bindings, Bindings...>() && ... && true) &&
               (check_sample_bound<batch_program<Pass, kernel::lanes<T>>, Pass, I, F,
                                   Bindings...>() &&
                ... && true);
}

template <class T, class Pass, identity F, class... Bindings>
inline constexpr bool samples_match = check_sample_bindings<T, Pass, F, Bindings...>(
    std::make_integer_sequence<int, batch_program<Pass, kernel::lanes<T>>.input_count>{});

/// Refuses rows of another count than the first ones of a call have.
template <class Binding> int require_same_count(const Binding&, int count, int expected) {
    if (count != expected)
        refuse_batch(name_text<Binding::id>.view(),
                     "the number of samples must be that of the other rows, ", expected, count);
    return count;
}

/// The number of samples of a call; 1 where the expression needs none.
template <class... Bindings> int count_samples(const Bindings&... bindings) {
    const int counts[] = {count_rows(bindings)..., 1};
    std::size_t i = 0;
    (require_same_count(bindings, counts[i++], counts[0]), ...);
    return counts[0];
}

inline void check_result(std::size_t size, int samples, int width) {
    if (size == static_cast<std::size_t>(samples) * static_cast<std::size_t>(width)) return;
    core::throw_invalid_argument({"the result of a batch of ", samples, " rows of ", width,
                                  " takes ", static_cast<std::int64_t>(samples) * width,
                                  " numbers, the span has ", size});
}

}  // namespace ctgrad::detail
