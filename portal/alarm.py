"""The alarm inside one worker: it wakes what is urgent, lets the rest wait for it, and knows which lanes move."""

import threading
import time
from collections.abc import Iterable

# Longer than this newsletters do not wait for a call: a server that hangs may keep an urgent lane busy for seconds.
LONGEST_HUSH = 1.0
# A lane that showed nothing for this long does not move: it waits for a server, or is dead.
STILL_AFTER = 15.0


class Alarm:
    """One for each worker process; the lanes are its threads."""

    def __init__(self, urgent: Iterable[str]):
        self._urgent = frozenset(urgent)
        self._bells: list[threading.Event] = []
        self._turned: dict[str, float] = {}
        self._calm = threading.Condition()
        self._busy: set[str] = set()
        self._rung_at = 0.0

    def bell(self) -> threading.Event:
        """A bell of one's own, set at each ring; whoever waits for it clears it before looking."""
        self._bells.append(threading.Event())
        return self._bells[-1]

    def ring(self) -> None:
        """Something urgent was kept: who waits at a bell looks now, and the rest holds on until they have."""
        with self._calm:
            self._busy, self._rung_at = set(self._urgent), time.monotonic()
        for bell in list(self._bells):
            bell.set()

    def note_rest(self, lane: str) -> None:
        """This lane found nothing more to do."""
        with self._calm:
            self._busy.discard(lane)
            self._calm.notify_all()

    def wait_until_calm(self) -> None:
        """For what can wait: until the urgent lanes have done what they were woken for, or for a moment."""
        with self._calm:
            left = self._rung_at + LONGEST_HUSH - time.monotonic()
            if self._busy and left > 0:
                self._calm.wait_for(lambda: not self._busy, timeout=left)

    def note_turn(self, lane: str) -> None:
        """This lane moves."""
        self._turned[lane] = time.monotonic()

    def moving(self) -> list[str]:
        """The lanes that showed themselves lately."""
        since = time.monotonic() - STILL_AFTER
        return sorted(lane for lane, at in list(self._turned.items()) if at > since)
