"""The real portal on a port of its own, and a plain browser for it: for rushes, figures and real browsers."""

import multiprocessing
import os
import re
import runpy
import secrets
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from http.client import HTTPConnection
from multiprocessing.process import BaseProcess
from urllib.parse import urlencode, urlsplit

from flask import Flask

from portal import clock
from portal.accounts import actions as accounts
from portal.school.models import Person
from portal.settings import ROOT, Settings
from tests.postgres import free_port
from tests.unhurried import time_of_tests

WAITS = 30

# Python and the portal are loaded once, by a process that does nothing else; each that is begun is a copy of it, as
# new as it was: no app, no connection, no thread. Loading costs seconds, and a worker may be killed often.
NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(["portal.app", "portal.worker", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread"])


def begun(environment: dict[str, str], module: str, *arguments: str, is_heard: bool = True) -> BaseProcess:
    """`python -m module arguments` as a process of its own, with these variables; its errors may go unheard."""
    time_of_tests.begin(pace=1)
    process = NURSERY.Process(target=_run, args=(os.environ | environment, module, arguments, is_heard))
    process.start()
    return process


def _run(environment: dict[str, str], module: str, arguments: tuple[str, ...], is_heard: bool) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    if not is_heard:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def begun_worker(settings: Settings, **more: str) -> BaseProcess:
    """The real worker of this deployment; what it logs is not heard."""
    return begun(as_environment(settings) | more, "flask", "--app", "wsgi", "worker", is_heard=False)


def ended(process: BaseProcess) -> None:
    """Kill it, whatever it does, and see it gone."""
    process.kill()
    process.join()


@contextmanager
def served(settings: Settings, *, worker: bool = False, port: int | None = None) -> Iterator[str]:
    """Serve this deployment as `gunicorn.conf.py` says, with a worker when asked; yields its address."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    environment = as_environment(settings) | {"PORT": str(port), "HOST": "127.0.0.1", "PORTAL_URL": url}
    processes = [begun(environment, "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app")]
    if worker:
        processes.append(begun(environment, "flask", "--app", "wsgi", "worker"))
    try:
        wait_for(f"{url}/sign-in")
        yield url
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(20)
        lasting = [process.pid for process in processes if process.is_alive()]
        for process in processes:
            ended(process)
        assert not lasting, f"asked to stop, {lasting} did not within 20 s"


def as_environment(settings: Settings) -> dict[str, str]:
    """The variables from which these settings are read again."""
    given = {field.name: getattr(settings, field.name) for field in fields(settings)}
    texts = {name: "1" if value is True else "" if value is False else str(value) for name, value in given.items()}
    return {f"PORTAL_{name.upper()}": text for name, text in texts.items() if text}


def wait_for(address: str) -> None:
    """Until this address answers; raises RuntimeError when it does not."""
    waiting = threading.Event()
    for _try in range(WAITS * 10):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            waiting.wait(0.1)
    raise RuntimeError(f"the portal did not answer within {WAITS} s")


def signed_in(app: Flask, person: Person) -> str:
    """The cookie of a browser in which this person has signed in; the caller keeps the transaction."""
    token = accounts.start_session(person, "a browser", now=clock.now(), is_strong=True)
    session = {"_user_id": token, "_fresh": False, "csrf_token": secrets.token_hex(20)}
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(session)}"


class Browser:
    """One connection that is kept, its cookies, forms sent as a page sends them."""

    def __init__(self, url: str, cookie: str):
        self.at = urlsplit(url)
        self.cookies, self.token = dict([cookie.split("=", 1)] if cookie else []), ""
        self.paths: dict[str, str] = {}
        self.connection = HTTPConnection(self.at.hostname or "", self.at.port, timeout=60)

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and the text of a page; its forms' token is remembered."""
        status, text = self._ask("GET", path, None, headers)
        if found := re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text):
            self.token = found.group(1)
        return status, text

    def post(self, path: str, fields: dict) -> tuple[int, str]:
        """Send a form with the token of the last page."""
        body = urlencode(fields | {"csrf_token": self.token}, doseq=True)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method: str, path: str, body: str | None, headers: dict) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, headers | {"Cookie": cookies})
        response = self.connection.getresponse()
        text = response.read().decode(errors="replace")
        for kept in response.headers.get_all("Set-Cookie") or []:
            self._keep(kept)
        return response.status, text

    def _keep(self, given: str) -> None:
        """Keep a cookie, or let go of it; one of another path by the same name stays."""
        first, *rest = given.split("; ")
        name, _, value = first.partition("=")
        path = next((part for part in rest if part.startswith("Path=")), "")
        if "Max-Age=0" not in rest:
            self.cookies[name], self.paths[name] = value, path
        elif self.paths.get(name, path) == path:
            self.cookies.pop(name, None)

    def close(self) -> None:
        self.connection.close()
