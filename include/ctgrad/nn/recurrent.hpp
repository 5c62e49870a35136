/// Cells of recurrent networks, for scan (expr/scan.hpp): PyTorch's equations on parameters in
/// PyTorch's layout.
///
///     constexpr auto next = nn::gru_cell(x, h, W, U, b, c);
///     constexpr auto run = scan<40>(carry(h, h0, next), each(x, X), emit(next));
///
/// Weights may lie column by column, too: a cell of transpose(V), transpose(R). A stream, in which
/// every step waits for the state of the one before it, takes two thirds of the time that way; of a
/// file, io/names.hpp loads the transpose.
///
/// Truncated backpropagation: nn/truncated.hpp. How the gradient of the state vanishes or explodes:
/// show/gradient_norms.hpp.
#pragma once

#include <ctgrad/expr/linear.hpp>
#include <ctgrad/expr/scan.hpp>
#include <ctgrad/nn/activations.hpp>

namespace ctgrad {

namespace detail {

template <core::label Name, int Gates, operand X, operand H, operand W, operand U, operand B,
          operand C>
constexpr auto cell_mismatch() {
    sentence out;
    const int n = extent_of<H>.rows;
    out << Name.view() << ": for an input of " << extent_of<X>.rows << " and a state of " << n
        << " the weights are a " << matrix_shape(Gates * n, extent_of<X>.rows) << " and a "
        << matrix_shape(Gates * n, n) << ", both biases a " << vector_shape(Gates * n);
    return out;
}

/// Whether the parameters of a cell fit: weights of the input and of the state, and their biases,
/// those of all gates below each other.
template <core::label Name, int Gates, operand X, operand H, operand W, operand U, operand B,
          operand C>
constexpr bool cell_fits() {
    constexpr int n = extent_of<H>.rows;
    constexpr bool fits = extent_of<X>.rank == 1 && extent_of<H>.rank == 1 &&
                          extent_of<W> == matrix_shape(Gates * n, extent_of<X>.rows) &&
                          extent_of<U> == matrix_shape(Gates * n, n) &&
                          extent_of<B> == vector_shape(Gates * n) &&
                          extent_of<C> == vector_shape(Gates * n);
    if constexpr (!fits) fail_with<&cell_mismatch<Name, Gates, X, H, W, U, B, C>>();
    return fits;
}

template <operand X, operand H, operand M, operand W, operand U, operand B, operand C>
constexpr bool lstm_fits() {
    if constexpr (!cell_fits<"lstm_cell", 4, X, H, W, U, B, C>()) return false;
    else {
        constexpr bool fits = extent_of<H> == extent_of<M>;
        if constexpr (!fits) fail<"lstm_cell: the cell has the shape of the state", M>();
        return fits;
    }
}
template <operand H, operand... Peepholes> constexpr bool peepholes_fit() {
    constexpr bool fit = all({(extent_of<Peepholes> == extent_of<H>)...});
    if constexpr (!fit) fail<"lstm_cell: each peephole has the shape of the state", H>();
    return fit;
}

}  // namespace detail

namespace nn {

/// The next state of Elman's network, torch.nn.RNNCell: activation(W x + b + U h + c).
template <operand X, operand H, operand W, operand U, operand B, operand C,
          class Activation = std::remove_cvref_t<decltype(tanh)>>
constexpr auto elman_cell(X x, H h, W w, U u, B b, C c, Activation activation = {}) {
    if constexpr (!detail::cell_fits<"elman_cell", 1, X, H, W, U, B, C>()) return h;
    else return activation(w * x + b + (u * h + c));
}

/// The next state of a gated recurrent unit, torch.nn.GRUCell. Rows of the parameters belong to the
/// reset gate, the update gate and the new state, in this order:
/// r = sigmoid(.), z = sigmoid(.), n = tanh(W x + b + r (U h + c)), h' = (1 - z) n + z h.
template <operand X, operand H, operand W, operand U, operand B, operand C>
constexpr auto gru_cell(X x, H h, W w, U u, B b, C c) {
    if constexpr (!detail::cell_fits<"gru_cell", 3, X, H, W, U, B, C>()) return h;
    else {
        constexpr int n = H::extent().rows;
        const auto given = w * x + b;
        const auto kept = u * h + c;
        const auto reset = ctgrad::sigmoid(slice<0, n>(given) + slice<0, n>(kept));
        const auto update = ctgrad::sigmoid(slice<n, n>(given) + slice<n, n>(kept));
        const auto made =
            ctgrad::tanh(slice<2 * n, n>(given) + hadamard(reset, slice<2 * n, n>(kept)));
        return made + hadamard(update, h - made);
    }
}

/// State and cell of a long short-term memory behind a step, as expressions.
template <expression H, expression C> struct lstm_state {
    H h{};
    C c{};
};

/// The next state h and the next cell c of a long short-term memory, torch.nn.LSTMCell. Rows of the
/// parameters belong to the input gate, the forget gate, the new cell and the output gate, in this
/// order: c' = f c + i g, h' = o tanh(c').
template <operand X, operand H, operand M, operand W, operand U, operand B, operand C>
constexpr auto lstm_cell(X x, H h, M memory, W w, U u, B b, C c) {
    if constexpr (!detail::lstm_fits<X, H, M, W, U, B, C>()) return lstm_state<H, H>{h, h};
    else {
        constexpr int n = H::extent().rows;
        const auto all = w * x + b + (u * h + c);
        const auto input = ctgrad::sigmoid(slice<0, n>(all));
        const auto forget = ctgrad::sigmoid(slice<n, n>(all));
        const auto made = ctgrad::tanh(slice<2 * n, n>(all));
        const auto output = ctgrad::sigmoid(slice<3 * n, n>(all));
        const auto cell = hadamard(forget, memory) + hadamard(input, made);
        const auto state = hadamard(output, ctgrad::tanh(cell));
        return lstm_state<std::remove_const_t<decltype(state)>,
                          std::remove_const_t<decltype(cell)>>{};
    }
}

/// The same with peepholes, through which the gates see the cell, entry by entry (Gers, Schraudolph
/// and Schmidhuber, 2002): i = sigmoid(. + input_peephole c), f = sigmoid(. + forget_peephole c),
/// and of what it has become o = sigmoid(. + output_peephole c'). Each is as long as the state.
template <operand X, operand H, operand M, operand W, operand U, operand B, operand C, operand I,
          operand F, operand O>
constexpr auto lstm_cell(X x, H h, M memory, W w, U u, B b, C c, I input_peephole,
                         F forget_peephole, O output_peephole) {
    if constexpr (!detail::lstm_fits<X, H, M, W, U, B, C>()) return lstm_state<H, H>{h, h};
    else if constexpr (!detail::peepholes_fit<H, I, F, O>()) return lstm_state<H, H>{h, h};
    else {
        constexpr int n = H::extent().rows;
        const auto all = w * x + b + (u * h + c);
        const auto input = ctgrad::sigmoid(slice<0, n>(all) + hadamard(input_peephole, memory));
        const auto forget = ctgrad::sigmoid(slice<n, n>(all) + hadamard(forget_peephole, memory));
        const auto made = ctgrad::tanh(slice<2 * n, n>(all));
        const auto cell = hadamard(forget, memory) + hadamard(input, made);
        const auto output = ctgrad::sigmoid(slice<3 * n, n>(all) + hadamard(output_peephole, cell));
        const auto state = hadamard(output, ctgrad::tanh(cell));
        return lstm_state<std::remove_const_t<decltype(state)>,
                          std::remove_const_t<decltype(cell)>>{};
    }
}

}  // namespace nn

}  // namespace ctgrad
