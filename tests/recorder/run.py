#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`scan --browser` against a site whose pages do much that no HTML shows.

Usage: run.py --program CSPKIT
"""

import argparse
import base64
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from recorded_site import Site  # noqa: E402

SKIPPED = 77
failures = []


def expect(claim, expected, actual):
    if expected != actual:
        failures.append(claim)
        print(f"{claim}\n  expected {expected!r}\n  actual   {actual!r}")


def digest(source):
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def stat_of(process):
    """The fields of /proc/PROCESS/stat behind the name, from the state on; none where it has ended."""
    try:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields


class Runner:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
        self.environment["TMPDIR"] = str(folder)

    def start(self, *args, env=None):
        return subprocess.Popen(
            [self.program, "scan", *args],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**self.environment, **(env or {})},
        )

    def run(self, *args, env=None):
        process = self.start(*args, env=env)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def scan(self, *args):
        status, out, err = self.run("--browser", "--allow-private", "--json", *args)
        if status == 2:
            sys.exit(f"scan {' '.join(args)}: {err}")
        return json.loads(out), err

    def descendants(self, process):
        """The processes that it began, and those that they did, each with its time of birth."""
        children, found = {}, {}
        for entry in pathlib.Path("/proc").iterdir():
            fields = stat_of(entry.name) if entry.name.isdigit() else None
            if fields:
                children.setdefault(int(fields[1]), []).append((int(entry.name), fields[19]))
        waiting = [process.pid]
        while waiting:
            for child, born in children.get(waiting.pop(), []):
                found[child] = born
                waiting.append(child)
        return found

    def leftovers(self):
        """Profiles, and processes that have one."""
        left = [path.name for path in self.folder.iterdir()]
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = (entry / "cmdline").read_text(errors="replace")
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if f"--user-data-dir={self.folder}" in command and state != "Z":
                left.append(f"process {entry.name}")
        return left


def things(document, at, elsewhere):
    """`directive what` of each item, with the hosts by short names."""
    found = set()
    for item in document["items"]:
        check = item["check"]
        what = item.get("hash") or check.get("hash") or check.get("url") or check["kind"]
        found.add(f"{item['directive']} {what}".replace(at, "").replace(elsewhere, "elsewhere"))
    return found


def everything_of_a_page(runner, site):
    at = f"http://127.0.0.1:{site.server_port}"
    document, notes = runner.scan(f"{at}/")
    elsewhere = at.replace("127.0.0.1", "localhost")
    expected = {
        "script-src eval",
        "script-src wasm",
        "script-src-elem /app.js",
        "script-src-elem elsewhere/dynamic.js",
        "style-src-elem /style.css",
        "font-src /f.woff2",
        "img-src /image.png",
        "img-src /from-css.png",
        "img-src /from-style.png",
        "img-src /in-frame.png",
        "img-src /in-srcdoc.png",
        "img-src data:image/gif",
        "connect-src /redirect",
        "connect-src /redirected",
        "connect-src /events",
        "connect-src /beacon",
        "connect-src /late",
        "connect-src /by-frame",
        "connect-src /from-worker",
        "connect-src /from-blob-worker",
        f"connect-src {at.replace('http', 'ws')}/socket",
        "frame-src /frame",
        "worker-src /worker.js",
        "worker-src blob:",
    }
    expected |= {
        f"{directive} {digest(source)}"
        for directive, source in (
            ("script-src-elem", "window.atHome = 1"),
            ("script-src-elem", 'window.added = "a script that another one adds, longer than a sample"'),
            ("script-src-elem", 'window.gone = "a script that is taken out as soon as it has run, longer than a sample"'),
            ("script-src-elem", "fetch('/by-frame')"),
            ("script-src-attr", 'window.clicked = "a handler that a script adds, longer than a sample"'),
            ("style-src-elem", "p { background: url(/from-style.png) }"),
            ("style-src-attr", "color: red"),
            ("style-src-attr", "margin: 1px"),
        )
    }
    found = {thing for thing in things(document, at, elsewhere) if "favicon" not in thing}
    expect("what was not recorded", set(), expected - found)
    expect("what was recorded and was not there", set(), found - expected)
    expect("the page's own policies", ["img-src 'self' data:"], [row["value"] for row in document["policies"]])
    expect("notes", "", notes)
    by_url = {item["check"].get("url", "").replace(at, ""): item for item in document["items"]}
    expect("a redirect is known as one", 1, by_url["/redirected"]["check"].get("redirect_count"))


def workers(runner, site):
    at = f"http://127.0.0.1:{site.server_port}"
    for kind, use, place in (
        ("dedicated", "eval", "/compiles.js:3:2"),
        ("shared", "eval", "/compiles.js:3:2"),
        ("module", "eval", "/module.js:3:1"),
        ("service", "eval", "/service.js:1:1"),
        ("blob", "eval", "blob: worker of /worker?blob:2:2"),
        ("data", "eval", "data: worker of /worker?data:3:1"),
        ("nested", "eval", "/inner.js:1:1"),
        ("blob in a worker", "eval", "blob: worker of /blob-in-worker.js:1:1"),
        ("imported", "eval", "/imports.js"),
        ("named", "eval", "/named.js:1:1"),
        ("timer", "eval", "/timer.js"),
        ("blocked", "eval", "/strict.js:2:7 blocked"),
        ("wasm", "wasm", "/wasm.js:2:1"),
        ("wasm blocked", "wasm", "/strict-wasm.js:2:7 blocked"),
        ("none", None, None),
    ):
        document, notes = runner.scan(f"{at}/worker?{urllib.parse.quote(kind)}", "--wait", "0.5")
        found = []
        for item in document["items"]:
            if item["check"]["kind"] not in ("eval", "wasm"):
                continue
            for one in item["places"]:
                text = ":".join(str(one[part]) for part in ("name", "line", "column") if part in one)
                found.append((item["check"]["kind"], text.replace(at, "")))
        blocked = [row["check"]["kind"] for row in document["blocked"]]
        found = [(one, f"{where} blocked" if one in blocked else where) for one, where in found]
        expect(f"a worker compiles: {kind}", [(use, place)] if use else [], found)
        expect(f"an inline script is known that begins with a line break: {kind}", "", notes)
        if kind == "shared":
            expect("what a shared worker requests", True, f"connect-src {at}/by-worker" in things(document, "nothing", "nothing"))


def links(runner, site):
    at = f"http://127.0.0.1:{site.server_port}"
    site.seen.clear()
    document, _ = runner.scan(f"{at}/", "--depth", "1", "--wait", "0.3")
    expect("the links of the first page, once", (1, 0), (site.seen.count("/second"), site.seen.count("/third")))
    expect("what they load", True, f"connect-src {at}/by-second" in things(document, "nothing", "nothing"))
    site.seen.clear()
    _, notes = runner.scan(f"{at}/", "--depth", "5", "--max-pages", "2", "--wait", "0.3")
    expect("no more pages than are wanted", (1, 0), (site.seen.count("/second"), site.seen.count("/third")))
    expect("which is told", "note: 1 linked pages were not visited; give a higher --max-pages than 2\n", notes)
    site.seen.clear()
    runner.scan(f"{at}/second", "--depth", "5", "--wait", "0.3")
    expect("a page that asks a question does not stop it", 1, site.seen.count("/third"))


def errors(runner, site):
    at = f"http://127.0.0.1:{site.server_port}"
    site.seen.clear()
    refused = "is a loopback address, which is not asked; give --allow-private if it is meant"
    for claim, args, message in (
        ("a private address is not asked", [f"{at}/"], f"{at}/: 127.0.0.1 {refused}"),
        (
            "nor by name",
            [f"{at.replace('127.0.0.1', 'localhost')}/"],
            f"{at.replace('127.0.0.1', 'localhost')}/: localhost is at 127.0.0.1, a loopback address",
        ),
        (
            "a server that is not there",
            ["http://127.0.0.1:9/", "--allow-private"],
            "http://127.0.0.1:9/: the browser cannot load it: net::ERR_",
        ),
        ("no URL", ["x.html"], "--browser: no target is a URL; give one, such as https://example.com/"),
        ("no such browser", [at, "--browser-path", "/nonexistent"], "--browser-path /nonexistent: no program; name "),
        ("no browser", [at, "--browser-path", "/bin/true"], "the browser went away; see whether it starts by itself"),
        ("depth that is none", [at, "--depth", "deep"], "--depth: 'deep' is none; write a number from 0 to 100"),
    ):
        status, out, err = runner.run("--browser", *args)
        expect(f"{claim}: status and output", (2, ""), (status, out))
        line = f"cspkit scan: {message}"
        expect(f"{claim}: message", True, err.startswith(line) and err.count("\n") == 1 or err)
    expect("nothing was asked", [], site.seen)
    status, _, err = runner.run("--browser", at, env={"PATH": "/nonexistent"})
    expect("a path without a browser", True, err.startswith("cspkit scan: --browser: there is no Chromium on PATH; ") or err)


def in_the_midst(runner, site):
    """A scan of a page that never ends loading."""
    site.seen.clear()
    process = runner.start("--browser", "--allow-private", f"http://127.0.0.1:{site.server_port}/broken")
    deadline = time.monotonic() + 30
    while "/never-ends" not in site.seen and time.monotonic() < deadline:
        time.sleep(0.05)
    return process


def killed(runner, site):
    at = f"http://127.0.0.1:{site.server_port}"
    process = in_the_midst(runner, site)
    browser = runner.descendants(process)
    expect("the browser runs", True, len(browser) > 3)
    process.kill()
    process.communicate(timeout=30)

    def alive():
        return [one for one, born in browser.items() if (stat_of(one) or [""] * 20)[19] == born]

    deadline = time.monotonic() + 10
    while alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    expect("no process of the browser outlives the program", [], alive())

    (left,) = runner.folder.iterdir()
    expect("the folder names the process", True, left.name.startswith(f"cspkit-browser-{process.pid}-"))
    runner.scan(f"{at}/second", "--wait", "0")
    expect("what has just been left stays", [left], list(runner.folder.iterdir()))

    # What is not ours to remove: a folder of ours with another name, one without a lock, a link, a file; and one in use.
    elsewhere = runner.folder / "elsewhere"
    shutil.copytree(left, elsewhere, symlinks=True, ignore=shutil.ignore_patterns("Singleton*"))
    (runner.folder / f"cspkit-browser-{process.pid}-UNLOCK").mkdir()
    (runner.folder / f"cspkit-browser-{process.pid}-LINKED").symlink_to(elsewhere)
    (runner.folder / f"cspkit-browser-{process.pid}-FILEBB").touch()
    (left / "a link out of it").symlink_to(elsewhere)
    others = {path for path in runner.folder.iterdir() if path != left}
    in_use = runner.folder / f"cspkit-browser-{process.pid}-LOCKED"  # by a process that another container numbers
    in_use.mkdir()
    lock = (in_use / "cspkit-lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    long_ago = time.time() - 3600
    for path in runner.folder.iterdir():
        os.utime(path, (long_ago, long_ago), follow_symlinks=False)
    runner.scan(f"{at}/second", "--wait", "0")
    expect("what was left is removed, and nothing else", others | {in_use}, set(runner.folder.iterdir()))
    expect("nor what links lead to", True, (elsewhere / "cspkit-lock").exists())
    lock.close()
    runner.scan(f"{at}/second", "--wait", "0")
    expect("but once it is let go", others, set(runner.folder.iterdir()))
    for path in runner.folder.iterdir():
        path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path, ignore_errors=True)


def interrupted(runner, site):
    at = f"http://127.0.0.1:{site.server_port}"
    for sent in (signal.SIGTERM, signal.SIGINT):
        process = in_the_midst(runner, site)
        process.send_signal(sent)
        process.communicate(timeout=30)
        expect(f"{sent.name} ends the program", -sent, process.returncode)
        for _ in range(100):
            left = runner.leftovers()
            if not [one for one in left if one.startswith("process")]:
                break
            time.sleep(0.05)
        expect(f"{sent.name} leaves nothing", [], left)
    started = time.monotonic()
    _, notes = runner.scan(f"{at}/broken", "--timeout", "3", "--wait", "0")
    expect("a page that never ends is given up", True, time.monotonic() - started < 20)
    expect("and told", f"note: {at}/broken: has not finished loading in time; what came until then is told\n", notes)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    program = str(pathlib.Path(parser.parse_args().program).resolve())
    if not shutil.which("chromium"):
        print("no chromium on PATH")
        return SKIPPED
    with tempfile.TemporaryDirectory() as name:
        runner = Runner(program, pathlib.Path(name))
        site = Site()
        for test in (everything_of_a_page, workers, links, errors, killed, interrupted):
            test(runner, site)
            expect(f"{test.__name__} leaves nothing", [], runner.leftovers())
    print(f"{len(failures)} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
