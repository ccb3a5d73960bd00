"""Letters: asked for by the office, written by the worker one at a time, alive when all of them are in the file."""

from collections.abc import Generator
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import ColumnElement, select, update

from portal import audit, codes, files, i18n, paper, tasks
from portal.accounts.models import UserSession
from portal.db import Base, Refusal, db, reading, transaction
from portal.invitations import queries
from portal.invitations.models import Invitation
from portal.invitations.rules import KEPT_FOR, LIVES, Ending
from portal.school.actions import one_at_a_time
from portal.school.models import Person
from portal.tasks import Asked, Task, TaskRefused

STYLE = "css/letter.css"


class NobodyToInvite(Refusal):
    """Everybody came in already, or holds a letter, or works at the school."""


def ask_for_letters(office: Person, people: list[int], title: str, *, now: datetime) -> Task:
    """A letter with a code of its own for each of these guardians, in this order, in one file.

    The same asked twice, before it is written, is one task. Raises NobodyToInvite for an empty list.
    """
    if not people:
        raise NobodyToInvite
    # Of two who ask at once, the second sees what the first asked for.
    one_at_a_time()
    for waiting in queries.waiting_batches():
        if (waiting.asked["people"], waiting.asked["title"]) == (people, title):
            return waiting
    return tasks.start(office, queries.KIND, {"people": people, "title": title, "at": now.isoformat()}, now=now)


def write_letters(asked: Asked) -> Generator[tuple[int, int], None, dict]:
    """Task: the file to print and the page to print from; the codes live from the moment that both are kept.

    After a crash all begins again with other codes: no code that works was ever without its paper.
    """
    now, people = datetime.fromisoformat(asked.asked["at"]), asked.asked["people"]
    made: dict[int, str] = {}
    letters: list[Markup] = []
    for person_id in people:
        code = codes.fresh()
        letter = _letter(person_id, code, now=now)
        if letter is not None:
            made[person_id] = code
            letters.append(letter)
        yield 0, len(people) + 1
    if not made:
        raise TaskRefused(reason="nobody is left to write to")
    book = yield from _bound(letters)
    kept = {"pdf": files.keep(book), "page": files.keep(_page(letters, asked).encode()), "letters": len(made)}
    with transaction():
        bring_to_life(made, office_id=asked.person_id, task_id=asked.task_id, now=now)
    return kept


def _bound(letters: list[Markup]) -> Generator[tuple[int, int], None, bytes]:
    """Each letter on its sheet; what it yields is how far it is."""
    binding = paper.bound([_sheet(letter) for letter in letters], STYLE)
    while True:
        try:
            done = next(binding)
        except StopIteration as ready:
            return ready.value
        yield done, len(letters) + 1


def _letter(person_id: int, code: str, *, now: datetime) -> Markup | None:
    with reading():
        contents = queries.contents(person_id)
    if contents is None:
        return None
    about = {"to": contents, "until": _until(now), "made_at": now}
    return paper.written(
        "invitations/_letter.html", contents.language, **about, code=codes.in_groups(code),
        square=paper.square_code(paper.address(f"/invitations/{code}")), address=paper.address("/i"),
        for_the_office=paper.written("invitations/_for_the_office.html", paper.SCHOOLS_OWN, **about),
    )  # fmt: skip


def _until(now: datetime) -> datetime:
    """The last minute of the day that is printed on a letter."""
    return i18n.at_school(i18n.local_date(now + LIVES), 23, 59)


def _sheet(letter: Markup) -> str:
    return paper.written("invitations/letters.html", paper.SCHOOLS_OWN, letters=[letter], style=None)


def _page(letters: list[Markup], asked: Asked) -> str:
    with reading() as session:
        language = session.get_one(Person, asked.person_id).language
    return paper.written("invitations/letters.html", language, letters=letters, style=STYLE)


def bring_to_life(made: dict[int, str], *, office_id: int, task_id: int | None, now: datetime) -> None:
    """These codes, by the guardian's number, open accounts from now on.

    Older letters of these guardians are over, and so are the browsers that came in with one.
    """
    people = list(made)
    older = update(Invitation).where(Invitation.person_id.in_(people), Invitation.ended_at.is_(None))
    db.session.execute(older.values(ended_at=now, ending=Ending.REPLACED))
    came_in_with_one = select(Invitation.session_id).where(Invitation.person_id.in_(people))
    browsers = update(UserSession).where(UserSession.id.in_(came_in_with_one), UserSession.revoked_at.is_(None))
    db.session.execute(browsers.values(revoked_at=now))
    for person_id, code in made.items():
        letter = Invitation(
            code_mark=queries.mark_of(code), person_id=person_id, made_by_id=office_id, task_id=task_id,
            made_at=now, expires_at=_until(now),
        )  # fmt: skip
        db.session.add(letter)
    _note_in_the_book(people, office_id, now=now)


def _note_in_the_book(people: list[int], office_id: int, *, now: datetime) -> None:
    office = db.session.get_one(Person, office_id)
    for person in db.session.scalars(select(Person).where(Person.id.in_(people)).order_by(Person.id)).unique():
        audit.did(office, "invited", person, now=now)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Letters of which the printed day is long past, whatever became of them."""
    return [(Invitation, Invitation.expires_at < now - KEPT_FOR)]
