"""A portal whose database is still empty, and the command that brings a roster in."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest

from portal import clock, i18n
from portal.db import Base, db
from portal.rosters.models import RosterImport
from portal.rosters.rules.reading import school_year_of
from portal.school.models import Enrolment, Pupil, School, SchoolClass, Teaching
from tests.visitor import Page


@dataclass
class Outcome:
    """What the command left: its exit status, its words and the counts among them."""

    status: int
    output: str
    counts: dict[str, int]

    @property
    def changes(self) -> tuple[int, int, int]:
        """How many were added, changed and missing."""
        return self.counts["added"], self.counts["changed"], self.counts["missing"]


@pytest.fixture
def empty(app):
    """The portal before anybody filled its database."""
    for table in reversed(Base.metadata.sorted_tables):
        db.session.execute(table.delete())
    db.session.commit()
    return app


@pytest.fixture
def command(app) -> Callable[..., Outcome]:
    """`command("import-roster", path)` as a person types it; a traceback fails the test."""

    def run(*words) -> Outcome:
        db.session.commit()
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert "Traceback" not in result.output
        counts = dict(line.split(": ") for line in result.stdout.splitlines())
        return Outcome(result.exit_code, result.output, {name: int(number) for name, number in counts.items()})

    return run


@pytest.fixture
def bring(command, tmp_path) -> Callable[..., Outcome]:
    """Bring this text or these bytes in as a file: `bring(samples.small(), "--dry-run")`."""

    def run(content: str | bytes, *options: str) -> Outcome:
        file = tmp_path / "roster.xml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return command("import-roster", file, *options)

    return run


def contents() -> dict[str, list]:
    """Every row of every table, opened where it is sealed."""
    db.session.commit()
    found = {table.name: sorted(map(repr, db.session.execute(table.select()))) for table in Base.metadata.sorted_tables}
    return {name: rows for name, rows in found.items() if rows}


def classes_of_pupils() -> dict[str, dict[str, bool]]:
    """By pupil the classes, each with whether it is the pupil's own."""
    found: dict[str, dict[str, bool]] = {pupil.full_name: {} for pupil in db.session.query(Pupil)}
    for row in db.session.query(Enrolment).join(Enrolment.school_class).order_by(SchoolClass.name):
        found[row.pupil.full_name][row.school_class.name] = row.is_own_class
    return found


def teams() -> dict[str, list[str]]:
    """By class the names of who teaches it."""
    found: dict[str, list[str]] = {row.name: [] for row in db.session.query(SchoolClass)}
    for row in db.session.query(Teaching).order_by(Teaching.person_id):
        found[row.school_class.name].append(row.person.full_name)
    return found


@pytest.fixture
def office(cast, visit):
    """The office of a school that is no demo, in English; nobody else's pages are in the way."""
    db.session.query(School).update({"is_demo": False, "name_key": ""})
    cast.people["office"].language = "en"
    db.session.commit()
    return visit("office")


@pytest.fixture
def send(office, work):
    """Send a file as the office does, and let the worker preview it: the page that the office then sees."""

    def run(content: bytes | str, name: str = "list.csv", *, year: str = "") -> Page:
        data = content if isinstance(content, bytes) else content.encode()
        fields = {"roster": (BytesIO(data), name), "year": year or school_year_of(i18n.local_date(clock.now()))}
        answer = office.post("/office/rosters", fields, content_type="multipart/form-data")
        if answer.status != 303:
            return answer
        work()
        return office.follow(answer)

    return run


@pytest.fixture
def bring_as_office(send, office, work):
    """Send, preview and confirm: the page of an import that is done."""

    def run(content: bytes | str, name: str = "list.csv", **more) -> Page:
        page = send(content, name, **more)
        row = the_import()
        answer = office.post(f"/office/rosters/{row.id}/confirm")
        assert answer.status == 303, page.text
        work()
        return office.follow(answer)

    return run


def the_import() -> RosterImport:
    """The newest import."""
    return db.session.query(RosterImport).order_by(RosterImport.id.desc()).limit(1).one()
