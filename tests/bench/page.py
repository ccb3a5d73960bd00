"""The class page with twenty letters: its rate against a bare view, as the school grows, its questions and bytes."""

import gzip
import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event, insert

from portal import clock, i18n
from portal.db import db
from portal.news import actions as news
from portal.news.actions import Written
from portal.news.models import Post
from portal.settings import ROOT
from tests.bench.stage import Connection, Figures, Stage, deployment, rates
from tests.live import Browser, as_environment, signed_in, wait_for
from tests.postgres import free_port

LETTERS, OLDER = 20, 10_000
TEXT = (
    "Doe je kind **laarzen** aan en geef een flesje water mee.\n\n- Om twaalf uur zijn we terug\n- Ouders zijn welkom"
)


def figures() -> Figures:
    with deployment() as stage:
        number = _letters(stage)
        cookie = signed_in(stage.app, stage.cast.people["bart"])
        db.session.commit()
        path = f"/classes/{number}"
        yield "page.queries", _queries(stage, path, cookie), "questions"
        with _gunicorn("wsgi:app", as_environment(stage.app.config["SETTINGS"])) as url:
            yield from _bytes(url, path, cookie)
            yield from _rates(url, path, cookie, number)


def _letters(stage: Stage) -> int:
    school_class, celik = stage.cast.classes["3B"], stage.cast.people["celik"]
    for n in range(LETTERS):
        now = clock.now() - timedelta(days=LETTERS - n)
        happens_on = i18n.local_date(now) if n % 3 == 0 else None
        news.write(celik, school_class, Written(f"Brief {n}", TEXT, happens_on), folder=Path(), now=now)
    db.session.commit()
    return school_class.id


def _rates(url: str, path: str, cookie: str, number: int) -> Figures:
    page = Connection(url, path, cookie)
    assert page.ask()[0] == 200
    body = Browser(url, cookie).get(path)[1]
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(body.encode())
        file.flush()
        with _gunicorn("tests.bench.bare:app", {"BARE_BODY": file.name}) as floor:
            bare = Connection(floor, "/")
            assert abs(bare.ask()[1] - page.ask()[1]) < 200, "the floor sends the same bytes"
            per_second, of_bare = rates(page.ask, bare.ask)
    yield "page.ratio", per_second / of_bare, "of a bare view"
    yield "page.rate", per_second, "pages/s"
    _older(number)
    (grown,) = rates(page.ask)
    (again,) = (per_second,)
    yield "page.growth.ratio", grown / again, f"of the rate without {OLDER} older letters"


def _older(number: int) -> None:
    """Ten thousand letters of earlier years in the same class."""
    model = db.session.query(Post).filter_by(class_id=number).first()
    assert model is not None
    same = {c.key: getattr(model, c.key) for c in Post.__mapper__.column_attrs if c.key != "id"}
    rows = [same | {"published_at": clock.now() - timedelta(days=400, minutes=n)} for n in range(OLDER)]
    db.session.execute(insert(Post), rows)
    db.session.commit()


def _queries(stage: Stage, path: str, cookie: str) -> int:
    """The questions that a second visit puts to the database."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    client = stage.app.test_client(use_cookies=False)
    client.get(path, headers={"Cookie": cookie})
    event.listen(db.engine, "before_cursor_execute", note)
    assert client.get(path, headers={"Cookie": cookie}).status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)


def _bytes(url: str, path: str, cookie: str) -> Figures:
    """What crosses the wire, heads and bodies, as a browser that takes gzip asks for it."""
    weights = {address: _weight(url, address, cookie) for address in (path, *_needed(url, path, cookie))}
    yield "page.bytes.first", sum(weights.values()), "bytes"
    yield "page.bytes.repeat", weights[path], "bytes"


def _needed(url: str, path: str, cookie: str) -> list[str]:
    html = Browser(url, cookie).get(path)[1]
    found = re.findall(r'(?:<link[^>]*\shref|<script[^>]*\ssrc|<use[^>]*\shref)="(/static/[^"#]+)', html)
    return sorted(set(found))


def _weight(url: str, path: str, cookie: str) -> int:
    browser = Browser(url, cookie)
    browser.connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = browser.connection.getresponse()
    body = answer.read()
    assert answer.status == 200 and (answer.headers["Content-Encoding"] != "gzip" or gzip.decompress(body))
    return len(body) + len(str(answer.headers))


@contextmanager
def _gunicorn(what: str, environment: dict[str, str]):
    """One process of four threads, the same for the page and for its floor."""
    port = free_port()
    asked = {"PORT": str(port), "WEB_PROCESSES": "1", "WEB_THREADS": "4"}
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", what]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment | asked)
    try:
        wait_for(f"http://127.0.0.1:{port}/{'' if 'bare' in what else 'sign-in'}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)
