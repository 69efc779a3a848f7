#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scans a HAR file of 200 MB and looks at the memory that it took.

Usage: har_memory.py --program CSPKIT
"""

import argparse
import pathlib
import resource
import subprocess
import sys
import tempfile

MEGABYTES = 200
MOST_MEMORY = 300


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    program = parser.parse_args().program
    with tempfile.TemporaryDirectory() as folder:
        har = pathlib.Path(folder, "large.har")
        with open(har, "wb") as file:
            writer = pathlib.Path(__file__).parent / "large_har.py"
            subprocess.run([sys.executable, writer, str(MEGABYTES)], stdout=file, check=True)
        size = har.stat().st_size / 1e6
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run([program, "scan", har], capture_output=True, text=True, check=False)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        # The largest child of all: the writer's few megabytes are far below.
        memory = usage.ru_maxrss / 1024
    print(f"{size:.0f} MB in {memory:.0f} MB of memory and {usage.ru_utime - before:.2f} s")
    if done.returncode != 1 or "1494 files" not in done.stdout:
        sys.exit(f"not read: exit status {done.returncode}\n{done.stdout[:2000]}\n{done.stderr}")
    if size < MEGABYTES or memory > MOST_MEMORY:
        sys.exit(f"more than {MOST_MEMORY} MB, or a file of less than {MEGABYTES} MB")


if __name__ == "__main__":
    main()
