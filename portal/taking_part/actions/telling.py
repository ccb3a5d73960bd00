"""Who hears what about an occasion: in their own language, with the calendar item when they come."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import calendars, i18n, outbox
from portal.calendars import Appointment
from portal.db import db
from portal.taking_part import queries
from portal.taking_part.models import Occasion, SignUp
from portal.taking_part.queries.names import KINDS

FOLDER = "taking_part/messages"


def path_of(occasion: Occasion) -> str:
    return f"/taking-part/{occasion.id}"


def tell_invited(occasion: Occasion, *, now: datetime) -> int:
    """Every parent it is for, at the moment at which they hear of class news; returns how many."""
    people = queries.invited_to(occasion)
    outbox.queue_calmly_for_all(people, f"{FOLDER}/invited.txt", occasion, now=now, path=path_of(occasion),
                                **_about(occasion))  # fmt: skip
    return len(people)


def tell_answered(occasion: Occasion, *, now: datetime) -> int:
    """Who took part with a name reads first what came of it; returns how many."""
    people = queries.took_part(occasion)
    outbox.queue_calmly_for_all(people, f"{FOLDER}/answered.txt", occasion, now=now, path=path_of(occasion),
                                **_about(occasion))  # fmt: skip
    return len(people)


def tell_changed(occasion: Occasion, *, now: datetime) -> None:
    """Who comes gets the same calendar item at its new time; who waits reads it too."""
    for each in _signed_up(occasion):
        tell_household(each, "changed", now=now)


def tell_called_off(occasion: Occasion, *, now: datetime) -> None:
    """Who comes or waits; the calendar item is withdrawn."""
    for each in _signed_up(occasion):
        _send(each, "called_off", now=now, is_off=True)


def tell_household(sign_up: SignUp, word: str, *, now: datetime) -> None:
    """The parent who signed up; with the calendar item when there is a place."""
    _send(sign_up, word, now=now, is_off=False)


def tell_cancelled(sign_up: SignUp, *, had_place: bool, now: datetime) -> None:
    """That they no longer come; the item leaves the calendar it went to."""
    _send(sign_up, "cancelled", now=now, is_off=True, has_item=had_place)


def _send(sign_up: SignUp, word: str, *, now: datetime, is_off: bool, has_item: bool | None = None) -> None:
    person, occasion = sign_up.person, sign_up.occasion
    carries = sign_up.is_coming if has_item is None else has_item
    calendar = None
    if person.email and carries and occasion.starts_at:
        write = calendars.cancel if is_off else calendars.request
        calendar = write(appointment(sign_up), attendee=person.email, now=now)
    outbox.queue(
        person, f"{FOLDER}/{word}.txt", sign_up, now=now, path=path_of(occasion), calendar=calendar,
        before=occasion.starts_at, waits=sign_up.is_waiting, people=sign_up.people, **_about(occasion),
    )  # fmt: skip


def _about(occasion: Occasion) -> dict[str, Any]:
    """No free words of anybody: the kind and the moment are in every language."""
    return {
        "what": KINDS[occasion.kind], "starts_at": occasion.starts_at, "last_day": occasion.last_moment,
        "where": occasion.words.get("where", ""),
    }  # fmt: skip


def appointment(sign_up: SignUp) -> Appointment:
    """The calendar item, as who signed up reads it: the same for life, one higher at each change."""
    occasion = sign_up.occasion
    assert occasion.starts_at is not None
    with i18n.in_language(sign_up.person.language):
        summary = str(KINDS[occasion.kind])
    return Appointment(
        f"sign-up-{sign_up.id}@samen", occasion.sequence + sign_up.sequence, occasion.starts_at, occasion.ends_at,
        summary, occasion.words.get("where", ""), path_of(occasion),
    )  # fmt: skip


def _signed_up(occasion: Occasion) -> Iterable[SignUp]:
    query = select(SignUp).where(SignUp.occasion_id == occasion.id, SignUp.cancelled_at.is_(None))
    return list(db.session.scalars(query.order_by(SignUp.id).options(joinedload(SignUp.person))).unique())
