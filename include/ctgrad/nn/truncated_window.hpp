/// The steps that a truncated gradient looks at, as scans: k2 - k1 that it goes back through, and
/// k1, or what is left of a sequence, whose losses count.
#pragma once

#include <ctgrad/eval/check_batch.hpp>
#include <ctgrad/eval/parameters.hpp>
#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/scan.hpp>

namespace ctgrad::detail {

template <class... Clauses> struct clause_list {};

/// The pass: loss and next states of a step.
template <class Loss, class... Clauses> struct cell_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        outputs.push(load(g, entry_of<Loss::id>));
        (outputs.push(load(g, entry_of<Clauses::argument.body>)), ...);
    }
};

/// The pass: value and gradient of a loss, then other expressions.
template <class Loss, class Others, class... Variables> struct with_states_pass;
template <class Loss, class... Others, class... Variables>
struct with_states_pass<Loss, clause_list<Others...>, Variables...>
    : gradient_pass<true, Loss::id, Variables::id...> {
    using base = gradient_pass<true, Loss::id, Variables::id...>;
    static constexpr void finish(graph& g, const list<int>& notes, list<int>& outputs) {
        base::finish(g, notes, outputs);
        for (const entry* e : {&entry_of<Others::id>...}) outputs.push(load(g, *e));
    }
    static constexpr void run(graph& g, list<int>& outputs) {
        base::run(g, outputs);
        for (const entry* e : {&entry_of<Others::id>...}) outputs.push(load(g, *e));
    }
};

/// Variables that no user has: their names are none.
template <core::label Role, identity Of> constexpr auto role_name() {
    sentence out;
    out << Role.view();
    if constexpr (Of != 0) out << core::text_view(entry_of<Of>.content.name);
    return out;
}
template <core::label Role, shape Extent, identity Of = 0> constexpr auto role_variable() {
    using made = variable_definition<label_of<&role_name<Role, Of>>, Extent>;
    static_assert(is_defined<made::id, made{}>, "it is registered");
    return expression_of<made::id>{};
}

template <int Most> struct identity_list {
    identity at[Most > 0 ? Most : 1]{};
    int count = 0;
    constexpr int find(identity id) const {
        for (int i = 0; i < count; ++i)
            if (at[i] == id) return i;
        return -1;
    }
};

/// As many of a kind as there are states, or variables that a step is given.
template <class Numbers, int Count> struct one_each {
    Numbers at[Count];

    Numbers* begin() { return at; }
    Numbers* end() { return at + Count; }
    Numbers& operator[](int i) { return at[i]; }
    const Numbers& operator[](int i) const { return at[i]; }
};
template <class Numbers> struct one_each<Numbers, 0> {
    Numbers* begin() { return nullptr; }
    Numbers* end() { return nullptr; }
};

/// What a step is given and what it carries.
template <class Loss, class Clauses, class... Variables> struct truncated_step;
template <class Loss, class... Clauses, class... Variables>
struct truncated_step<Loss, clause_list<Clauses...>, Variables...> {
    static constexpr int state_number(identity id) {
        identity_list<static_cast<int>(sizeof...(Clauses))> states;
        ((states.at[states.count++] = Clauses::argument.variable), ...);
        return states.find(id);
    }
    static constexpr auto find_given() {
        constexpr const auto& cell = frozen<cell_pass<Loss, Clauses...>>;
        identity_list<cell.count> result;
        for (int i = 0; i < cell.count; ++i) {
            const identity id = cell.nodes[i].id;
            const bool known = ((id == Variables::id) || ... || false) || state_number(id) >= 0;
            if (cell.nodes[i].op->kind == role::variable && !known) result.at[result.count++] = id;
        }
        return result;
    }
    static constexpr auto given = find_given();

    /// One for each, made from how many numbers it has.
    template <class Numbers> static auto for_states() {
        return one_each<Numbers, static_cast<int>(sizeof...(Clauses))>{
            {Numbers(entry_of<Clauses::argument.variable>.content.extent.size())...}};
    }
    template <class Numbers> static auto for_given() {
        return []<int... I>(std::integer_sequence<int, I...>) {
            if constexpr (given.count == 0) return one_each<Numbers, 0>{};
            else
                return one_each<Numbers, given.count>{
                    {Numbers(entry_of<given.at[I]>.content.extent.size())...}};
        }(std::make_integer_sequence<int, given.count>{});
    }
};

