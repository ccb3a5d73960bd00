"""Who presses at the very same moment: nobody is promised a place that another one has, or told a thing twice."""

import threading
from collections.abc import Callable
from contextvars import Context

import pytest

from portal import clock
from portal.audit import Audit
from portal.db import db, transaction
from portal.outbox import Message
from portal.school.models import Guardian, Guardianship, Person
from portal.taking_part import actions
from portal.taking_part.actions import NoWayBack, Wishes
from portal.taking_part.actions.answering import Answered
from portal.taking_part.models import Occasion, Seat, SignUp
from portal.taking_part.rules import Decision
from tests.meanwhile import meanwhile
from tests.stories import an_occasion


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


@pytest.fixture
def draft(cast) -> Occasion:
    """An occasion that families do not see yet."""
    made = an_occasion(cast.people["office"], is_open=False)
    db.session.commit()
    return made


@pytest.fixture
def after(app, cast):
    """`after(occasion, first, second)`: the second looked at the occasion before the first did something to it.

    Returns what the second comes to, or what it is refused with.
    """

    def pressed(occasion: Occasion, first: Callable, second: Callable) -> object:
        number, head, office = occasion.id, cast.people["head"], cast.people["office"].id
        # As in a request: what is looked at first is another transaction than what changes it.
        db.session.commit()
        meanwhile(app, lambda: first(db.session.get_one(Occasion, number), db.session.get_one(Person, office)))
        try:
            return second(occasion, head)
        except NoWayBack as refusal:
            return refusal

    return pressed


def opens(occasion: Occasion, person: Person) -> object:
    return actions.open_up(occasion, person, now=clock.now())


def throws_away(occasion: Occasion, person: Person) -> object:
    return actions.throw_away(occasion, person, now=clock.now())


def calls_off(occasion: Occasion, person: Person) -> object:
    return actions.call_off(occasion, person, now=clock.now())


def publishes(occasion: Occasion, person: Person) -> object:
    return actions.publish_answer(occasion, person, now=clock.now())


def test_opened_twice_at_once_the_families_are_told_once(draft, after):
    assert after(draft, opens, opens) == 0


def test_what_is_thrown_away_at_that_moment_is_not_opened(draft, after):
    assert isinstance(after(draft, throws_away, opens), NoWayBack)
    assert db.session.query(Message).filter_by(kind="occasion").count() == 0


def test_what_is_opened_at_that_moment_is_not_thrown_away(draft, after):
    assert isinstance(after(draft, opens, throws_away), NoWayBack)
    assert db.session.query(Occasion).count() == 1


def test_thrown_away_twice_at_once_it_is_gone(draft, after):
    after(draft, throws_away, throws_away)
    assert db.session.query(Audit).filter_by(did="occasion thrown away").count() == 1


def test_called_off_twice_at_once_who_comes_is_told_once(cast, evening, after):
    comes(evening, cast.people["bart"])
    after(evening, calls_off, calls_off)
    assert evening.sequence == 1 and db.session.query(Audit).filter_by(did="occasion called off").count() == 1


def test_published_twice_at_once_who_took_part_is_told_once(cast, evening, after):
    comes(evening, cast.people["bart"])
    theme = actions.add_theme(evening, "Het plein", cast.people["head"])
    whole = Answered("Het plein", "Het is druk.", "Er komt een hoek.", "De directeur", Decision.DONE)
    actions.write_outcome(theme, whole, "nl", cast.people["head"], now=clock.now())
    assert after(evening, publishes, publishes) == 0
