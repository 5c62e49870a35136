"""Runs the contestants of tests/bench/mlp in turns and reports their times.

    compare.py [--quick] [--rounds N] [--core N] [--output DIR] BUILD

BUILD holds the programs bench.mlp.*. Every contestant is a process of its own, as libraries bring
each other's in other versions; all are pinned to one core, have one thread, and take turns sample
by sample. A sample is about two milliseconds of thread CPU time, with a measurement of the fused
multiply-add units before and after it. Reported are medians.
"""

import argparse
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import report

ours = "ctgrad"

# Label, program, environment, the error that its documentation explains.
contestants = [
    (ours, "ours", {}, 1e-5),
    ("Eigen, W by columns", "eigen_col", {}, 1e-5),
    ("Eigen, W by rows", "eigen_row", {}, 1e-5),
    ("OpenBLAS", "openblas", {}, 1e-5),
    ("OpenBLAS, SkylakeX", "openblas", {"OPENBLAS_CORETYPE": "SkylakeX"}, 1e-5),
    ("libxsmm", "libxsmm", {}, 1e-5),
    ("oneDNN", "onednn", {}, 1e-5),
    ("libtorch", "libtorch", {}, 1e-5),
    ("dlib", "dlib", {}, 1e-5),
    ("FANN", "fann", {}, 1e-3),
    ("loops", "loops", {}, 1e-5),
]

networks = {
    "a": "2-16-16-1 tanh, squared error",
    "b": "64-64-64-4 tanh, squared error",
    "c": "784-128-10 relu, cross-entropy",
    "d": "784-300-100-10 relu, cross-entropy",
    "e": "32-64-64-64-64-16 relu, squared error",
}
gradients = [("a", 1), ("a", 32), ("b", 1), ("b", 64), ("b", 256), ("c", 1), ("c", 32),
             ("c", 128), ("d", 128), ("e", 256), ("e", 4096)]
outputs = [("b", 1), ("c", 1), ("c", 32)]
# What is to hold in registers of 256 bit as well: ctgrad's share of their peak.
narrow_gradients = [("c", 32), ("c", 128), ("e", 256)]
# Batches that fill no tile, and the next that does.
odd_batches = [(33, 64), (63, 64), (65, 128), (100, 128), (255, 256)]


@dataclass(frozen=True)
class Task:
    network: str
    batch: int
    mode: str = "gradient"
    number: str = "float"

    def __str__(self):
        return f"{self.network} {self.number} {self.batch} {self.mode}"

    def title(self):
        what = {"gradient": "", "output": "forward pass, ", "training": "with Adam, "}[self.mode]
        number = "double, " if self.number == "double" else ""
        return f"{self.network}: {networks[self.network]}; {what}{number}batch {self.batch}"


class Contestant:
    """A process that answers line by line; None for an answer when it has died."""

    def __init__(self, label, program, extra, tolerance):
        self.label, self.tolerance = label, tolerance
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH")
                if name in os.environ}
        threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
                                          "MKL_NUM_THREADS")}
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env={**kept, **threads, **extra})
        self.description = self.process.stdout.readline().strip()

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline().strip()
        except BrokenPipeError:
            answer = ""
        if not answer or answer.startswith("failed"):
            print(f"{self.label}: {line}: {answer or 'died'}", file=sys.stderr)
            return None
        return answer.split()

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.wait()


@dataclass
class Result:
    """Medians over all samples of a contestant and a task."""
    task: Task
    contestant: Contestant
    error: float
    flops: float
    samples: list = field(default_factory=list)  # seconds of one repetition, peak around it
    ratio: float = 1  # its time / ours, each relative to the peak around it

    @property
    def right(self):
        return self.error <= (1e-12 if self.task.number == "double" else self.contestant.tolerance)

    @property
    def nanoseconds(self):
        return 1e9 * statistics.median(s for s, _ in self.samples) / self.task.batch

    @property
    def gigaflops(self):
        return self.flops / self.task.batch / self.nanoseconds

    @property
    def percent(self):
        return 100 * statistics.median(self.flops / s / peak for s, peak in self.samples)

    def time_over(self, other):
        """The median over rounds of this one's time / the other one's, per sample of the batch."""
        batches = other.task.batch / self.task.batch
        return batches * statistics.median(
            s * peak / (t * other_peak)
            for (s, peak), (t, other_peak) in zip(self.samples, other.samples))


