"""Families who press at the very same moment: nobody is promised a place that another one has."""

import threading
from collections.abc import Callable
from contextvars import Context

import pytest

from portal import clock
from portal.db import db, transaction
from portal.school.models import Guardian, Guardianship, Person
from portal.taking_part import actions
from portal.taking_part.actions import Wishes
from portal.taking_part.models import Occasion, Seat, SignUp


@pytest.fixture
def together(app, cast, evening):
    """`together(deed, "amina", "olena")`: each does it in a transaction of its own, all at the same moment."""
    number = evening.id

    def pressed(deed: Callable[[Occasion, Person], object], *who: str) -> None:
        start, numbers = threading.Barrier(len(who)), [cast.people[each].id for each in who]
        db.session.commit()

        def press(person: int) -> None:
            with app.app_context():
                start.wait(30)
                with transaction():
                    deed(db.session.get_one(Occasion, number), db.session.get_one(Person, person))

        threads = [threading.Thread(target=Context().run, args=(press, each)) for each in numbers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        db.session.expire_all()

    return pressed


def comes(occasion: Occasion, person: Person) -> object:
    return actions.sign_up(occasion, person, Wishes(people=1), now=clock.now())


def cancels(occasion: Occasion, person: Person) -> object:
    return actions.cancel(occasion, person, now=clock.now())


def standing() -> tuple[int, int]:
    rows = db.session.query(SignUp).all()
    return sum(each.is_coming for each in rows), sum(each.is_waiting for each in rows)


def test_five_want_the_last_place_and_one_gets_it(cast, evening, together):
    actions.sign_up(evening, cast.people["bart"], Wishes(people=2), now=clock.now())
    together(comes, "amina", "olena", "dana", "pawel", "parent40")
    assert standing() == (2, 4) and db.session.query(Seat).count() == 3


def test_two_cancel_at_once_and_two_go_on(cast, evening, together):
    for who in ("amina", "olena", "dana", "pawel", "parent40"):
        comes(evening, cast.people[who])
        clock.advance(seconds=1)
    assert standing() == (3, 2)
    together(cancels, "amina", "olena")
    assert standing() == (3, 0) and db.session.query(Seat).count() == 3


def test_two_parents_of_one_household_sign_up_once(cast, evening, together):
    olena = cast.people["olena"].guardian
    second = Person(first_name="Ivan", last_name="Kovalenko", email="ivan@regenboog.example")
    second.guardian = Guardian(household_id=olena.household_id)
    db.session.add_all([second, Guardianship(pupil=cast.pupils["danylo"], guardian=second.guardian)])
    db.session.flush()
    cast.people["ivan"] = second
    together(comes, "olena", "ivan")
    assert db.session.query(SignUp).count() == 1 and db.session.query(Seat).count() == 1
