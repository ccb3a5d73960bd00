"""The web server's processes have as many kept connections each; one that hangs is not waited for."""

import os
import re
import socket
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from gunicorn.workers.gthread import ThreadWorker

from portal import evenly
from tests.live import served

CLIENTS = 16


@pytest.mark.looks_only
def test_who_comes_at_once_is_shared_out_evenly(app):
    with served(app.config["SETTINGS"]) as url:
        at = urlsplit(url)
        clients = [socket.create_connection((at.hostname, at.port), timeout=30) for _client in range(CLIENTS)]
        for client in clients:
            client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert all(client.recv(4) == b"HTTP" for client in clients)
        # On a busy machine one may be left waiting for its turn on the processor longer than it is waited for.
        first, second = _held_at(at.port).values()
        assert first + second == CLIENTS and abs(first - second) <= 4
        for client in clients:
            client.close()


def _held_at(port: int | None) -> Counter[str]:
    """How many connections each process has that listens at this port."""
    established, held = "01", Counter()
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    inodes = {row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == established}
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            found = re.fullmatch(r"socket:\[(\d+)\]", os.readlink(link))
        except OSError:
            continue
        if found and found[1] in inodes:
            held[link.parts[2]] += 1
    return held


@pytest.fixture
def worker(monkeypatch):
    """A process with two connections, at the first place; it keeps no time of its own."""
    worker = object.__new__(evenly.EvenWorker)
    worker.place, worker.nr_conns = 0, 2
    taken, now = [], [100.0]
    monkeypatch.setattr(ThreadWorker, "accept", lambda _self, listener: taken.append(listener))
    monkeypatch.setattr(evenly.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(evenly.time, "sleep", lambda seconds: now.append(now.pop() + seconds))
    monkeypatch.setattr(evenly, "_held", [2, 1, -1])
    return SimpleNamespace(it=worker, taken=taken)


def test_a_connection_is_left_to_who_has_fewer_but_not_for_long(worker):
    worker.it.accept("door")
    assert not worker.taken
    for _look in range(200):
        worker.it.accept("door")
    assert worker.taken, "the other one hangs"


def test_with_as_many_as_the_others_it_is_taken_at_once(worker):
    evenly._held[1] = 2
    worker.it.accept("door")
    assert worker.taken == ["door"]


def test_a_process_that_ended_frees_its_place_for_the_next(monkeypatch):
    monkeypatch.setattr(evenly, "_held", [4, 7, -1])
    first, second = SimpleNamespace(place=0), SimpleNamespace(place=1)
    evenly.free_place(None, first)
    assert evenly._held == [-1, 7, -1]
    following = SimpleNamespace(place=0)
    evenly.give_place(SimpleNamespace(WORKERS={1: second}), following)
    assert following.place == 0 and evenly._held == [0, 7, -1]
