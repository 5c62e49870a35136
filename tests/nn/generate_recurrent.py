#!/usr/bin/env python3
"""Writes losses of recurrent networks with their gradients, as PyTorch computes them in double:
pytorch_recurrent.hpp beside itself. Weights, inputs and states are given by formulas, of each gradient
stand two weighted sums of its entries.

usage: generate_recurrent.py        (needs python3-torch; then tests/checks/format.sh --fix)
"""

import pathlib

import torch

torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent
INPUTS, HIDDEN = 3, 2


def numbers(shape, scale, phase):
    count = int(torch.tensor(shape).prod())
    return (scale * torch.sin(0.7 * torch.arange(count) + phase)).reshape(shape)


def sums(gradient):
    flat = gradient.flatten()
    k = torch.arange(flat.numel())
    return [float((flat * torch.cos(k)).sum()), float((flat * torch.sin(k)).sum())]


def sample(kind, steps, layers):
    made = {
        "tanh": lambda: torch.nn.RNN(INPUTS, HIDDEN, layers),
        "relu": lambda: torch.nn.RNN(INPUTS, HIDDEN, layers, nonlinearity="relu"),
        "gru": lambda: torch.nn.GRU(INPUTS, HIDDEN, layers),
        "lstm": lambda: torch.nn.LSTM(INPUTS, HIDDEN, layers),
    }[kind]()
    parameters = list(made.parameters())  # per layer: weights of input and state, their biases
    with torch.no_grad():
        for number, p in enumerate(parameters):
            p.copy_(numbers(p.shape, 0.8, number + 1.0))
    x = numbers((steps, INPUTS), 1.0, 0.5).requires_grad_()
    h = numbers((layers, HIDDEN), 0.5, 0.1).requires_grad_()
    c = numbers((layers, HIDDEN), 0.5, 0.2).requires_grad_()
    output, last = made(x, (h, c) if kind == "lstm" else h)
    loss = (output**2).sum() + (sum(s.sum() for s in last) if kind == "lstm" else last.sum())
    loss.backward()
    states = [h, c] if kind == "lstm" else [h]
    values = [float(loss)]
    for p in parameters + [x] + states:
        values += sums(p.grad)
    return values


CASES = [("tanh", 1, 1), ("relu", 2, 1), ("tanh", 40, 1), ("gru", 7, 1), ("gru", 2, 2), ("lstm", 7, 1),
         ("lstm", 40, 2)]

lines = ["// Made by generate_recurrent.py with PyTorch " + torch.__version__.split("a")[0] +
         ": do not edit.", "#pragma once", ""]
for case in CASES:
    kind, steps, layers = case
    values = ", ".join(repr(v) for v in sample(*case))
    lines.append(f"inline constexpr double {kind}_{steps}_{layers}[] = {{{values}}};")
(HERE / "pytorch_recurrent.hpp").write_text("\n".join(lines) + "\n")
