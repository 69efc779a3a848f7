#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs commands and compares what they print with what a case file says.

    # A comment; an empty line ends a case.
    $ cspkit parse "script-src 'self'"     a command line for bash
    > more of it                           (continuation lines, for here-documents)
    | a line of standard output
    ! a line of standard error
    ? 1                                    the exit status, where it is not 0

Output without a final line feed ends in a line with `\\` after its mark (`|\\ text`). Commands run in the folder of the
data (--cwd) with the folders of --path in front of PATH, without a terminal. `--update` rewrites the file with what
the commands print now: read the difference before you keep it.
"""

import argparse
import difflib
import os
import subprocess
import sys

TIMEOUT_SECONDS = 120


def read_blocks(text):
    """Blocks of lines between empty lines, with the number of their first line."""
    block, first = [], 1
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            if not block:
                first = number
            block.append(line)
        elif block:
            yield first, block
            block = []
    if block:
        yield first, block


def marked(mark, output):
    lines = output.decode("utf-8", "backslashreplace").split("\n")
    last = lines.pop()
    result = [f"{mark} {line}".rstrip() if not line else f"{mark} {line}" for line in lines]
    if last:
        result.append(f"{mark}\\ {last}")
    return result


def run(command, cwd, environment):
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    status = [f"? {done.returncode}"] if done.returncode else []
    return marked("|", done.stdout) + marked("!", done.stderr) + status


def main():
    parser = argparse.ArgumentParser(description="Compare what commands print with a case file.")
    parser.add_argument("cases")
    parser.add_argument("--cwd", default=".")
    parser.add_argument("--path", action="append", default=[])
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()

    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("NO_COLOR", "CLICOLOR", "FORCE_COLOR", "COLUMNS")
    }
    paths = [os.path.abspath(path) for path in options.path]
    environment["PATH"] = os.pathsep.join(paths + [os.environ["PATH"]])
    environment["LC_ALL"] = "C.UTF-8"

    with open(options.cases, encoding="utf-8") as file:
        text = file.read()
    result, commands, failures = [], 0, 0
    for first, block in read_blocks(text):
        comments = [line for line in block if line.startswith("#")]
        script = [line[2:] for line in block if line[:2] in ("$ ", "> ") or line == ">"]
        expected = [line for line in block if line[0] in "|!?"]
        strangers = [line for line in block if line[0] not in "#$>|!?"]
        if strangers or (expected and not script):
            sys.exit(f"{options.cases}:{first}: not a case: {(strangers or expected)[0]!r}")
        actual = []
        if script:
            commands += 1
            actual = run("\n".join(script), options.cwd, environment)
            if actual != expected and not options.update:
                failures += 1
                print(f"{options.cases}:{first}: {script[0]}")
                difference = difflib.unified_diff(expected, actual, "expected", "actual", lineterm="")
                print("\n".join(difference) + "\n")
        kept = [line for line in block if line[:2] in ("$ ", "> ") or line == ">"]
        result.append("\n".join(comments + kept + actual))

    if commands == 0:
        sys.exit(f"{options.cases}: no case in it")
    if options.update:
        with open(options.cases, "w", encoding="utf-8") as file:
            file.write("\n\n".join(result) + "\n")
    print(f"{commands} commands, {failures} differ")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
