"""A kept connection stays with the process that took it: the processes of the web server share them out evenly.

Whoever wakes first would take most of them, and be busy while the others rest.
"""

import time
from multiprocessing.sharedctypes import RawArray
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

MOST_PROCESSES = 64
# So long a connection is left to a process that has fewer; one that hangs, or is no more, does not take it.
PATIENCE, LOOKS_AGAIN_AFTER = 0.05, 0.0005

# How many connections each process has, seen by all of them.
_held = RawArray("i", [-1] * MOST_PROCESSES)


def give_place(server: Any, worker: Any) -> None:
    """Before a process is begun: the first place among the counts that no living one has."""
    taken = {other.place for other in server.WORKERS.values()}
    worker.place = next((place for place in range(MOST_PROCESSES) if place not in taken), 0)
    _held[worker.place] = 0


def free_place(_server: Any, worker: Any) -> None:
    """After a process has ended: nobody waits for it."""
    _held[worker.place] = -1


class EvenWorker(ThreadWorker):
    """Takes a new connection when no other process has fewer."""

    place: int = 0
    left_since: float | None = None

    def accept(self, listener) -> None:
        _held[self.place] = self.nr_conns
        if self._is_for_another():
            time.sleep(LOOKS_AGAIN_AFTER)
            return
        self.left_since = None
        super().accept(listener)
        _held[self.place] = self.nr_conns

    def _is_for_another(self) -> bool:
        if all(held < 0 or held >= self.nr_conns for held in _held):
            return False
        now = time.monotonic()
        self.left_since = self.left_since or now
        return now - self.left_since < PATIENCE
