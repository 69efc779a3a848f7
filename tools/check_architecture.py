#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keeps the map of docs/architecture.md: who may include whom, what the library may not do, and how files begin.

Usage: check_architecture.py [ROOT]. Prints each breach as FILE:LINE: what, and exits with 1 where there is one.
"""

import pathlib
import re
import sys

# Each room of src/, and the rooms it may include.
ROOMS = {
    "base": set(),
    "url": {"base"},
    "policy": {"base", "url"},
    "match": {"base", "url", "policy"},
    "analysis": {"base", "url", "policy", "match"},
    "catalog": {"base", "url", "policy", "match", "analysis"},
    "html": {"base"},
    "har": {"base"},
    "page": {"base", "url", "policy", "match", "html"},
    "externalize": {"base", "url", "policy", "match", "html", "page"},
    "report": {"base", "url", "policy"},
    "convert": {"base", "url", "policy", "html", "page", "har"},
    "scan": {"base", "url", "policy", "match", "analysis", "catalog", "html", "page"},
    "explain": {"base", "url", "policy", "match", "analysis", "catalog", "report"},
}

# The room of each public header. A new header takes its place here.
PUBLIC_HEADERS = {
    "base64.h": "base",
    "browser.h": "base",
    "catalog.h": "catalog",
    "bypass.h": "analysis",
    "check.h": "catalog",
    "compare.h": "analysis",
    "compose.h": "catalog",
    "convert.h": "convert",
    "data_file.h": "base",
    "diagnostics.h": "policy",
    "directives.h": "policy",
    "engine.h": "match",
    "explain.h": "explain",
    "externalize.h": "externalize",
    "format.h": "policy",
    "har.h": "har",
    "hash.h": "base",
    "html.h": "html",
    "limits.h": "base",
    "inventory_file.h": "scan",
    "lint.h": "analysis",
    "noise.h": "explain",
    "minimize.h": "analysis",
    "page.h": "page",
    "policy.h": "policy",
    "report.h": "report",
    "propose.h": "scan",
    "recognize.h": "scan",
    "request.h": "match",
    "response_headers.h": "policy",
    "sandbox.h": "policy",
    "scan.h": "scan",
    "trace.h": "match",
    "url.h": "url",
    "version.h": "base",
    "violation.h": "match",
}

# What the library leaves to its caller: output, files, sockets, clocks, randomness, the environment.
FORBIDDEN = re.compile(
    r"\b(?:f?printf|f?puts|putchar|perror|fopen|freopen|tmpfile|getenv|setenv|socket|connect|s?rand|random"
    r"|gettimeofday|clock_gettime|time|clock|localtime|gmtime)\s*\("
    r"|\b(?:std::)?(?:cout|cerr|clog|cin|fstream|ifstream|ofstream|random_device|system_clock|steady_clock"
    r"|high_resolution_clock)\b|\bstd::filesystem\b"
    r"|#\s*include\s*<(?:iostream|fstream|ctime|time\.h|chrono|random|filesystem|unistd\.h|fcntl\.h"
    r"|sys/[a-z]+\.h|fmt/(?:chrono|color|os|ostream)\.h)>"
)

# What opens a namespace or defines a type in a header, at the beginning of a line.
SCOPE_OR_TYPE = re.compile(r"^(?:namespace ([\w:]+) \{|(?:struct|class|enum class) (\w+)\b(?!::)[^;{]*\{)", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')
SPDX = "SPDX-License-Identifier: Apache-2.0"
SOURCE_FOLDERS = ("include", "src", "apps", "tests", "fuzz", "bench", "examples", "tools", "modules")
SOURCE_SUFFIXES = {".h", ".cpp", ".c", ".py", ".sh", ".js", ".mjs", ".ts"}
SCRIPTS = ("dev", ".ci/run")
DATA_FOLDERS = {"data", "corpus", "node_modules"}  # files that are input, and no source
MOST_LINES = 600

# Longer files, each with its reason.
LONG_FILES = {}


def code_only(text):
    """The C++ text with comments and the content of literals blanked; line breaks stay."""
    token = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
        re.S,
    )
    return token.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


class Checker:
    def __init__(self, root):
        self.root = root
        self.breaches = []
        self.files = 0

    def breach(self, path, line, what):
        self.breaches.append(f"{path.relative_to(self.root)}:{line}: {what}")

    def room_of_public(self, path, line, header):
        room = PUBLIC_HEADERS.get(header)
        if room is None:
            self.breach(path, line, f"cspkit/{header} has no room; give it one in PUBLIC_HEADERS")
        return room

    def included_room(self, path, line, name):
        """The room that an include enters, or None for the system's headers."""
        if name.startswith("cspkit/"):
            return self.room_of_public(path, line, name.removeprefix("cspkit/"))
        for folder in (path.parent, self.root / "src"):
            target = (folder / name).resolve()
            if target.is_file() and target.is_relative_to(self.root / "src"):
                return target.relative_to(self.root / "src").parts[0]
        return None

    def check_library_file(self, path, room):
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.split("\n"), 1):
            include = INCLUDE.match(line)
            if not include:
                continue
            entered = self.included_room(path, number, include.group(2))
            if include.group(1) == '"' and entered is None and not include.group(2).startswith("cspkit/"):
                self.breach(path, number, f'"{include.group(2)}" is not a file of the library')
            if entered is not None and entered != room and entered not in ROOMS[room]:
                self.breach(path, number, f"{room} may not include {entered} ({include.group(2)})")
        for number, line in enumerate(code_only(text).split("\n"), 1):
            found = FORBIDDEN.search(line)
            if found:
                self.breach(path, number, f"the library leaves `{found.group().strip()}` to its caller")

    def check_library(self):
        for path in sorted((self.root / "include/cspkit").rglob("*.h")):
            room = self.room_of_public(path, 1, path.relative_to(self.root / "include/cspkit").as_posix())
            if room:
                self.check_library_file(path, room)
        for path in sorted((self.root / "src").rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            room = path.relative_to(self.root / "src").parts[0]
            if room in ROOMS:
                self.check_library_file(path, room)
            else:
                self.breach(path, 1, f"src/{room} is not a room of the map")

    def check_apps(self):
        for path in sorted((self.root / "apps").rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                include = INCLUDE.match(line)
                if include and (self.root / "src" / include.group(2)).is_file():
                    self.breach(path, number, f"apps include public headers only, not src ({include.group(2)})")

    def check_definitions(self):
        """Two types of one name and namespace would pass the linker, and break programs that know both."""
        homes = {}
        for folder in ("include", "src", "apps"):
            for path in sorted((self.root / folder).rglob("*.h")):
                text, space = code_only(path.read_text(encoding="utf-8")), ""
                for found in SCOPE_OR_TYPE.finditer(text):
                    if found.group(1):
                        space = found.group(1)
                        continue
                    name = f"{space}::{found.group(2)}"
                    home = homes.setdefault(name, path)
                    if home != path:
                        line = text.count("\n", 0, found.start()) + 1
                        self.breach(path, line, f"{name} is defined in {home.relative_to(self.root)} already")

    def check_form(self):
        paths = [self.root / script for script in SCRIPTS if (self.root / script).is_file()]
        for folder in SOURCE_FOLDERS:
            paths += sorted(
                path
                for path in (self.root / folder).rglob("*")
                if path.suffix in SOURCE_SUFFIXES and DATA_FOLDERS.isdisjoint(path.relative_to(self.root).parts)
            )
        for path in paths:
            self.files += 1
            lines = path.read_text(encoding="utf-8").split("\n")
            first = lines[1] if lines[0].startswith("#!") else lines[0]
            if SPDX not in first:
                self.breach(path, 1, f"does not begin with the line {SPDX}")
            if len(lines) > MOST_LINES and path.relative_to(self.root).as_posix() not in LONG_FILES:
                self.breach(path, len(lines), f"is longer than {MOST_LINES} lines; split it")


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent).resolve()
    checker = Checker(root)
    checker.check_library()
    checker.check_apps()
    checker.check_definitions()
    checker.check_form()
    for breach in checker.breaches:
        print(breach)
    if checker.files == 0:
        sys.exit(f"{root}: no source file found; is this the project's root?")
    print(f"{checker.files} files, {len(checker.breaches)} breaches")
    sys.exit(1 if checker.breaches else 0)


if __name__ == "__main__":
    main()
