#!/usr/bin/env python3
"""Writes random expressions with values, gradients and Hessians by SymPy and mpmath: the tests of this
folder.

usage: generate.py [SEED]        (needs python3-sympy; writes samples_1.cpp ... beside itself)

An expression grows from the leaves up. Beside its text in C++ every term has its function as SymPy sees
it, of the terms it is made of. SymPy derives these functions one by one; mpmath puts them together, by
the chain rule for second derivatives, forwards, and confirms the result by differences of values alone
with a step of 1e-40. (SymPy's derivative of a whole expression takes minutes of simplification.)

Points are multiples of 1/64, exact in every binary type. Every function is asked inside its domain and
away from kinks. A sample is kept where all derivatives are well conditioned: moving the point by 1e-20
of itself moves none of them by more than CONDITION times that.
"""

import functools
import pathlib
import random
import re
import sys

import mpmath
import sympy

FILES, PER_FILE = 10, 20  # g++ takes half a minute for a file
DIGITS, WORKING_DIGITS, DIFFERENCE_DIGITS = 30, 60, 150
CONDITION = 100
SIZE = (6, 14)  # operations
PAIRS = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
A, B = sympy.symbols("a b")

mpmath.mp.dps = WORKING_DIGITS


class Function:
    """A formula of one or two numbers with its first and second derivatives."""

    def __init__(self, formula, count):
        symbols = [A, B][:count]
        f = sympy.sympify(formula(*symbols))
        first = [sympy.diff(f, s) for s in symbols]
        second = [[sympy.diff(g, s) for s in symbols] for g in first]
        self.value = sympy.lambdify(symbols, f, modules="mpmath")
        self.all = sympy.lambdify(symbols, [f, first, second], modules="mpmath")


class Term:
    """Text in C++, and what it is a function of; a variable is known by its place in the point."""

    def __init__(self, text, function=None, operands=(), place=None, constant=None):
        self.text, self.function, self.operands = text, function, operands
        self.place, self.constant = place, constant

    def value(self, point, known):
        if self.constant is not None:
            return mpmath.mpf(self.constant[0]) / self.constant[1]
        if self not in known and self.place is not None:
            return point[self.place]
        if self not in known:
            known[self] = self.function.value(*(t.value(point, known) for t in self.operands))
        return known[self]

    def jet(self, point, known):
        """Value, gradient and Hessian as a dictionary over PAIRS."""
        if self.function is None:
            gradient = [mpmath.mpf(self.place == i) for i in range(3)]
            return self.value(point, {}), gradient, {p: mpmath.mpf(0) for p in PAIRS}
        if self not in known:
            parts = [t.jet(point, known) for t in self.operands]
            value, first, second = self.function.all(*(p[0] for p in parts))
            n = range(len(parts))
            gradient = [sum(first[k] * parts[k][1][i] for k in n) for i in range(3)]
            hessian = {
                (i, j): sum(first[k] * parts[k][2][i, j] for k in n)
                + sum(second[k][m] * parts[k][1][i] * parts[m][1][j] for k in n for m in n)
                for i, j in PAIRS
            }
            known[self] = value, gradient, hessian
        return known[self]

    def variables(self):
        if self.function is None:
            return {self.place}
        return set().union(*(t.variables() for t in self.operands))


@functools.cache
def function(formula, count):
    return Function(formula, count)


def call(name, formula, *terms):
    text = f"{name}({', '.join(t.text for t in terms)})"
    term = Term(text, function(formula, len(terms)), terms)
    term.number = term.value([], {t: t.number for t in terms})
    return term


def within(low, high):
    return lambda u: low <= u <= high


