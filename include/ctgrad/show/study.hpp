/// Studies: a forward pass, a backward pass and an update with all their numbers.
#pragma once

#include <ctgrad/eval/cost.hpp>
#include <ctgrad/expr/unrolled.hpp>
#include <ctgrad/show/study_pass.hpp>
#include <ctgrad/show/study_writer.hpp>

namespace ctgrad {

namespace detail {

/// What the types of a study fix; the rest is the same code for all. Without bindings there is
/// nothing to run.
struct study_task {
    const entry* function = nullptr;
    std::vector<const entry*> variables{};
    std::vector<double> (*pass)(const std::vector<bound_numbers>&) = nullptr;
    std::vector<double> (*value)(const std::vector<bound_numbers>&) = nullptr;
    cost_estimate value_cost{}, gradient_cost{};
};

/// The value where an entry of a parameter is changed, of a symmetric matrix also its mirror image.
inline double value_beside(const study_task& task, std::vector<bound_numbers>& bound,
                           std::size_t which, std::size_t entry, std::size_t mirror,
                           double change) {
    double &a = bound[which].numbers[entry], &b = bound[which].numbers[mirror];
    const double was = a;
    a = b = was + change;
    const double value = task.value(bound)[0];
    a = b = was;
    return value;
}

/// Central differences of so many entries, spread over all. One-sided differences that disagree
/// tell of a kink.
inline void check_entries(const study_task& task, std::vector<bound_numbers>& bound,
                          std::size_t which, bool symmetric, double value, std::size_t most,
                          study_parameter& parameter) {
    const std::size_t size = parameter.value.size(), count = std::min(size, most);
    const std::size_t columns = static_cast<std::size_t>(parameter.extent.columns);
    for (std::size_t c = 0; c < count; ++c) {
        const std::size_t entry = c * size / count, row = entry / columns, column = entry % columns;
        const std::size_t mirror = symmetric ? column * columns + row : entry;
        const double step = 6e-6 * std::max(1.0, std::abs(parameter.value[entry]));
        const double above = value_beside(task, bound, which, entry, mirror, step);
        const double below = value_beside(task, bound, which, entry, mirror, -step);
        const double shared = mirror == entry ? 1 : 2;
        study_entry found{static_cast<int>(row), static_cast<int>(column),
                          parameter.gradient[entry], (above - below) / (2 * step * shared)};
        const double right = (above - value) / step, left = (value - below) / step;
        found.at_kink = std::abs(right - left) >
                        1e-2 * std::max({std::abs(right), std::abs(left), std::abs(value)});
        parameter.checked.push_back(found);
    }
}

inline study_report make_study(const study_task& task, const study_options& options,
                               std::vector<bound_numbers> bound) {
    options.validate();
    graph g;
    const int root = load(g, *task.function);
    list<int> targets;
    for (const entry* e : task.variables)
        if (const int i = g.find(e->content.id); i >= 0) targets.push(i);
    list<bool> active;
    depends_on(g, targets, root + 1, active);
    const std::vector<double> all = task.pass ? task.pass(bound) : std::vector<double>{};
    const double* next = task.pass ? all.data() : nullptr;
    const study_numbers numbers(g, root, active, next);

    study_report report;
    report.options = options;
    for (char& c : report.options.value_name)  // XML has no control characters
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    report.text = study_writer::whole(g, root, false);
    report.formula = study_writer::whole(g, root, true);
    if (task.value) report.value = numbers.value.back()[0];
    report.value_cost = task.value_cost;
    report.gradient_cost = task.gradient_cost;
    study_view view(g, root, options.by_layers);
    report.by_layers = view.by_layers;
    report.nodes = study_writer(view, numbers, report.options.value_name).write();

    std::vector<bound_numbers> updated = bound;
    for (const entry* e : task.variables) {
        study_parameter p;
        p.name = p.name_math = std::string_view(e->content.name);
        p.extent = e->content.extent;
        for (std::size_t n = 0; n < view.nodes.size(); ++n)
            if (view.at(view.nodes[n].at).id == e->content.id) {
                p.node = static_cast<int>(n);
                p.name_math = report.nodes[n].name_math;
                p.name = report.nodes[n].name;
                report.nodes[n].parameter = true;
            }
        if (task.value) {
            std::size_t which = 0;
            while (bound[which].id != e->content.id) ++which;
            p.value = bound[which].numbers;
            p.gradient.assign(next, next + p.extent.size());
            next += p.extent.size();
            for (std::size_t i = 0; i < p.value.size(); ++i)
                p.updated.push_back(p.value[i] - options.rate * p.gradient[i]);
            updated[which].numbers = p.updated;
            check_entries(task, bound, which, e->content.p != 0, report.value, options.checked, p);
        }
        report.parameters.push_back(std::move(p));
    }
    if (task.value) report.updated_value = task.value(updated)[0];
    return report;
}

/// What a study of formulas takes a compiler without reaching its limits.
inline constexpr int most_studied_nodes = 1000;

/// What is studied: of loops every step, as a node has one value.
template <expression F>
using studied_t = decltype(written_out<"study", F::id, most_studied_nodes>());

template <expression F> constexpr bool can_be_studied() { return !count_of_unrolled<F::id>.loops; }

template <expression F, class... Variables> study_task task_of_formulas() {
    study_task task;
    task.function = &entry_of<F::id>;
    task.variables = {&entry_of<Variables::id>...};
    task.value_cost = cost(F{});
    task.gradient_cost = cost(value_and_gradient_expressions<F, Variables...>{});
    return task;
}

template <class Pass, expression F, class... Variables, class... Bindings>
study_report studied(const study_options& options, const Bindings&... bindings) {
    using value = value_pass<F::id>;
    if constexpr (check_bindings<program<gradient_pass<true, F::id, Variables::id...>>, F::id,
                                 Bindings...>()) {
        study_task task = task_of_formulas<F, Variables...>();
        task.pass = &run_on<program<Pass>>;
        task.value = &run_on<program<value>>;
        return make_study(task, options, {numbers_bound(bindings)...});
    } else return {};
}

template <expression F, class... Variables, class Flat, int... K>
study_report studied_flat(const study_options& options, const Flat& flat,
                          std::integer_sequence<int, K...>) {
    using pass = study_pass<F::id, Variables::id...>;
    if constexpr (can_be_studied<F>())
        return studied<pass, F, Variables...>(options, flat.template at<K>()...);
    else return {};
}

}  // namespace detail

/// Evaluates every node of a value and its gradient, forward and backward, with the numbers that
/// are bound, compares the gradient with central differences, takes one step of gradient descent:
/// `study(value_and_gradient(loss, W, b), {.rate = 0.5}, W = weights, b = bias, x = input)`. It
/// computes in double. Cost: the gradient once, the value twice per entry that is compared (at most
/// study_options::checked of each variable). More than 60 nodes are shown by layers; of loops every
/// step is a part of the graph, which may have 1,000 nodes in all. Errors: those of a call of the
/// gradient; std::invalid_argument for options without sense.
template <expression F, class... Variables, class... Bindings>
    requires(sizeof...(Bindings) > 0)
study_report study(value_and_gradient_expressions<F, Variables...>, const study_options& options,
                   const Bindings&... bindings) {
    using flat = detail::flat_bindings<Bindings...>;
    return detail::studied_flat<detail::studied_t<F>, Variables...>(
        options, flat(bindings...), std::make_integer_sequence<int, flat::count>{});
}

/// The same graph with formulas and without numbers, for pictures:
/// `forward_dot(study(value_and_gradient(f, x)))`.
template <expression F, class... Variables>
study_report study(value_and_gradient_expressions<F, Variables...>,
                   const study_options& options = {}) {
    using studied = detail::studied_t<F>;
    if constexpr (!detail::can_be_studied<studied>()) return {};
    else return detail::make_study(detail::task_of_formulas<studied, Variables...>(), options, {});
}

/// The same with numbers and the usual options.
template <expression F, class... Variables, class... Bindings>
    requires(sizeof...(Bindings) > 0 && (requires { typename Bindings::number_type; } && ...))
study_report study(value_and_gradient_expressions<F, Variables...> computed,
                   const Bindings&... bindings) {
    return study(computed, study_options{}, bindings...);
}

}  // namespace ctgrad
