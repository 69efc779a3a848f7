#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy over sources, in parallel, and remembers which were clean.

Usage: tidy.py BUILD [--fast] FILE...

BUILD is a build directory of Ninja with compile_commands.json. A source is not looked at again where it, everything that
it includes (as the last build recorded it), its flags, the checks and clang-tidy's version are what they were when it
was found clean; the stamps lie in $XDG_CACHE_HOME/cspkit-tidy. Exits with 1 where there is a finding.
"""

import argparse
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

FAST = "--checks=-clang-analyzer-*"  # without the path-sensitive checks
STAMPS_LIVE = 60 * 24 * 3600  # seconds


@functools.cache
def digest_of(path):
    try:
        return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
    except OSError:
        return None


def output_of(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def dependencies(build):
    """Object -> the files that it was made of, as Ninja recorded them."""
    made_of, parts = {}, []
    for line in output_of(["ninja", "-C", str(build), "-t", "deps"]).splitlines():
        if line.startswith(" "):
            parts.append(os.path.normpath(build / line.strip()))
        elif "(VALID)" in line:
            parts = made_of[line.split(": #deps")[0]] = []
        else:
            parts = []
    return made_of


class Stamps:
    """Which sources are known to be clean."""

    def __init__(self, build, options):
        cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
        self.folder = cache / "cspkit-tidy"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.common = [output_of(["clang-tidy", "--version"]), digest_of(".clang-tidy"), *options]
        made_of = dependencies(build)
        self.sources = {}  # path -> flags, parts
        for entry in json.loads((build / "compile_commands.json").read_text()):
            # The checkout may lie elsewhere the next time.
            flags = entry["command"].replace(os.getcwd(), ".")
            words = shlex.split(entry["command"])
            if parts := made_of.get(words[words.index("-o") + 1]):
                self.sources[os.path.normpath(entry["file"])] = flags, parts
        for stamp in self.folder.iterdir():
            if time.time() - stamp.stat().st_mtime > STAMPS_LIVE:
                stamp.unlink(missing_ok=True)

    def of(self, source):
        """The stamp's path, or None where what the source includes is not known."""
        flags, parts = self.sources.get(os.path.abspath(source), (None, ()))
        if flags is None:
            return None
        digests = [digest_of(part) for part in parts]
        if None in digests:
            return None
        key = json.dumps([self.common, flags, digests])
        return self.folder / hashlib.sha256(key.encode()).hexdigest()


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    options = ["--quiet"] + ([FAST] if arguments.fast else [])
    stamps = Stamps(arguments.build.absolute(), options)
    stamp_of = {source: stamps.of(source) for source in arguments.files}
    wanted = [source for source, stamp in stamp_of.items() if stamp is None or not stamp.exists()]
    print(f"-- clang-tidy: {len(stamp_of)} sources, {len(stamp_of) - len(wanted)} of them clean before and since",
          file=sys.stderr)

    def look_at(source):
        return source, subprocess.run(["clang-tidy", "-p", str(arguments.build), *options, source],
                                      capture_output=True, text=True)

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, result in pool.map(look_at, wanted):
            if result.returncode == 0 and not result.stdout.strip():
                if stamp_of[source] is not None:
                    stamp_of[source].touch()
                continue
            failed += 1
            print(result.stdout or result.stderr, end="", flush=True)
    print(f"-- clang-tidy: findings in {failed} of them" if failed else "-- clang-tidy: nothing found", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
