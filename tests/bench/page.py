"""The class page with twenty letters: its rate against a bare view, as the school grows, its questions and bytes."""

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
from portal.news.models import Post, PostClass
from portal.settings import ROOT
from tests.bench.stage import Connection, Figures, Stage, deployment, rates, written
from tests.live import Browser, as_environment, signed_in, wait_for
from tests.postgres import free_port

LETTERS, OLDER = 20, 10_000
# As browsers say it over HTTPS.
ACCEPTED = "gzip, deflate, br, zstd"
TEXT = (
    "Doe je kind **laarzen** aan en geef een flesje water mee.\n\n- Om twaalf uur zijn we terug\n- Ouders zijn welkom"
)


def figures() -> Figures:
    """Amina reads 3B, with twenty letters, and 6A, with as many newest ones over ten thousand older."""
    with deployment() as stage:
        young, grown = _letters(stage, "3B"), _letters(stage, "6A")
        _older(grown)
        cookie = signed_in(stage.app, stage.cast.people["amina"])
        db.session.commit()
        yield "page.queries", _queries(stage, f"/classes/{young}", cookie), "questions"
        with _gunicorn("wsgi:app", as_environment(stage.app.config["SETTINGS"])) as url:
            yield from _bytes(url, f"/classes/{young}", cookie)
            yield from _rates(url, f"/classes/{young}", f"/classes/{grown}", cookie)


def _letters(stage: Stage, name: str) -> int:
    school_class, teacher = stage.cast.classes[name], stage.cast.people["celik" if name == "3B" else "vos"]
    for n in range(LETTERS):
        now = clock.now() - timedelta(days=LETTERS - n)
        happens_on = i18n.local_date(now) if n % 3 == 0 else None
        news.write(teacher, [school_class], Written(f"Brief {n}", TEXT, happens_on), folder=Path(), now=now)
    db.session.commit()
    return school_class.id


def _older(number: int) -> None:
    """Ten thousand letters of earlier years in the same class."""
    model = db.session.query(Post).join(PostClass).filter_by(class_id=number).first()
    assert model is not None
    same = {c.key: getattr(model, c.key) for c in Post.__mapper__.column_attrs if c.key != "id"}
    rows = [same | {"published_at": clock.now() - timedelta(days=400, minutes=n)} for n in range(OLDER)]
    posts = db.session.scalars(insert(Post).returning(Post.id, sort_by_parameter_order=True), rows).all()
    places = [
        {"post_id": post, "class_id": number, "published_at": row["published_at"]}
        for post, row in zip(posts, rows, strict=True)
    ]
    db.session.execute(insert(PostClass), places)
    db.session.commit()


def _rates(url: str, young: str, grown: str, cookie: str) -> Figures:
    pages = [Connection(url, written("GET", path, cookie)) for path in (young, grown)]
    # The first visit notes what was opened; from then on the page only reads.
    assert [page.ask()[0] for page in pages] == [200, 200]
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(Browser(url, cookie).get(young)[1].encode())
        file.flush()
        with _gunicorn("tests.bench.bare:app", {"BARE_BODY": file.name}) as floor:
            bare = Connection(floor, written("GET", "/"))
            assert abs(bare.ask()[1] - pages[0].ask()[1]) < 200, "the floor sends the same bytes"
            of_young, of_grown, of_bare = rates(pages[0].ask, pages[1].ask, bare.ask)
    yield "page.ratio", of_young / of_bare, "of a bare view"
    yield "page.growth.ratio", of_grown / of_young, f"of the rate without {OLDER} older letters"


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
    """What crosses the wire, heads and bodies, as a browser asks for it."""
    weights = {address: _weight(url, address, cookie) for address in (path, *_needed(url, path, cookie))}
    yield "page.bytes.first", sum(weights.values()), "bytes"
    yield "page.bytes.repeat", weights[path], "bytes"


def _needed(url: str, path: str, cookie: str) -> list[str]:
    html = Browser(url, cookie).get(path)[1]
    found = re.findall(r'(?:<link[^>]*\shref|<script[^>]*\ssrc|<use[^>]*\shref)="(/static/[^"#]+)', html)
    return sorted(set(found))


def _weight(url: str, path: str, cookie: str) -> int:
    browser = Browser(url, cookie)
    browser.connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": ACCEPTED})
    answer = browser.connection.getresponse()
    body = answer.read()
    is_small = len(body) < 600 or answer.headers["Content-Type"] == "image/png"
    assert answer.status == 200 and (answer.headers["Content-Encoding"] or is_small), f"{path} is sent as it is"
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
