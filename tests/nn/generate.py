#!/usr/bin/env python3
"""Writes losses with gradients, and learning rates over time, as PyTorch computes them in double:
pytorch_losses.hpp and pytorch_schedules.hpp beside itself.

usage: generate.py        (needs python3-torch; then tests/checks/format.sh --fix)
"""

import pathlib
import re
import textwrap
import warnings

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
warnings.simplefilter("ignore")
HERE = pathlib.Path(__file__).parent
HEAD = ["// Made by generate.py with PyTorch " + torch.__version__.split("a")[0] + ": do not edit.",
        "#pragma once", ""]

POINTS = [  # outputs y | targets t | the class
    ([1.0, -2.0, 0.5], [0.25, 0.0, 0.75], 2),
    ([0.3, 0.2, -4.0], [1.0, 0.0, 0.0], 0),
    ([-30.0, 25.0, 3.0], [0.0, 0.5, 0.5], 1),
    ([1e4, -1e4, 0.0], [0.0, 1.0, 0.0], 1),
]
WEIGHTS = torch.tensor([0.5, 2.0, 1.25])

# In C++, of y, t, digit and w (the weights) | in Python, the loss of one sample
LOSSES = [
    ("nn::half_squared_error(y, t)", lambda y, t, c: F.mse_loss(y, t, reduction="sum") / 2),
    ("nn::mean_squared_error(y, t)", lambda y, t, c: F.mse_loss(y, t)),
    ("nn::mean_absolute_error(y, t)", lambda y, t, c: F.l1_loss(y, t)),
    ("nn::huber(y, t)", lambda y, t, c: F.huber_loss(y, t)),
    ("nn::huber(y, t, 2.5_c)", lambda y, t, c: F.huber_loss(y, t, delta=2.5)),
    ("nn::log_cosh_error(y, t)",
     lambda y, t, c: ((y - t).abs() + F.softplus(-2 * (y - t).abs()) - torch.tensor(2.0).log()).mean()),
    ("nn::softmax_cross_entropy(y, digit)", lambda y, t, c: F.cross_entropy(y, c)),
    ("nn::softmax_cross_entropy(y, t)", lambda y, t, c: F.cross_entropy(y, t)),
    ("nn::smoothed_cross_entropy(y, digit, 0.1_c)",
     lambda y, t, c: F.cross_entropy(y, c, label_smoothing=0.1)),
    ("nn::smoothed_cross_entropy(y, t, 0.2_c)",
     lambda y, t, c: F.cross_entropy(y, t, label_smoothing=0.2)),
    ("nn::weighted_cross_entropy(y, digit, w)",
     lambda y, t, c: F.cross_entropy(y, c, weight=WEIGHTS, reduction="sum")),
    ("nn::weighted_cross_entropy(y, t, w)", lambda y, t, c: F.cross_entropy(y, t, weight=WEIGHTS)),
    ("nn::binary_cross_entropy(y, t)",
     lambda y, t, c: F.binary_cross_entropy_with_logits(y, t)),
    ("nn::hinge(y, 2_c * t - 0.7_c)", lambda y, t, c: F.relu(1 - (2 * t - 0.7) * y).mean()),
    ("nn::gaussian_negative_log_likelihood(y, w, t)",
     lambda y, t, c: F.gaussian_nll_loss(y, t, WEIGHTS)),
    ("nn::l1(y)", lambda y, t, c: y.abs().sum()),
    ("nn::l2(y, t)", lambda y, t, c: (y ** 2).sum() + (t ** 2).sum()),
]


def quoted(text):
    """A string literal in lines that are not too long; the rest of the layout is clang-format's."""
    return " ".join(f'"{part}"' for part in textwrap.wrap(text, 76, drop_whitespace=False))


def row(numbers):
    return "{" + ", ".join(repr(float(x)) for x in numbers) + "}"


def losses():
    lines = HEAD + [
        "struct sample {",
        "    double y[3], t[3], digit;",
        f"    double w[3] = {row(WEIGHTS.tolist())};",
        "};",
        "inline constexpr sample samples[] = {",
        *(f"    {{{row(y)}, {row(t)}, {c}}}," for y, t, c in POINTS),
        "};",
        "",
        "/// Calls run(text, loss, its call with a sample, {{value, gradient by y} for each sample}).",
        "template <class Run> void for_each_loss(Run run) {",
    ]
    for text, loss in LOSSES:
        rows = []
        for outputs, target, index in POINTS:
            y = torch.tensor(outputs, requires_grad=True)
            value = loss(y, torch.tensor(target), torch.tensor(index))
            value.backward()
            rows.append(row([value.item(), *y.grad.tolist()]))
        bound = ", ".join(f"{x} = s.{x}" for x in ("t", "digit", "w") if re.search(rf"\b{x}\b", text))
        call = f"[](const sample& s, auto f) {{ return f(y = s.y{', ' * bool(bound)}{bound}); }}"
        lines.append(f"    run({quoted(text)}, {text},\n        {call},\n        {{" + ",\n         ".join(rows) + "});")
    (HERE / "pytorch_losses.hpp").write_text("\n".join(lines + ["}"]) + "\n")


