"""Taking places and giving them back: each is a row that is there once, so of two at once one gets it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from portal.db import db, rows_changed
from portal.taking_part import queries
from portal.taking_part.actions import telling
from portal.taking_part.models import Occasion, Seat, SignUp
from portal.taking_part.rules import free_numbers, who_goes_on

# Somebody else may take the same place at the same moment; then we look again, so often.
TRIES = 20


def hold(occasion: Occasion) -> bool:
    """Who signs up or cancels goes one after the other: nobody waits beside a place that was given back just now.

    So do those who open it or call it off. False when it was thrown away just now.
    """
    db.session.flush()
    if db.session.scalar(select(Occasion.id).where(Occasion.id == occasion.id).with_for_update()) is None:
        return False
    # Who waited for somebody else reads what they left.
    db.session.expire_all()
    return True


def take(sign_up: SignUp, *, looked: Callable[[], None] | None = None) -> bool:
    """Places for everybody of this household, or none: False when there are too few. Without a limit there are enough.

    `looked` is called between looking and taking.
    """
    occasion = sign_up.occasion
    if occasion.places is None:
        return True
    for _try in range(TRIES):
        numbers = free_numbers(occasion.places, queries.seats_taken(occasion), sign_up.people)
        if numbers is None:
            return False
        if looked is not None:
            looked()
        try:
            with db.session.begin_nested():
                rows = [Seat(occasion_id=occasion.id, number=each, sign_up_id=sign_up.id) for each in numbers]
                db.session.add_all(rows)
                db.session.flush()
        except IntegrityError:
            continue
        return True
    return False


def give_back(sign_up: SignUp) -> None:
    """The places are free again."""
    db.session.execute(delete(Seat).where(Seat.sign_up_id == sign_up.id))
    db.session.expire_all()


def pass_on(occasion: Occasion, *, now: datetime) -> None:
    """Free places go to who waits, in order; a household that is too large for them lets the next one go first."""
    if not occasion.opened_at or occasion.called_off_at or (occasion.starts_at and occasion.starts_at <= now):
        return
    passed_over: set[int] = set()
    while True:
        waiting = [each for each in queries.waiting_in(occasion) if each[0] not in passed_over]
        left = queries.places_left(occasion)
        number = who_goes_on(left if left is not None else 10**6, waiting)
        if number is None:
            return
        passed_over.add(number)
        goes_on = update(SignUp).where(SignUp.id == number, SignUp.waits_since.is_not(None))
        if rows_changed(goes_on.values(waits_since=None, sequence=SignUp.sequence + 1)) == 0:
            continue
        sign_up = db.session.get_one(SignUp, number, populate_existing=True)
        if take(sign_up):
            telling.tell_household(sign_up, "goes_on", now=now)
        else:
            # Somebody was quicker: this household keeps its turn.
            sign_up.waits_since = sign_up.at
