/// What variables are called in files: as PyTorch does, as here, or by any function.
///
/// Names are a function object from a variable to a file_name, or to what becomes one, a text:
///   save("weights.safetensors", weights, [](auto w) { return "encoder." + name_of_variable(w); });
#pragma once

#include <concepts>
#include <map>
#include <string>
#include <utility>

#include <ctgrad/eval/parameters.hpp>
#include <ctgrad/nn/activations.hpp>

namespace ctgrad::io {

/// The name of an array in a file. A matrix is stored as its transpose where `transposed` says so:
/// ctgrad and PyTorch have weights as outputs x inputs, Keras and Flax as inputs x outputs.
struct file_name {
    std::string text;
    bool transposed = false;

    template <std::convertible_to<std::string> Text>
    file_name(Text&& name, bool swapped = false)
        : text(std::forward<Text>(name)), transposed(swapped) {}
};

/// "W1" for the variable matrix<"W1", 2, 3>.
template <variable X> std::string name_of_variable(X) {
    return std::string(ctgrad::detail::name_text<X::id>.view());
}

/// Names of ctgrad itself: W1, b1, ...
struct variable_names {
    template <variable X> file_name operator()(X x) const { return name_of_variable(x); }
};

/// Names by the variables' own: `name_map{{{"W1", "fc.weight"}, {"b1", "fc.bias"}}}`. What is not
/// in it keeps its own.
struct name_map {
    std::map<std::string, file_name, std::less<>> names;
    template <variable X> file_name operator()(X x) const {
        const auto own = name_of_variable(x);
        const auto at = names.find(own);
        return at == names.end() ? file_name(own) : at->second;
    }
};

namespace detail {

inline file_name module_name(const std::string& prefix, int number, bool weight) {
    return prefix + std::to_string(number) + (weight ? ".weight" : ".bias");
}

/// The numbers of layers in PyTorch: each is one module, and its activation the next.
template <class Network, int... I>
constexpr auto module_numbers(std::integer_sequence<int, I...>) {
    struct {
        int at[sizeof...(I)];
    } numbers{};
    int next = 0;
    ((numbers.at[I] = next,
      next +=
      std::same_as<std::remove_cvref_t<decltype(Network::template layer<I + 1>::activation)>,
                   nn::activation::identity>
          ? 1
          : 2),
     ...);
    return numbers;
}

/// Whether matrices and vectors of as many rows take turns, as weights and biases of layers do.
template <variable... Variables> constexpr bool are_layers() {
    constexpr shape extents[] = {Variables::extent()...};
    constexpr std::size_t count = sizeof...(Variables);
    if (count % 2 != 0) return false;
    for (std::size_t i = 0; i < count; i += 2)
        if (extents[i].rank != 2 || extents[i + 1].rank != 1 ||
            extents[i].rows != extents[i + 1].rows)
            return false;
    return true;
}

}  // namespace detail

/// Names of PyTorch's nn.Sequential for an nn::mlp: "0.weight", "0.bias", "2.weight", ... The
/// activation of a layer is a module of its own and takes a number; identity is none and takes
/// none. Anything may stand in front: `sequential_names<net>{"encoder."}`.
template <class Network> struct sequential_names {
    std::string prefix{};

    template <variable X> file_name operator()(X) const {
        return name(X::id, std::make_integer_sequence<int, Network::depth>{});
    }

private:
    template <int... I> file_name name(identity id, std::integer_sequence<int, I...> layers) const {
        static constexpr auto numbers = detail::module_numbers<Network>(layers);
        const identity weights[] = {decltype(Network::template weight<I + 1>())::id...};
        const identity biases[] = {decltype(Network::template bias<I + 1>())::id...};
        for (std::size_t i = 0; i < sizeof...(I); ++i)
            if (weights[i] == id || biases[i] == id)
                return detail::module_name(prefix, numbers.at[i], weights[i] == id);
        return file_name("");
    }
};

/// Names where none are given. Weights and biases in turn, as an nn::mlp has them, are called as in
/// nn.Sequential(Linear, activation, Linear, activation, ...): 0.weight, 0.bias, 2.weight, 2.bias.
/// For a network with identity between two layers, which PyTorch does not count, there is
/// sequential_names. Other lists of variables are called by their own names.
template <variable... Variables> struct default_names {
    template <variable X> file_name operator()(X x) const {
        if constexpr (detail::are_layers<Variables...>()) {
            constexpr int place =
                ctgrad::detail::gradient_variables<Variables...>::template index<X>();
            return detail::module_name({}, place / 2 * 2, place % 2 == 0);
        } else return name_of_variable(x);
    }
};

}  // namespace ctgrad::io
