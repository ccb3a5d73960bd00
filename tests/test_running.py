"""`make run` keeps web and worker together: one dies, the other is stopped; asked to stop, both do."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal.settings import ROOT

SLEEPER = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
RUNNER = "import sys, json; from portal.supervisor import together; sys.exit(together(*json.loads(sys.argv[1])))"


def _start(tmp_path: Path, *codes: str) -> subprocess.Popen:
    import json

    commands = [[sys.executable, "-c", code, str(tmp_path / str(n))] for n, code in enumerate(codes)]
    return subprocess.Popen([sys.executable, "-c", RUNNER, json.dumps(commands)], cwd=ROOT, stderr=subprocess.PIPE)


def _pid(path: Path) -> int:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if path.exists() and path.read_text():
            return int(path.read_text())
    raise AssertionError(f"{path} never appeared")


def _is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() != b""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_stops_both_and_is_content(tmp_path, number):
    running = _start(tmp_path, SLEEPER, SLEEPER)
    children = [_pid(tmp_path / "0"), _pid(tmp_path / "1")]
    running.send_signal(number)
    assert running.wait(20) == 0
    assert not any(_is_alive(pid) for pid in children)


def test_one_that_ends_takes_the_other_along(tmp_path):
    running = _start(tmp_path, SLEEPER, "raise SystemExit(3)")
    first = _pid(tmp_path / "0") if (tmp_path / "0").exists() else None
    assert running.wait(20) == 3
    assert first is None or not _is_alive(first)


def test_one_that_is_killed_takes_the_other_along(tmp_path):
    running = _start(tmp_path, SLEEPER, SLEEPER)
    first, second = _pid(tmp_path / "0"), _pid(tmp_path / "1")
    os.kill(first, signal.SIGKILL)
    assert running.wait(20) != 0
    assert not _is_alive(second)
