#!/usr/bin/env python3
"""Checks that every header include/ctgrad/<layer>/<name>.hpp has its test tests/<layer>/<name>.cpp.

usage: headers_have_tests.py [ROOT]

One directly in include/ctgrad/ has its test directly in tests/.
"""

import pathlib
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
headers = root / "include" / "ctgrad"
missing = [
    (header, test)
    for header in sorted(headers.rglob("*.hpp"))
    for test in [root / "tests" / header.relative_to(headers).with_suffix(".cpp")]
    if not test.exists()
]
for header, test in missing:
    print(f"{header.relative_to(root)}: no test {test.relative_to(root)}")
sys.exit(bool(missing))