half_pi = mpmath.pi / 2
# name: (formula, where it is defined and well conditioned)
UNARY = {
    "exp": (sympy.exp, within(-4, 4)),
    "expm1": (lambda u: sympy.exp(u) - 1, within(-3, 3)),
    "exp2": (lambda u: 2**u, within(-4, 4)),
    "log": (sympy.log, within(0.05, 50)),
    "log1p": (lambda u: sympy.log(1 + u), within(-0.9, 20)),
    "log2": (lambda u: sympy.log(u) / sympy.log(2), within(0.05, 50)),
    "log10": (lambda u: sympy.log(u) / sympy.log(10), within(0.05, 50)),
    "sin": (sympy.sin, within(-6, 6)),
    "cos": (sympy.cos, within(-6, 6)),
    "tan": (sympy.tan, within(-1.3, 1.3)),
    "asin": (sympy.asin, within(-0.95, 0.95)),
    "acos": (sympy.acos, within(-0.95, 0.95)),
    "atan": (sympy.atan, within(-5, 5)),
    "sinh": (sympy.sinh, within(-3, 3)),
    "cosh": (sympy.cosh, within(-3, 3)),
    "tanh": (sympy.tanh, within(-2, 2)),
    "asinh": (sympy.asinh, within(-5, 5)),
    "acosh": (sympy.acosh, within(1.1, 10)),
    "atanh": (sympy.atanh, within(-0.9, 0.9)),
    "erf": (sympy.erf, within(-2, 2)),
    "erfc": (sympy.erfc, within(-2, 4)),
    "tgamma": (sympy.gamma, within(0.3, 5)),
    "lgamma": (sympy.loggamma, within(0.3, 8)),
    "digamma": (sympy.digamma, within(0.3, 8)),
    "sqrt": (sympy.sqrt, within(0.05, 50)),
    "cbrt": (sympy.cbrt, within(0.05, 50)),
    "square": (lambda u: u**2, within(-5, 5)),
    "sigmoid": (lambda u: 1 / (1 + sympy.exp(-u)), within(-5, 5)),
    "softplus": (lambda u: sympy.log(1 + sympy.exp(u)), within(-5, 5)),
    "log_sigmoid": (lambda u: -sympy.log(1 + sympy.exp(-u)), within(-5, 5)),
    "silu": (lambda u: u / (1 + sympy.exp(-u)), within(-5, 5)),
    "gelu": (lambda u: u / 2 * (1 + sympy.erf(u / sympy.sqrt(2))), within(-2, 4)),
}
POSITIVE_AND_NEGATIVE = {  # one formula on each side of 0
    "abs": (lambda u: u, lambda u: -u),
    "softsign": (lambda u: u / (1 + u), lambda u: u / (1 - u)),
    "elu": (lambda u: u, lambda u: sympy.exp(u) - 1),
    "relu": (lambda u: u, lambda u: 0 * u),
}
CONSTANTS = ["1", "2", "3", "0.5", "0.25", "1.5", "1 / 3", "2 / 7"]
EXPONENTS = ["2", "3", "-1", "-2", "0.5", "1.5", "-0.5", "2.5"]


def constant(random):
    text = random.choice(CONSTANTS)
    p, _, q = text.partition(" / ")
    ratio = sympy.Rational(p) / sympy.Rational(q or 1)
    term = Term(f"{p}_c / {q}_c" if q else f"{p}_c", constant=(int(ratio.p), int(ratio.q)))
    term.number = term.value([], {})
    return term


def unary(random, u):
    """A function of u that is defined there; None if the one drawn is not."""
    if random.random() < 0.1:
        name, sides = random.choice(list(POSITIVE_AND_NEGATIVE.items()))
        if abs(u.number) < 0.1 or abs(u.number) > 5:
            return None
        return call(name, sides[0] if u.number > 0 else sides[1], u)
    name, (formula, defined) = random.choice(list(UNARY.items()))
    return call(name, formula, u) if defined(u.number) else None


def written_as(text, term):
    term.text = text
    return term


PLUS, MINUS, TIMES = (lambda u, v: u + v), (lambda u, v: u - v), (lambda u, v: u * v)
DIVIDED, POWER = (lambda u, v: u / v), (lambda u, v: u**v)
ANGLE, RADIUS = (lambda u, v: sympy.atan(u / v)), (lambda u, v: sympy.sqrt(u**2 + v**2))
FIRST, SECOND = (lambda u, v: u), (lambda u, v: v)
SINE_OF_FIRST, SAME = (lambda u, v: sympy.sin(u)), (lambda u: u)
ROOTS = {e: functools.partial(lambda e, u: u ** sympy.Rational(e), e) for e in EXPONENTS}


def binary(random, a, b):
    """An operation on a and b that is defined there; None if the one drawn is not."""
    others = ["pow", "root", "atan2", "hypot", "max", "clamp", "select"]
    kind = random.choice("+-*/" if random.random() < 0.6 else others)
    if kind in "+-*":
        formula = {"+": PLUS, "-": MINUS, "*": TIMES}[kind]
        return written_as(f"({a.text} {kind} {b.text})", call("", formula, a, b))
    if kind == "/" and abs(b.number) > 0.1:
        return written_as(f"({a.text} / ({b.text}))", call("", DIVIDED, a, b))
    if kind == "pow" and 0.1 < a.number < 8 and abs(b.number) < 3:
        return call("pow", POWER, a, b)
    if kind == "root" and 0.1 < a.number < 8:
        exponent = random.choice(EXPONENTS)
        return written_as(f"pow({a.text}, {exponent}_c)", call("", ROOTS[exponent], a))
    if kind == "atan2" and abs(a.number) > 0.1 and b.number > 0.1:
        return call("atan2", ANGLE, a, b)
    if kind == "hypot" and max(abs(a.number), abs(b.number)) > 0.1:
        return call("hypot", RADIUS, a, b)
    if kind == "max" and abs(a.number - b.number) > 0.1:
        name = random.choice(["max", "min"])
        return call(name, FIRST if (a.number > b.number) == (name == "max") else SECOND, a, b)
    if kind == "clamp" and 0.1 < abs(a.number) < 1.9:
        return written_as(f"clamp({a.text}, -2_c, 2_c)", call("", SAME, a))
    if kind == "select" and abs(a.number - b.number) > 0.1:
        text = f"select({a.text} < {b.text}, sin({a.text}), {a.text} * {b.text})"
        return written_as(text, call("", SINE_OF_FIRST if a.number < b.number else TIMES, a, b))
    return None


