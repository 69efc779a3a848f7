#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a folder of pages as sites have them, the same at every call, to measure `cspkit scan` with.

Usage: scan_pages.py FOLDER [PAGES]. Each of the PAGES (default 10,000) has 30 to 100 KB: a head with styles and scripts, menus,
cards with images, tables and text. Most of it is the same on every page, as a template makes it; each tenth page has an
inline script of its own, and one page in twenty has a handler or a style attribute that no other has.
"""

import pathlib
import random
import sys

SEED = 20261121
PER_FOLDER = 200
WORDS = "harbour morning letter garden window river winter market bridge evening silver paper".split()


def words(rng, count):
    return " ".join(rng.choice(WORDS) for _ in range(count))


def head(rng, number):
    own = f"window.page={{id:{number},tags:{[rng.choice(WORDS) for _ in range(3)]}}};" if number % 10 == 0 else "window.page={};"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{words(rng, 4)}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data: https://images.example.net; script-src 'self' 'unsafe-inline' https://cdn.example.org; style-src 'self' 'unsafe-inline'">
<link rel="stylesheet" href="/assets/site.css"><link rel="icon" href="/favicon.ico">
<link rel="preload" href="/assets/text.woff2" as="font" crossorigin>
<style>.hero{{background:url(/img/hero-{number % 50}.webp)}}.card{{margin:0 4px}}</style>
<script>{own}</script><script src="/assets/app.js" defer></script>
<script src="https://cdn.example.org/widget-{number % 7}.js" async></script></head><body>
"""


def block(rng, number):
    kind = rng.randrange(6)
    if kind == 0:
        return f'<li class="menu-item"><a href="/category/{rng.randrange(9000)}">{words(rng, 2)}</a></li>\n'
    if kind == 1:
        image = rng.randrange(20_000)
        host = "https://images.example.net" if image % 3 == 0 else ""
        return (
            f'<div class="card"><img src="{host}/i/{image}.webp" alt="" width="320" height="200" loading="lazy">'
            f"<h3>{words(rng, 3)}</h3><p>{words(rng, 30)}</p></div>\n"
        )
    if kind == 2:
        return f"<tr><td>{rng.randrange(9000)}</td><td>{rng.randrange(9000)}</td><td>{words(rng, 1)}</td></tr>\n"
    if kind == 3:
        return f"<p>{words(rng, 60)} <b>{words(rng, 2)}</b> and <a href=\"#n{rng.randrange(99)}\" title='a > b'>{words(rng, 1)}</a></p>\n"
    if kind == 4:
        return f"<!-- block {rng.randrange(9000)} -->\n<span>{words(rng, 20)}</span>\n"
    return f'<button type="button" class="btn" data-id="{rng.randrange(9000)}">{words(rng, 1)}</button>\n'


def page(number):
    rng = random.Random(SEED + number)
    size = rng.randrange(30_000, 100_000)
    parts = [head(rng, number)]
    length = len(parts[0])
    if number % 20 == 0:
        parts.append(f'<div onclick="open({number})" style="top:{number}px">{words(rng, 3)}</div>\n')
    while length < size:
        parts.append(block(rng, number))
        length += len(parts[-1])
    parts.append('<form action="/search"><input name="q"></form></body></html>\n')
    return "".join(parts)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder, pages = pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 10_000
    for number in range(pages):
        path = folder / f"{number // PER_FOLDER:03}" / f"page-{number:05}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number), encoding="utf-8")


if __name__ == "__main__":
    main()
