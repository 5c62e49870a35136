#!/usr/bin/env python3
"""Checks that the README shows a program as it is, and what that program really prints.

usage: readme.py [PROGRAM]        (in the root of the project)

The first ```cpp block of README.md is examples/readme.cpp, and the block after it is the output of
PROGRAM, which is examples/readme.cpp compiled.
"""

import difflib
import pathlib
import re
import subprocess
import sys


def compare(shown, actual, shown_name, actual_name):
    """Prints one line for every line that differs; true if there is one."""
    difference = difflib.unified_diff(
        shown.splitlines(), actual.splitlines(), shown_name, actual_name, lineterm="", n=0
    )
    lines = list(difference)
    print("\n".join(lines), end="\n" if lines else "")
    return bool(lines)


def main():
    readme, source = pathlib.Path("README.md"), pathlib.Path("examples/readme.cpp")
    if not readme.exists() and not source.exists():
        return False
    for path in [readme, source]:
        if not path.exists():
            print(f"{path}: missing")
            return True

    blocks = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```$", readme.read_text(), re.S | re.M)
    first = next((i for i, (language, _) in enumerate(blocks) if language == "cpp"), None)
    if first is None or first + 1 == len(blocks):
        print(f"{readme}: needs a ```cpp block and, after it, a block with the output")
        return True

    differs = compare(blocks[first][1], source.read_text(), "README.md, program", str(source))
    if len(sys.argv) > 1:
        output = subprocess.run([sys.argv[1]], stdout=subprocess.PIPE, check=True).stdout.decode()
        differs |= compare(blocks[first + 1][1], output, "README.md, output", "output of the program")
    return differs


sys.exit(main())
