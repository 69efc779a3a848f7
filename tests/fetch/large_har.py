#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a HAR file of about N megabytes to standard output: pages with their requests, bodies as browsers export them.

Usage: large_har.py [MEGABYTES]
"""

import base64
import json
import sys

HTML = "<!doctype html><title>Page {0}</title><script>page({0})</script><script src=/app.js></script><p>" + "text " * 2000
SCRIPT = "/* a library */ " + "var x = 1; " * 20000
IMAGE = base64.b64encode(bytes(range(256)) * 500).decode()


def entry(page, url, kind, mime, content, dest):
    return {
        "_initiator": {"type": "parser", "url": f"https://site.test/{page}", "lineNumber": 1},
        "_resourceType": kind,
        "pageref": f"page_{page}",
        "request": {
            "method": "GET",
            "url": url,
            "headers": [{"name": "Sec-Fetch-Dest", "value": dest}, {"name": "Referer", "value": f"https://site.test/{page}"}],
        },
        "response": {
            "status": 200,
            "headers": [{"name": "Content-Security-Policy", "value": "default-src 'self'"}] * (kind == "document"),
            "content": {"size": len(content["text"]), "mimeType": mime, **content},
            "redirectURL": "",
        },
    }


def main():
    wanted = float(sys.argv[1] if len(sys.argv) > 1 else "200") * 1e6
    out = sys.stdout
    written = out.write('{"log":{"version":"1.2","creator":{"name":"test","version":"1"},"pages":[],"entries":[')
    page = 0
    while written < wanted:
        for one in (
            entry(page, f"https://site.test/{page}", "document", "text/html", {"text": HTML.format(page)}, "document"),
            entry(page, f"https://cdn.test/{page % 50}.js", "script", "text/javascript", {"text": SCRIPT}, "script"),
            entry(page, f"https://img.test/{page}.png", "image", "image/png", {"text": IMAGE, "encoding": "base64"}, "image"),
        ):
            written += out.write(("" if written < 100 else ",") + json.dumps(one, separators=(",", ":")))
        page += 1
    out.write("]}}")


if __name__ == "__main__":
    main()
