"""Runs web and worker together: when one dies the other is stopped, and the exit status says so."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread

FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
WEB = (sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")
WORKER = (*FLASK, "worker")
PATIENCE = 15


def main() -> int:
    """Migrate, fill the demo school when the database is empty, serve; returns the exit status."""
    for command in ((*FLASK, "db", "upgrade"), (*FLASK, "demo")):
        done = subprocess.run(command, check=False)
        if done.returncode:
            return done.returncode
    address = os.environ.get("PORTAL_URL", "http://127.0.0.1:8000")
    Thread(target=_say_when_it_answers, args=(address,), daemon=True).start()
    return together(WEB, WORKER)


def together(*commands: Sequence[str]) -> int:
    """Run commands side by side until one ends or a signal asks to stop; 0 only after a signal."""
    asked = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: asked.set())
    # Each in a process group of its own: Ctrl-C reaches us alone, and we stop each whole group.
    children = [subprocess.Popen(command, start_new_session=True) for command in commands]
    try:
        while not asked.wait(0.2):
            dead = next((child for child in children if child.poll() is not None), None)
            if dead is not None:
                print(f"{dead.args} ended by itself; stopping the rest.", file=sys.stderr)
                return dead.returncode or 1
        return 0
    finally:
        _stop(children)


def _stop(children: list[subprocess.Popen]) -> None:
    for child in children:
        _signal(child, signal.SIGTERM)
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        # What the child itself started and left behind goes too.
        _signal(child, signal.SIGKILL)
        child.wait()


def _signal(child: subprocess.Popen, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _say_when_it_answers(address: str) -> None:
    waiting = Event()
    for _second in range(60):
        try:
            urllib.request.urlopen(f"{address}/sign-in", timeout=2).close()
        except (urllib.error.URLError, OSError):
            waiting.wait(0.5)
        else:
            print(f"\n  The demo school is at {address}/demo\n", flush=True)
            return


if __name__ == "__main__":
    sys.exit(main())
