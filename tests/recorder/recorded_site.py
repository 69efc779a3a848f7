# SPDX-License-Identifier: Apache-2.0
"""A web site whose pages load and run things that no HTML shows, on a free port."""

import http.server
import threading
import urllib.parse

HOME = """<!doctype html><title>Home</title>
<script nonce=n1>window.atHome = 1</script>
<link rel=stylesheet href=/style.css>
<script src=/app.js></script>
<iframe src=/frame></iframe>
<iframe srcdoc="<img src=/in-srcdoc.png>"></iframe>
<p style="color: red">hello</p>
<a href=/second>second</a> <a href=/second#part>again</a> <a href=http://localhost:1/>elsewhere</a>
"""

APP = """
const add = (name, properties, parent = document.head) => parent.append(Object.assign(document.createElement(name), properties));
add('script', { src: location.origin.replace('127.0.0.1', 'localhost') + '/dynamic.js' });
add('script', { textContent: 'window.added = "a script that another one adds, longer than a sample"' });
const gone = document.createElement('script');
gone.textContent = 'window.gone = "a script that is taken out as soon as it has run, longer than a sample"';
document.head.append(gone);
gone.remove();
add('style', { textContent: 'p { background: url(/from-style.png) }' });
addEventListener('load', () => {
  const button = document.createElement('button');
  button.setAttribute('onclick', 'window.clicked = "a handler that a script adds, longer than a sample"');
  button.setAttribute('style', 'margin: 1px');
  document.body.append(button);
});
eval('1 + 1');
new Function('return 1')();
WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).catch(() => {});
new Worker('/worker.js');
new Worker(URL.createObjectURL(new Blob(['fetch("' + location.origin + '/from-blob-worker")'])));
new WebSocket(location.origin.replace('http', 'ws') + '/socket');
new EventSource('/events');
fetch('/redirect');
navigator.sendBeacon('/beacon', 'x');
new Image().src = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
new Image().src = '/image.png';
setTimeout(() => fetch('/late'), 300);
"""

WASM = "new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))"

# How a page begins a worker of each kind. What they compile stands in PAGES and in these.
WORKERS = {
    "dedicated": "new Worker('/compiles.js')",
    "shared": "new SharedWorker('/compiles.js')",
    "module": "new Worker('/module.js', { type: 'module' })",
    "service": "navigator.serviceWorker.register('/service.js')",
    "blob": "new Worker(URL.createObjectURL(new Blob(['\\n eval(\"9\")'])))",
    "data": "new Worker('data:text/javascript,%0A%0Aeval(\"10\")')",
    "nested": "new Worker('/outer.js')",
    "blob in a worker": "new Worker('/blob-in-worker.js')",
    "imported": "new Worker('/imports.js')",
    "named": "new Worker('/named.js')",
    "timer": "new Worker('/timer.js')",
    "blocked": "new Worker('/strict.js')",
    "wasm": "new Worker('/wasm.js')",
    "wasm blocked": "new Worker('/strict-wasm.js')",
    "none": "new Worker('/quiet.js')",
}


def worker_page(kind):
    return f"<!doctype html><title>Worker</title><script>\n  /* a script that begins a worker */ {WORKERS[kind]}\n</script>"


# Policies that are served with the path.
POLICIES = {"/": "img-src 'self' data:", "/strict.js": "script-src 'self'", "/strict-wasm.js": "script-src 'self'"}

PAGES = {
    "/": ("text/html", HOME),
    "/app.js": ("text/javascript", APP),
    "/dynamic.js": ("text/javascript", "window.dynamic = 1"),
    "/worker.js": ("text/javascript", "fetch('/from-worker'); eval('2')"),
    "/style.css": ("text/css", "body { background: url(/from-css.png) } @font-face { font-family: f; src: url(/f.woff2) } p { font-family: f }"),
    "/frame": ("text/html", "<!doctype html><img src=/in-frame.png><script>fetch('/by-frame')</script>"),
    "/second": ("text/html", "<!doctype html><script src=/second.js></script><a href=/third>third</a>"),
    "/second.js": ("text/javascript", "fetch('/by-second')"),
    "/third": ("text/html", "<!doctype html><script>alert('never answered')</script>third"),
    "/compiles.js": ("text/javascript", "\nfetch('/by-worker');\n eval('1')"),
    "/imports.js": ("text/javascript", "\nimportScripts('/imported.js')"),
    "/imported.js": ("text/javascript", "\n\neval('1 + 1')"),
    "/module.js": ("text/javascript", "\n\nnew Function('return 2')()"),
    "/named.js": ("text/javascript", "eval('3;//# sourceURL=https://elsewhere.test/3.js')"),
    "/timer.js": ("text/javascript", "setTimeout('4')"),
    "/wasm.js": ("text/javascript", f"\n{WASM}"),
    "/outer.js": ("text/javascript", "new Worker('/inner.js')"),
    "/inner.js": ("text/javascript", "eval('5')"),
    "/blob-in-worker.js": ("text/javascript", "new Worker(URL.createObjectURL(new Blob(['eval(`8`)'])))"),
    "/service.js": ("text/javascript", "eval('6')"),
    "/strict.js": ("text/javascript", "\ntry { eval('7') } catch {}"),
    "/strict-wasm.js": ("text/javascript", "\ntry { " + WASM + " } catch {}"),
    "/quiet.js": ("text/javascript", "importScripts('/dynamic.js'); fetch('/by-quiet')"),
    "/broken": ("text/html", "<!doctype html><img src=/never-ends>"),
}


class Page(http.server.BaseHTTPRequestHandler):
    def answer(self, status, kind, text, fields=()):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.server.seen.append(self.path)
        if self.path == "/redirect":
            self.answer(302, "text/plain", "", [("Location", "/redirected")])
        elif self.path == "/never-ends":
            self.server.stopped.wait(60)
        elif self.path.startswith("/worker?"):
            self.answer(200, "text/html", worker_page(urllib.parse.unquote(self.path.partition("?")[2])))
        elif self.path in PAGES:
            kind, text = PAGES[self.path]
            policy = [("Content-Security-Policy", POLICIES[self.path])] if self.path in POLICIES else []
            self.answer(200, kind, text, policy)
        else:
            self.answer(404, "text/plain", "no")

    do_POST = do_GET

    def log_message(self, *_):
        pass


class Site(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Page)
        self.seen = []
        self.stopped = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass
