#!/usr/bin/env python3
"""Checks what gdb shows of a program with show/gdb_printers.py.

usage: check.py GDB PRINTERS PROGRAM

Exit status 77 where a debugger may not run programs, or has no Python.
"""

import re
import subprocess
import sys

PLACE = "-1, -1, -1"
EXPECTED = {
    "derivative": "cos(x) * exp(x) + exp(x) * sin(x)",
    "table": "matrix 2 x 3 = {{1, 2, 3}, {4, 5, 6}}",
    "pair": "vector 2 = {7, -8}",
    "u": "vector 3 = {41, 52, 63}",
    "view": f"matrix 2 x 3 = {{{{{PLACE}}}, {{-1, -1, 1.5}}}}",
    "result": "{value = 15, gradient = gradient of double = {v = vector 2 = {6, 12}, scale = 5}}",
    "slopes": "gradient of double = {x = 12, scale = 4}",
    "few": "parameters of double = {scale = 0.5, v = {0, 0.25}}",
    "moved": "parameters, moved from",
    "numbers": f"parameters of float = {{W1 = {{{{{PLACE}}}, {{-1, -1, 1.5}}}}, b1 = {{2.5, -1}}, "
    "W2 = {" + ", ".join(["{-1, -1}"] * 17) + "}, b2 = {" + "-1, " * 16 + "3.5}}",
}


def main():
    debugger, printers, program = sys.argv[1:]
    commands = ["set print repeats unlimited", f"source {printers}", "break stop", "run"]
    commands += ["print by_reference", "print *by_pointer", "up"]
    commands += [f"print {name}" for name in EXPECTED]
    arguments = [argument for command in commands for argument in ("-ex", command)]
    ran = subprocess.run(
        [debugger, "-q", "-batch", "-nx", *arguments, program],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
    )
    output = ran.stdout + ran.stderr
    if re.search(r"ptrace|Could not trace|Python scripting is not supported", output):
        print("gdb cannot run programs here, or has no Python:", output, sep="\n")
        return 77
    shown = re.findall(r"^\$\d+ = (.*)$", output, re.M)
    expected = [EXPECTED["numbers"]] * 2 + list(EXPECTED.values())
    names = ["by_reference", "*by_pointer", *EXPECTED]
    failed = len(shown) != len(expected)
    for name, is_shown, should_be in zip(names, shown, expected):
        if is_shown != should_be:
            failed = True
            print(f"{name}:\n  {is_shown}\nand not\n  {should_be}")
    if failed:
        print(output)
    return failed


sys.exit(main())
