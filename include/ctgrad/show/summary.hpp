/// The layers of a network with shapes, parameters, bytes and operations: `text(summary(net{}))`.
#pragma once

#include <utility>

#include <ctgrad/eval/batch.hpp>
#include <ctgrad/show/cost.hpp>
#include <ctgrad/show/summary_parts.hpp>

namespace ctgrad {

/// A row of a summary. Operations (flops) are those of one sample, counted in the program that
/// computes output and gradient together.
struct layer_summary {
    core::text_view formula{};  ///< "a1 = relu(b1 + W1 * x)", in outline where it is long
    shape input = scalar_shape;
    shape output = scalar_shape;
    shape weight = scalar_shape;
    shape bias = scalar_shape;
    long parameters = 0;
    long parameter_bytes = 0;  ///< in their buffer, each variable up to the end of a cache line
    long forward_flops = 0;
    /// From the adjoint of its output to the gradients by weight and bias and to the adjoint of its
    /// input, which the first layer does not need.
    long backward_flops = 0;

    friend constexpr bool operator==(const layer_summary&, const layer_summary&) = default;
};

/// All of a network: its layers, and the sums, in which a loss is included.
template <int Depth> struct network_summary {
    static constexpr int depth = Depth;

    layer_summary layers[Depth]{};
    bool has_loss = false;
    long loss_forward_flops = 0;
    long loss_backward_flops = 0;

    long parameters = 0;
    long parameter_bytes = 0;  ///< of the buffer that holds them; a gradient takes as many again
    long forward_flops = 0;
    long backward_flops = 0;
    long arena_bytes = 0;             ///< working memory of value and gradient of one sample
    long workspace_bytes = 0;         ///< of a batch_gradient, for batches of any size
    long output_workspace_bytes = 0;  ///< of a batch_output

    friend constexpr bool operator==(const network_summary&, const network_summary&) = default;
};

namespace detail {

/// The formula of a layer on what the layer before it gives: x, a1, a2, ...
template <core::label Prefix, class Net, int Layer> constexpr auto layer_formula() {
    constexpr auto input = [] {
        if constexpr (Layer == 1) return Net::input;
        else
            return vector<nn::detail::numbered<Prefix, 'a', Layer - 1>,
                          Net::template layer<Layer>::inputs>;
    }();
    constexpr auto output = Net::template layer<Layer>::activation(
        Net::template weight<Layer>() * input + Net::template bias<Layer>());
    text_buffer<160> out;
    out << nn::detail::numbered<Prefix, 'a', Layer>.view() << " = "
        << text_of<decltype(output)::id>().view();
    return out;
}
template <core::label Prefix, class Net, int Layer>
inline constexpr auto layer_formula_of = layer_formula<Prefix, Net, Layer>();

template <class T, core::label Prefix, class Net, class Parts, int Layer>
constexpr layer_summary summary_of_layer() {
    constexpr auto weight = Net::template weight<Layer>();
    constexpr auto bias = Net::template bias<Layer>();
    using numbers =
        parameters<T, std::remove_const_t<decltype(weight)>, std::remove_const_t<decltype(bias)>>;
    return {.formula = layer_formula_of<Prefix, Net, Layer>.view(),
            .input = Net::template layer_output<Layer - 1>().extent(),
            .output = Net::template layer_output<Layer>().extent(),
            .weight = weight.extent(),
            .bias = bias.extent(),
            .parameters = static_cast<long>(numbers::count()),
            .parameter_bytes = static_cast<long>(numbers::size() * sizeof(T)),
            .forward_flops = Parts::forward(Layer),
            .backward_flops = Parts::backward(Layer)};
}

template <class T, core::label Prefix, class Net, bool HasLoss, class Loss, class... Parameters,
          int... L>
constexpr auto summarise(const boost::hana::tuple<Parameters...>&,
                         std::integer_sequence<int, L...>) {
    using parts = network_parts<Net, HasLoss, Loss, Parameters...>;
    using numbers = parameters<T, Parameters...>;
    network_summary<Net::depth> s{.layers = {summary_of_layer<T, Prefix, Net, parts, L + 1>()...},
                                  .has_loss = HasLoss,
                                  .loss_forward_flops = HasLoss ? parts::loss_forward : 0,
                                  .loss_backward_flops = HasLoss ? parts::loss_backward : 0,
                                  .parameters = static_cast<long>(numbers::count()),
                                  .parameter_bytes = static_cast<long>(numbers::size() * sizeof(T)),
                                  .arena_bytes = program_cost<typename parts::pass, T>.arena_bytes,
                                  .workspace_bytes = static_cast<long>(
                                      batch_gradient<T, Loss, Parameters...>::workspace_bytes),
                                  .output_workspace_bytes = static_cast<long>(
                                      batch_output<T, std::remove_const_t<decltype(Net::output)>,
                                                   Parameters...>::workspace_bytes)};
    s.forward_flops = s.loss_forward_flops;
    s.backward_flops = s.loss_backward_flops;
    for (const layer_summary& layer : s.layers) {
        s.forward_flops += layer.forward_flops;
        s.backward_flops += layer.backward_flops;
    }
    return s;
}

template <core::label Prefix> constexpr auto no_rows_of_scan() {
    sentence out;
    out << "summary(" << Prefix.view() << "net, loss): a scan has no layers; cost(...) counts it";
    return out;
}

template <class T, bool HasLoss, class Loss, core::label Prefix, class... Layers,
          class... Parameters>
constexpr auto checked_summary(nn::named_mlp<Prefix, Layers...>,
                               const boost::hana::tuple<Parameters...>& all) {
    using net = nn::named_mlp<Prefix, Layers...>;
    if constexpr (!check_gradient_call<"summary", Loss, Parameters...>())
        return network_summary<net::depth>{};
    else if constexpr (has_loops(frozen<gradient_pass<true, Loss::id, Parameters::id...>>)) {
        fail_with<&no_rows_of_scan<Prefix>>();
        return network_summary<net::depth>{};
    } else
        return summarise<T, Prefix, net, HasLoss, Loss>(
            all, std::make_integer_sequence<int, net::depth>{});
}

}  // namespace detail

/// The summary of a network with a loss of one sample, a scalar expression in net::output; of
/// bytes with numbers of type Number: `static_assert(summary<float>(net{}, loss).parameters ==
/// 2410)`. Forward and backward operations together are those of
/// cost(value_and_gradient(loss, W1, b1, ...)). What the simplification moved from a layer into the
/// loss is counted there.
template <class Number = double, core::label Prefix, class... Layers, expression Loss>
constexpr auto summary(nn::named_mlp<Prefix, Layers...> net, Loss) {
    constexpr auto result =
        detail::checked_summary<Number, true, Loss>(decltype(net){}, decltype(net)::parameters);
    return result;
}

/// The same of the network alone. Backward starts from a given adjoint of the output.
template <class Number = double, core::label Prefix, class... Layers>
constexpr auto summary(nn::named_mlp<Prefix, Layers...> net) {
    constexpr auto output = decltype(net)::output;
    using product = decltype(dot(vector<"adjoint", output.extent().rows>, output));
    constexpr auto result =
        detail::checked_summary<Number, false, product>(decltype(net){}, decltype(net)::parameters);
    return result;
}

namespace detail {

struct summary_column {
    core::text_view name;
    int width;
};
inline constexpr summary_column summary_columns[] = {
    {"inputs", 9}, {"outputs", 9},        {"parameters", 13},
    {"bytes", 14}, {"flops forward", 15}, {"flops backward", 16},
};

/// A name, and the numbers of the columns; negative ones are left blank.
template <class Buffer, int Columns>
constexpr void write_summary_row(Buffer& out, core::text_view name, int width,
                                 const long (&numbers)[Columns]) {
    out << name;
    for (int k = static_cast<int>(name.size()); k < width; ++k) out << ' ';
    const summary_column* column = summary_columns;
    for (const long number : numbers)
        write_cell(
            out,
            [&](auto& cell) {
                if (number >= 0) write_grouped(cell, number);
            },
            (column++)->width);
    out << '\n';
}

template <class Buffer>
constexpr void write_memory_row(Buffer& out, core::text_view name, long bytes) {
    out << name;
    write_grouped(out, bytes);
    out << " bytes\n";
}

}  // namespace detail

/// A row for each layer, one for the loss, one for the sums; then memory.
template <int Depth>
constexpr table_text<210 * (Depth + 8)> text(const network_summary<Depth>& s) {
    using namespace detail;
    table_text<210 * (Depth + 8)> table;
    auto& out = table.lines;
    int width = 5;
    for (const layer_summary& l : s.layers)
        if (static_cast<int>(l.formula.size()) > width) width = static_cast<int>(l.formula.size());
    out << "layer";
    for (int k = 5; k < width; ++k) out << ' ';
    for (const summary_column& column : summary_columns)
        write_cell(out, [&](auto& cell) { cell << column.name; }, column.width);
    out << '\n';
    for (const layer_summary& l : s.layers)
        write_summary_row(out, l.formula, width,
                          {l.input.size(), l.output.size(), l.parameters, l.parameter_bytes,
                           l.forward_flops, l.backward_flops});
    if (s.has_loss)
        write_summary_row(out, "loss", width,
                          {s.layers[Depth - 1].output.size(), 1, -1, -1, s.loss_forward_flops,
                           s.loss_backward_flops});
    write_summary_row(out, "total", width,
                      {-1, -1, s.parameters, s.parameter_bytes, s.forward_flops, s.backward_flops});
    write_memory_row(out, "working memory: one sample, with gradient    ", s.arena_bytes);
    write_memory_row(out, "                a batch, with gradient       ", s.workspace_bytes);
    write_memory_row(out, "                a batch, output alone        ",
                     s.output_workspace_bytes);
    return table;
}

}  // namespace ctgrad
