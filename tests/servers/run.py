#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts real servers with the configuration that `cspkit convert` writes, and compares what they send with the policy.

Usage: run.py --program CSPKIT [--server nginx|apache|caddy|haproxy]... [--count N] [--seed S]

Each server listens on free ports of 127.0.0.1 and is ended by its process id on every way out. Exit status 1 where a
header differs, 77 where no server is installed.
"""

import argparse
import atexit
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from policies import all_policies  # noqa: E402

SKIPPED = 77
START_SECONDS = 30
ENFORCED = "Content-Security-Policy"
REPORT_ONLY = "Content-Security-Policy-Report-Only"
running = []


def end_all():
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    running.clear()


def free_ports(count):
    """Different ones: all are held until the last is found."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Case:
    """One policy as the server is to send it: enforced, report-only, or both."""

    def __init__(self, number, policy):
        self.number = number
        self.headers = {}
        if number % 3 != 1:
            self.headers[ENFORCED] = policy
        if number % 3 != 0:
            self.headers[REPORT_ONLY] = policy

    def convert(self, program, target):
        command = [program, "convert", "--to", target]
        for name, policy in self.headers.items():
            command.append(("--policy=" if name == ENFORCED else "--report-only=") + policy)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit status {done.returncode}: {done.stderr}")
        return done.stdout


class Server:
    """A server in a folder of its own. Subclasses write its configuration and say how it starts."""

    binary = ""

    def __init__(self, program, cases, folder):
        self.program, self.cases, self.folder = program, cases, folder
        self.port = free_ports(1)[0]

    def address(self, case):
        return self.port, f"/{case.number}/"

    def start(self, command):
        log = open(self.folder / "log", "wb")
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)
        running.append(process)
        port, _ = self.address(self.cases[-1])
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        log.flush()
        sys.exit(f"{self.binary} does not start with what was written:\n{(self.folder / 'log').read_text()[-4000:]}")

    def headers(self, case):
        port, path = self.address(case)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.headers


class Nginx(Server):
    binary = "nginx"

    def run(self):
        shared, locations = [], []
        for case in self.cases:
            text = case.convert(self.program, "nginx")
            for line in re.findall(r"^geo .*$", text, re.M):
                if line not in shared:
                    shared.append(line)
            text = re.sub(r"^geo .*$", "", text, flags=re.M)
            locations.append(f"location /{case.number}/ {{\n{text}\nreturn 200 ok;\n}}")
        modules = "".join(
            f"load_module modules/{name}.so;\n"
            for name in ("ndk_http_module", "ngx_http_set_misc_module")
        )
        (self.folder / "nginx.conf").write_text(
            f"{modules}daemon off; master_process off; pid {self.folder}/pid; error_log stderr;\n"
            "events { worker_connections 64; }\n"
            f"http {{ access_log off;\n"
            + "".join(f"{kind}_temp_path {self.folder};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
            + "\n".join(shared)
            + f"\nserver {{ listen 127.0.0.1:{self.port};\n" + "\n".join(locations) + "\n}\n}\n"
        )
        self.start([self.binary, "-p", "/usr/share/nginx", "-c", str(self.folder / "nginx.conf")])


class Apache(Server):
    binary = "apache2"

    def run(self):
        shared, locations = set(), []
        script = None
        for case in self.cases:
            text = case.convert(self.program, "apache")
            shared |= set(re.findall(r"^Define .*$", text, re.M))
            text = re.sub(r"^Define .*$", "", text, flags=re.M)
            lua = "\n".join(line[4:] for line in text.splitlines() if line.startswith("#   "))
            if lua:
                script = lua
            text = text.replace("/etc/apache2/csp_nonce.lua", str(self.folder / "csp_nonce.lua"))
            locations.append(f'<Location "/{case.number}/">\n{text}\n</Location>')
        (self.folder / "csp_nonce.lua").write_text(script + "\n")
        modules = "".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
            for name in ("mpm_event", "authz_core", "headers", "lua")
        )
        (self.folder / "apache.conf").write_text(
            f"{modules}ServerName localhost\nListen 127.0.0.1:{self.port}\nPidFile {self.folder}/pid\n"
            f"ErrorLog {self.folder}/log\nDefaultRuntimeDir {self.folder}\n" + "\n".join(shared) + "\n" + "\n".join(locations) + "\n"
        )
        user = ["-c", "User www-data", "-c", "Group www-data"] if os.geteuid() == 0 else []
        if user:
            os.chmod(self.folder, 0o755)
        self.start([self.binary, "-f", str(self.folder / "apache.conf"), *user, "-DFOREGROUND"])


