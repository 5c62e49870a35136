#!/usr/bin/env python3
"""Checks that programs hold none of the library's functions on graphs, which only compilers call.

usage: run_time.py SOURCE COMPILER [FLAG...]

One mention of a graph's node in code that runs, and all laws and their descriptions become part of the
program: optimisers remove them again, for a third of the time that they take.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

source, command = sys.argv[1], sys.argv[2:]
with tempfile.TemporaryDirectory() as scratch:
    item = pathlib.Path(scratch) / "item.o"
    subprocess.run([*command, "-O0", "-w", "-c", source, "-o", item], check=True)
    symbols = subprocess.run(["nm", "-C", item], capture_output=True, text=True, check=True).stdout

names = [line.split(maxsplit=2)[2] for line in symbols.splitlines() if len(line.split()) > 2]
if not any("expressions(" in name for name in names):
    sys.exit(f"{source}: its functions are not among the symbols")
found = [name for name in names if re.search(r"\bctgrad::(graph\s*&|node\b)", name)]
for name in found[:10]:
    print(f"{source}: the program holds {name[:200]}")
if found:
    sys.exit(f"{len(found)} functions on graphs")
