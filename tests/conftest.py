"""The cast and the stage of every test: the demo school's people on a fresh database, on SQLite and PostgreSQL."""

import gc
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event, text

from portal import channels, clock, heartbeat, worker
from portal.accounts.actions import paper_codes, proofs
from portal.app import create_app
from portal.db import db, transaction
from portal.demo.actions import fill_people
from portal.demo.actions.people import Cast
from portal.school.models import Person, Place, Pupil, SchoolClass
from portal.settings import from_environment
from tests import postgres
from tests.stories import Things, told
from tests.unhurried import time_of_tests
from tests.visitor import Visitor

# What was told longer ago than this, or before the hour (and so a day) ended, is told anew: codes and links in it must
# not be about to run out.
FRESH = timedelta(minutes=1)
# The same examples every time, so that a change lands or not by what it changes; `--hypothesis-profile=search` tries
# others. One that takes long on a busy machine is no wrong one.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", UNHURRIED, derandomize=True)
settings.register_profile("search", UNHURRIED, print_blob=True)
settings.load_profile("same")
MODELS = {"people": Person, "pupils": Pupil, "classes": SchoolClass, "places": Place}


def pytest_addoption(parser):
    parser.addoption("--screens", action="store_true", help="keep the pictures of the README's screens")
    parser.addoption("--db", choices=("sqlite", "postgresql", "both"), default="both", help="which databases to use")


def pytest_configure(config):
    # Only here: the figures, which borrow the cast, are measured on a database that outlives a power cut.
    event.listen(Engine, "connect", _as_the_other_database)
    config.addinivalue_line("markers", "looks_only: it opens pages that other tests open on both databases")
    config.addinivalue_line("markers", "two_writers: it makes a moment that PostgreSQL alone has: two write at once")


def pytest_generate_tests(metafunc):
    """Every test that touches the database runs on each database asked for, but for what its marker says."""
    if "stage" in metafunc.fixturenames:
        asked = metafunc.config.getoption("--db")
        kinds = ["sqlite", "postgresql"] if asked == "both" else [asked]
        if metafunc.definition.get_closest_marker("looks_only"):
            kinds = kinds[:1]
        if metafunc.definition.get_closest_marker("two_writers"):
            kinds = [kind for kind in kinds if kind == "postgresql"]
        metafunc.parametrize("stage", kinds, indirect=True, scope="session")


def pytest_collection_finish():
    """What was loaded lives as long as the tests, as in the web server: it is not looked through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def _as_the_other_database(connection, _record) -> None:
    """Like the PostgreSQL of the tests: SQLite need not outlive a power cut, and gives no order that nobody asked for.

    Programs of their own, such as the web server of the browser's tests, keep both as they are.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA reverse_unordered_selects=ON")


@pytest.fixture(scope="session", autouse=True)
def real_hashes() -> Iterator[tuple[PasswordHasher, int, int]]:
    """Argon2id at its least for all tests; given are the hasher of the portal, and its rounds and KiB for codes."""
    real = proofs.hasher, paper_codes.ROUNDS, paper_codes.MEMORY_KIB
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proofs, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr(proofs, "NOBODYS_HASH", proofs.hasher.hash("nobody's"))
        patch.setattr(paper_codes, "ROUNDS", 1)
        patch.setattr(paper_codes, "MEMORY_KIB", 8)
        yield real


@pytest.fixture(scope="session", autouse=True)
def without_hurry() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "read", time_of_tests.read)
        yield


@pytest.fixture(autouse=True)
def unhurried(without_hurry) -> None:
    """Each test begins at the real time."""
    time_of_tests.begin()


