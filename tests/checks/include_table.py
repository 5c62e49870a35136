#!/usr/bin/env python3
"""Checks the sources against the rules of the design: who may include whom, and what stays out.

usage: include_table.py [ROOT]

A header include/ctgrad/<layer>/... , or include/ctgrad/<layer>.hpp, belongs to that layer. Any other
header directly in include/ctgrad/ collects others: it may include all, and no layer may include it.
"""

import pathlib
import re
import sys

BELOW_NN = ["core", "calculus", "expr", "plan", "tensor", "kernel", "eval"]
MAY_INCLUDE = {
    "core": [],
    "calculus": ["core"],
    "expr": ["core", "calculus"],
    "plan": ["core", "calculus"],
    "tensor": ["core"],
    "kernel": ["core", "tensor"],
    "eval": ["core", "calculus", "expr", "plan", "tensor", "kernel"],
    "nn": BELOW_NN,
    "check": BELOW_NN + ["nn"],
    "show": BELOW_NN + ["nn"],
    "io": BELOW_NN + ["nn"],
}
HEAVY = {"string", "iostream", "vector"}  # only for nn and above
MAX_LINES = 300
MAX_COLUMNS = 100

# A comment, or a literal. Text in them must not be taken for code.
COMMENT_OR_LITERAL = re.compile(
    r"""(?P<comment> //[^\n]* | /\*.*?\*/ )
      | (?P<raw> R"(?P<fence>[^(\s]*)\(.*?\)(?P=fence)" )
      | (?P<string> "(?:\\.|[^"\\\n])*" )
      | (?P<char> (?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+' )""",
    re.S | re.X,
)


def without_comments(text):
    """The same text with comments blanked and literals empty; line numbers stay."""

    def replacement(match):
        lines = "\n" * match.group().count("\n")
        return lines if match["comment"] else ("' '" if match["char"] else '""') + lines

    return COMMENT_OR_LITERAL.sub(replacement, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def layer_of(path):
    """The layer of a header given by its path below include/ctgrad, None for one that collects."""
    first = path.split("/")[0].removesuffix(".hpp")
    return first if first in MAY_INCLUDE or "/" in path else None


def check_includes(path, text):
    layer = layer_of(path)
    if layer is not None and layer not in MAY_INCLUDE:
        yield 1, f"{layer} is not a layer"
        return
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', text, re.M):
        line, name = line_of(text, match.start()), match[2]
        if match[1] == '"':
            yield line, f'write #include <ctgrad/...>, not "{name}"'
        elif name.startswith("ctgrad/") and layer is not None:
            other = layer_of(name.removeprefix("ctgrad/"))
            if other != layer and other not in MAY_INCLUDE[layer]:
                yield line, f"{layer} may not include {name}"
        elif name in HEAVY and layer in BELOW_NN:
            yield line, f"<{name}> stays out of {layer}"


def check_static_asserts(code):
    for match in re.finditer(r"\bstatic_assert\s*\(", code):
        depth, position = 1, match.end()
        while depth and position < len(code):
            depth += {"(": 1, ")": -1}.get(code[position], 0)
            position += 1
        if not re.search(r',\s*(?:""\s*)+\)$', code[match.start() : position]):
            yield line_of(code, match.start()), "static_assert without a message"


def check_header(path, text):
    code = without_comments(text)
    yield from check_includes(path, re.sub(r"//[^\n]*", "", text))
    yield from check_static_asserts(code)
    if not re.search(r"^#pragma once$", text, re.M):
        yield 1, "no #pragma once"
    if text.count("\n") > MAX_LINES:
        yield MAX_LINES + 1, f"longer than {MAX_LINES} lines"
    for match in re.finditer(r"\benable_if(_t)?\b", code):
        yield line_of(code, match.start()), "enable_if: use a concept"
    if path != "core/config.hpp":
        for match in re.finditer(r"^[ \t]*#[ \t]*define\b[^\n]*\\$", code, re.M):
            yield line_of(code, match.start()), "macro of several lines outside core/config.hpp"


def check_source(text):
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > MAX_COLUMNS and "// EXPECT" not in line:
            yield number, f"longer than {MAX_COLUMNS} columns"
        if re.search(r"\b(TODO|FIXME)\b", line):
            yield number, "unfinished: TODO or FIXME"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    headers = root / "include" / "ctgrad"
    findings = 0
    for folder in ["include", "tests", "examples"]:
        for file in sorted((root / folder).rglob("*.[ch]pp")):
            text = file.read_text(encoding="utf-8")
            found = list(check_source(text))
            if folder == "include":
                found += check_header(file.relative_to(headers).as_posix(), text)
            for line, message in sorted(found):
                print(f"{file.relative_to(root)}:{line}: {message}")
            findings += len(found)
    return findings > 0


sys.exit(main())
