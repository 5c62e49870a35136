/// Multilayer perceptrons: a[l] = activation(W[l] a[l-1] + b[l]), as expressions.
#pragma once

#include <boost/hana/tuple.hpp>
#include <type_traits>
#include <utility>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/variable.hpp>
#include <ctgrad/nn/activations.hpp>

namespace ctgrad::nn {

/// A layer of Outputs neurons that each see all Inputs. The activation is one of
/// nn/activations.hpp, or any function object from expressions to expressions of the same shape.
template <int Inputs, int Outputs, auto Activation = identity> struct dense {
    static_assert(Inputs > 0 && Outputs > 0, "dense<inputs, outputs>: at least one of each");
    static constexpr int inputs = Inputs;
    static constexpr int outputs = Outputs;
    static constexpr auto activation = Activation;
};

namespace detail {

using namespace ctgrad::detail;

/// Prefix + stem + number, as in "W1" or "criticW1".
template <core::label Prefix, char Stem, int Number> constexpr auto numbered_text() {
    sentence out;
    out << Prefix.view() << Stem << Number;
    return out;
}

template <core::label Prefix, char Stem, int Number>
inline constexpr auto numbered = label_of<&numbered_text<Prefix, Stem, Number>>;

template <core::label Prefix> constexpr auto input_text() {
    sentence out;
    out << Prefix.view() << 'x';
    return out;
}

template <core::label Prefix> inline constexpr auto numbered_input = label_of<&input_text<Prefix>>;

template <int Layer, int Outputs, int Inputs> constexpr auto layers_do_not_meet() {
    sentence out;
    out << "mlp: layer " << Layer + 1 << " takes " << Inputs << " inputs, but layer " << Layer
        << " gives " << Outputs;
    return out;
}

/// The number of the first layer whose outputs the next one does not take; 0 if all meet.
template <class... Layers> constexpr int first_gap() {
    const int inputs[] = {Layers::inputs...}, outputs[] = {Layers::outputs...};
    for (int i = 1; i < static_cast<int>(sizeof...(Layers)); ++i)
        if (outputs[i - 1] != inputs[i]) return i;
    return 0;
}

template <class... Layers> constexpr bool layers_meet() {
    constexpr int sizes[][2] = {{Layers::inputs, Layers::outputs}...};
    constexpr int gap = first_gap<Layers...>();
    if constexpr (gap > 0) fail_with<&layers_do_not_meet<gap, sizes[gap - 1][1], sizes[gap][0]>>();
    return gap == 0;
}

template <int I, class Layer> struct numbered_layer {
    using type = Layer;
};
template <int I, class Layer> numbered_layer<I, Layer> find_layer(numbered_layer<I, Layer>*);

/// The layers of a network under their numbers, from 1.
template <core::label Prefix, class Numbers, class... Layers> struct layer_list;
template <core::label Prefix, int... I, class... Layers>
struct layer_list<Prefix, std::integer_sequence<int, I...>, Layers...>
    : numbered_layer<I + 1, Layers>... {
    static constexpr auto prefix = Prefix;
};

/// What layer I of a list contributes. Found by number: a type never carries the layers behind it,
/// which keeps deep networks cheap to compile.
template <class List, int I> struct layer_of {
    using type = typename decltype(find_layer<I>(static_cast<List*>(nullptr)))::type;
    static constexpr auto weight =
        matrix<numbered<List::prefix, 'W', I>, type::outputs, type::inputs>;
    static constexpr auto bias = vector<numbered<List::prefix, 'b', I>, type::outputs>;
    static constexpr auto output = type::activation(weight * layer_of<List, I - 1>::output + bias);
};

template <class List> struct layer_of<List, 0> {
    using first = typename decltype(find_layer<1>(static_cast<List*>(nullptr)))::type;
    static constexpr auto output = vector<numbered_input<List::prefix>, first::inputs>;
};

/// Parameter K from 0: W1, b1, W2, b2, ...
template <class List, int K> constexpr auto nth_parameter() {
    if constexpr (K % 2 == 0) return layer_of<List, K / 2 + 1>::weight;
    else return layer_of<List, K / 2 + 1>::bias;
}

template <class List, int... I>
constexpr auto last_output(std::integer_sequence<int, I...>) {
    // One layer after the other, so that the compiler does not have to go down to the first one.
    const shape extents[] = {layer_of<List, I>::output.extent()...};
    static_cast<void>(extents);
    return layer_of<List, static_cast<int>(sizeof...(I)) - 1>::output;
}

template <class List, int... K>
constexpr auto all_parameters(std::integer_sequence<int, K...>) {
    return boost::hana::tuple<decltype(nth_parameter<List, K>())...>{};
}

template <int Layer, int First, int Depth> constexpr auto no_such_layer() {
    sentence out;
    out << "layer " << Layer << ": layers of this network have the numbers " << First << " to "
        << Depth;
    return out;
}
/// The number of a layer, or after a refusal the last one's.
template <int Layer, int First, int Depth> constexpr int checked_layer() {
    if constexpr (Layer >= First && Layer <= Depth) return Layer;
    else {
        fail_with<&no_such_layer<Layer, First, Depth>>();
        return Depth;
    }
}

}  // namespace detail

/// A multilayer perceptron whose variables' names start with Prefix: input x, weights W1, W2, ...
/// (outputs x inputs), biases b1, b2, ... Everything it has is an expression:
///   net.input, net.output, net.weight<1>(), net.bias<1>(), net.parameters (a Hana tuple).
template <core::label Prefix, class First, class... Layers> struct named_mlp {
private:
    // Layers that do not meet are refused in one sentence; then the first one stands for all.
    static constexpr int used =
        detail::layers_meet<First, Layers...>() ? 1 + static_cast<int>(sizeof...(Layers)) : 1;
    using list =
        detail::layer_list<Prefix,
                           std::make_integer_sequence<int, 1 + static_cast<int>(sizeof...(Layers))>,
                           First, Layers...>;

public:
    static constexpr int depth = used;
    /// The dense<...> under this number, from 1.
    template <int Layer>
    using layer = typename detail::layer_of<list, detail::checked_layer<Layer, 1, used>()>::type;
    static constexpr auto input = detail::layer_of<list, 0>::output;
    static constexpr auto output =
        detail::last_output<list>(std::make_integer_sequence<int, used + 1>{});
    static constexpr auto parameters =
        detail::all_parameters<list>(std::make_integer_sequence<int, 2 * used>{});

    template <int Layer> static constexpr auto weight() {
        return detail::layer_of<list, detail::checked_layer<Layer, 1, used>()>::weight;
    }
    template <int Layer> static constexpr auto bias() {
        return detail::layer_of<list, detail::checked_layer<Layer, 1, used>()>::bias;
    }
    /// What the layer under this number gives; layer_output<0>() is the input.
    template <int Layer> static constexpr auto layer_output() {
        return detail::layer_of<list, detail::checked_layer<Layer, 0, used>()>::output;
    }
};

/// A multilayer perceptron with the names x, W1, b1, W2, b2, ...
template <class... Layers> using mlp = named_mlp<"", Layers...>;

}  // namespace ctgrad::nn
