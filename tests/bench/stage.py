"""A deployment to measure: its own instance folder and database, the cast, and what the server is asked for."""

import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

from flask import Flask

from portal import clock
from portal.app import create_app
from portal.db import db, transaction
from portal.demo.actions import fill_people
from portal.demo.actions.people import Cast
from portal.settings import from_environment
from tests.conftest import the_cast

Figures = Iterator[tuple[str, float, str]]


@dataclass(frozen=True)
class Stage:
    """An app on a filled database; use it inside `stage.app.app_context()`."""

    app: Flask
    cast: Cast


@contextmanager
def deployment(database_url: str | None = None, **changed) -> Iterator[Stage]:
    """The cast on a fresh database, SQLite unless another is given; the app's context is open.

    It is a demo, which sends nothing, unless other settings are given: those of servers that take what is sent.
    """
    with tempfile.TemporaryDirectory(prefix="samen-bench-") as folder:
        settings = from_environment({"PORTAL_INSTANCE": folder})
        changed = changed or {"demo": True}
        settings = replace(settings, database_url=database_url or settings.database_url, **changed)
        app = create_app(settings)
        with app.app_context():
            db.create_all()
            with transaction():
                fill_people(now=clock.now())
            yield Stage(app, the_cast())
            db.session.remove()
            db.engine.dispose()


class Connection:
    """One kept connection, with as little work of its own as Python allows: requests are written beforehand."""

    def __init__(self, url: str, request: bytes = b""):
        at = urlsplit(url)
        self.socket = socket.create_connection((at.hostname or "", at.port or 80))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = request

    def ask(self, request: bytes = b"") -> tuple[int, int]:
        """The status, and the number of bytes of the body."""
        self.socket.sendall(request or self.request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self.socket.recv(65536)
        head, _, body = received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        have = len(body)
        while have < length:
            have += len(self.socket.recv(65536))
        return int(head[9:12]), length


def written(method: str, path: str, cookie: str = "", fields: dict | None = None) -> bytes:
    """A request as it crosses the wire."""
    body = urlencode(fields or {})
    head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
    if fields:
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"{head}\r\n{body}".encode()


def rates(*asked: Callable[[], object], rounds: int = 80, each: int = 12) -> list[float]:
    """How often a second each can be done: a few in turns, so that what else the machine does meets all alike.

    The quickest quarter of the turns decides: others on the machine only ever make a turn slower.
    """
    taken: list[list[float]] = [[] for _deed in asked]
    for _round in range(rounds):
        for n, deed in enumerate(asked):
            start = time.perf_counter()
            for _time in range(each):
                deed()
            taken[n].append((time.perf_counter() - start) / each)
    return [1 / quantiles(times, n=4)[0] for times in taken]