def measure(pairs, rounds):
    """Results of (contestant, task) pairs that take turns."""
    results = []
    for contestant, task in pairs:
        answer = contestant.ask(f"prepare {task}")
        if answer and answer[0] == "error":
            results.append(Result(task, contestant, float(answer[1]), float(answer[3])))
    for r in range(rounds):
        turn = r % max(1, len(results))
        for result in results[turn:] + results[:turn]:  # everyone follows everyone's caches
            answer = result.contestant.ask(f"time {result.task}")
            if answer:
                result.samples.append((float(answer[1]), float(answer[3])))
    for contestant in {id(c): c for c, _ in pairs}.values():
        contestant.ask("clear")
    return [result for result in results if len(result.samples) == rounds]


def compare(task, everyone, rounds):
    results = measure([(c, task) for c in everyone], rounds)
    reference = next((r for r in results if r.contestant.label == ours), None)
    if reference:
        for result in results:
            result.ratio = result.time_over(reference)
    return results


def batches_of_any_size(contestant, rounds):
    """(network, batch, throughput / that of the next batch of whole tiles)."""
    rows = []
    for network in ("c", "e"):
        sizes = sorted({size for pair in odd_batches for size in pair})
        by_size = {r.task.batch: r
                   for r in measure([(contestant, Task(network, n)) for n in sizes], rounds)}
        rows += [(network, odd, whole, by_size[whole].time_over(by_size[odd]))
                 for odd, whole in odd_batches if {odd, whole} <= by_size.keys()]
    return rows


def steps(contestant, rounds):
    """(task, time of the gradient / of the forward pass, gradient with Adam / gradient)."""
    rows = []
    for network, batch in gradients:
        modes = [Task(network, batch, mode) for mode in ("output", "gradient", "training")]
        results = measure([(contestant, task) for task in modes], rounds)
        if len(results) == 3:
            forward, gradient, training = results
            rows.append((gradient.task, gradient.time_over(forward), training.time_over(gradient)))
    return rows


def in_narrow_registers(build, rounds):
    """Results of ctgrad built for AVX2 where the comparison's own registers are wider."""
    path = build / "bench.mlp.ours_avx2"
    if not path.exists() or "avx512f" not in Path("/proc/cpuinfo").read_text():
        return []
    contestant = Contestant("ctgrad, AVX2", path, {}, 1e-5)
    results = measure([(contestant, Task(*row)) for row in narrow_gradients], rounds)
    contestant.close()
    return results


def available(build):
    for label, program, extra, tolerance in contestants:
        path = build / f"bench.mlp.{program}"
        if not path.exists():
            print(f"  {label:<20} left out: its library is not here, or does not build")
        elif "CORETYPE" in "".join(extra) and "avx512f" not in Path("/proc/cpuinfo").read_text():
            print(f"  {label:<20} needs AVX-512")
        else:
            contestant = Contestant(label, path, extra, tolerance)
            print(f"  {label:<20} {contestant.description or 'does not start'}", flush=True)
            if contestant.description:
                yield contestant


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds and tasks")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--output", type=Path, help="where results.* go (default: BUILD)")
    parser.add_argument("build", type=Path)
    options = parser.parse_args()
    rounds = options.rounds or (31 if options.quick else 101)
    os.sched_setaffinity(0, {options.core})  # inherited by all contestants

    print(f"core {options.core}, one thread, {rounds} rounds")
    everyone = list(available(options.build))
    tasks = [Task(*row) for row in gradients] + [Task(*row, "output") for row in outputs]
    if options.quick:
        tasks = [task for task in tasks if task.batch != 4096]
    tasks += [Task("b", 256, number="double"), Task("e", 256, number="double")]

    tables = []
    for task in tasks:
        tables.append(compare(task, everyone, rounds))
        print(report.text(tables[-1]), flush=True)
    targets = report.read_targets(Path(__file__).with_name("targets.csv"), tables)
    print(report.targets_text(targets))
    mine = [c for c in everyone if c.label == ours]
    odd = [row for c in mine for row in batches_of_any_size(c, rounds)]
    step = [row for c in mine for row in steps(c, rounds)]
    narrow = in_narrow_registers(options.build, rounds)
    print(report.narrow_text(narrow) + report.batches_text(odd) + report.steps_text(step))

    output = options.output or options.build
    output.mkdir(parents=True, exist_ok=True)
    tables = [table for table in tables if table]
    (output / "results.md").write_text(report.markdown(everyone, tables, targets, narrow, odd, step))
    (output / "results.csv").write_text(report.csv_text(tables))
    (output / "results.svg").write_text(report.svg(tables))
    print(f"written: {output}/results.md, results.csv, results.svg")
    for contestant in everyone:
        contestant.close()
    wrong = [r for table in [*tables, narrow] for r in table if not r.right]
    for result in wrong:
        print(f"WRONG: {result.contestant.label}, {result.task}: error {result.error:.0e}")
    return 1 if wrong or not mine else 0


if __name__ == "__main__":
    sys.exit(main())
