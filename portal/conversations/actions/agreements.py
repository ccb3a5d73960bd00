"""Writing down what was agreed in a conversation, and what the family says of it."""

from datetime import datetime
from typing import NamedTuple

from portal import audit, outbox
from portal.conversations import queries
from portal.conversations.actions.locks import lock_booking
from portal.conversations.actions.refusals import MovedOn, NotYet
from portal.conversations.models import Agreement, AgreementAnswer, Booking
from portal.conversations.rules import Often, Way, still_said
from portal.db import db
from portal.school.models import Person


class Agreed(NamedTuple):
    """What a team writes after a conversation; lines as in Agreement."""

    lines: dict[str, str]
    way: Way | None
    often: Often | None
    was_read_back: bool


def write_agreement(booking: Booking, agreed: Agreed, by: Person, *, on: int, now: datetime) -> Agreement:
    """Keep a new version and ask the family whether it is right; the same words again change nothing.

    `on`: the version that the writer saw (0: none). Raises NotYet before the conversation begins, MovedOn when a
    colleague wrote meanwhile.
    """
    lock_booking(booking)
    if now < booking.slot.starts_at:
        raise NotYet
    newest = next(iter(queries.versions_of(booking)), None)
    if newest and _says(newest) == agreed:
        return newest
    if (newest.version if newest else 0) != on:
        raise MovedOn
    written = Agreement(
        round_id=booking.round_id, class_id=booking.class_id, pupil_id=booking.pupil_id,
        household_id=newest.household_id if newest else booking.household_id, version=on + 1,
        is_together=booking.is_together, lines=agreed.lines, way=agreed.way, often=agreed.often,
        was_read_back=agreed.was_read_back, language=by.language, written_by_id=by.id, written_at=now,
        in_languages=still_said(newest.lines, newest.in_languages, agreed.lines) if newest else None,
    )  # fmt: skip
    db.session.add(written)
    audit.did(by, "agreement written", written, now=now)
    _tell(booking, written, "agreed", is_family=True, now=now)
    return written


def _says(written: Agreement) -> Agreed:
    return Agreed(dict(written.lines), written.way, written.often, written.was_read_back)


def put_agreement_into(
    booking: Booking, language: str, lines: dict[str, str], by: Person, *, on: int, now: datetime
) -> Agreement:
    """The newest version in a language of the family, by hand; what is left empty is read as it was written.

    Who reads that language and did not answer yet is told; the same words again change nothing. Raises MovedOn when the
    version that was put into words is not the newest any more.
    """
    newest = _newest(booking, on)
    lines = {name: words for name, words in lines.items() if name in newest.lines}
    before = dict(newest.in_languages or {})
    if before.get(language, {}) == lines:
        return newest
    newest.in_languages = {**before, language: lines} if lines else {k: v for k, v in before.items() if k != language}
    audit.did(by, "agreement written", newest, now=now)
    if lines:
        _tell(booking, newest, "agreed", is_family=True, language=language, now=now)
    return newest


def answer_agreement(
    booking: Booking, by: Person, *, is_right: bool, words: str = "", on: int, now: datetime
) -> AgreementAnswer:
    """A home says that the newest version is right, or what is not; another answer takes the place of its first.

    Raises MovedOn when the version that was read is not the newest any more.
    """
    assert by.guardian is not None
    newest = _newest(booking, on)
    answer = queries.answer_of(newest, by.guardian.household_id)
    if answer is not None and (answer.is_right, answer.words) == (is_right, words):
        return answer
    answer = answer or AgreementAnswer(agreement=newest, household_id=by.guardian.household_id)
    answer.person_id, answer.language, answer.at = by.id, by.language, now
    answer.is_right, answer.words = is_right, words
    db.session.add(answer)
    db.session.flush()
    audit.did(by, "agreement answered", newest, now=now)
    if not is_right:
        _tell(booking, newest, "not_agreed", is_family=False, now=now)
    return answer


def _newest(booking: Booking, on: int) -> Agreement:
    """The version that somebody read, which stays the newest until this transaction ends. Raises MovedOn."""
    lock_booking(booking)
    newest = next(iter(queries.versions_of(booking)), None)
    if newest is None or newest.version != on:
        raise MovedOn
    return newest


def note_look_at_agreement(agreement: Agreement, teacher: Person, *, now: datetime) -> None:
    """Write down that somebody of the team read what an earlier team agreed with the family."""
    audit.saw(teacher, agreement, now=now)


def _tell(
    booking: Booking, written: Agreement, word: str, *, is_family: bool, language: str = "", now: datetime
) -> None:  # fmt: skip
    """One side of the conversation; of a family, when a language is named, only who reads it and did not answer."""
    path = f"/conversations/bookings/{booking.id}/agreement"
    for person, of_family in queries.both_sides_of(booking):
        if of_family is is_family and (not language or _waits_in(person, language, written)):
            outbox.queue(
                person, f"conversations/messages/{word}.txt", written, now=now, path=path,
                child=booking.pupil.first_name, starts_at=booking.slot.starts_at,
            )  # fmt: skip


def _waits_in(person: Person, language: str, written: Agreement) -> bool:
    home = person.guardian.household_id if person.guardian else 0
    return person.language == language and queries.answer_of(written, home) is None
