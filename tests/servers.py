"""Servers that stand for those of others: certificates of our own, an HTTP receiver, and one that never answers."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal import clock


class Authority:
    """A certificate authority in a folder: `ca_file` is trusted, `server()` proves to be localhost."""

    def __init__(self, folder: Path):
        self.folder, self.key = folder, ec.generate_private_key(ec.SECP256R1())
        self.ca_file = folder / "ca.pem"
        self.certificate = self._signed("An authority of the tests", self.key.public_key(), is_authority=True)
        self.ca_file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def server(self, name: str = "localhost") -> ssl.SSLContext:
        """What a server needs to prove that it is this host."""
        key = ec.generate_private_key(ec.SECP256R1())
        path = self.folder / f"{name}.pem"
        plain = serialization.NoEncryption()
        path.write_bytes(
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
            + self._signed(name, key.public_key()).public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _signed(self, name: str, key, *, is_authority: bool = False) -> x509.Certificate:
        called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = called if is_authority else self.certificate.subject
        now = clock.now()
        builder = (
            x509.CertificateBuilder()
            .subject_name(called).issuer_name(issuer).public_key(key).serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=900))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        )  # fmt: skip
        if not is_authority:
            names = [x509.DNSName(name), *([x509.IPAddress(ip_address("127.0.0.1"))] if name == "localhost" else [])]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(self.key, hashes.SHA256())


@dataclass(frozen=True)
class Asked:
    """A request that a receiver got; header names in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Where it listens, what it answers (`status`, `body`, `headers`), and what it was asked."""

    url: str = ""
    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def receiving(context: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """An HTTP server on a port of its own; with a context it speaks TLS as localhost."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.asked.append(Asked(self.command, self.path, headers, self.rfile.read(length)))
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(receiver.body.encode())))
            self.end_headers()
            self.wfile.write(receiver.body.encode())

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *_args):
            """Nothing: the tests look at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.url = f"{'https://localhost' if context else 'http://127.0.0.1'}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


class Silent:
    """Takes every connection, says its greeting and nothing more; with `drip` a byte every now and then."""

    def __init__(self, greeting: bytes, drip: bytes):
        self.greeting, self.drip, self.stopped = greeting, drip, threading.Event()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.lines: list[socket.socket] = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with suppress(OSError):
            while not self.stopped.is_set():
                line, _address = self.server.accept()
                self.lines.append(line)
                threading.Thread(target=self.speak, args=(line,), daemon=True).start()

    def speak(self, line: socket.socket) -> None:
        with suppress(OSError):
            line.sendall(self.greeting)
            while self.drip and not self.stopped.wait(0.1):
                line.sendall(self.drip)

    def stop(self) -> None:
        self.stopped.set()
        for each in (self.server, *self.lines):
            each.close()


@contextmanager
def silent(greeting: bytes = b"", drip: bytes = b"") -> Iterator[int]:
    """The port of a server that is there and does not answer."""
    there = Silent(greeting, drip)
    try:
        yield there.server.getsockname()[1]
    finally:
        there.stop()
