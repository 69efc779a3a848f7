#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`--url` against real servers on 127.0.0.1: HTTP and HTTPS of our own, and nginx for HTTP/2.

Usage: run.py --program CSPKIT
"""

import argparse
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cases import Case, finish  # noqa: E402
from website import Site  # noqa: E402

ENFORCED = "enforce default-src 'self'"
PAGE = [ENFORCED, "enforce script-src https:", "report font-src *", "enforce img-src 'none'"]
LIMIT = 16 << 20


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificate(folder):
    """A certificate of one day for localhost that is its own authority."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
        check=True,
        capture_output=True,
    )
    return key, cert


class Nginx:
    """Answers any path by HTTP/2 with a policy that tells the protocol."""

    def __init__(self, folder, key, cert):
        self.port = free_port()
        temporary = "".join(f"{kind}_temp_path {folder};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            f"daemon off; master_process off; pid {folder}/pid; error_log stderr;\n"
            "events { worker_connections 64; }\n"
            f"http {{ access_log off; {temporary} default_type text/html; gzip on; gzip_min_length 1;\n"
            f"server {{ listen 127.0.0.1:{self.port} ssl http2; ssl_certificate {cert}; ssl_certificate_key {key};\n"
            "add_header Content-Security-Policy 'img-src https://a.test/$server_protocol' always;\n"
            "location / { return 200 '<meta http-equiv=Content-Security-Policy content=\"img-src *\">'; } } }\n"
        )
        self.process = subprocess.Popen(
            ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.end()
        sys.exit("nginx does not start")

    def end(self):
        self.process.terminate()
        self.process.wait(10)


def parse(claim, url, *args, private=True, **expected):
    return Case(claim, "parse", "--url", url, *(["--allow-private"] if private else []), *args, **expected)


def http_cases(at, version):
    asked = f"deflate, gzip, br, zstd Mozilla/5.0 (compatible; cspkit/{version})"
    return [
        parse("headers and <meta>, in order, report-only too", f"{at}/", policies=PAGE),
        parse("redirects are followed, and what they send does not count", f"{at}/redirect", policies=PAGE),
        parse("cookies live across redirects", f"{at}/cookie", policies=PAGE),
        parse("a page that is missing has its policy", f"{at}/nothing", policies=["enforce default-src 'none'"]),
        parse("what is no HTML has no <meta>", f"{at}/text", policies=["enforce sandbox"]),
        parse("HTML without a type is seen to be HTML", f"{at}/untyped", policies=["enforce img-src 'none'"]),
        parse("text without a type is none", f"{at}/untyped-text", policies=[]),
        parse(
            "what it packs with, and who asks",
            f"{at}/asked",
            policies=[f"enforce img-src https://a.test/{urllib.parse.quote(asked, safe='')}"],
        ),
        parse("gzip is unpacked", f"{at}/gzip", policies=["enforce img-src 'none'"]),
        parse("early hints are not the answer", f"{at}/early", policies=["enforce img-src late"]),
        parse("a redirect without a target is the answer", f"{at}/no-location", policies=["enforce img-src *"]),
        parse(
            "each text is named by page and field",
            f"{at}/redirect",
            out=f"""policy 1 (enforced, {at}/page Content-Security-Policy)
  default-src  'self'

policy 2 (enforced, {at}/page content-security-policy)
  script-src  https:

policy 3 (report-only, {at}/page Content-Security-Policy-Report-Only)
  font-src  *

policy 4 (enforced, {at}/page line 1)
  img-src  'none'

4 policies: no errors, no warnings, no notes
""",
        ),
        Case(
            "'self' is the page that the redirects led to",
            *["eval", "--url", f"{at}/redirect", "--allow-private", "--request", f"{at}/x.html", "--destination", "iframe"],
            out=f"allowed the request for {at}/x.html (iframe)\n  by 'self'\n",
        ),
        Case(
            "--document-url outweighs it",
            *["eval", "--url", f"{at}/redirect", "--allow-private", "--document-url", "https://a.test/"],
            *["--request", f"{at}/x.html", "--destination", "iframe"],
            status=1,
        ),
        Case(
            "check heeds the policies of a URL",
            *["check", "customerio", "--url", f"{at}/nothing", "--allow-private"],
            status=1,
        ),
        parse(
            "the default refuses loopback",
            f"{at}/",
            private=False,
            status=2,
            error=f"{at}/: 127.0.0.1 is a loopback address, which is not asked; give --allow-private if it is meant",
        ),
        parse(
            "redirects end",
            f"{at}/loop",
            status=2,
            error=f"{at}/loop: more than 20 redirects, the last to /loop; mend the server's loop, or name the page itself",
        ),
        parse(
            "a redirect to a file is refused",
            f"{at}/to-file",
            status=2,
            error=f"{at}/to-file: redirects to file:///etc/hostname: the scheme file: cannot be fetched; only http: and "
            "https: can",
        ),
        parse(
            "a redirect to no URL is told",
            f"{at}/to-nowhere",
            status=2,
            error=f"{at}/to-nowhere: redirects to 'http://[', which is no URL: the host in brackets is not an IPv6 address; mend "
            "the Location field",
        ),
        parse(
            "a slow server is given up",
            f"{at}/slow",
            "--timeout",
            "0.5",
            status=2,
            error=f"{at}/slow: no whole answer within 0.5 s; try again, or give a longer --timeout",
        ),
        parse(
            "an endless body is given up",
            f"{at}/endless",
            status=2,
            error=f"{at}/endless: the body is larger than the limit of {LIMIT} bytes; name a smaller page",
        ),
        parse(
            "so is one that unpacks to too much",
            f"{at}/bomb",
            status=2,
            error=f"{at}/bomb: the body is larger than the limit of {LIMIT} bytes; name a smaller page",
        ),
        parse("too many header fields", f"{at}/many-fields", status=2,
              error=f"{at}/many-fields: the header fields are larger than the limit of {256 << 10} bytes; mend the server"),
        parse("a body that is not packed as it says", f"{at}/broken-gzip", status=2, error=f"{at}/broken-gzip: cannot be fetched: …"),
        parse("a body that ends too early", f"{at}/short", status=2, error=f"{at}/short: cannot be fetched: …"),
        parse(
            "nobody listens",
            "http://127.0.0.1:1/",
            status=2,
            error="http://127.0.0.1:1/: no connection to 127.0.0.1: Connection refused; check that the server runs",
        ),
        parse(
            "a name that is none",
            "http://nosuch.invalid/",
            status=2,
            error="http://nosuch.invalid/: the name nosuch.invalid cannot be resolved; check its spelling and the network",
        ),
    ]


def scan_cases(at):
    return [
        Case(
            "scan takes the headers and the HTML of a URL",
            *["scan", f"{at}/redirect", f"{at}/nothing", "--allow-private"],
            out_has=[
                f"2 pages as {at} (2 files, 91 bytes)",
                f"Content-Security-Policy of 1 page, first {at}/page\n     default-src 'self'",
                f"X-Frame-Options of 1 page, first {at}/page",
                f"<meta> of 1 page, first {at}/page:1:16\n     img-src 'none'",
            ],
            error=None,
            err=f"note: {at}/nothing: the server answered with status 404; this is its error page\n",
        ),
        Case(
            "a URL that cannot be fetched ends it",
            *["scan", f"{at}/loop", "--allow-private"],
            status=2,
            error=f"{at}/loop: more than 20 redirects, the last to /loop; mend the server's loop, or name the page itself",
        ),
    ]


def tls_cases(at, cert):
    other = at.replace("localhost", "127.0.0.1")
    ours = {"SSL_CERT_FILE": str(cert)}
    return [
        parse("HTTPS with an authority of our own", f"{at}/", policies=PAGE, env=ours),
        parse(
            "a certificate that nobody vouches for",
            f"{at}/",
            status=2,
            error=f"{at}/: the certificate does not hold: SSL certificate problem: self-signed certificate; mend it, or name "
            "its authority's file in SSL_CERT_FILE",
        ),
        parse(
            "a certificate for another name",
            f"{other}/",
            status=2,
            error=f"{other}/: the certificate does not hold: …",
            env=ours,
        ),
        parse(
            "authorities that are no file",
            f"{at}/",
            status=2,
            error=f"{at}/: the file that SSL_CERT_FILE names cannot be read; name a file of certificates in PEM",
            env={"SSL_CERT_FILE": "/nonexistent"},
        ),
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    program = str(pathlib.Path(parser.parse_args().program).resolve())
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    environment["LC_ALL"] = "C.UTF-8"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        key, cert = certificate(folder)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(cert, key)
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
        cases = http_cases(f"http://127.0.0.1:{Site().server_port}", version)
        cases += scan_cases(f"http://127.0.0.1:{Site().server_port}")
        cases += tls_cases(f"https://localhost:{Site(tls=tls).server_port}", cert)
        nginx = Nginx(folder, key, cert) if shutil.which("nginx") else None
        if nginx:
            cases.append(
                parse(
                    "HTTP/2, compressed",
                    f"https://localhost:{nginx.port}/",
                    policies=["enforce img-src https://a.test/HTTP/2.0", "enforce img-src *"],
                    env={"SSL_CERT_FILE": str(cert)},
                )
            )
        try:
            for case in cases:
                case.run(program, environment)
        finally:
            if nginx:
                nginx.end()
    return finish(len(cases))


if __name__ == "__main__":
    sys.exit(main())
