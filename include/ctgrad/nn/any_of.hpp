/// One of several compile-time networks, chosen while the program runs.
///
///   using choice = nn::any_of<nn::alternative<"small", small>, nn::alternative<"large", large>>;
///   nn::any_model<float, choice> model(choice("large"));
///   model(inputs, outputs);  // a whole batch: one branch, then the network's own code
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <ctgrad/eval/batch.hpp>

namespace ctgrad::nn {

/// A network under a name.
template <core::label Name, class Network> struct alternative : Network {
    static constexpr auto name_text = Name;
};

namespace detail {

/// "784-30-10": the inputs, and the rows of every weight.
template <class Network, variable... Variables>
constexpr auto name_by_sizes(boost::hana::tuple<Variables...>) {
    text_buffer<240> out;
    out << Network::input.extent().size();
    const shape extents[] = {Variables::extent()...};
    for (const shape& extent : extents)
        if (extent.rank == 2) out << '-' << extent.rows;
    return out;
}

template <class Network> inline constexpr auto sizes_of =
    name_by_sizes<Network>(Network::parameters);

template <class Network> constexpr std::string_view name_of_network() {
    if constexpr (requires { Network::name_text; }) return Network::name_text.view();
    else return sizes_of<Network>.view();
}

template <class Network> constexpr auto name_given_twice() {
    sentence out;
    out << "any_of: two networks are called " << name_of_network<Network>()
        << "; nn::alternative<name, network> gives other names";
    return out;
}

template <class T, class Network, class Tuple> struct model;
template <class T, class Network, variable... Variables>
struct model<T, Network, boost::hana::tuple<Variables...>> {
    ctgrad::parameters<T, Variables...> weights{};
    batch_output<T, std::remove_cvref_t<decltype(Network::output)>, Variables...> output{};
};
template <class T, class Network>
using model_of = model<T, Network, std::remove_cvref_t<decltype(Network::parameters)>>;

}  // namespace detail

/// The choice of one among Networks: types with `input`, `output` and `parameters`, as nn::mlp.
/// They are called as nn::alternative says, or by their sizes, as "784-30-10"; no two alike.
template <class... Networks> class any_of {
    static constexpr std::size_t total = sizeof...(Networks);
    static_assert(total > 0, "any_of<networks...>: there is at least one");
    static constexpr std::array<std::string_view, total> all{
        detail::name_of_network<Networks>()...};

    /// The number of the first name that occurs again; the count where there is none.
    static constexpr std::size_t repeated() {
        for (std::size_t i = 0; i < total; ++i)
            for (std::size_t k = i + 1; k < total; ++k)
                if (all[i] == all[k]) return i;
        return total;
    }
    template <std::size_t I> using network = std::tuple_element_t<I, std::tuple<Networks...>>;
    static constexpr bool distinct = [] {
        if constexpr (constexpr std::size_t i = repeated(); i < total)
            fail_with<&detail::name_given_twice<network<i>>>();
        return true;
    }();
    static_assert(distinct, "the names of networks are distinct");

public:
    /// The network of this name. Errors: std::invalid_argument if there is none.
    explicit any_of(std::string_view name) {
        for (std::size_t i = 0; i < total; ++i)
            if (all[i] == name) {
                index_ = i;
                return;
            }
        std::string sentence = "any_of: there is no network called \"" + std::string(name) + "\"";
        for (std::size_t i = 0; i < total; ++i)
            sentence.append(i == 0 ? ", but " : ", ").append(all[i]);
        CTGRAD_THROW(std::invalid_argument(sentence));
    }

    /// Those for which fits(network) is true, in their order.
    template <class Fits> static std::vector<any_of> those(Fits&& fits) {
        std::vector<any_of> result;
        for (const auto name : all)
            if (any_of one(name); one.visit(fits)) result.push_back(one);
        return result;
    }

    static constexpr const auto& names() { return all; }
    [[nodiscard]] std::string_view name() const { return all[index_]; }
    [[nodiscard]] std::size_t index() const { return index_; }

    /// visit(network), where network is an object of the type that was chosen: all inside is
    /// compiled for it. Whatever visit returns has the same type for each.
    template <class Visit> decltype(auto) visit(Visit&& visit) const {
        return visit_from<0>(visit);
    }

private:
    template <std::size_t I, class Visit> decltype(auto) visit_from(Visit& visit) const {
        if constexpr (I + 1 == total) return visit(network<I>{});
        else {
            if (index_ == I) return visit(network<I>{});
            return visit_from<I + 1>(visit);
        }
    }

    std::size_t index_ = 0;
};

/// The chosen network with weights, zero at first, and memory to run batches in.
template <class T, class Choice> class any_model;
template <class T, class... Networks> class any_model<T, any_of<Networks...>> {
public:
    using choice_type = any_of<Networks...>;

    explicit any_model(choice_type choice) : choice_(choice), model_(make(choice.index())) {}

    [[nodiscard]] choice_type choice() const { return choice_; }
    /// Numbers per sample.
    [[nodiscard]] std::size_t inputs() const {
        return choice_.visit([](auto network) { return width(network.input); });
    }
    [[nodiscard]] std::size_t outputs() const {
        return choice_.visit([](auto network) { return width(network.output); });
    }

    /// The outputs of a batch, whose samples are the rows of `samples`. One branch per call, none
    /// per sample; allocates nothing. Errors: std::invalid_argument if the sizes are not those of
    /// whole rows, equally many.
    void operator()(std::span<const T> samples, std::span<T> results) {
        choice_.visit([&](auto network) {
            auto& chosen = model(network);
            chosen.output(chosen.weights, results, network.input = rows(samples));
        });
    }

    /// visit(network, weights): to load and to save, to train, to look at a layer.
    template <class Visit> decltype(auto) visit(Visit&& visit) {
        return choice_.visit(
            [&](auto network) -> decltype(auto) { return visit(network, model(network).weights); });
    }

private:
    using variant = std::variant<detail::model_of<T, Networks>...>;

    template <class X> static constexpr std::size_t width(X) {
        return static_cast<std::size_t>(X::extent().size());
    }
    template <class Network> auto& model(Network) {
        return std::get<detail::model_of<T, Network>>(model_);
    }
    static variant make(std::size_t index) {
        using maker = variant (*)();
        static constexpr maker makers[] = {
            [] { return variant(std::in_place_type<detail::model_of<T, Networks>>); }...};
        return makers[index]();
    }

    choice_type choice_;
    variant model_;
};

}  // namespace ctgrad::nn
