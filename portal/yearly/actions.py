"""Making and ending links to the figures, and the report as a PDF."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, update

from portal import audit, db, paper
from portal.accounts.actions.tokens import hashed, new_token
from portal.db import Base, rows_changed
from portal.school.models import Person
from portal.yearly.models import FiguresLink

STYLE = "css/lists.css"
# Long enough for a round of meetings of the council and the board.
LIVES = timedelta(days=90)
KEPT_AFTER = timedelta(days=365)


def make_link(person: Person, first: date, until: date, *, now: datetime) -> str:
    """A link to what was counted from the first day of a school year until a day; returns its token, told once."""
    token = new_token()
    link = FiguresLink(
        token_hash=hashed(token), first=first, until=until, made_by_id=person.id, made_at=now, ends_at=now + LIVES
    )
    db.db.session.add(link)
    db.db.session.flush()
    audit.did(person, "figures link made", link, now=now)
    return token


def end_link(link: FiguresLink, person: Person, *, now: datetime) -> None:
    """Whoever holds it sees nothing any more; twice is once."""
    open_one = update(FiguresLink).where(FiguresLink.id == link.id, FiguresLink.ended_at.is_(None))
    if rows_changed(open_one.values(ended_at=now)):
        audit.did(person, "figures link ended", link, now=now)


def as_pdf(html: str) -> bytes:
    """The report on A4 sheets. Nobody waits for it: it comes after the last look at the database."""
    db.let_go()
    return paper.laid_out(html, STYLE).write_pdf() or b""


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Links that ended long ago."""
    return [(FiguresLink, FiguresLink.ends_at < now - KEPT_AFTER)]