def expression(random, point):
    pool = [Term(name, place=i) for i, name in enumerate("xyz")]
    for term in pool:
        term.number = point[term.place]
    pool.append(constant(random))
    steps = random.randint(*SIZE)
    while steps > 0:
        # The latest terms are preferred, so that they end in one expression.
        a, b = (pool[-1 - min(int(random.expovariate(0.6)), len(pool) - 1)] for _ in range(2))
        if a is b or a.constant:
            continue
        made = unary(random, a) if random.random() < 0.6 else binary(random, a, b)
        if made is None or abs(made.number) > 100 or len(made.text) > 300:
            continue
        pool.append(made)
        steps -= 1
    return pool[-1]


def numbers_at(term, point):
    value, gradient, hessian = term.jet(point, {})
    return [value, *gradient, *(hessian[p] for p in PAIRS)]


def differences(term, point):
    """The same by values of the term alone."""
    with mpmath.workdps(DIFFERENCE_DIGITS):
        h = mpmath.mpf(10) ** -40

        def value(moves):
            steps = [h * (moves.count(i) - moves.count(~i)) for i in range(3)]
            return term.value([p + step for p, step in zip(point, steps)], {})

        gradient = [(value([i]) - value([~i])) / (2 * h) for i in range(3)]
        hessian = [
            (value([i, j]) - value([i, ~j]) - value([~i, j]) + value([~i, ~j])) / (4 * h * h)
            for i, j in PAIRS
        ]
        return [value([]), *gradient, *hessian]


def well_conditioned(random, term, point, numbers):
    largest = max(abs(n) for n in numbers)
    if largest > 1e4 or any(0 < abs(n) < 1e-4 * largest for n in numbers):
        return False
    h = mpmath.mpf(10) ** -20
    for _ in range(3):
        moved = [v * (1 + h * random.choice([-1, 1])) for v in point]
        for a, b in zip(numbers, numbers_at(term, moved)):
            if abs(a - b) > CONDITION * h * abs(a):
                return False
    return True


def sample(random):
    while True:
        point = [mpmath.mpf(random.randint(20, 160)) / 64 for _ in range(3)]
        term = expression(random, point)
        if not term.variables().issuperset(range(3)):
            continue
        numbers = numbers_at(term, point)
        if not well_conditioned(random, term, point, numbers):
            continue
        for a, b in zip(numbers, differences(term, point)):
            assert abs(a - b) <= mpmath.mpf(10) ** -40 * max(1, abs(a)), term.text
        return term.text, point, numbers


def numeral(number, digits=DIGITS):
    return mpmath.nstr(mpmath.re(number), digits) + "L"


def wrapped(pieces, indent, width=98):
    """Pieces one after the other, in lines of no more than this width."""
    lines = [indent]
    for piece in pieces:
        if len(lines[-1] + piece.rstrip()) > width:
            lines.append(indent)
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def listed(numbers, digits=DIGITS):
    texts = [numeral(n, digits) for n in numbers]
    return wrapped([text + ", " for text in texts[:-1]] + [texts[-1] + "}"], " " * 9)


def in_braces(numbers, digits=DIGITS):
    return "        {" + listed(numbers, digits).lstrip()


def code(text, point, numbers):
    """The sample as an initializer. A formula is broken behind spaces and opening brackets."""
    formula = re.findall(r"[^ (]*(?: |\(|$)", text + "; },")
    return ",\n".join(
        [
            "    sample{[](auto x, auto y, auto z) { return\n" + wrapped(formula, " " * 8)[:-1],
            in_braces(point, 20),
            "        " + numeral(numbers[0]),
            in_braces(numbers[1:4]),
            in_braces(numbers[4:]) + "}",
        ]
    )


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    source = random.Random(seed)
    folder = pathlib.Path(__file__).resolve().parent
    for file in range(1, FILES + 1):
        samples = ",\n".join(code(*sample(source)) for _ in range(PER_FILE))
        (folder / f"samples_{file}.cpp").write_text(
            f"""\
// Written by generate.py, seed {seed}: do not edit.

#include "sample.hpp"

using namespace oracle;

namespace {{

// clang-format off
constexpr std::tuple samples{{
{samples}
}};
// clang-format on

}}  // namespace

BOOST_AUTO_TEST_CASE(agree_with_sympy) {{ check_all(samples); }}
""",
            encoding="utf-8",
        )


main()
