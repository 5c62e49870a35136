#!/usr/bin/env python3
"""Writes trajectories of optimisers as PyTorch computes them, in double: trajectories.hpp beside itself.

usage: generate.py        (needs python3-torch; then tests/checks/format.sh --fix)

Every optimiser goes 100 steps down the same function of a vector u and a number s. Lion, which PyTorch
does not have, is written here as its authors give it.
"""

import pathlib
import textwrap

import torch

torch.set_default_dtype(torch.float64)  # NAdam keeps its momentum in it, whatever the parameters are

KEPT_STEPS = (1, 2, 3, 5, 10, 30, 100)


class Lion(torch.optim.Optimizer):
    """Chen et al., "Symbolic discovery of optimization algorithms", 2023, program 1."""

    def __init__(self, parameters, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                mean = state.setdefault("mean", torch.zeros_like(p))
                direction = (beta1 * mean + (1 - beta1) * p.grad).sign()
                p -= group["lr"] * (direction + group["weight_decay"] * p)
                state["mean"] = beta2 * mean + (1 - beta2) * p.grad


class PublishedNAdam(torch.optim.NAdam):
    """As PyTorch has it from 2.0 on, and its documentation before: 1.13 takes mu(t) twice."""

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            (beta1, beta2), decay = group["betas"], group["momentum_decay"]
            for p in group["params"]:
                state = self.state[p]
                t = state["t"] = state.get("t", 0) + 1
                m = state["m"] = beta1 * state.get("m", 0) + (1 - beta1) * p.grad
                v = state["v"] = beta2 * state.get("v", 0) + (1 - beta2) * p.grad ** 2
                mu, after = (beta1 * (1 - 0.5 * 0.96 ** (k * decay)) for k in (t, t + 1))
                product = state["product"] = state.get("product", 1) * mu
                denominator = (v / (1 - beta2 ** t)).sqrt() + group["eps"]
                p -= group["lr"] * (1 - mu) / (1 - product) * p.grad / denominator
                p -= group["lr"] * after / (1 - product * after) * m / denominator


# In C++ | in Python
OPTIMISERS = [
    ("gradient_descent{.rate = 0.01}", torch.optim.SGD, dict(lr=0.01)),
    ("sgd<values>{}", torch.optim.SGD, dict(lr=0.001)),
    ("sgd<values>{.rate = 0.01, .momentum = 0.9}", torch.optim.SGD, dict(lr=0.01, momentum=0.9)),
    ("sgd<values>{.rate = 0.01, .momentum = 0.8, .dampening = 0.3, .weight_decay = 0.1}",
     torch.optim.SGD, dict(lr=0.01, momentum=0.8, dampening=0.3, weight_decay=0.1)),
    ("sgd<values>{.rate = 0.005, .momentum = 0.9, .weight_decay = 0.02, .nesterov = true}",
     torch.optim.SGD, dict(lr=0.005, momentum=0.9, weight_decay=0.02, nesterov=True)),
    ("adagrad<values>{}", torch.optim.Adagrad, dict()),
    ("adagrad<values>{.rate = 0.3, .rate_decay = 0.01, .weight_decay = 0.1, .initial_sum = 0.5, "
     ".epsilon = 0.001}",
     torch.optim.Adagrad,
     dict(lr=0.3, lr_decay=0.01, weight_decay=0.1, initial_accumulator_value=0.5, eps=0.001)),
    ("adadelta<values>{}", torch.optim.Adadelta, dict()),
    ("adadelta<values>{.rate = 0.5, .rho = 0.8, .epsilon = 0.01, .weight_decay = 0.1}",
     torch.optim.Adadelta, dict(lr=0.5, rho=0.8, eps=0.01, weight_decay=0.1)),
    ("rmsprop<values>{}", torch.optim.RMSprop, dict()),
    ("rmsprop<values>{.momentum = 0.5}", torch.optim.RMSprop, dict(momentum=0.5)),
    ("rmsprop<values>{.centred = true}", torch.optim.RMSprop, dict(centered=True)),
    ("rmsprop<values>{.rate = 0.02, .alpha = 0.9, .epsilon = 0.001, .weight_decay = 0.1, "
     ".momentum = 0.7, .centred = true}",
     torch.optim.RMSprop,
     dict(lr=0.02, alpha=0.9, eps=0.001, weight_decay=0.1, momentum=0.7, centered=True)),
    ("adam<values>{}", torch.optim.Adam, dict()),
    ("adam<values>{.rate = 0.1, .beta1 = 0.8, .beta2 = 0.9, .epsilon = 0.01, .weight_decay = 0.1}",
     torch.optim.Adam, dict(lr=0.1, betas=(0.8, 0.9), eps=0.01, weight_decay=0.1)),
    ("amsgrad<values>{}", torch.optim.Adam, dict(amsgrad=True)),
    ("amsgrad<values>{.rate = 0.1, .beta1 = 0.8, .beta2 = 0.9, .weight_decay = 0.1}",
     torch.optim.Adam, dict(lr=0.1, betas=(0.8, 0.9), weight_decay=0.1, amsgrad=True)),
    ("adamw<values>{}", torch.optim.AdamW, dict()),
    ("adamw<values>{.rate = 0.1, .beta1 = 0.8, .beta2 = 0.9, .epsilon = 0.01, .weight_decay = 0.2}",
     torch.optim.AdamW, dict(lr=0.1, betas=(0.8, 0.9), eps=0.01, weight_decay=0.2)),
    ("nadam<values>{}", torch.optim.NAdam, dict()),
    ("nadam<values>{.rate = 0.05, .beta1 = 0.8, .beta2 = 0.9, .epsilon = 0.01, .weight_decay = 0.1, "
     ".momentum_decay = 0.02}",
     torch.optim.NAdam,
     dict(lr=0.05, betas=(0.8, 0.9), eps=0.01, weight_decay=0.1, momentum_decay=0.02)),
    ("nadam<values>{.published = true}", PublishedNAdam, dict()),
    ("radam<values>{}", torch.optim.RAdam, dict()),
    ("radam<values>{.rate = 0.05, .beta1 = 0.8, .beta2 = 0.95, .epsilon = 0.01, .weight_decay = 0.1}",
     torch.optim.RAdam, dict(lr=0.05, betas=(0.8, 0.95), eps=0.01, weight_decay=0.1)),
    ("adamax<values>{}", torch.optim.Adamax, dict()),
    ("adamax<values>{.rate = 0.05, .beta1 = 0.8, .beta2 = 0.9, .epsilon = 0.01, .weight_decay = 0.1}",
     torch.optim.Adamax, dict(lr=0.05, betas=(0.8, 0.9), eps=0.01, weight_decay=0.1)),
    ("lion<values>{}", Lion, dict()),
    ("lion<values>{.rate = 0.01, .beta1 = 0.8, .beta2 = 0.95, .weight_decay = 0.1}", Lion,
     dict(lr=0.01, betas=(0.8, 0.95), weight_decay=0.1)),
]

HEADERS = {
    "gradient_descent": ("gradient_descent", "sgd"),
    "adaptive_rate": ("adagrad", "adadelta", "rmsprop"),
    "adam": ("adam", "amsgrad", "adamw"),
    "adam_variants": ("nadam", "radam", "adamax", "lion"),
}


def quoted(text):
    """A string literal in lines that are not too long; the rest of the layout is clang-format's."""
    return " ".join(f'"{part}"' for part in textwrap.wrap(text, 76, drop_whitespace=False))


def trajectory(optimiser, settings):
    u = torch.tensor([1.5, -2.0, 0.3], dtype=torch.float64, requires_grad=True)
    s = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
    target = torch.tensor([0.5, -1.0, 2.0], dtype=torch.float64)
    steps = optimiser([u, s], **settings)
    points = []
    for step in range(1, KEPT_STEPS[-1] + 1):
        steps.zero_grad()
        loss = ((u - target) ** 4).sum() / 4 + (s - u[0] * u[1]) ** 2 / 2 + s * torch.sin(u[2])
        loss.backward()
        steps.step()
        if step in KEPT_STEPS:
            points.append([*u.tolist(), s.item()])
    return points


def main():
    lines = [
        "// Made by generate.py with PyTorch " + torch.__version__.split("a")[0] + ": do not edit.",
        "#pragma once",
        "",
        "#include <ctgrad/nn/optimiser.hpp>",
        "",
        "namespace trajectories {",
        "",
        "namespace nn = ctgrad::nn;",
        "",
        "inline constexpr int kept_steps[] = {" + ", ".join(map(str, KEPT_STEPS)) + "};",
    ]
    for header, names in HEADERS.items():
        lines += [
            "",
            f"/// Of {header}.hpp: calls run(text, optimiser, {{u and s after each of the kept steps}}).",
            f"template <class values, class Run> void {header}(Run run) {{",
        ]
        for text, optimiser, settings in OPTIMISERS:
            if text.partition("<")[0].partition("{")[0] not in names:
                continue
            lines.append(f"    run({quoted(text)}, nn::{text},")
            rows = ["{" + ", ".join(repr(x) for x in point) + "}"
                    for point in trajectory(optimiser, settings)]
            lines.append("        {" + ",\n         ".join(rows) + "});")
        lines.append("}")
    lines += ["", "}  // namespace trajectories"]
    (pathlib.Path(__file__).parent / "trajectories.hpp").write_text("\n".join(lines) + "\n")


main()
