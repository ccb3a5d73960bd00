"""Coming in again after losing everything: somebody asks, two colleagues agree, a link follows."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal import audit, outbox
from portal.accounts import queries
from portal.accounts.actions.passwords import NoAddress, send_fresh_start
from portal.accounts.actions.sessions import end_sessions_of
from portal.accounts.models import Recovery, RecoveryApproval, Standing
from portal.accounts.rules import APPROVALS_NEEDED, RECOVERY_LIVES
from portal.db import Refusal, db, kept, rows_changed
from portal.school import queries as school
from portal.school.models import Person


class TooFewColleagues(Refusal):
    """Fewer than two colleagues may decide about this person, besides whoever asks."""


class RecoveryOver(Refusal):
    """The request was decided already, or nobody did so in time."""


class OwnRequest(Refusal):
    """Nobody decides about themself, nor about whom they asked for."""


class ApprovedAlready(Refusal):
    """This colleague agreed before: the other agreement must be somebody else's."""


def ask_by_address(email: str, *, now: datetime) -> None:
    """Ask to come in again, if the address is that of a colleague; the caller learns nothing either way."""
    person = school.person_by_email(email)
    if person is not None and person.is_staff:
        _ask(person, None, now=now)


def ask_for(person: Person, asker: Person, *, now: datetime) -> Recovery:
    """Ask on behalf of a colleague. Raises NoAddress, OwnRequest or TooFewColleagues."""
    if person.id == asker.id:
        raise OwnRequest
    if not person.email:
        raise NoAddress
    if len(queries.deciders(person, asked_by=asker)) < APPROVALS_NEEDED:
        raise TooFewColleagues
    return _ask(person, asker, now=now)


def _ask(person: Person, asker: Person | None, *, now: datetime) -> Recovery:
    """The open request of this person; a second press is the same request."""
    stale = (Recovery.person_id == person.id, Recovery.standing == Standing.OPEN)
    lapsed = update(Recovery).where(*stale, Recovery.asked_at <= now - RECOVERY_LIVES)
    db.session.execute(lapsed.values(standing=Standing.LAPSED))
    number = kept(Recovery, person_id=person.id, asked_by_id=asker.id if asker else None, asked_at=now)
    if number is None:
        is_open = db.session.scalars(select(Recovery).where(*stale)).unique().first()
        # Decided at this very moment: what is asked now is another request.
        return is_open or _ask(person, asker, now=now)
    asked = db.session.get_one(Recovery, number)
    audit.did(asker or person, "recovery asked", asked, now=now)
    outbox.queue(person, "accounts/messages/recovery_asked.txt", asked, now=now, path="/sign-in")
    for colleague in queries.deciders(person, asked_by=asker):
        path = f"/office/recovery/{asked.id}"
        outbox.queue(colleague, "accounts/messages/recovery_to_decide.txt", asked, now=now, path=path)
    return asked


def approve(asked: Recovery, colleague: Person, *, now: datetime) -> bool:
    """Agree; the second to agree opens the way. Returns whether that was this one.

    Raises RecoveryOver, OwnRequest, ApprovedAlready or NoAddress.
    """
    _hold(asked, colleague, now=now)
    approval = RecoveryApproval(recovery_id=asked.id, person_id=colleague.id, at=now)
    try:
        with db.session.begin_nested():
            db.session.add(approval)
    except IntegrityError as error:
        raise ApprovedAlready from error
    audit.did(colleague, "recovery approved", asked, now=now)
    db.session.expire(asked, ["approvals"])
    if len(asked.approvals) < APPROVALS_NEEDED:
        return False
    _close(asked, Standing.AGREED)
    end_sessions_of(asked.person, now=now)
    send_fresh_start(asked.person, now=now)
    _tell_decided(asked, now=now)
    return True


def refuse(asked: Recovery, colleague: Person, *, now: datetime) -> None:
    """Refuse; nothing changes for the person, who is told. Raises RecoveryOver or OwnRequest."""
    _hold(asked, colleague, now=now)
    _close(asked, Standing.REFUSED)
    audit.did(colleague, "recovery refused", asked, now=now)
    outbox.queue(asked.person, "accounts/messages/recovery_refused.txt", asked, now=now, path="/sign-in")
    _tell_decided(asked, now=now)


def _hold(asked: Recovery, colleague: Person, *, now: datetime) -> None:
    # Two who agree at once must see each other: on PostgreSQL the second waits here.
    db.session.execute(select(Recovery.id).where(Recovery.id == asked.id).with_for_update())
    db.session.refresh(asked, ["standing"])
    if asked.standing is not Standing.OPEN or asked.asked_at <= now - RECOVERY_LIVES:
        raise RecoveryOver
    if colleague.id in (asked.person_id, asked.asked_by_id):
        raise OwnRequest


def _close(asked: Recovery, standing: Standing) -> None:
    still_open = update(Recovery).where(Recovery.id == asked.id, Recovery.standing == Standing.OPEN)
    if rows_changed(still_open.values(standing=standing)) != 1:
        raise RecoveryOver


def _tell_decided(asked: Recovery, *, now: datetime) -> None:
    """Everybody who was asked to decide, or asked for somebody, hears the end of it."""
    concerned = queries.deciders(asked.person, asked_by=asked.asked_by)
    concerned += [asked.asked_by] if asked.asked_by else []
    for colleague in concerned:
        outbox.queue(
            colleague, "accounts/messages/recovery_decided.txt", asked, now=now, path="/office/recovery",
            is_agreed=asked.standing is Standing.AGREED,
        )  # fmt: skip