/// Where the numbers of an input come from.
enum class window_input : unsigned char { parameter, first, on, steps, start, before, now };
struct window_source {
    window_input from = window_input::parameter;
    int number = 0;  ///< of the state, or of what is given
};

/// The scans of a window, and what is carried on from it.
template <int K1, int K2, class Loss, class Clauses, class... Variables> struct truncated_window;
template <int K1, int K2, class Loss, class... Clauses, class... Variables>
struct truncated_window<K1, K2, Loss, clause_list<Clauses...>, Variables...> {
    using step = truncated_step<Loss, clause_list<Clauses...>, Variables...>;
    using given_sequence = std::make_integer_sequence<int, step::given.count>;
    using zero = decltype(constant_expression<0, 1>());
    template <identity Id> using expr_of = expression_of<Id>;

    static constexpr int lead = K2 - K1;

    static constexpr auto is_first() { return role_variable<"first step", scalar_shape>(); }
    static constexpr auto is_on() { return role_variable<"is a step", scalar_shape>(); }
    static constexpr auto are_on() { return role_variable<"are steps", vector_shape(lead)>(); }
    /// How many of the K1 steps there are: at the end of a sequence fewer.
    static constexpr auto steps_now() {
        using made = length_definition<label_of<&role_name<"steps", 0>>, K1>;
        static_assert(is_defined<made::id, made{}>, "it is registered");
        return expression_of<made::id>{};
    }
    template <identity Id> static constexpr auto start_of() {
        return role_variable<"start of ", entry_of<Id>.content.extent, Id>();
    }
    template <identity Id> static constexpr auto rows_before() {
        return role_variable<"before: ", sequence_extent(entry_of<Id>.content.extent, lead), Id>();
    }
    template <identity Id> static constexpr auto rows_now() {
        return role_variable<"now: ", sequence_extent(entry_of<Id>.content.extent, K1), Id>();
    }

    template <class Clause> static constexpr auto initial() {
        constexpr scan_argument a = Clause::argument;
        return select(is_first() > zero{}, expr_of<a.outside>{}, start_of<a.variable>());
    }
    /// A step before the beginning changes nothing.
    template <class Clause> static constexpr auto guarded() {
        constexpr scan_argument a = Clause::argument;
        return select(is_on() > zero{}, expr_of<a.body>{}, expr_of<a.variable>{});
    }

    template <int... I, class... Emitted>
    static constexpr auto scan_before(std::integer_sequence<int, I...>, Emitted... emitted) {
        return scan<lead>(
            carry(expr_of<Clauses::argument.variable>{}, initial<Clauses>(), guarded<Clauses>())...,
            each(expr_of<step::given.at[I]>{}, rows_before<step::given.at[I]>())...,
            each(is_on(), are_on()), emitted...);
    }
    static constexpr auto before() {
        if constexpr (K1 < lead) return scan_before(given_sequence{}, emit(guarded<Clauses>())...);
        else return scan_before(given_sequence{});
    }
    template <class Clause> static constexpr auto behind_before() {
        if constexpr (lead == 0) return initial<Clause>();
        else return before().last(expr_of<Clause::argument.variable>{});
    }
    template <int... I, class... Emitted>
    static constexpr auto scan_now(std::integer_sequence<int, I...>, Emitted... emitted) {
        return scan<K1>(steps_now(),
                        carry(expr_of<Clauses::argument.variable>{}, behind_before<Clauses>(),
                              expr_of<Clauses::argument.body>{})...,
                        each(expr_of<step::given.at[I]>{}, rows_now<step::given.at[I]>())...,
                        accumulate(Loss{}), emitted...);
    }
    static constexpr auto now() {
        if constexpr (lead > 0 && K1 > lead)
            return scan_now(given_sequence{}, emit(expr_of<Clauses::argument.body>{})...);
        else return scan_now(given_sequence{});
    }

    static constexpr auto mean_loss() { return now().mean(); }
    template <class Clause> static constexpr auto last() {
        return now().last(expr_of<Clause::argument.variable>{});
    }
    /// What is carried behind the first K1 steps of the window: the next one starts with it.
    template <class Clause> static constexpr auto next_start() {
        constexpr expr_of<Clause::argument.variable> x{};
        constexpr int k = step::state_number(x.id);
        constexpr int row = K1 < lead ? K1 - 1 : K1 - lead - 1;
        using in_row = slice_rule<row * x.extent().size(), x.extent()>;
        if constexpr (lead == 0) return last<Clause>();
        else if constexpr (K1 == lead) return before().last(x);
        else if constexpr (K1 < lead) return build<in_row>(before().template output<k>());
        else return build<in_row>(now().template output<k>());
    }

