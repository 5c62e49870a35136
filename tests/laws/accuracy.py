#!/usr/bin/env python3
"""Writes accuracy_sample.hpp: functions and their first three derivatives by mpmath (Debian package
python3-mpmath), with 1500 digits, at points in tails, beside branch points and beside zeros. Run it to
change the functions or the points:

    python3 tests/laws/accuracy.py | clang-format-19 > tests/laws/accuracy_sample.hpp
"""

import mpmath
from mpmath import mpf

mpmath.mp.dps = 1500

near = [1e-280, 1e-9, -1e-9, 1e-3]
middle = [-2.5, 0.75, 6.5]
tails = [-36.9, -20.25, 9.1, 19.5, 38.5]
far = [-700.0, 700.0]
everywhere = near + middle + tails + far
beside_one = [1 - 1e-9, -1 + 2.0**-50, 0.999]


def logistic(u):
    return 1 / (1 + mpmath.exp(-u))


def softplus(u):
    return mpmath.log(1 + mpmath.exp(u))


def selu(u):
    scale = mpf(10507009873554805) / mpf(10) ** 16
    alpha = mpf(16732632423543772) / mpf(10) ** 16
    return scale * (u if u > 0 else alpha * (mpmath.exp(u) - 1))


functions = {
    "sigmoid": (logistic, everywhere),
    "softplus": (softplus, everywhere),
    "log_sigmoid": (lambda u: -softplus(-u), everywhere),
    "silu": (lambda u: u * logistic(u), middle + tails + far),
    "gelu": (lambda u: u / 2 * mpmath.erfc(-u / mpmath.sqrt(2)), near + middle + tails + [-9.5, -4.25]),
    "elu": (lambda u: u if u > 0 else mpmath.exp(u) - 1, [-1e-9] + middle + tails + far),
    "selu": (selu, [-1e-9] + middle + tails + far),
    "softsign": (lambda u: u / (1 + abs(u)), [1e-9, -1e-9] + middle + tails + [1e20]),
    "log1p": (lambda u: mpmath.log(1 + u), near + [-1 + 1e-9, -1 + 2.0**-50, 2.5, 1e30]),
    "expm1": (lambda u: mpmath.exp(u) - 1, everywhere),
    "erf": (mpmath.erf, near + middle),
    "erfc": (mpmath.erfc, near + middle + [-5.9, 5.9, 10.0, 26.0]),
    "asinh": (mpmath.asinh, near + middle + tails + [1e20]),
    "acosh": (mpmath.acosh, [1 + 1e-9, 1 + 2.0**-50, 1.001, 2.5, 1e20]),
    "atanh": (mpmath.atanh, near + [0.75] + beside_one),
    "asin": (mpmath.asin, near + [0.75] + beside_one),
    "tanh": (mpmath.tanh, everywhere),
    "log_cosh": (lambda u: mpmath.log(mpmath.cosh(u)), everywhere),
}


def number(value):
    """The nearest double; what is no normal number is 0."""
    return repr(float(value) if abs(value) > mpf(2) ** -1022 else 0.0)


def row(name, f, at):
    values = [f(mpf(at))] + [mpmath.diff(f, mpf(at), order, h=mpf(10) ** -350) for order in (1, 2, 3)]
    values = [0 if abs(v) < mpf(10) ** -340 else v for v in values]
    return f'    {{"{name}", {at!r},\n     {{{", ".join(map(number, values))}}}}},'


print("// Values and derivatives of order 1 to 3, written by accuracy.py. 0 stands for 0 and for what is")
print("// smaller than any normal number.")
print("#pragma once\n\n#include <string_view>\n\nnamespace laws {\n")
print("struct accuracy_sample {\n    std::string_view function;\n    double at;\n    double values[4];\n};\n")
print("inline constexpr accuracy_sample accuracy_samples[] = {")
for name, (f, points) in functions.items():
    for at in points:
        print(row(name, f, at))
print("};\n\n}  // namespace laws")
