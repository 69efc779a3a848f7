#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which addresses `--url` refuses, in a network of our own: public addresses on a loopback device, and names for them.

Usage: addresses.py --program CSPKIT. Exit status 77 where this machine grants no namespaces.
"""

import argparse
import ctypes
import fcntl
import os
import pathlib
import socket
import struct
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cases import Case, finish  # noqa: E402
from website import Site  # noqa: E402

SKIPPED = 77
PUBLIC = "93.184.216.34"
PRIVATE = "10.1.2.3"
HOSTS = f"""
{PUBLIC} public.test
{PRIVATE} private.test
{PUBLIC} both.test
{PRIVATE} both.test
::ffff:{PRIVATE} mapped.test
"""
CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWNET, MS_BIND = 0x20000, 0x10000000, 0x40000000, 0x1000
SIOCSIFFLAGS, SIOCSIFADDR = 0x8914, 0x8916


def call(function, *arguments):
    if function(*arguments) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def enter_own_network(hosts):
    """A network without a way out, in which both addresses are ours; names come from the file `hosts`."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    call(libc.unshare, CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS)
    pathlib.Path("/proc/self/setgroups").write_text("deny")
    pathlib.Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    pathlib.Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    call(libc.mount, str(hosts).encode(), b"/etc/hosts", None, MS_BIND, None)
    with socket.socket() as device:
        fcntl.ioctl(device, SIOCSIFFLAGS, struct.pack("16sH14s", b"lo", 1 | 0x40, b""))
        for number, address in enumerate((PUBLIC, PRIVATE), 1):
            name = f"lo:{number}".encode()
            packed = struct.pack("16sH2s4s8s", name, socket.AF_INET, b"", socket.inet_aton(address), b"")
            fcntl.ioctl(device, SIOCSIFADDR, packed)


def refused(said, host, what, address):
    return f"{said}: {host} is at {address}, a {what} address, which is not asked; give --allow-private if it is meant"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    program = str(pathlib.Path(parser.parse_args().program).resolve())
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    with tempfile.TemporaryDirectory() as folder:
        hosts = pathlib.Path(folder, "hosts")
        hosts.write_text(HOSTS)
        try:
            enter_own_network(hosts)
        except OSError as error:
            print(f"no network of our own: {error}")
            return SKIPPED
        inside = Site((PRIVATE, 0))
        site = Site((PUBLIC, 0))
        site.elsewhere = f"http://private.test:{inside.server_port}/"
        port = site.server_port
        ok = ["enforce default-src 'self'", "enforce script-src https:", "report font-src *", "enforce img-src 'none'"]

        def parse(claim, url, *args, **expected):
            return Case(claim, "parse", "--url", url, *args, **expected)

        def refusal(claim, url, *why):
            return parse(claim, url, status=2, error=refused(url, *why))

        redirect = f"http://public.test:{port}/to-private"
        cases = [
            parse("a public address", f"http://{PUBLIC}:{port}/", policies=ok),
            parse("a name of one", f"http://public.test:{port}/", policies=ok),
            parse("the public address of a name that has a private one as well", f"http://both.test:{port}/", policies=ok),
            refusal("a name of a private address", site.elsewhere, "private.test", "private", PRIVATE),
            refusal(
                "an IPv4 address as IPv6", f"http://mapped.test:{port}/", "mapped.test", "private", f"::ffff:{PRIVATE}"
            ),
            parse(
                "a redirect into the private network",
                redirect,
                status=2,
                error=refused(f"{redirect}: redirects to {site.elsewhere}", "private.test", "private", PRIVATE),
            ),
            parse("which can be allowed", redirect, "--allow-private", policies=ok),
            Case(
                "a proxy does not stand between",
                *["parse", "--url", f"http://public.test:{port}/"],
                policies=ok,
                env={"http_proxy": f"http://{PRIVATE}:1/"},
            ),
        ]
        for case in cases:
            case.run(program, environment)
    return finish(len(cases))


if __name__ == "__main__":
    sys.exit(main())
