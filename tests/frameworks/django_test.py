#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the Python that `cspkit convert` writes for Django, and compares what it says with the policy.

Usage: django_test.py CSPKIT. The middleware answers requests in the real Django; exit status 77 where that is not
installed. Debian's is older than the settings are: these are executed, with Django's and django-csp's constants in the
places of their modules, and read as those packages' documentation says.
"""

import json
import pathlib
import re
import subprocess
import sys
import types

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "servers"))
from policies import all_policies  # noqa: E402

try:
    import django
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path
except ModuleNotFoundError as error:
    print(f"{error}; ./dev test installs it (python3-django)")
    sys.exit(77)

ENFORCED = "Content-Security-Policy"
REPORT_ONLY = "Content-Security-Policy-Report-Only"
NONCE = object()
NAMES = {
    "settings": {ENFORCED: "SECURE_CSP", REPORT_ONLY: "SECURE_CSP_REPORT_ONLY"},
    "django-csp": {ENFORCED: "CONTENT_SECURITY_POLICY", REPORT_ONLY: "CONTENT_SECURITY_POLICY_REPORT_ONLY"},
}


def stand_in(name, **values):
    module = types.ModuleType(name)
    vars(module).update(values)
    sys.modules[name] = module


def written(program, form, asked):
    words = [program, "convert", "--to", "django", "--form", form, "--json"]
    words += [("--policy=" if name == ENFORCED else "--report-only=") + policy for name, policy in asked.items()]
    return json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)["text"]


def header_of(directives):
    """https://docs.djangoproject.com/en/6.0/ref/csp/: True is a directive without a value, None leaves it out."""
    parts = []
    for name, values in directives.items():
        if values is None:
            continue
        values = [] if values is True else values
        parts.append(" ".join([name, *("'nonce-{nonce}'" if value is NONCE else value for value in values)]))
    return "; ".join(parts)


def start_django():
    """A site of one page, which shows the nonce that a template would get."""
    page = lambda request: HttpResponse(getattr(request, "csp_nonce", ""))  # noqa: E731
    stand_in("written_urls", urlpatterns=[path("", page)])
    settings.configure(ROOT_URLCONF="written_urls", MIDDLEWARE=["written.ContentSecurityPolicyMiddleware"],
                       ALLOWED_HOSTS=["testserver"], SECRET_KEY="of the test")
    django.setup()


def run_middleware(code):
    """What two requests are answered: the headers, with `{nonce}` in them; and whether they had the same nonce."""
    module = types.ModuleType("written")
    exec(code, vars(module))  # noqa: S102
    sys.modules["written"] = module
    client = Client()
    answers = [client.get("/") for _ in range(2)]
    nonces = [answer.content.decode() for answer in answers]
    found = {name: answers[1][name] for name in (ENFORCED, REPORT_ONLY) if name in answers[1]}
    if not nonces[1]:
        return found, False
    if not re.fullmatch(r"[A-Za-z0-9_-]{22,}", nonces[1]):
        raise ValueError(f"a poor nonce: {nonces[1]}")
    found = {name: value.replace(f"'nonce-{nonces[1]}'", "'nonce-{nonce}'") for name, value in found.items()}
    return found, nonces[0] == nonces[1]


def run_settings(code, form):
    scope = {}
    exec(code, scope)  # noqa: S102
    found = {}
    for name, variable in NAMES[form].items():
        if variable in scope:
            found[name] = header_of(scope[variable]["DIRECTIVES"] if form == "django-csp" else scope[variable])
    return found


def problem(program, form, asked):
    code = written(program, form, asked)
    if "class ContentSecurityPolicyMiddleware" not in code:
        found = run_settings(code, form)
    else:
        found, same_nonce = run_middleware(code)
        if same_nonce:
            return "the same nonce twice"
    return None if found == asked else f"\n    asked {asked}\n    sent  {found}"


def main():
    program = sys.argv[1]
    csp = type("CSP", (), {"NONCE": NONCE})
    start_django()
    stand_in("csp")
    stand_in("django.utils.csp", CSP=csp)
    stand_in("csp.constants", NONCE=NONCE)
    failures = 0
    policies = all_policies(40)
    for form in ("settings", "django-csp", "middleware"):
        wrong = 0
        for number, policy in enumerate(policies):
            asked = {}
            if number % 3 != 1:
                asked[ENFORCED] = policy
            if number % 3 != 0:
                asked[REPORT_ONLY] = policy
            difference = problem(program, form, asked)
            if difference:
                wrong += 1
                print(f"django/{form}: case {number}: {difference}")
        failures += wrong
        print(f"django/{form}: {len(policies)} policies, {wrong} differ (Django {django.get_version()})")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
