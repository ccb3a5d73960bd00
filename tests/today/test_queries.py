"""The first page asks the database as little for a full year as for the first day."""

import pytest

from portal import clock
from portal.conversations import actions as conversations
from portal.db import db
from portal.school.models import Enrolment, Guardianship, Pupil, SchoolClass, Teaching
from tests.stories import a_call, a_post, a_round

MOST_FOR_A_PARENT = 24
MOST_FOR_STAFF = 22


@pytest.fixture
def asked_on(queries):
    """How many questions the first page of a visitor asks."""

    def count(visitor) -> list[str]:
        visitor.get("/")
        with queries() as asked:
            assert visitor.get("/").status == 200
        return asked

    return count


def a_full_class(cast, name: str, parent: str, teacher: str) -> None:
    """One more class, with a child of this parent, twelve letters, a round, and a conversation that is booked."""
    school_class = SchoolClass(year=cast.classes["3B"].year, name=name, grade="5")
    child = Pupil(first_name=f"Kind in {name}")
    db.session.add_all([school_class, child])
    db.session.flush()
    db.session.add_all([
        Teaching(person_id=cast.people[teacher].id, class_id=school_class.id),
        Enrolment(pupil_id=child.id, class_id=school_class.id, year_id=school_class.year_id),
        Guardianship(pupil_id=child.id, guardian_id=cast.people[parent].guardian.id),
    ])  # fmt: skip
    db.session.flush()
    for number in range(12):
        a_post(cast.people[teacher], school_class, title=f"{name} {number}")
    slots = a_round(cast.people[teacher], school_class, days=7 + len(cast.classes))
    conversations.book(slots[len(cast.classes) % 8], child, cast.people[parent], now=clock.now())
    db.session.commit()
    cast.classes[name] = school_class


def test_a_parent_with_more_children_letters_and_conversations_asks_no_more(cast, visit, asked_on):
    amina = visit("amina")
    a_full_class(cast, "5A", "amina", "celik")
    few = asked_on(amina)
    for number in range(4):
        a_full_class(cast, f"5{'BCDE'[number]}", "amina", "vos")
        clock.advance(minutes=1)
    many = asked_on(amina)
    assert len(many) <= len(few) <= MOST_FOR_A_PARENT, "\n".join(many)


def test_a_parent_of_an_empty_school_asks_little(cast, visit, asked_on):
    asked = asked_on(visit("bart"))
    assert len(asked) <= MOST_FOR_A_PARENT, "\n".join(asked)


def test_a_teacher_with_more_classes_and_conversations_asks_no_more(cast, visit, asked_on):
    celik = visit("celik")
    a_full_class(cast, "5A", "bart", "celik")
    few = asked_on(celik)
    for number in range(4):
        a_full_class(cast, f"5{'BCDE'[number]}", ("dana", "pawel", "amina", "olena")[number], "celik")
    many = asked_on(celik)
    assert len(many) <= len(few) <= MOST_FOR_STAFF, "\n".join(many)


def test_who_answers_for_safety_asks_no_more_with_a_call_open(cast, visit, asked_on):
    sam = visit("sam")
    a_call(cast)
    db.session.commit()
    asked = asked_on(sam)
    assert len(asked) <= MOST_FOR_STAFF, "\n".join(asked)
