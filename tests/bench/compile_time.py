"""Measures what the library costs to compile, and holds it against the budgets of the project.

    compile_time.py [--quick] [--rounds N] [--only NAME] [COMPILER...]

Times are user CPU seconds, the median over rounds in which all programs of a measurement take
turns, so that a busy machine slows all of them. Memory is the compiler's peak. "1 hana" is the
time of `#include <boost/hana.hpp>` alone. Exit status 1 if a budget is missed.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
include = here.parent.parent / "include"
programs = here / "programs"

# A loop over tiles for one network, written by hand, took so many hanas in g++ and in clang; the
# gradient of a batch for the same network may take half as much again.
by_hand = {"g++": 13.8, "clang++": 7.2}

# A chain of 60 levels, as programs/gradient.cpp makes it.
deep = ("-DPROBLEM=1", "-DSIZE=60")

# What an expression half of the library would include.
expressions = ["directional", "functions", "hessian"]


class Measurements:
    def __init__(self, compiler, rounds, scratch):
        self.compiler, self.rounds, self.scratch = compiler, rounds, scratch
        self.missed = 0

    def run(self, source, *flags):
        """User seconds, megabytes, exit status and messages of one compilation."""
        command = [self.compiler, "-std=c++20", f"-I{include}", *flags, "-c", str(source),
                   "-o", str(self.scratch / "object.o")]
        with tempfile.TemporaryFile() as messages:
            process = subprocess.Popen(command, stderr=messages)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            messages.seek(0)
            text = messages.read().decode(errors="replace")
        return usage.ru_utime, usage.ru_maxrss / 1024, process.returncode, text

    def compare(self, *variants):
        """Medians (seconds, megabytes) of several (source, flags...), measured in turns."""
        results = [[] for _ in variants]
        for _ in range(self.rounds):
            for result, (source, *flags) in zip(results, variants):
                seconds, megabytes, status, text = self.run(source, *flags)
                if status != 0:
                    print(text[:600], file=sys.stderr)
                    seconds = megabytes = float("inf")
                result.append((seconds, megabytes))
        return [tuple(statistics.median(column) for column in zip(*r)) for r in results]

    def write(self, name, text):
        path = self.scratch / name
        path.write_text(text)
        return path

    def report(self, name, value, bound, unit):
        ok = value <= bound
        self.missed += not ok
        print(f"  {name:<46} {value:>9.2f} <= {bound:>7g} {unit:<11} {'ok' if ok else 'MISSED'}",
              flush=True)

    # --- the budgets ---

    def headers(self):
        hana = self.write("hana.cpp", "#include <boost/hana.hpp>\n")
        whole = self.write("whole.cpp", "#include <ctgrad/ctgrad.hpp>\n")
        half = self.write("half.cpp",
                          "".join(f"#include <ctgrad/expr/{h}.hpp>\n" for h in expressions))
        (one, _), (all_of_it, _), (expr, _) = self.compare((hana,), (whole,), (half,))
        self.report("#include <ctgrad/ctgrad.hpp>", all_of_it / one, 4, "hana")
        self.report("expressions alone", expr / one, 2, "hana")

    def gradient(self, name, problem, size):
        """Against the reference, both without what their headers cost: those have a bound. With
        them, the ratio is printed in brackets."""
        source = programs / "gradient.cpp"
        ours = ["-O2", f"-DPROBLEM={problem}"]
        sizes = [f"-DSIZE={size}", "-DSIZE=2"]
        (a, am), (a0, am0), (b, bm), (b0, bm0) = self.compare(
            *[(source, *ours, s, *extra) for extra in ([], ["-DREFERENCE"]) for s in sizes])
        if b == float("inf"):
            print(f"  gradient, {name} {size}: the reference does not compile; {a:.1f} s, {am:.0f} MB")
            self.missed += a == float("inf")
            return
        self.report(f"gradient, {name} {size}: {a:.1f} s, reference {b:.1f} s ({a / b:.1f})",
                    (a - a0) / max(b - b0, 0.01), 2.5, "x time")
        self.report(f"gradient, {name} {size}: {am:.0f} MB, reference {bm:.0f} MB ({am / bm:.1f})",
                    max(am - am0, 0) / max(bm - bm0, 1), 2.5, "x memory")

    def gradients(self):
        self.gradient("chain of", 1, 60)
        self.gradient("Rosenbrock of", 2, 50)
        self.gradient("sum of", 3, 100)

    def large_gradients(self):
        self.gradient("chain of", 1, 400)
        self.gradient("Rosenbrock of", 2, 245)  # the largest whose reference clang compiles
        self.gradient("Rosenbrock of", 2, 260)
        self.gradient("sum of", 3, 500)
        self.gradient("network, layers", 4, 10)

    def deep_chain(self):
        hana = self.write("hana.cpp", "#include <boost/hana.hpp>\n")
        source = programs / "gradient.cpp"
        (one, _), (chain, _) = self.compare((hana,), (source, "-g", *deep))
        self.report("chain of 60 levels, -g", chain / one, 10, "hana")

    def sizes(self):
        """What does not depend on the machine: the object of a deep chain, the names in it, and what
        the compiler says of a type and of a mistake."""
        item = self.scratch / "object.o"
        for flags in (["-g"], ["-g", "-O2"]):
            *_, status, message = self.run(programs / "gradient.cpp", *flags, *deep)
            assert status == 0, message
            kind = f"of a chain of 60 levels, {' '.join(flags)}"
            self.report(f"object {kind}", item.stat().st_size / 1e6, 2, "MB")
            symbols = subprocess.run(["nm", item], capture_output=True, text=True).stdout
            self.report(f"longest symbol {kind}", max(map(len, symbols.split())), 1000, "characters")
        text = (programs / "gradient.cpp").read_text()
        wrong = self.write("wrong.cpp", text + "\nint wrong = f;\n")
        *_, status, message = self.run(wrong, *deep)
        assert status != 0
        self.report("an error message", len(message) / 1000, 8, "kB")
        shown = self.write("shown.cpp", "#include <ctgrad/expr/diff.hpp>\n"
                           "#include <ctgrad/expr/functions.hpp>\nusing namespace ctgrad;\n"
                           "int shown = diff(sin(scalar<\"x\">) * scalar<\"y\">, scalar<\"x\">);\n")
        message = self.run(shown)[3]
        found = re.search(r'expr<\d+\w*,[^"]*"y \* cos\(x\)"', message)
        self.report("a type's name is its formula (0: it is)", 0 if found else 1, 0, "")

    def whole(self):
        """The whole programs of users."""
        hana = self.write("hana.cpp", "#include <boost/hana.hpp>\n")
        four_layers = programs / "mlp_depth4.cpp"
        (one, _), (four, memory), (fifty, _), (fit, _) = self.compare(
            (hana,), (four_layers, "-O2"), (programs / "mlp_depth50.cpp", "-O2"),
            (four_layers, "-O2", "-DFIT"))
        self.report("train 4 layers", four / one, 25, "hana")
        self.report("train 4 layers", memory, 600, "MB")
        self.report("train 50 layers / 4 layers", fifty / four, 3, "x time")
        print(f"  4 layers by nn::fit, threads, metrics and all: {fit / one:.2f} hana")

    def step(self):
        """The gradient of a batch, as users of networks compile it."""
        hana = self.write("hana.cpp", "#include <boost/hana.hpp>\n")
        source, flags = programs / "mlp_e.cpp", ("-O3", "-march=native")
        (one, _), (gradient, _) = self.compare((hana,), (source, *flags))
        family = "clang++" if "clang" in self.compiler else "g++"
        self.report(f"gradient of 5 layers, by hand {by_hand[family]} hana", gradient / one,
                    1.5 * by_hand[family], "hana")
        self.run(source, *flags)
        symbols = subprocess.run(["nm", "-C", self.scratch / "object.o"], capture_output=True,
                                 text=True).stdout
        self.report("functions on graphs in its object", symbols.count("ctgrad::graph"), 0, "")

    def loops(self):
        """A loop does not grow with its steps; written out it does."""
        source, flags = programs / "loops.cpp", ("-O2",)
        (ten, _), (many, _), (dense, _), (unrolled, _), (four, _) = self.compare(
            (source, *flags, "-DKIND=1", "-DSTEPS=10"), (source, *flags, "-DKIND=1", "-DSTEPS=10000"),
            (source, *flags, "-DKIND=2", "-DSTEPS=10"), (source, *flags, "-DKIND=3", "-DSTEPS=50"),
            (programs / "mlp_depth4.cpp", *flags))
        self.report(f"scan of 10 steps ({ten:.1f} s) / dense layer ({dense:.1f} s)", ten / dense, 1.5,
                    "x time")
        self.report(f"scan of 10,000 steps ({many:.1f} s) / of 10", many / ten, 1.05, "x time")
        self.report(f"50 steps written out ({unrolled:.1f} s) / 4 layers trained", unrolled / four, 3,
                    "x time")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small problems, once each")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", help="one of: headers gradients large_gradients deep_chain "
                                       "sizes whole step loops")
    parser.add_argument("compilers", nargs="*", default=["g++", "clang++-19"])
    options = parser.parse_args()
    names = ["headers", "gradients", "deep_chain", "sizes", "whole", "step", "loops"]
    if not options.quick:
        names.append("large_gradients")
    missed = 0
    for compiler in options.compilers:
        print(compiler)
        with tempfile.TemporaryDirectory() as scratch:
            m = Measurements(compiler, 1 if options.quick else options.rounds, Path(scratch))
            for name in [options.only] if options.only else names:
                getattr(m, name)()
            missed += m.missed
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
