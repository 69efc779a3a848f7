#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the `console` blocks of Markdown files and compares what they print with what the page shows.

In a block, a line `$ command` is run by bash in the project's root; the lines up to the next command are its output,
standard output and standard error together. `--update` writes into the page what the commands print now.
"""

import argparse
import difflib
import glob
import os
import re
import subprocess
import sys

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.S | re.M)


def run(command, environment):
    done = subprocess.run(
        ["bash", "-c", command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    return done.stdout.decode("utf-8", "backslashreplace").rstrip("\n")


def replay(block, environment):
    """The block with the output that the commands have now."""
    result = []
    for line in block.split("\n"):
        if line.startswith("$ "):
            output = run(line[2:], environment)
            result += [line] + ([output] if output else [])
    return "\n".join(result) + "\n"


def main():
    parser = argparse.ArgumentParser(description="Run the console blocks of Markdown files.")
    parser.add_argument("pages", nargs="*", help="README.md and docs/*.md where none is named")
    parser.add_argument("--path", required=True)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()

    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    environment["PATH"] = os.path.abspath(options.path) + os.pathsep + os.environ["PATH"]
    environment["LC_ALL"] = "C.UTF-8"

    blocks, failures = 0, 0
    for page in options.pages or ["README.md", *sorted(glob.glob("docs/*.md"))]:
        with open(page, encoding="utf-8") as file:
            text = file.read()

        def check(match):
            nonlocal blocks, failures
            blocks += 1
            actual = replay(match.group(1), environment)
            if actual != match.group(1):
                failures += 1
                line = text.count("\n", 0, match.start()) + 1
                shown, printed = match.group(1).split("\n"), actual.split("\n")
                difference = difflib.unified_diff(shown, printed, "the page", "the commands", lineterm="")
                print(f"{page}:{line}:", *difference, sep="\n")
            return f"```console\n{actual}```"

        updated = BLOCK.sub(check, text)
        if options.update and updated != text:
            with open(page, "w", encoding="utf-8") as file:
                file.write(updated)
    if blocks == 0:
        sys.exit("no console block found")
    print(f"{blocks} console blocks, {failures} differ")
    sys.exit(1 if failures and not options.update else 0)


if __name__ == "__main__":
    main()