STEPS = 60
lr = torch.optim.lr_scheduler

# In C++ | in Python, of an optimiser
SCHEDULES = [
    ("constant_rate{.rate = 0.5}", lambda o: lr.ConstantLR(o, factor=1.0)),
    ("step_rate{.rate = 0.5, .every = 7, .factor = 0.3}", lambda o: lr.StepLR(o, 7, 0.3)),
    ("multi_step_rate{.rate = 0.5, .milestones = {5, 20, 21}, .factor = 0.2}",
     lambda o: lr.MultiStepLR(o, [5, 20, 21], 0.2)),
    ("exponential_rate{.rate = 0.5, .factor = 0.93}", lambda o: lr.ExponentialLR(o, 0.93)),
    ("polynomial_rate{.rate = 0.5, .steps = 41, .power = 1.7}",
     lambda o: lr.PolynomialLR(o, 41, 1.7)),
    ("cosine_rate{.rate = 0.5, .steps = 60, .lowest = 0.01}",
     lambda o: lr.CosineAnnealingLR(o, 60, 0.01)),
    ("cosine_restarts{.rate = 0.5, .steps = 9}", lambda o: lr.CosineAnnealingWarmRestarts(o, 9)),
    ("cosine_restarts{.rate = 0.5, .steps = 5, .longer = 3, .lowest = 0.02}",
     lambda o: lr.CosineAnnealingWarmRestarts(o, 5, 3, 0.02)),
    ("linear_warm_up<nn::constant_rate>{.then = {.rate = 0.5}, .steps = 11, .start = 0.1}",
     lambda o: lr.LinearLR(o, 0.1, total_iters=11)),
    ("linear_warm_up<nn::exponential_rate>"
     "{.then = {.rate = 0.5, .factor = 0.9}, .steps = 8, .start = 0.25}",
     lambda o: lr.SequentialLR(
         o, [lr.LinearLR(o, 0.25, total_iters=8), lr.ExponentialLR(o, 0.9)], [8])),
    ("one_cycle{.rate = 0.5, .steps = 60}",
     lambda o: lr.OneCycleLR(o, 0.5, 60, cycle_momentum=False)),
    ("one_cycle{.rate = 0.5, .steps = 60, .rising = 0.21, .divisor = 3, .final_divisor = 50}",
     lambda o: lr.OneCycleLR(o, 0.5, 60, pct_start=0.21, div_factor=3, final_div_factor=50,
                             cycle_momentum=False)),
]


def schedules():
    lines = HEAD + ["/// Calls run(text, schedule, rates at steps 0, 1, ...).",
                    "template <class Run> void for_each_schedule(Run run) {"]
    for text, make in SCHEDULES:
        optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.5)
        schedule = make(optimiser)
        rates = []
        for _ in range(STEPS):
            rates.append(optimiser.param_groups[0]["lr"])
            optimiser.step()
            schedule.step()
        lines.append(f"    run({quoted(text)}, nn::{text},\n        {row(rates)});")
    lines.append("}")

    generator = torch.Generator().manual_seed(7)
    found = [1 / (1 + 0.1 * k) if k < 20 else 0.3 + 0.1 * torch.rand(1, generator=generator).item()
             for k in range(STEPS)]
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.5)
    plateau = lr.ReduceLROnPlateau(optimiser, factor=0.3, patience=3, threshold=0.01, cooldown=2,
                                   min_lr=0.001)
    rates = []
    for loss in found:
        plateau.step(loss)
        rates.append(optimiser.param_groups[0]["lr"])
    lines += ["", "/// Losses, and the rates behind them of reduce_on_plateau{.rate = 0.5, .factor = 0.3,",
              "/// .patience = 3, .threshold = 0.01, .cooldown = 2, .lowest = 0.001}.",
              f"inline constexpr double plateau_losses[] = {row(found)};",
              f"inline constexpr double plateau_rates[] = {row(rates)};"]
    (HERE / "pytorch_schedules.hpp").write_text("\n".join(lines) + "\n")


losses()
schedules()
