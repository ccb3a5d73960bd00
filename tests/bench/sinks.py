"""Servers that take what leaves the portal, in a process of their own: mail, text messages, notices; each can fail.

`python -m tests.bench.sinks FOLDER` prints their ports, and reads a line `mail hang`, `sms 500` or `push 410` for each
change (`mail well`, `sms 200`, `push 201` is how they begin). A push address that ends in `/gone` changes alone.
"""

import asyncio
import json
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.controller import Controller

from portal.settings import ROOT
from tests.postgres import free_port
from tests.servers import Authority

WELL = {"mail": "well", "sms": "200", "push": "201"}
# Longer than anybody waits for it.
HANGS = 60
state = dict(WELL)


class Postbox:
    """Takes every mail at once, or lets its sender wait."""

    async def handle_MAIL(self, _server, _session, envelope, address, _options):
        if state["mail"] == "hang":
            await asyncio.sleep(HANGS)
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, _server, _session, _envelope):
        return "250 OK"


class Door(BaseHTTPRequestHandler):
    """Answers as it was told."""

    protocol_version = "HTTP/1.1"
    # As servers of push services do; otherwise a local round trip takes the 40 ms of a delayed acknowledgement.
    disable_nagle_algorithm = True
    what = "sms"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fails = self.what == "sms" or self.path.endswith("/gone")
        self.send_response(int(state[self.what] if fails else WELL[self.what]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args):
        """Nothing."""


class PushDoor(Door):
    what = "push"


def main(folder: Path) -> None:
    authority = Authority(folder)
    mail = Controller(Postbox(), hostname="127.0.0.1", port=free_port())
    mail.start()
    sms, push = (Server(("127.0.0.1", 0), door) for door in (Door, PushDoor))
    push.socket = authority.server().wrap_socket(push.socket, server_side=True)
    for server in (sms, push):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    ports = {"mail": mail.port, "sms": sms.server_port, "push": push.server_port}
    print(json.dumps(ports), flush=True)
    for line in sys.stdin:
        what, _, how = line.strip().partition(" ")
        state[what] = how
        print("ok", flush=True)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ssl.SSLError | ConnectionError):
            super().handle_error(request, client_address)


class Sinks:
    """The servers as a bench sees them."""

    def __init__(self, folder: Path):
        command = [sys.executable, "-m", "tests.bench.sinks", str(folder)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.process.stdout is not None
        self.ports: dict[str, int] = json.loads(self.process.stdout.readline())
        self.settings = {
            "mail_url": f"smtp://127.0.0.1:{self.ports['mail']}",
            "sms_url": f"http://127.0.0.1:{self.ports['sms']}/sms", "sms_body": "to={to}&text={text}",
            "push_hosts": f"localhost:{self.ports['push']}", "ca_file": str(folder / "ca.pem"),
        }  # fmt: skip

    def be(self, **how: str) -> None:
        """From now on these answer in another way: `be(mail="hang")`."""
        assert self.process.stdin is not None and self.process.stdout is not None
        for what, answer in (WELL | how).items():
            self.process.stdin.write(f"{what} {answer}\n")
            self.process.stdin.flush()
            self.process.stdout.readline()


@contextmanager
def sinks(folder: Path) -> Iterator[Sinks]:
    """Servers that are there until the bench ends."""
    there = Sinks(folder)
    try:
        yield there
    finally:
        there.process.terminate()
        there.process.wait(10)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
