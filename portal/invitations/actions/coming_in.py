"""The door: a code from a letter, and a child's birth date, open the account of the letter's guardian. Once."""

from datetime import date, datetime

from sqlalchemy import update

from portal import audit, outbox
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.db import Refusal, apart, db, rows_changed
from portal.invitations import queries
from portal.invitations.models import Invitation
from portal.invitations.rules import MOST_WRONG_DATES, Ending
from portal.school import queries as school
from portal.school.models import Person, Role


class WrongCode(Refusal):
    """The code is none of ours, or the birth date does not belong to it; which of the two is not said."""


class LetterIsOver(Refusal):
    """Code and birth date are right, but the letter was used, replaced or withdrawn, or is too old."""


def come_in(code: str, born_on: date | None, *, now: datetime) -> Invitation:
    """Spend a letter; returns it, with its guardian. Of two at once, one wins. Raises WrongCode or LetterIsOver.

    Strangers learn nothing: a code that never was, a code with a wrong birth date and a spent code with a wrong
    birth date all raise WrongCode. Only who shows the code *and* a birth date of this guardian's own children holds
    the letter and knows the child: this person is told honestly that the letter is over, and asks for a new one.
    Where the school knows no birth date, holding the letter is enough for both.
    """
    letter = queries.letter_with(code)
    if letter is None:
        raise WrongCode
    if not _knows_a_child(letter.person, born_on):
        _count_wrong_date(letter)
        raise WrongCode
    person = letter.person
    if person.left_on is not None or person.staff_roles or not queries.has_children(person):
        raise LetterIsOver
    living = (Invitation.id == letter.id, Invitation.ended_at.is_(None), Invitation.expires_at > now)
    spend = update(Invitation).where(*living, Invitation.wrong_dates < MOST_WRONG_DATES)
    if rows_changed(spend.values(ended_at=now, ending=Ending.USED)) != 1:
        raise LetterIsOver
    audit.did(person, "came in with a letter", person, now=now)
    return letter


def _knows_a_child(person: Person, born_on: date | None) -> bool:
    known = queries.birth_dates_of(person)
    return not known or (born_on is not None and born_on.isoformat() in known)


def _count_wrong_date(letter: Invitation) -> None:
    # Kept though the page refuses: whoever found a letter and guesses at the date has ten tries in all.
    with apart() as session:
        guessed = update(Invitation).where(Invitation.id == letter.id)
        session.execute(guessed.values(wrong_dates=Invitation.wrong_dates + 1))


def note_session(letter: Invitation, session: UserSession) -> None:
    """Remember which browser came in with this letter: it can be ended with it."""
    letter.session_id = session.id


def not_me(letter: Invitation, session: UserSession, *, now: datetime) -> None:
    """Whoever came in is somebody else: the browser is signed out, the letter is dead, the office is told.

    The guardian counts as not having come in, unless that happened before and otherwise.
    """
    person = session.person
    accounts.end_session(session, now=now)
    letter.ended_at, letter.ending = now, Ending.NOT_ME
    if person.came_in_at is not None and person.came_in_at >= session.started_at:
        person.came_in_at = None
    audit.did(None, "letter opened by somebody else", person, now=now)
    for member in school.staff_with(Role.OFFICE) or school.staff_with(Role.LEADER):
        path = f"/invitations/guardians/{person.id}"
        outbox.queue(member, "invitations/messages/not_me.txt", letter, now=now, path=path)
    db.session.flush()
