"""What each side prepares, what was agreed, what the family says of it, and that the interpreter comes."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal import audit, outbox
from portal.db import Refusal, db, kept
from portal.incidents.rules import What
from portal.recovery import queries
from portal.recovery.actions.next import write_down as _write_down
from portal.recovery.actions.opening import NotOpen
from portal.recovery.actions.stepping import NotYet
from portal.recovery.actions.telling import both_sides
from portal.recovery.models import RecoveryAgreement, RecoveryCard, RecoveryCase, RecoveryTalk
from portal.recovery.rules import CardSide
from portal.school.models import Person


class MovedOn(Refusal):
    """A colleague wrote a newer version meanwhile."""


def write_card(case: RecoveryCase, side: CardSide, answers: dict, by: Person, *, now: datetime) -> None:
    """Keep what somebody prepared; an empty card is none. Raises NotOpen."""
    if not case.is_open:
        raise NotOpen
    card = queries.card_of(case, side, by)
    if card is None and not answers:
        return
    if card is None:
        # Of two at once one begins it, and the other finds it there.
        kept(RecoveryCard, case_id=case.id, side=side, person_id=by.id, answers=answers, language=by.language,
             written_at=now)  # fmt: skip
        card = queries.card_of(case, side, by)
    elif not answers:
        db.session.delete(card)
        return
    assert card is not None
    card.person_id, card.person, card.answers = by.id, by, answers
    card.language, card.written_at = by.language, now
    db.session.flush()
    audit.did(by, "recovery card written", case, now=now)


def agree(
    case: RecoveryCase, lines: dict, by: Person, *, was_read_back: bool, on: int, now: datetime
) -> RecoveryAgreement:
    """Keep a new version and ask the family whether it is right; the same words again change nothing.

    `on`: the version that the writer saw (0: none). Raises NotOpen, NotYet or MovedOn.
    """
    if not case.is_open:
        raise NotOpen
    if case.first_word_at is None and case.talk_held_at is None:
        raise NotYet
    newest = queries.agreement_of(case)
    if newest and (newest.lines, newest.was_read_back) == (lines, was_read_back):
        return newest
    if (newest.version if newest else 0) != on:
        raise MovedOn
    written = RecoveryAgreement(
        case_id=case.id, case=case, version=on + 1, lines=lines, language=by.language, was_read_back=was_read_back,
        written_by_id=by.id, written_at=now,
    )  # fmt: skip
    _keep(written)
    _write_down(
        case, "recovery agreed", What.RECOVERY_AGREED, by, now, core={"version": on + 1}, words={"lines": lines}
    )
    talk = queries.talk_of(case)
    for person, is_family in both_sides(talk) if talk else ():
        if is_family:
            outbox.queue(person, "recovery/messages/agreed.txt", written, now=now, path="/conversations")
    return written


def _keep(written: RecoveryAgreement) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(written)
    except IntegrityError as error:
        # A colleague wrote this version at the same moment.
        raise MovedOn from error


def say_of_agreement(
    agreement: RecoveryAgreement, by: Person, *, is_right: bool, words: str = "", now: datetime
) -> None:
    """The family says that it is right, or what is not, of the newest version. Raises MovedOn."""
    newest = queries.agreement_of(agreement.case)
    if newest is None or newest.id != agreement.id:
        raise MovedOn
    agreement.is_right, agreement.answer, agreement.answer_language = is_right, words, by.language
    agreement.answered_by_id, agreement.answered_by, agreement.answered_at = by.id, by, now
    audit.did(by, "recovery agreement answered", agreement.case, now=now)
    if not is_right:
        outbox.queue(agreement.case.owner, "recovery/messages/waiting.txt", agreement, now=now, path="/recovery")


def confirm_interpreter(talk: RecoveryTalk, by: Person, *, now: datetime) -> None:
    """The interpreter comes; said twice it is once."""
    if talk.interpreter_confirmed_at is None:
        talk.interpreter_confirmed_at = now
        audit.did(by, "interpreter confirmed", talk, now=now)
