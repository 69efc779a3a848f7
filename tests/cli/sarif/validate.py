#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the logs of `cspkit lint --format sarif` against SARIF's schema, their regions against the files, and their fixes
against what is left when they are applied.

Usage: validate.py PROGRAM
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    # Debian's package is there for Debian's Python.
    if os.path.realpath(sys.executable) == os.path.realpath("/usr/bin/python3"):
        sys.exit("validate.py: no module jsonschema; install python3-jsonschema")
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

HERE = pathlib.Path(__file__).parent
PROGRAM = os.path.abspath(sys.argv[1])
POLICY = "default-src 'self'; script-src http://a.test 'self' 'unsafe-inline' 'unsafe-eval' *;\n object-src *; img-src \u00e9.test *\n"
HEADERS = (
    "HTTP/1.1 200 OK\r\nX-Frame-Options: DENY\r\n"
    "Content-Security-Policy: script-src 'self' 'self' https:; object-src 'none'\r\n"
    "Content-Security-Policy-Report-Only: default-src 'none',\r\n  script-src *\r\n"
)
checks = 0


def expect(holds, claim, *details):
    global checks
    checks += 1
    if not holds:
        sys.exit(f"validate.py: not so: {claim}: {details}")


def lint(*arguments):
    done = subprocess.run([PROGRAM, "lint", *arguments], capture_output=True, check=False)
    expect(done.returncode in (0, 1), "lint answers", arguments, done.stderr)
    return json.loads(done.stdout)


def place(data, offset):
    before = data[:offset].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1, len(before)


def check_region(region, data):
    begin, length = region["byteOffset"], region["byteLength"]
    expect(begin + length <= len(data), "a region lies in its artifact", region)
    line, column, characters = place(data, begin)
    expect((region["startLine"], region["startColumn"]) == (line, column), "line and column", region)
    expect(region["charOffset"] == characters, "offset in characters", region)
    line, column, _ = place(data, begin + length)
    expect((region["endLine"], region["endColumn"]) == (line, column), "the end's line and column", region)
    if "snippet" in region:
        expect(region["snippet"]["text"].encode() == data[begin : begin + length], "the snippet", region)


def fixed(data, fix):
    (change,) = fix["artifactChanges"]
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        begin, end = region["byteOffset"], region["byteOffset"] + region["byteLength"]
        data = data[:begin] + replacement["insertedContent"]["text"].encode() + data[end:]
    return data


def count(log, rule):
    return sum(result["ruleId"] == rule for result in log["runs"][0]["results"])


def check_log(log, validator, read, lint_again):
    validator.validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    expect(len(set(rules)) == len(rules) > 80, "every check is a rule, once", len(rules))
    prints = set()
    for result in run["results"]:
        expect(rules[result["ruleIndex"]] == result["ruleId"], "the index is the rule's", result)
        expect((result["level"] == "none") == (result.get("kind") == "informational"), "kind and level", result)
        for location in result.get("locations", []):
            physical = location["physicalLocation"]
            data = read(run, physical["artifactLocation"])
            if "region" in physical:
                check_region(physical["region"], data)
            prints.add(result["partialFingerprints"]["finding/v1"])
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for replacement in change["replacements"]:
                    check_region(replacement["deletedRegion"], data)
            again = lint_again(fixed(data, fix))
            expect(count(again, result["ruleId"]) < count(log, result["ruleId"]), "a fix mends", result)
    expect(len(prints) == len([r for r in run["results"] if "locations" in r]), "fingerprints are unique")


def main():
    schema = json.loads((HERE / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)

        def in_file(name, flag):
            def again(data):
                pathlib.Path("again.txt").write_bytes(data)
                return lint("--format=sarif", flag, "again.txt")

            check_log(lint("--format=sarif", flag, name), validator, read, again)

        def read(run, location):
            if "uri" in location:
                expect(run["artifacts"][location["index"]]["location"]["uri"] == location["uri"], "the artifact")
                return pathlib.Path(location["uri"].replace("%20", " ")).read_bytes()
            return run["artifacts"][location["index"]]["contents"]["text"].encode()

        pathlib.Path("a policy.txt").write_text(POLICY, encoding="utf-8")
        pathlib.Path("response.headers").write_bytes(HEADERS.encode())
        in_file("a policy.txt", "--policy-file")
        in_file("response.headers", "--header-file")

        def inline(data):
            return lint("--format=sarif", "--", data.decode())

        check_log(lint("--format=sarif", "--", POLICY), validator, read, inline)
        both = lint("--format=sarif", "script-src 'unsafe-inline'", "--report-only", "img-src *")
        validator.validate(both)
        expect(len(both["runs"][0]["artifacts"]) == 2, "each text is an artifact")
        pathlib.Path("none.headers").write_text("HTTP/1.1 200 OK\n", encoding="utf-8")
        none = lint("--format=sarif", "--header-file", "none.headers")
        validator.validate(none)
        expect(count(none, "policy-missing") == 1, "no policy is a finding")
        broken = dict(none, version="2.0.0")
        expect(not validator.is_valid(broken), "the validator can refuse")
    print(f"{checks} claims hold")


if __name__ == "__main__":
    main()
