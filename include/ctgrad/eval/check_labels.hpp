/// Labels of a batch must be classes: one_hot of any other number is 0 everywhere, and a loss of
/// that is a number like any other.
#pragma once

#include <ctgrad/eval/array_binding.hpp>
#include <ctgrad/eval/check_batch.hpp>

namespace ctgrad::detail {

/// How many classes the labels bound to X are of: the fewest of all one_hot<classes>(X) in an
/// expression. 0 where there is none.
template <identity F, identity X> constexpr int find_classes() {
    graph g;
    load(g, entry_of<F>);
    std::int64_t fewest = 0;
    for (int i = 0; i < g.nodes.size; ++i) {
        const record& r = g.nodes[i];
        if (r.op == &descriptor<operations::one_hot> && g.operand_id(i, 0) == X &&
            (fewest == 0 || r.p < fewest))
            fewest = r.p;
    }
    return static_cast<int>(fewest);
}
template <identity F, identity X> inline constexpr int classes_of = find_classes<F, X>();

[[noreturn]] inline void refuse_label(core::text_view name, std::ptrdiff_t row, double label,
                                      int classes) {
    text_buffer<20> shown;
    if (label > -1e9 && label < 1e9 && label == static_cast<double>(static_cast<int>(label)))
        shown << static_cast<int>(label);
    else shown << "no whole number";
    core::throw_invalid_argument({name, " = rows(...): the label of row ", row, ", ", shown.view(),
                                  ", is none of the classes 0 to ", classes - 1});
}

template <int Classes, class Rows> void check_classes(core::text_view name, const Rows& labels) {
    const auto step = static_cast<std::ptrdiff_t>(labels.row_stride(1));
    const auto count = static_cast<std::ptrdiff_t>(labels.count(1));
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const auto label = static_cast<double>(labels.data[i * step]);
        const bool inside = label >= 0 && label < Classes;
        if (!inside || label != static_cast<double>(static_cast<int>(label)))
            refuse_label(name, i, label, Classes);
    }
}

/// Refuses labels that are no classes, by their rows, counted from 0.
template <identity F, class... Bindings> void check_labels(const Bindings&... samples) {
    const auto one = []<class Binding>(const Binding& bound) {
        if constexpr (is_rows<std::remove_cvref_t<decltype(bound.value)>>) {
            if constexpr (Binding::variable_type::extent().rank == 0)
                if constexpr (constexpr int classes = classes_of<F, Binding::id>; classes > 0)
                    check_classes<classes>(name_text<Binding::id>.view(), bound.value);
        }
    };
    with_single_bindings([&](const auto&... each) { (one(each), ...); }, samples...);
}

/// The number of samples of a call, whose labels are classes.
template <identity F, class... Bindings> int count_labelled(const Bindings&... samples) {
    const int count = count_samples(samples...);
    check_labels<F>(samples...);
    return count;
}

}  // namespace ctgrad::detail
