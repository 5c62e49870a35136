// The gradient of a problem of a given size, as compile_time.py compiles it: with the library, or
// with -DREFERENCE the reference. PROBLEM: 1 chain x <- x * x + sin(x), 2 Rosenbrock's function,
// 3 sum of x_i sin(x_i), 4 network of SIZE layers, four neurons each.

#ifdef REFERENCE

#include "../reference_graph.hpp"

using namespace reference;
template <int I> constexpr auto x = variable<I>;
template <int Value> constexpr auto number = constant<Value>;

#else

#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/expr/functions.hpp>

using namespace ctgrad;

template <int I> constexpr auto name() {
    const char digits[] = {'x', '0' + I / 1000, '0' + I / 100 % 10, '0' + I / 10 % 10, '0' + I % 10,
                           0};
    return core::label<6>(digits);
}
template <int I> constexpr auto x = scalar<name<I>()>;
template <int Value> constexpr std::integral_constant<int, Value> number{};

#endif

template <int Levels, class U> constexpr auto chain(U u) {
    if constexpr (Levels == 0) return u;
    else return chain<Levels - 1>(u * u + sin(u));
}

struct rosenbrock {
    template <int I> static constexpr auto term() {
        return number<100> * square(x<I + 1> - square(x<I>)) + square(number<1> - x<I>);
    }
};
struct sines {
    template <int I> static constexpr auto term() { return sin(x<I>) * x<I>; }
};

template <class Terms, int From, int To> constexpr auto balanced_sum() {
    if constexpr (To - From == 1) return Terms::template term<From>();
    else {
        constexpr int middle = (From + To) / 2;
        return balanced_sum<Terms, From, middle>() + balanced_sum<Terms, middle, To>();
    }
}

template <int Neuron, class A, class B, class C, class D>
constexpr auto neuron(A a, B b, C c, D d) {
    constexpr int w = 4 + 5 * Neuron;
    return sin(x<w> * a + x<w + 1> * b + (x<w + 2> * c + x<w + 3> * d) + x<w + 4>);
}
template <int Layers, class A, class B, class C, class D>
constexpr auto network(A a, B b, C c, D d) {
    if constexpr (Layers == 0) return a + b + (c + d);
    else {
        constexpr int n = 4 * (Layers - 1);
        return network<Layers - 1>(neuron<n>(a, b, c, d), neuron<n + 1>(a, b, c, d),
                                   neuron<n + 2>(a, b, c, d), neuron<n + 3>(a, b, c, d));
    }
}

template <int Problem, int Size> constexpr auto problem() {
    if constexpr (Problem == 1) return chain<Size>(x<0>);
    else if constexpr (Problem == 2) return balanced_sum<rosenbrock, 0, Size - 1>();
    else if constexpr (Problem == 3) return balanced_sum<sines, 0, Size>();
    else return network<Size>(x<0>, x<1>, x<2>, x<3>);
}

constexpr auto f = problem<PROBLEM, SIZE>();
constexpr int variables = PROBLEM == 1 ? 1 : PROBLEM == 4 ? 4 + 20 * SIZE : SIZE;

#ifdef REFERENCE

void compute(const double* in, double* out) { gradient<variables>(f, in, out); }

#else

template <int... I> void call(const double* in, double* out, std::integer_sequence<int, I...>) {
    const auto r = value_and_gradient(f, x<I>...)((x<I> = in[I])...);
    out[0] = r.value;
    const int stored[] = {((out[I + 1] = r.gradient[x<I>]), 0)...};
    static_cast<void>(stored);
}

void compute(const double* in, double* out) {
    call(in, out, std::make_integer_sequence<int, variables>{});
}

#endif