class Caddy(Server):
    binary = "caddy"

    def run(self):
        handles = []
        for case in self.cases:
            handles.append(f"handle /{case.number}/* {{\n{case.convert(self.program, 'caddy')}\nrespond ok\n}}")
        (self.folder / "Caddyfile").write_text(
            f"{{\nadmin off\nauto_https off\nstorage file_system {self.folder}\n}}\n"
            f"http://127.0.0.1:{self.port} {{\n" + "\n".join(handles) + "\n}\n"
        )
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = str(self.folder)
        self.start([self.binary, "run", "--config", str(self.folder / "Caddyfile"), "--adapter", "caddyfile"])


class Haproxy(Server):
    binary = "haproxy"

    def address(self, case):
        return self.ports[case.number], "/"

    def run(self):
        self.ports = dict(zip((case.number for case in self.cases), free_ports(len(self.cases))))
        sections, script = [], None
        for case in self.cases:
            text = case.convert(self.program, "haproxy")
            lua = "\n".join(line[4:] for line in text.splitlines() if line.startswith("#   "))
            if lua:
                script = lua
            sections.append(
                f"listen case{case.number}\nmode http\nbind 127.0.0.1:{self.ports[case.number]}\n{text}\n"
                "http-request return status 200 content-type text/plain string ok\n"
            )
        (self.folder / "csp_nonce.lua").write_text(script + "\n")
        (self.folder / "haproxy.cfg").write_text(
            f"global\nlua-load {self.folder}/csp_nonce.lua\ndefaults\ntimeout client 20s\ntimeout server 20s\n"
            "timeout connect 5s\n" + "\n".join(sections)
        )
        self.start([self.binary, "-db", "-f", str(self.folder / "haproxy.cfg")])


def pattern_of(policy):
    """The policy with a good nonce, the same throughout, in the place of each placeholder."""
    parts = policy.split("'nonce-{nonce}'")
    text = re.escape(parts[0])
    for i, part in enumerate(parts[1:]):
        text += "'nonce-" + ("(?P<nonce>[A-Za-z0-9+/_-]{22,}={0,2})" if i == 0 else "(?P=nonce)") + "'" + re.escape(part)
    return re.compile(text)


def check(server, case):
    """What is wrong with the answers to two requests, or nothing."""
    nonces = []
    for _ in range(2):
        headers = server.headers(case)
        for name in (ENFORCED, REPORT_ONLY):
            sent = headers.get_all(name) or []
            asked = case.headers.get(name)
            if asked is None:
                if sent:
                    return f"{name} was not asked for: {sent}"
                continue
            if len(sent) != 1:
                return f"{name} was sent {len(sent)} times"
            match = pattern_of(asked).fullmatch(sent[0])
            if not match:
                return f"{name}\n    asked {asked!r}\n    sent  {sent[0]!r}"
            if "nonce" in match.groupdict():
                nonces.append(match["nonce"])
    if nonces and nonces[0] == nonces[-1]:
        return f"the nonce {nonces[0]} was sent twice"
    return None


SERVERS = {"nginx": Nginx, "apache": Apache, "caddy": Caddy, "haproxy": Haproxy}


def main():
    parser = argparse.ArgumentParser(description="Compare what real servers send with the policy that was converted.")
    parser.add_argument("--program", default="build/release/bin/cspkit")
    parser.add_argument("--server", action="append", choices=SERVERS)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20261121)
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    os.environ["PATH"] += os.pathsep + "/usr/sbin"
    atexit.register(end_all)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))

    failures = started = 0
    for name in options.server or SERVERS:
        kind = SERVERS[name]
        if shutil.which(kind.binary) is None:
            print(f"{name}: {kind.binary} is not installed; ./dev test installs it")
            continue
        started += 1
        cases = [Case(i, policy) for i, policy in enumerate(all_policies(options.count, options.seed))]
        with tempfile.TemporaryDirectory(prefix="cspkit-servers-") as folder:
            server = kind(program, cases, pathlib.Path(folder))
            server.run()
            wrong = 0
            for case in cases:
                problem = check(server, case)
                if problem:
                    wrong += 1
                    print(f"{name}: case {case.number}: {problem}")
            end_all()
        failures += wrong
        print(f"{name}: {len(cases)} policies, {wrong} differ")
    if started == 0:
        sys.exit(SKIPPED)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
