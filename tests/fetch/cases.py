# SPDX-License-Identifier: Apache-2.0
"""Runs the program and compares what it says with what is expected."""

import json
import subprocess

failures = []


class Case:
    """A claim, the arguments behind `cspkit`, and what must come of them.

    `out`: standard output, whole; `policies`: the policies of --json, as text; `out_has`: parts of it; `err`: standard error, whole; `error`: its one line, behind `…`
    whatever libcurl calls it.
    """

    def __init__(self, claim, *args, status=0, out=None, policies=None, error=None, err="", out_has=(), env=None):
        self.claim, self.args, self.status = claim, list(args), status
        self.out, self.policies, self.error, self.env = out, policies, error, env
        self.err, self.out_has = err, out_has

    def run(self, program, environment):
        args = self.args + (["--json"] if self.policies is not None else [])
        done = subprocess.run(
            [program, *args],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**environment, **(self.env or {})},
        )
        self.compare("exit status", self.status, done.returncode)
        self.compare_error(f"cspkit {args[0]}: {self.error}\n" if self.error else self.err, done.stderr)
        if self.out is not None:
            self.compare("standard output", self.out, done.stdout)
        for part in self.out_has:
            if part not in done.stdout:
                self.compare("part of standard output", part, done.stdout)
        if self.policies is not None:
            self.compare("policies", self.policies, texts(done.stdout))

    def compare_error(self, expected, actual):
        begin, open_end, _ = expected.partition("…")
        if open_end and actual.startswith(begin) and actual.count("\n") == 1:
            return
        self.compare("standard error", expected, actual)

    def compare(self, what, expected, actual):
        if expected != actual:
            failures.append(self.claim)
            print(f"{self.claim}: {what}\n  expected {expected!r}\n  actual   {actual!r}")


def texts(output):
    """`enforce URL NAME: script-src 'self'` for each policy of `parse --json`; the input where it is named."""
    found = []
    for policy in json.loads(output)["policies"] if output else []:
        directives = "; ".join(" ".join([each["name"], *each["value"]]) for each in policy["directives"])
        found.append(f"{policy['disposition']} {directives}")
    return found


def finish(count):
    print(f"{count} cases, {len(failures)} differ")
    return 1 if failures or count == 0 else 0
