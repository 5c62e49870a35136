/// Multilayer perceptrons: a[l] = activation(W[l] a[l-1] + b[l]), as expressions.
#pragma once

#include <boost/hana/concat.hpp>
#include <boost/hana/tuple.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/variable.hpp>
#include <ctgrad/nn/activations.hpp>

namespace ctgrad::nn {

/// A layer of Outputs neurons that each see all Inputs. The activation is one of nn/activations.hpp,
/// or any function object from expressions to expressions of the same shape.
template <int Inputs, int Outputs, auto Activation = identity> struct dense {
    static_assert(Inputs > 0 && Outputs > 0, "dense<inputs, outputs>: at least one of each");
    static constexpr int inputs = Inputs;
    static constexpr int outputs = Outputs;
    static constexpr auto activation = Activation;
};

namespace detail {

using namespace ctgrad::detail;

/// Prefix + stem + number, as in "W1" or "criticW1".
template <label Prefix, char Stem, int Number> constexpr auto numbered_text() {
    sentence out;
    out << Prefix.view() << Stem << Number;
    return out;
}

template <label Prefix, char Stem, int Number>
inline constexpr auto numbered = label_of<&numbered_text<Prefix, Stem, Number>>;

template <label Prefix> constexpr auto input_text() {
    sentence out;
    out << Prefix.view() << 'x';
    return out;
}

template <label Prefix> inline constexpr auto numbered_input = label_of<&input_text<Prefix>>;

template <int Layer, int Outputs, int Inputs> constexpr auto layers_do_not_meet() {
    sentence out;
    out << "mlp: layer " << Layer + 1 << " takes " << Inputs << " inputs, but layer " << Layer
        << " gives " << Outputs;
    return out;
}

template <int Layer, class First> constexpr bool layers_meet() { return true; }

template <int Layer, class First, class Second, class... More> constexpr bool layers_meet() {
    if constexpr (First::outputs != Second::inputs) {
        fail_with<&layers_do_not_meet<Layer, First::outputs, Second::inputs>>();
        return false;
    } else return layers_meet<Layer + 1, Second, More...>();
}

/// Output and parameters of the layers from number I on, fed with `Input`.
template <label Prefix, int I, class Input, class... Layers> struct stacked {
    using output = Input;
    using parameters = boost::hana::tuple<>;
};

template <label Prefix, int I, class Input, class Layer, class... More>
struct stacked<Prefix, I, Input, Layer, More...> {
    static constexpr auto weight = matrix<numbered<Prefix, 'W', I>, Layer::outputs, Layer::inputs>;
    static constexpr auto bias = vector<numbered<Prefix, 'b', I>, Layer::outputs>;
    static constexpr auto activated = Layer::activation(weight * Input{} + bias);

    using rest = stacked<Prefix, I + 1, std::remove_const_t<decltype(activated)>, More...>;
    using output = typename rest::output;
    using parameters = decltype(boost::hana::concat(
        boost::hana::tuple<std::remove_const_t<decltype(weight)>,
                           std::remove_const_t<decltype(bias)>>{},
        typename rest::parameters{}));
};

}  // namespace detail

/// A multilayer perceptron whose variables' names start with Prefix: input x, weights W1, W2, ...
/// (outputs x inputs), biases b1, b2, ... Everything it has is an expression:
///   net.input, net.output, net.weight<1>(), net.bias<1>(), net.parameters (a Hana tuple).
template <label Prefix, class First, class... Layers> struct named_mlp {
    static constexpr int depth = 1 + sizeof...(Layers);
    static constexpr auto input = vector<detail::numbered_input<Prefix>, First::inputs>;

private:
    using input_type = std::remove_const_t<decltype(input)>;
    // Layers that do not meet are refused in one sentence; the first one stands for them.
    using stack = std::conditional_t<detail::layers_meet<1, First, Layers...>(),
                                     detail::stacked<Prefix, 1, input_type, First, Layers...>,
                                     detail::stacked<Prefix, 1, input_type, First>>;

public:
    static constexpr typename stack::output output{};
    static constexpr typename stack::parameters parameters{};

    template <int Layer> static constexpr auto weight() {
        return parameters[boost::hana::size_c<2 * Layer - 2>];
    }
    template <int Layer> static constexpr auto bias() {
        return parameters[boost::hana::size_c<2 * Layer - 1>];
    }
};

/// A multilayer perceptron with the names x, W1, b1, W2, b2, ...
template <class... Layers> using mlp = named_mlp<"", Layers...>;

}  // namespace ctgrad::nn