class Stage:
    """One database kind: a filled template, copied afresh for each test; and one in which everything was told."""

    def __init__(self, kind: str, folder, server: str | None):
        self.kind, self.folder, self.server = kind, folder, server or ""
        self.settings = replace(
            from_environment({"PORTAL_INSTANCE": str(folder), "PORTAL_LANGUAGE": "nl"}),
            database_url=self._fresh("stage"),
            # No push service is allowed: notices are recorded, like mail without a server.
            push_hosts="",
        )
        self.app = create_app(self.settings)
        self.app.config["TESTING"] = False
        # Set by a test that changes the tables themselves: the next one then gets a new database.
        self.is_spoiled = False
        self.numbers: dict[str, dict[str, int]] = {}
        self.things: Things = {}
        self.told_at, self.told_files = clock.now() - FRESH, []
        self._make_template()

    def _fresh(self, name: str) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder / name}.db"
        postgres.drop_database(self.server, f"samen_{name}")
        return postgres.create_database(self.server, f"samen_{name}")

    def _make_template(self) -> None:
        with self.app.app_context():
            db.create_all()
            with transaction():
                fill_people(now=clock.now())
            everybody = vars(the_cast())
            self.numbers = {kind: {key: row.id for key, row in rows.items()} for kind, rows in everybody.items()}
        self._keep("template")
        if self.kind == "postgresql":
            postgres.drop_database(self.server, "samen_template")
            postgres.create_database(self.server, "samen_template", template="samen_stage")

    @staticmethod
    def _tables() -> dict[str, list[str]]:
        return {table.name: [column.name for column in table.columns] for table in db.metadata.sorted_tables}

    def _let_go(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _keep(self, name: str) -> None:
        self._let_go()
        if self.kind == "sqlite":
            shutil.copy(self.folder / "stage.db", self.folder / f"{name}.db")
        else:
            postgres.keep_rows(self.settings.database_url, self._tables(), name)

    def _brought_back(self, name: str) -> bool:
        if self.kind == "postgresql":
            # Its connections stay: a new one would have to learn all tables again.
            return not self.is_spoiled and postgres.bring_back(self.settings.database_url, name)
        self._let_go()
        for leftover in self.folder.glob("stage.db*"):
            leftover.unlink()
        shutil.copy(self.folder / f"{name}.db", self.folder / "stage.db")
        return True

    def reset(self) -> None:
        """The template again, as if nothing had happened."""
        if not self._brought_back("template"):
            self.is_spoiled = False
            self._let_go()
            postgres.drop_database(self.server, "samen_stage")
            postgres.create_database(self.server, "samen_stage", template="samen_template")

    def reset_told(self) -> None:
        """The template in which one of everything has happened, a moment ago."""
        # A test between may have swept away files that no row of its own names.
        is_whole = all(each.exists() for each in self.told_files)
        now = clock.now()
        is_fresh = now - self.told_at < FRESH and now.hour == self.told_at.hour
        if is_whole and is_fresh and self._brought_back("told"):
            return
        self.reset()
        self.told_at = now
        with self.app.app_context():
            self.things = told(the_cast())
        self.told_files = [each for each in self.folder.glob("*/**/*") if each.is_file()]
        self._keep("told")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL of our own, started when a test first needs it."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def stage(request, tmp_path_factory) -> Stage:
    server = request.getfixturevalue("postgres_server") if request.param == "postgresql" else None
    return Stage(request.param, tmp_path_factory.mktemp(request.param), server)


@pytest.fixture
def app(stage, request) -> Iterator[Flask]:
    """The portal with the cast in its database and nothing else; time and messages start afresh."""
    clock.reset()
    if "things" in request.fixturenames:
        stage.reset_told()
    else:
        stage.reset()
    channels.recorded.clear()
    with stage.app.app_context():
        yield stage.app
        db.session.remove()
    clock.reset()


class Known(dict):
    """Rows by key, each read from this test's database when it is first asked for: most tests need three of them."""

    def __init__(self, model, numbers: dict[str, int]):
        super().__init__()
        self.model, self.numbers = model, dict(numbers)

    def __missing__(self, key):
        # To name somebody changes nothing: what the test has begun is not written yet.
        with db.session.no_autoflush:
            self[key] = found = db.session.get_one(self.model, self.numbers[key])
        return found

    def __setitem__(self, key, row):
        self.numbers[key] = row.id
        super().__setitem__(key, row)

    def __contains__(self, key) -> bool:
        return key in self.numbers

    def __iter__(self):
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def keys(self):
        return self.numbers.keys()

    def values(self):
        return [row for _key, row in self.items()]

    def items(self):
        at_once = _all(self.model)
        return [(key, self[key]) for key in self.numbers if at_once]


@pytest.fixture
def cast(app, stage) -> Cast:
    """Everybody by key, as rows of this test's database: `cast.people["amina"]`, `cast.classes["3B"]`."""
    return Cast(**{kind: Known(MODELS[kind], numbers) for kind, numbers in stage.numbers.items() if kind in MODELS})


def the_cast() -> Cast:
    """The cast as rows of the database of this app context, all of them."""
    places = _all(Place)
    return Cast(
        people={p.email.partition("@")[0]: p for p in _all(Person)},
        pupils={p.first_name.lower(): p for p in _all(Pupil)},
        classes={c.name: c for c in _all(SchoolClass)},
        places={"reception": places[0], "room 12": places[1]},
    )


def _all(model) -> list:
    return db.session.query(model).order_by(model.id).all()


@pytest.fixture
def things(app, stage) -> Things:
    """One of everything has happened before this test, as `told` tells it: its numbers by route part."""
    return dict(stage.things)


@pytest.fixture
def visit(app):
    """A browser of somebody: `visit("amina")` is signed in, `visit()` is nobody. Every page it gets is linted."""
    return lambda who=None: Visitor(app, who)


@pytest.fixture
def jobs() -> tuple[worker.Job, ...]:
    """What the worker does in a test, but for two stories of their own: looking after itself (tests/watch), and
    reminding families, which goes by the hour of the day (tests/conversations/test_remind.py)."""
    apart = ("portal.watch", "portal.conversations.actions.reminders")
    return tuple(job for job in worker.ALL if not job.__module__.startswith(apart))


@pytest.fixture
def work(app, jobs):
    """Let the worker do all that is due now; returns the messages that went out.

    It has been at work until now: what had run out before this test is gone, and it looks again in ten minutes.
    """

    def run() -> list[channels.Parcel]:
        before = len(channels.recorded)
        db.session.commit()
        Context().run(apart, in_turn, jobs)
        db.session.expire_all()
        return channels.recorded[before:]

    def apart(do, *about) -> None:
        # In a context of its own, like the real worker: the test keeps its session and its cast.
        with app.app_context():
            do(*about)

    db.session.commit()
    Context().run(apart, heartbeat.beat, "retention", clock.now())
    return run


def in_turn(jobs: tuple[worker.Job, ...]) -> None:
    """Each job until it finds nothing more, as its lane does, the most urgent first; until all of them rest."""
    while sum(pieces_of(job) for job in jobs):
        pass


def pieces_of(job: worker.Job) -> int:
    pieces = 0
    while job(clock.now()):
        pieces += 1
    return pieces


@pytest.fixture
def everybody_reads_english(request) -> None:
    """What the tests look for are the texts as they are written; tests/test_languages.py looks at the others."""
    if "stage" not in request.fixturenames:
        return
    for person in request.getfixturevalue("cast").people.values():
        person.language = "en"
    db.session.commit()


@pytest.fixture
def recorded() -> list[channels.Parcel]:
    """Every message that left the portal in this test, oldest first."""
    return channels.recorded


@pytest.fixture
def with_sms(app, monkeypatch):
    """The school has an SMS gateway; what it is given is recorded."""
    settings = replace(app.config["SETTINGS"], sms_url="https://sms.example", sms_body="{to}{text}")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    monkeypatch.setattr(channels, "sender_for", lambda _channel, _settings: channels.record)


@pytest.fixture
def queries(app):
    """Counts the questions put to the database: `with queries() as asked: …; assert len(asked) <= 9`."""

    @contextmanager
    def counting():
        asked: list[str] = []

        def note(_connection, _cursor, statement, *_rest):
            asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        yield asked
        event.remove(db.engine, "before_cursor_execute", note)

    return counting


def rows(table: str) -> list:
    """Every row of a table as it lies in the database, for tests that look behind the portal's back."""
    return list(db.session.execute(text(f'SELECT * FROM "{table}" ORDER BY 1')))
