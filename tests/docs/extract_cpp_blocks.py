#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes each `cpp` block of a Markdown page as a C++ file: extract_cpp_blocks.py PAGE FOLDER. Prints the files, one a line."""

import pathlib
import re
import sys

page, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
text = page.read_text(encoding="utf-8")
for number, match in enumerate(re.finditer(r"^```cpp\n(.*?)^```$", text, re.S | re.M), 1):
    target = folder / f"{page.stem.lower()}_{number}.cpp"
    # Diagnostics of the compiler name the page.
    line = text.count("\n", 0, match.start()) + 2
    content = f'#line {line} "{page.name}"\n{match.group(1)}'
    if not target.is_file() or target.read_text(encoding="utf-8") != content:
        target.write_text(content, encoding="utf-8")
    print(target)
