# SPDX-License-Identifier: Apache-2.0
"""A web site that does what sites do, and what they should not, on a free port."""

import gzip
import http.server
import threading
import time
import urllib.parse

META = "<!doctype html><meta http-equiv=content-security-policy content=\"img-src 'none'\"><p>hello"


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, fields, body=b"", status=200):
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.split("?")[0].strip("/").replace("-", "_") or "page"
        getattr(self, f"get_{name}", self.get_missing)()

    def log_message(self, *_):
        pass

    def get_page(self):
        self.answer(
            [
                ("Content-Type", "Text/HTML; charset=utf-8"),
                ("Content-Security-Policy", "default-src 'self'"),
                ("X-Frame-Options", "DENY"),
                ("content-security-policy", "script-src https:"),
                ("Content-Security-Policy-Report-Only", "font-src *"),
            ],
            META.encode(),
        )

    def get_missing(self):
        self.answer([("Content-Type", "text/html"), ("Content-Security-Policy", "default-src 'none'")], b"no", 404)

    def get_text(self):
        self.answer([("Content-Type", "text/plain"), ("Content-Security-Policy", "sandbox")], META.encode())

    def get_untyped(self):
        self.answer([], META.encode())

    def get_untyped_text(self):
        self.answer([], b"plain " + META.encode())

    def get_gzip(self):
        self.answer([("Content-Type", "text/html"), ("Content-Encoding", "gzip")], gzip.compress(META.encode()))

    def get_bomb(self):
        self.answer([("Content-Type", "text/html"), ("Content-Encoding", "gzip")], gzip.compress(bytes(64 << 20)))

    def get_broken_gzip(self):
        self.answer([("Content-Type", "text/html"), ("Content-Encoding", "gzip")], b"<p>not packed at all")

    def get_asked(self):
        """What the request says of its sender, in a policy."""
        asked = f"{self.headers['Accept-Encoding']} {self.headers['User-Agent']}"
        self.answer([("Content-Security-Policy", f"img-src https://a.test/{urllib.parse.quote(asked, safe='')}")])

    def get_redirect(self):
        self.answer([("Location", "/over?there#here"), ("Content-Security-Policy", "img-src *")], status=302)

    def get_over(self):
        self.answer([("Location", f"http://user:secret@127.0.0.1:{self.server.server_port}/page")], status=308)

    def get_loop(self):
        self.answer([("Location", "/loop")], status=301)

    def get_cookie(self):
        if self.headers["Cookie"] == "seen=1":
            self.get_page()
        else:
            self.answer([("Location", "/cookie"), ("Set-Cookie", "seen=1")], status=307)

    def get_to_file(self):
        self.answer([("Location", "file:///etc/hostname")], status=302)

    def get_to_nowhere(self):
        self.answer([("Location", "http://[")], status=302)

    def get_no_location(self):
        self.answer([("Content-Security-Policy", "img-src *")], status=302)

    def get_to_private(self):
        self.answer([("Location", self.server.elsewhere)], status=302)

    def get_slow(self):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b".")
            time.sleep(0.1)

    def get_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b" " * 65536)

    def get_many_fields(self):
        self.send_response(200)
        for number in range(200_000):
            self.send_header(f"X-{number}", "x" * 100)
        self.end_headers()

    def get_short(self):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"short")
        self.close_connection = True

    def get_early(self):
        self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nContent-Security-Policy: img-src early\r\n\r\n")
        self.answer([("Content-Security-Policy", "img-src late")])


class Site(http.server.ThreadingHTTPServer):
    daemon_threads = True
    elsewhere = ""

    def __init__(self, address=("127.0.0.1", 0), tls=None):
        super().__init__(address, Page)
        self.scheme = "https" if tls else "http"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass  # clients that hang up are what some cases are about
