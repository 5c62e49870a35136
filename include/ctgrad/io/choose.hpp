/// Picks one of several compile-time networks by the arrays that a file holds.
///
///   using choice = nn::any_of<small, large>;
///   auto model = io::load_any<float, choice>("weights.safetensors");
///   model(inputs, outputs);
#pragma once

#include <filesystem>
#include <string>

#include <ctgrad/io/weights.hpp>
#include <ctgrad/nn/any_of.hpp>

namespace ctgrad::io {

/// From a network to the names of its variables: those of sequential_names for an nn::mlp, and of
/// default_names for other networks.
struct names_of_network {
    template <class Network> auto operator()(Network) const {
        if constexpr (requires { typename Network::template layer<1>; })
            return sequential_names<Network>{};
        else return default_for(Network::parameters);
    }

private:
    template <variable... Variables>
    static auto default_for(const boost::hana::tuple<Variables...>&) {
        return default_names<Variables...>{};
    }
};

namespace detail {

template <variable... Variables, class Names>
bool fits(const array_file& file, const boost::hana::tuple<Variables...>&, const Names& names) {
    const auto wanted = wanted_arrays<Variables...>(names);
    if (wanted.size() != file.arrays.size()) return false;
    return std::ranges::all_of(wanted, [&](const wanted_array& one) {
        const array* const a = file.find(one.name);
        return a != nullptr && same_shape(one.shape, a->shape);
    });
}

template <class Names> [[noreturn]] void refuse_choice(const array_file& file, const Names& names,
                                                       std::string_view reason) {
    std::string sentence(reason);
    for (std::size_t i = 0; i < names.size(); ++i)
        sentence.append(i == 0 ? ": " : ", ").append(names[i]);
    throw data_error(file.source, "arrays", sentence);
}

}  // namespace detail

/// The one network of Choice, an nn::any_of, whose parameters are the file's arrays: their names
/// and shapes, no more and no fewer. `names` gives the names of a network.
/// Errors: data_error if no network fits, or several, which differ in what files do not hold: then
/// their names are told, for the constructor of Choice.
template <class Choice, class Names = names_of_network>
Choice choose(const array_file& file, const Names& names = {}) {
    const auto fitting = Choice::those(
        [&](auto network) { return detail::fits(file, network.parameters, names(network)); });
    if (fitting.empty())
        detail::refuse_choice(file, Choice::names(), "they are those of none of the networks");
    if (fitting.size() == 1) return fitting.front();
    std::vector<std::string_view> several;
    for (const Choice& one : fitting) several.push_back(one.name());
    detail::refuse_choice(file, several, "they are those of several networks");
}

/// The network that fits, with the file's weights. Errors: those of choose and load.
template <class T, class Choice, class Names = names_of_network>
nn::any_model<T, Choice> load_any(const array_file& file, const Names& names = {}) {
    nn::any_model<T, Choice> model(choose<Choice>(file, names));
    model.visit([&](auto network, auto& weights) { load(file, weights, names(network)); });
    return model;
}

/// The same from a safetensors file. Errors: also those of read_safetensors_file.
template <class T, class Choice, class Names = names_of_network>
nn::any_model<T, Choice> load_any(const std::filesystem::path& path, const Names& names = {}) {
    return load_any<T, Choice>(read_safetensors_file(path), names);
}

/// Writes the weights of the network that was chosen, under its names, to a safetensors file.
/// Errors: those of save.
template <class T, class Choice, class Names = names_of_network>
void save(const std::filesystem::path& path, nn::any_model<T, Choice>& model,
          const Names& names = {}) {
    model.visit([&](auto network, auto& weights) { save(path, weights, names(network)); });
}

}  // namespace ctgrad::io
