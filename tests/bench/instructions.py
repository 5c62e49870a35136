"""Counts the instructions of ctgrad's gradients in valgrind, against those that are recorded.

    instructions.py [--record] --compiler NAME BUILD

BUILD holds bench.mlp.instructions. valgrind knows no AVX-512, so that the program is built for
AVX2 (-march=x86-64-v3), whatever the machine: the counts depend on the compiler alone, and a
regression shows without a quiet machine. Exit status 1 if a count grew by more than 1 %.
"""

import argparse
import csv
import re
import subprocess
import sys
from pathlib import Path

recorded_file = Path(__file__).with_name("instructions.csv")
tolerance = 0.01
tasks = ["a float 1 gradient", "a float 32 gradient", "b float 1 gradient", "b float 64 gradient",
         "b float 256 gradient", "c float 1 gradient", "c float 32 gradient",
         "c float 128 gradient", "d float 128 gradient", "e float 256 gradient",
         "b float 1 output", "c float 1 output", "c float 32 output"]


def count(program, task):
    """Instructions of one call, after two others."""
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                          "--collect-atstart=no", "--toggle-collect=counted_call", program, task],
                         capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"{task}: {run.stdout}{run.stderr}")
    return int(found[1])


def read():
    if not recorded_file.exists():
        return {}
    with recorded_file.open() as lines:
        return {(row["compiler"], row["task"]): int(row["instructions"])
                for row in csv.DictReader(lines)}


def write(counts):
    with recorded_file.open("w") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["compiler", "task", "instructions"])
        order = {task: i for i, task in enumerate(tasks)}
        for key in sorted(counts, key=lambda key: (key[0], order.get(key[1], -1))):
            writer.writerow([*key, counts[key]])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--record", action="store_true", help="write the counts to the record")
    parser.add_argument("--compiler", required=True)
    parser.add_argument("build", type=Path)
    options = parser.parse_args()
    recorded = read()
    grown = 0
    print(f"{'':<24} {'instructions':>12} {'recorded':>12} {'change':>8}")
    for task in tasks:
        key = (options.compiler, task)
        found = count(options.build / "bench.mlp.instructions", task)
        before = recorded.get(key)
        change = found / before - 1 if before else 0
        verdict = "GROWN" if change > tolerance else "less" if change < -tolerance else ""
        grown += change > tolerance
        print(f"{task:<24} {found:>12} {before or '-':>12} {100 * change:>+7.2f}% {verdict}",
              flush=True)
        if options.record:
            recorded[key] = found
    if options.record:
        write(recorded)
    return 1 if grown and not options.record else 0


if __name__ == "__main__":
    sys.exit(main())
