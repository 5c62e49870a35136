#!/usr/bin/env python3
"""Runs a program and compares what it prints, byte by byte, with a file.

usage: output.py EXPECTED PROGRAM [ARGUMENT...]
"""

import difflib
import pathlib
import subprocess
import sys

path, command = sys.argv[1], sys.argv[2:]
expected = pathlib.Path(path).read_bytes()
result = subprocess.run(command, stdout=subprocess.PIPE)
if result.returncode != 0:
    print(f"{command[0]}: exit status {result.returncode}")
if result.stdout != expected:
    expected, actual = (s.decode("utf-8", "replace").split("\n") for s in (expected, result.stdout))
    print(*difflib.unified_diff(expected, actual, path, "output", lineterm="", n=1), sep="\n")
    sys.exit(1)
sys.exit(result.returncode != 0)
