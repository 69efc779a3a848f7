# SPDX-License-Identifier: Apache-2.0
"""Policies that are hard to quote, written by hand and generated."""

import random
import string

BY_HAND = [
    "default-src 'self'",
    "script-src 'self' 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'",
    "upgrade-insecure-requests; sandbox allow-scripts allow-forms",
    "default-src 'none', script-src https:, img-src *",
    "script-src 'nonce-{nonce}', style-src 'nonce-{nonce}' 'self'",
    'img-src https://a.test/"quoted" https://b.test/\'single\'',
    "img-src https://a.test/$request_id https://a.test/${HOME} https://a.test/$ https://a.test/$$",
    "img-src https://a.test/%20%41 https://a.test/%[src] https://a.test/%{HOST}e https://a.test/%%",
    "img-src https://a.test/{host} https://a.test/{$HOME} https://a.test/} https://a.test/\\{x\\}",
    "img-src https://a.test/\\ https://a.test/\\\" https://a.test/\\\\ https://a.test/\\n https://a.test/\\x41",
    "img-src https://a.test/`tick` https://a.test/`\" https://a.test/${x} https://a.test/#{x} https://a.test/#",
    "img-src https://a.test/<b>&amp&quot&#39 https://a.test/?a=1&b=2 https://[2001:db8::1]:8443/",
    "expr=1 'self'; img-src *",
    "report-uri https://r.test/csp?key=a%3Db&x=$1#end; report-to main",
    "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'unsafe-eval'",
    "connect-src ws://localhost:* wss://*.example.com https://a.test/;b",
    "img-src " + " ".join(f"https://host-{i}.example.com" for i in range(260)),
    "style-src 'nonce-{nonce}' " + " ".join(f"https://host-{i}.example.com" for i in range(130)),
]

NAMES = ["default-src", "script-src", "img-src", "style-src", "connect-src", "x-unknown", "report-uri"]
CHARACTERS = [c for c in string.printable.strip() if c not in ",;"]
NASTY = list("\"'$%{}\\`#[]()<>&@|~^:*") + ["${", "%[", "%{", "{$", "\\\"", "\\{", "$1", "%%", "#{", "</script>"]


def generated(count, seed):
    """Policies of random tokens, rich in what some syntax takes for its own."""
    source = random.Random(seed)
    for _ in range(count):
        directives = []
        for name in source.sample(NAMES, source.randint(1, 3)):
            tokens = []
            for _ in range(source.randint(0, 4)):
                kind = source.random()
                if kind < 0.2:
                    tokens.append("'nonce-{nonce}'")
                elif kind < 0.4:
                    tokens.append("'self'")
                else:
                    pieces = source.choices(CHARACTERS + NASTY, k=source.randint(1, 12))
                    tokens.append("https://a.test/" + "".join(pieces) if kind < 0.8 else "".join(pieces))
            directives.append(" ".join([name, *tokens]))
        yield "; ".join(directives)


def all_policies(count=60, seed=20261121):
    """Each once; `https://a.test/;b` shows that a semicolon ends the directive."""
    return [" ".join(policy.replace("/;b", "/; b").split()) for policy in BY_HAND] + list(generated(count, seed))


if __name__ == "__main__":
    import json
    import sys

    lines = "--lines" in sys.argv  # one a line, instead of a JSON list
    policies = all_policies(int(sys.argv[-1]))
    print("\n".join(policies) if lines else json.dumps(policies))
