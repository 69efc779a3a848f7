#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/vendors.md: what each vendor needs, from its own pages and from what its real SDK was seen to do.

    tools/vendor_page.py [--program FILE]            writes the page
    tools/vendor_page.py [--program FILE] --check    fails where the page is old

The rows come from the catalogue, by `cspkit vendors`; what was seen comes from tests/sdk/observed.jsonl.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "vendors.md"
OBSERVED = ROOT / "tests" / "sdk" / "observed.jsonl"
BROWSERS = {"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKit"}

HEAD = """# The vendors

Made by `tools/vendor_page.py` from the catalogue (`catalog/vendors/`) and from `tests/sdk/observed.jsonl`; a test keeps it
true. [How the catalogue works](catalog.md), and `cspkit compose VENDOR` for the policy that your options need.

**Documented**: the vendor's own page asks for it; how sure the row is. **Observed**: it comes from the SDK, from pages in the
field or by inference. **With the real SDK**: the tests run the vendor's own package in a real browser against a stand-in for
its hosts, under the composed policy, and then without each source. *needed*: the feature broke without it, as predicted.
*not seen to be needed*: nothing in the scenarios asked for it. Empty: no scenario exercises it.
"""


def load_vendors(program):
    names = [vendor["name"] for vendor in ask(program, "vendors", "--json")["vendors"]]
    return [ask(program, "vendors", name, "--rows", "--json")["vendors"][0] for name in names]


def ask(program, *arguments):
    return json.loads(subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout)


def load_observed():
    return [json.loads(line) for line in OBSERVED.read_text().splitlines() if line]


def pattern_of(source):
    """What a row's source, a template, may stand for."""
    return re.compile("".join(".+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", source)))


def code(text):
    return f"`{text}`"


def condition(row):
    """The row's conditions in words, as short as they go."""

    def term(one):
        if one["test"] == "given":
            return f"{one['option']} given"
        if one["test"] == "absent":
            return f"no {one['option']}"
        if one["test"] == "below":
            return f"{one['option']} below {one['values'][0]}"
        return f"{one['option']} " + " or ".join(one["values"])

    parts = [term(one) for one in row.get("when", [])]
    parts += ["unless " + " and ".join(term(one) for one in group) for group in row.get("unless", [])]
    return "; ".join(parts)


def as_list(value):
    """An option's value as the words that conditions name."""
    if isinstance(value, list):
        return [str(one) for one in value]
    return [] if value is None else [str(value).lower() if isinstance(value, bool) else str(value)]


def holds(one, options, defaults):
    """Whether a term of a condition holds under a scenario's options."""
    name = one["option"]
    if one["test"] in ("given", "absent"):
        return (name in options) == (one["test"] == "given")
    if one["test"] == "below":
        return False  # the scenarios run the packages' own versions
    return bool(set(one["values"]) & set(as_list(options.get(name, defaults.get(name)))))


def applies(row, one, defaults):
    """Whether a requirement is in force where something was seen. Terms about features are left to the features' names."""
    def every(terms):
        return all(holds(term, one["options"], defaults) for term in terms if term["option"] != "features")

    groups = [group for group in row.get("unless", []) if all(term["option"] != "features" for term in group)]
    return every(row.get("when", [])) and not any(map(every, groups))


def seen_cell(row, observed, defaults):
    """What the SDK was seen to do with this row, browser by browser."""
    pattern = pattern_of(row["source"])
    statuses = {}
    for one in observed:
        if one["directive"] != row["directive"] or not one["source"] or not pattern.fullmatch(one["source"]):
            continue
        if not set(row["features"]) & set((one["feature"] or "").split("+")) or not applies(row, one, defaults):
            continue
        for browser, status in one["browsers"].items():
            if statuses.get(browser) != "needed":
                statuses[browser] = status
    if not statuses:
        return ""
    by_status = {}
    for browser, status in statuses.items():
        by_status.setdefault(status.replace("-", " "), []).append(BROWSERS[browser])
    return "; ".join(f"{status}: {', '.join(browsers)}" for status, browsers in by_status.items())


def works_cell(feature, observed):
    """The browsers in which a scenario with this feature works under the composed policy."""
    works = {browser for one in observed if feature in (one["feature"] or "").split("+")
             for browser, status in one["browsers"].items() if status != "breaks"}
    return ", ".join(name for browser, name in BROWSERS.items() if browser in works)


def table(heads, rows, shown):
    """A table without its last column where nothing is `shown` there."""
    width = len(heads) if shown else len(heads) - 1
    cells = [heads, ["---"] * len(heads), *rows]
    return "\n" + "\n".join(f"| {' | '.join(row[:width])} |" for row in cells)


def feature_rows(vendor, observed):
    for feature in vendor["features"]:
        yield [f"{code(feature['name'])} {feature['title']}", feature["symptom"], works_cell(feature["name"], observed)]


def requirement_rows(vendor, observed):
    defaults = {option["name"]: option["default"] for option in vendor["options"]}
    for feature in vendor["features"]:
        for row in vendor["requirements"]:
            if feature["name"] != row["features"][0]:
                continue
            sure = {row["evidence"]: row["confidence"]}
            documented = sure.get("documented", "") + (", not needed" if row["mode"] == "documented" else "")
            yield [" ".join(map(code, row["features"])), code(row["directive"]), code(row["source"]), condition(row),
                   documented, sure.get("observed", ""), seen_cell(row, observed, defaults)]


def section(vendor, observed):
    lines = [f"\n## {vendor['title']}\n", f"{vendor['summary']} [The vendor's page]({vendor['documentation']}), compared "
             f"{vendor['date']}."]
    packages = sorted({package for one in observed for package in one["sdk"]})
    if packages:
        lines.append(f"Run with {', '.join(map(code, packages))}.")
    lines.append(table(["feature", "what people see when it is blocked", "seen to work in"],
                       feature_rows(vendor, observed), observed))
    lines.append(table(["feature", "directive", "source", "where", "documented", "observed", "with the real SDK"],
                       requirement_rows(vendor, observed), observed))
    return "\n".join(lines) + "\n"


def page(program):
    observed = load_observed()
    return HEAD + "".join(section(vendor, [one for one in observed if one["vendor"] == vendor["name"]])
                          for vendor in load_vendors(program))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build" / "release" / "bin" / "cspkit"))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    text = page(options.program)
    if not options.check:
        PAGE.write_text(text)
        return 0
    if PAGE.read_text() == text:
        return 0
    print("docs/vendors.md is old; run tools/vendor_page.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
