#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which addresses the browser of `scan --browser` reaches, in a network of our own; see tests/fetch/addresses.py.

Usage: gate.py --program CSPKIT. Exit status 77 where this machine grants no namespaces or has no browser.
"""

import argparse
import http.server
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "fetch"))
from addresses import HOSTS, PRIVATE, PUBLIC, SKIPPED, enter_own_network  # noqa: E402

failures = []


def expect(claim, expected, actual):
    if expected != actual:
        failures.append(claim)
        print(f"{claim}\n  expected {expected!r}\n  actual   {actual!r}")


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append(self.path)
        body = self.server.html.encode()
        self.send_response(302 if self.path == "/away" else 200)
        if self.path == "/away":
            self.send_header("Location", self.server.away)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(address):
    server = http.server.ThreadingHTTPServer((address, 0), Page)
    server.seen, server.html, server.away = [], "", ""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def scan(program, *args):
    done = subprocess.run(
        [program, "scan", "--browser", "--json", "--wait", "0.5", *args],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    program = str(pathlib.Path(parser.parse_args().program).resolve())
    if not shutil.which("chromium"):
        print("no chromium on PATH")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        hosts = pathlib.Path(folder, "hosts")
        hosts.write_text("127.0.0.1 localhost\n" + HOSTS)
        try:
            enter_own_network(hosts)
        except OSError as error:
            print(f"no network of our own: {error}")
            return SKIPPED
        public, inside, loopback = serve(PUBLIC), serve(PRIVATE), serve("127.0.0.1")
        at = f"http://public.test:{public.server_port}"
        private = f"http://private.test:{inside.server_port}"
        public.html = (
            f"<!doctype html><img src=/own.png><img src={private}/image><img src=http://{PRIVATE}:{inside.server_port}/by-number>"
            f"<img src=http://127.0.0.1:{loopback.server_port}/loopback><img src=http://localhost:{loopback.server_port}/name>"
            f"<script>new WebSocket('ws://private.test:{inside.server_port}/socket')</script>"
        )
        public.away = f"{private}/"

        status, document, notes = scan(program, f"{at}/")
        expect("a public page is loaded", (0, True), (status, "/own.png" in public.seen))
        expect("what it wants of private addresses is not asked", ([], []), (inside.seen, loopback.seen))
        wanted = [item["check"].get("url") for item in (document or {"items": []})["items"]]
        expect("but recorded", True, f"{private}/image" in wanted)
        refusal = "which pages asked and was refused; give --allow-private if it is meant"
        expect(
            "and told",
            f"note: 10.1.2.3 is a private address, {refusal}\n"
            f"note: 127.0.0.1 is a loopback address, {refusal}\n"
            f"note: localhost is at 127.0.0.1, a loopback address, {refusal}\n"
            f"note: private.test is at 10.1.2.3, a private address, {refusal}\n",
            notes,
        )
        status, _, error = scan(program, f"{private}/")
        expect(
            "a private page is refused",
            (2, f"cspkit scan: {private}/: private.test is at {PRIVATE}, a private address, which is not asked; give "
             "--allow-private if it is meant\n"),
            (status, error),
        )
        status, _, error = scan(program, f"{at}/away")
        expect("so is one that a public page leads to", (2, []), (status, inside.seen))
        status, _, _ = scan(program, f"{at}/", "--allow-private")
        expect("all of which can be allowed", (0, True, True), (status, "/image" in inside.seen, "/name" in loopback.seen))
    print(f"{len(failures)} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
