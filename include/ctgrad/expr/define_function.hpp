/// Functions that users define: a value on numbers, and its derivatives as formulas.
#pragma once

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/variable.hpp>

namespace ctgrad {

namespace detail {

/// What a user wrote as derivative, for the operands u and the value y: a symbol or a literal.
template <core::label Name, class Derivative, class... Nodes>
constexpr node written_derivative(node y, Nodes... u) {
    const auto slope = [&] {
        if constexpr (std::is_invocable_v<Derivative, decltype(symbol{u})..., symbol>)
            return Derivative{}(symbol{u}..., symbol{y});
        else if constexpr (std::is_invocable_v<Derivative, decltype(symbol{u})...>)
            return Derivative{}(symbol{u}...);
        else {
            constexpr auto write = [] {
                sentence out;
                out << Name.view() << ": a derivative is called with the arguments, or with these "
                    << "and the value";
                return out;
            };
            fail_with<write>();
            return symbol{y};
        }
    }();
    if constexpr (operand<decltype(slope)>) return node_in(*y.owner, slope);
    else {
        constexpr auto write = [] {
            sentence out;
            out << Name.view() << ": a derivative is a formula of its arguments, its numbers are "
                << "written 2_c or 0.5_c";
            return out;
        };
        fail_with<write>();
        return y;
    }
}

/// Derivative rules in the form of operations (calculus/describe.hpp).
template <core::label Name, class... Derivatives> struct written_derivatives;

template <core::label Name, class D> struct written_derivatives<Name, D> {
    static constexpr node derivative(node u, node y) { return written_derivative<Name, D>(y, u); }
};
template <core::label Name, class D, class E> struct written_derivatives<Name, D, E> {
    static constexpr node derivative(int k, node a, node b, node y) {
        return k == 0 ? written_derivative<Name, D>(y, a, b) : written_derivative<Name, E>(y, a, b);
    }
};
template <core::label Name, class D, class E, class F> struct written_derivatives<Name, D, E, F> {
    static constexpr node derivative(int k, node a, node b, node c, node y) {
        return k == 0   ? written_derivative<Name, D>(y, a, b, c)
               : k == 1 ? written_derivative<Name, E>(y, a, b, c)
                        : written_derivative<Name, F>(y, a, b, c);
    }
};

/// The operation behind a user's function. Names of users do not meet those of the library.
template <core::label Name, class Value, class... Derivatives>
struct user_function : elementwise<Name, static_cast<int>(sizeof...(Derivatives))>,
                       written_derivatives<Name, Derivatives...> {
    static constexpr identity key = mix(hash("user_function"), hash(Name.view()));
    static constexpr bool by_number = true;

    /// Of a register of numbers, one after the other: the user's function knows nothing of those.
    template <class T, std::same_as<T>... More>
    static constexpr T value(const T& u, const More&... more) {
        constexpr auto of_numbers = []<class Number>(const Number& first, const auto&... others) {
            return static_cast<Number>(Value{}(first, others...));
        };
        if constexpr (requires { lane_by_lane(of_numbers, u, more...); })
            return lane_by_lane(of_numbers, u, more...);
        else return of_numbers(u, more...);
    }
};

/// The operation that has this one's name: itself, unless another one was defined before.
template <class Operation> constexpr auto registered() {
    if constexpr (requires { definition_of(key<Operation::key>{}); })
        return decltype(definition_of(key<Operation::key>{})){};
    else {
        static_assert(is_defined<Operation::key, operation_struct<Operation>{}>, "registered");
        return operation_struct<Operation>{};
    }
}

template <class F> concept stateless = std::is_empty_v<F> && std::is_default_constructible_v<F>;

/// What a refused definition returns, so that the refusal is the only error.
struct refused_function {
    constexpr auto operator()(auto...) const { return constant_expression<0, 1>(); }
};

/// `define_function<"name">: what must hold`
template <core::label Name, core::label Requirement> constexpr auto refused_definition() {
    sentence out;
    out << "define_function<" << Name.view() << ">: " << Requirement.view();
    return out;
}

}  // namespace detail

/// A function of a user, to be called with expressions: of any shape, entry by entry; scalars
/// broadcast.
template <class Operation> struct defined_function {
    template <class... Arguments>
        requires(detail::beside_symbol<Arguments> && ...)
    constexpr auto operator()(Arguments... arguments) const {
        if constexpr (static_cast<int>(sizeof...(Arguments)) != Operation::arity) {
            constexpr auto write = [] {
                sentence out;
                out << Operation::name.view() << " is a function of " << Operation::arity
                    << (Operation::arity == 1 ? " argument" : " arguments") << ", not of "
                    << static_cast<int>(sizeof...(Arguments));
                return out;
            };
            fail_with<write>();
            return detail::constant_expression<0, 1>();
        } else return detail::function<Operation, Operation::name>(arguments...);
    }
};

/// A scalar function with known derivatives. `value` takes as many numbers as there are
/// derivatives, 1 to 3, and returns one: a lambda without captures, generic where the function
/// shall be evaluated in several number types, constexpr where in constant expressions. Derivative
/// k, by argument k, takes the same arguments and, if it likes, the value behind them, and returns
/// a formula of these (expr/symbol.hpp); it may use this function or others that users defined:
///
///     constexpr auto logistic = define_function<"logistic">(
///         [](auto u) { using std::exp; return 1 / (1 + exp(-u)); },
///         [](auto, auto y) { return y * (1_c - y); });
///
/// Types with lazy arithmetic (Boost.Multiprecision's) want a number returned: `-> decltype(u)`.
/// Derivatives of any order, vectors and matrices, notation, batches follow. A name belongs to one
/// function: another definition of it does not compile. As of a class, a program has one definition
/// of it in all its translation units: a function that several need belongs in a header, as an
/// inline constexpr variable. Two of one name in two .cpp files break C++'s one-definition rule,
/// which neither compiler nor linker notices: calls in both may then run either.
template <core::label Name, class Value, class... Derivatives>
constexpr auto define_function(Value, Derivatives...) {
    using namespace detail;
    constexpr auto refuse = []<core::label Requirement>() {
        fail_with<&refused_definition<Name, Requirement>>();
        return refused_function{};
    };
    if constexpr (!valid_name(Name.view()))
        return refuse.template
        operator()<"the name of a function is a C++ identifier of at most 60 characters">();
    else if constexpr (sizeof...(Derivatives) == 0)
        return refuse.template operator()<"the derivative is missing: (value, derivative)">();
    else if constexpr (sizeof...(Derivatives) > 3)
        return refuse.template operator()<"a function has one to three arguments">();
    else if constexpr (!(stateless<Value> && ... && stateless<Derivatives>))
        return refuse.template operator()<"value and derivatives are lambdas without captures">();
    else {
        using made = user_function<Name, Value, Derivatives...>;
        using known = typename decltype(registered<made>())::type;
        if constexpr (!std::is_same_v<made, known>)
            fail_with<&refused_definition<Name, "another function has this name">>();
        return defined_function<known>{};
    }
}

}  // namespace ctgrad
