#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/specification.md: which file carries out which algorithm of the text, and which tests name it.

    tools/specification_map.py            writes the page
    tools/specification_map.py --check    fails where the page is old, or an algorithm is carried out nowhere
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "specification.md"
TEXT = "https://w3c.github.io/webappsec-csp/"

HEAD = """# The specification, anchor by anchor

Made by `tools/specification_map.py` from the anchors that the sources and the tests name; a test keeps it true.

| algorithm | carried out in | tests that name it |
|---|---|---|
"""


def read_anchors():
    """The rows of specification_anchors.txt: (anchor, stands for, reason)."""
    for line in (ROOT / "tools" / "specification_anchors.txt").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        if " = " in line:
            anchor, other = line.split(" = ")
            yield anchor, other, None
        elif " : " in line:
            anchor, reason = line.split(" : ")
            yield anchor, None, reason
        else:
            yield line, None, None


def texts(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".h", ".cpp"}:
                yield path, path.read_text()


def naming(anchor, files, by_function):
    """The files that name the anchor, or (for tests) the function that bears its name."""
    words = [f"#{re.escape(anchor)}"] + ([re.escape(anchor.replace("-", "_"))] if by_function else [])
    pattern = re.compile(rf"(?:{'|'.join(words)})(?![\w-])")
    return [path for path, text in files if pattern.search(text)]


def links(paths):
    return ", ".join(f"[{path.name}](../{path.relative_to(ROOT)})" for path in paths)


def page():
    sources = list(texts("include", "src"))
    tests = list(texts("tests"))
    missing = []
    rows = []
    for anchor, other, reason in read_anchors():
        bearer = other or anchor
        where = reason or links(naming(bearer, sources, False))
        if not where:
            missing.append(anchor)
        if other:
            where = f"as `{other}`: {where}"
        found = sorted(set(naming(anchor, tests, True) + naming(bearer, tests, True)))
        rows.append(f"| [`#{anchor}`]({TEXT}#{anchor}) | {where} | {links(found)} |")
    return HEAD + "\n".join(rows) + "\n", missing


def main():
    made, missing = page()
    if missing:
        sys.exit("carried out nowhere: " + ", ".join(missing))
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text() != made:
            sys.exit("docs/specification.md is old; run tools/specification_map.py")
        return
    PAGE.write_text(made)


if __name__ == "__main__":
    main()
