"""The page that confirms a conversation shows the first lines of the norm, with the way to all of it."""

import pytest

from portal.db import db
from portal.norms.rules import Side
from tests.stories import a_norm, a_round

LINES = [(Side.SCHOOL, "Een."), (Side.FAMILIES, "Twee."), (Side.SCHOOL, "Drie."), (Side.FAMILIES, "Vier.")]


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


def book(visitor, slot, pupil):
    return visitor.post(f"/conversations/slots/{slot.id}/book", {"pupil": pupil.id})


@pytest.mark.parametrize("who, child, code", [("bart", "fleur", "nl"), ("amina", "yusuf", "ar")])
def test_the_confirmation_shows_the_first_lines_in_the_readers_language(who, child, code, cast, slots, visit):
    a_norm(cast.people["head"], *LINES)
    db.session.commit()
    family = visit(who)
    assert f"{code}: Een." not in family.get("/conversations"), "only where it belongs"
    page = family.follow(book(family, slots[0], cast.pupils[child]))
    assert all(f"{code}: {word}." in page for word in ("Een", "Twee", "Drie")) and "Vier" not in page
    assert page.links.count("/norm") == 1 and f'data-booked-slot="{slots[0].id}"' in page.html


def test_without_a_norm_the_confirmation_is_as_it_was(cast, slots, visit):
    bart = visit("bart")
    page = bart.follow(book(bart, slots[0], cast.pupils["fleur"]))
    assert "/norm" not in page.html and f'data-booked-slot="{slots[0].id}"' in page.html


def test_booking_asks_nothing_about_the_norm_and_the_page_after_it_one_thing(cast, slots, visit, queries):
    a_norm(cast.people["head"], *LINES)
    db.session.commit()
    bart = visit("bart")
    with queries() as asked:
        booked = book(bart, slots[0], cast.pupils["fleur"])
    assert not [each for each in asked if "norm_" in each]
    with queries() as asked:
        bart.follow(booked)
    assert len([each for each in asked if "norm_" in each]) == 1
    with queries() as asked:
        bart.get("/conversations")
    assert not [each for each in asked if "norm_" in each]