    static constexpr window_source source_of(identity id) {
        if (id == is_first().id) return {window_input::first};
        if (id == steps_now().id) return {window_input::steps};
        if constexpr (lead > 0)
            if (id == are_on().id) return {window_input::on};
        window_source result;
        const auto look = [&](identity known, window_input from, int number) {
            if (id == known) result = {from, number};
        };
        (look(start_of<Clauses::argument.variable>().id, window_input::start,
              step::state_number(Clauses::argument.variable)),
         ...);
        [&]<int... I>(std::integer_sequence<int, I...>) {
            (look(rows_now<step::given.at[I]>().id, window_input::now, I), ...);
            if constexpr (lead > 0)
                (look(rows_before<step::given.at[I]>().id, window_input::before, I), ...);
        }(given_sequence{});
        return result;
    }
};

/// The pass of a window: mean loss, gradient, starts of the next window, last states.
template <class Window, class Clauses, class... Variables> struct pass_of_window;
template <class Window, class... Clauses, class... Variables>
struct pass_of_window<Window, clause_list<Clauses...>, Variables...> {
    using type = with_states_pass<decltype(Window::mean_loss()),
                                  clause_list<decltype(Window::template next_start<Clauses>())...,
                                              decltype(Window::template last<Clauses>())...>,
                                  Variables...>;
};

// --- what is wrong with a call ---

template <class Step, class Binding> constexpr auto not_given() {
    sentence out;
    out << text_of<Binding::id>().view()
        << " = rows(...): a step of the truncated gradient is not given "
        << text_of<Binding::id>().view();
    return out;
}
template <identity Id> constexpr auto given_unbound() {
    sentence out;
    out << "truncated_gradient, called for some steps: variable " << text_of<Id>().view() << " ("
        << entry_of<Id>.content.extent << ") is not bound";
    return out;
}
template <class Binding> constexpr auto given_of_other_type() {
    sentence out;
    out << text_of<Binding::id>().view() << " = value: the numbers of steps are bound to rows, "
        << text_of<Binding::id>().view() << " = rows(value)";
    return out;
}
template <identity Id> constexpr auto state_unbound() {
    sentence out;
    out << "reset(...): all carried variables are bound or none, and " << text_of<Id>().view()
        << " is not";
    return out;
}
template <class X> constexpr auto unknown_state() {
    sentence out;
    out << "truncated_gradient: " << text_of<X::id>().view() << " is not carried from step to step";
    return out;
}

template <class Step, class Binding> constexpr bool check_given_rows() {
    if constexpr (!is_rows<std::remove_cvref_t<decltype(Binding::value)>>) {
        fail_with<&given_of_other_type<Binding>>();
        return false;
    } else if constexpr (Step::given.find(Binding::id) < 0) {
        fail_with<&not_given<Step, Binding>>();
        return false;
    } else return true;
}
template <identity Id, class... Bindings> constexpr bool check_given_bound() {
    constexpr bool bound = position<Bindings...>(Id) != -1;
    if constexpr (!bound) fail_with<&given_unbound<Id>>();
    return bound;
}
template <class Step, identity F, class... Bindings, int... I>
constexpr bool check_steps(std::integer_sequence<int, I...>) {
    if constexpr (!(check_given_rows<Step, Bindings>() && ... && true)) return false;
    else
        return (check_once<F, Bindings, Bindings...>() && ... && true) &&
               (check_given_bound<Step::given.at[I], Bindings...>() && ... && true);
}

template <class Step, class X> constexpr bool check_is_state() {
    constexpr bool is = Step::state_number(X::id) >= 0;
    if constexpr (!is) fail_with<&unknown_state<X>>();
    return is;
}
template <identity Id, class... Bindings> constexpr bool check_state_bound() {
    constexpr bool bound = sizeof...(Bindings) == 0 || position<Bindings...>(Id) != -1;
    if constexpr (!bound) fail_with<&state_unbound<Id>>();
    return bound;
}

}  // namespace ctgrad::detail
