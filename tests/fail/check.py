#!/usr/bin/env python3
"""Compiles a program that must not compile, and looks for what the user is told.

usage: check.py SOURCE COMPILER [FLAG...]

SOURCE holds one or more lines `// EXPECT: sentence`. The case passes when the compiler rejects it with
exactly one error per line and prints every sentence. A source with a line `// EXPECT-OK` must compile
instead.
"""

import os
import re
import subprocess
import sys

MAX_LINES = 15  # a case longer than this shows more than one mistake


def main():
    path, command = sys.argv[1], sys.argv[2:]
    with open(path, encoding="utf-8") as file:
        source = file.read()

    must_compile = re.search(r"^// EXPECT-OK\b", source, re.M) is not None
    sentences = re.findall(r"^// EXPECT: *(.+?) *$", source, re.M)
    findings = []
    if source.count("\n") > MAX_LINES:
        findings.append(f"longer than {MAX_LINES} lines")
    if must_compile == bool(sentences):
        findings.append("needs either `// EXPECT: sentence` or `// EXPECT-OK`")

    # Code, not syntax only: g++ leaves function templates uninstantiated otherwise. No source lines in
    # the output: an expected sentence must come from the compiler, not from a quotation of this file.
    options = ["-c", "-o", os.devnull, "-w", "-fmessage-length=0", "-fdiagnostics-color=never"]
    options.append("-fno-caret-diagnostics" if is_clang(command[0]) else "-fno-diagnostics-show-caret")
    result = subprocess.run(
        command + options + [path],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "LC_ALL": "C"},  # plain quotation marks in g++'s messages
    )
    output = result.stdout.decode("utf-8", "replace")

    # A long sentence is printed in pieces, which are joined here: core/error.hpp.
    output = re.sub(r'"\}, (?:ctgrad::)?(?:core::)?label<\d+>\{"', "", output)

    compiled = result.returncode == 0
    if compiled != must_compile:
        findings.append("compiles, but must not" if compiled else "must compile, but does not")
    findings += [f"the compiler does not say: {s}" for s in sentences if s not in output]
    errors = len(re.findall(r"\berror: ", output))
    if errors > len(sentences):
        findings.append(f"{errors} errors: the first one must not cause others")

    for finding in findings:
        print(f"{path}: {finding}")
    if findings:
        print("--- the compiler's output:", output, sep="\n")
    return bool(findings)


def is_clang(compiler):
    version = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE).stdout
    return b"clang" in version


sys.exit(main())
