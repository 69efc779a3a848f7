#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/html/named_references.cpp, the named character references of HTML, from the table that Python carries.

That table, html.entities.html5, is the Standard's own (https://html.spec.whatwg.org/entities.json), which is not
to change. `--check` fails where the file is not what this script writes.
"""

import html.entities
import pathlib
import sys

TARGET = pathlib.Path(__file__).resolve().parent.parent / "src/html/named_references.cpp"
EXPECTED = 2231

HEAD = """// SPDX-License-Identifier: Apache-2.0
//
// Made by tools/named_references.py; not to be edited. The names and characters are those of the HTML Standard,
// https://html.spec.whatwg.org/multipage/named-characters.html (WHATWG, CC BY 4.0; as code, BSD-3-Clause).
#include "html/named_references.h"

// clang-format off
namespace cspkit::html {
"""


def literal(text):
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\\\' else f"\\{byte:03o}" for byte in text)


def lines_of(data, width=112):
    """String literals of at most so many characters; no escape is cut."""
    lines, line = [], ""
    for byte in data:
        piece = literal(bytes([byte]))
        if len(line) + len(piece) > width:
            lines.append(line)
            line = ""
        line += piece
    return lines + [line]


def numbers(values):
    text, line = [], "   "
    for value in values:
        piece = f" {value},"
        if len(line) + len(piece) > 118:
            text.append(line)
            line = "   "
        line += piece
    return "\n".join(text + [line])


def main():
    table = sorted((name.encode("ascii"), text.encode("utf-8")) for name, text in html.entities.html5.items())
    if len(table) != EXPECTED:
        sys.exit(f"Python's table has {len(table)} names; the Standard's has {EXPECTED}")
    texts = sorted({text for _, text in table})
    text_at, at = {}, 0
    for text in texts:
        text_at[text] = at
        at += len(text)
    names = b"".join(name for name, _ in table)
    name_at, at = [], 0
    for name, _ in table:
        name_at.append(at)
        at += len(name)
    name_at.append(at)
    # A text of n bytes at a: a * 8 + n.
    packed = [text_at[text] * 8 + len(text) for _, text in table]
    assert max(len(text) for text in texts) < 8 and max(packed) < 1 << 16

    parts = [HEAD]
    parts.append("const char kReferenceNames[] =\n" + "\n".join(f'    "{line}"' for line in lines_of(names)) + ";\n")
    parts.append("const char kReferenceTexts[] =\n" + "\n".join(f'    "{line}"' for line in lines_of(b"".join(texts))) + ";\n")
    parts.append(f"const std::uint16_t kReferenceNameAt[kReferenceCount + 1] = {{\n{numbers(name_at)}\n}};\n")
    parts.append(f"const std::uint16_t kReferenceTextAt[kReferenceCount] = {{\n{numbers(packed)}\n}};\n")
    parts.append("}  // namespace cspkit::html\n")
    content = "\n".join(parts)
    if "--check" in sys.argv[1:]:
        if not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != content:
            sys.exit(f"{TARGET.name} is not what tools/named_references.py writes; run it")
        print(f"{len(table)} named references, as written")
    else:
        TARGET.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
