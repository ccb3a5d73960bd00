"""Who speaks my language, and a welcome buddy: matched by language, both say yes, either ends it."""

import pytest

from portal import clock
from portal.class_group import actions
from portal.class_group.models import Member, Pair
from portal.class_group.rules import Buddy, spoken
from portal.db import db
from tests.meanwhile import meanwhile


def test_who_speaks_my_language_comes_first(visit, group_of, join):
    join("amina", languages=["ar", "nl"])
    join("bart", languages=["pl"])
    join("dana", languages=["ar"])
    page = visit("amina").get(f"{group_of}/people")
    assert page.html.count('"new">speaks your language') == 1
    assert page.text.index("Dana") < page.text.index("Bart")


def test_a_language_in_own_words_is_compared_without_accents_and_capitals():
    assert spoken([], "Türkçe, Tigrinya") & spoken(["nl"], "tigrinya / turkce") == {"turkce", "tigrinya"}


def test_who_does_not_show_a_language_is_matched_with_nobody_by_it(visit, group_of, join):
    join("amina", languages=["ar"])
    join("bart")
    page = visit("bart").get(f"{group_of}/people")
    assert '"new">speaks your' not in page.html and "Choose your languages" in page


@pytest.fixture
def pair(join) -> Pair:
    """Dana is new and speaks Arabic; Bart offered first, Amina speaks it too."""
    bart, amina = join("bart", languages=["nl"]), join("amina", languages=["ar"])
    for member in (bart, amina):
        assert actions.be_buddy(member, Buddy.OFFERS, now=clock.now()) is None
    found = actions.be_buddy(join("dana", languages=["ar"]), Buddy.ASKS, now=clock.now())
    assert found is not None
    db.session.commit()
    return found


def test_a_new_family_is_matched_by_language_and_both_say_yes(pair, visit, group_of, work):
    assert len(work()) == 2, "both hear that there is somebody"
    dana, amina = visit("dana"), visit("amina")
    assert "You and Amina could be" in dana.get(f"{group_of}/people")
    assert "Now it waits for the other one" in dana.follow(dana.post(f"/class-group/buddies/{pair.id}/yes"))
    assert "You and Dana could be" in amina.get(f"{group_of}/people")
    page = amina.follow(amina.post(f"/class-group/buddies/{pair.id}/yes"))
    assert "You and Dana are each other's welcome buddies." in page
    assert "You and Bart" not in visit("bart").get(f"{group_of}/people")


def test_who_say_yes_at_the_same_moment_both_hear_of_it(app, pair, work):
    work()
    number, new, buddy = pair.id, db.session.get_one(Member, pair.new_id), pair.buddy_id
    db.session.commit()

    def amina_does() -> None:
        actions.say_yes(db.session.get_one(Pair, number), db.session.get_one(Member, buddy), now=clock.now())

    meanwhile(app, amina_does)
    actions.say_yes(pair, new, now=clock.now())
    assert sorted(parcel.to.partition("@")[0] for parcel in work()) == ["amina", "dana"]
    actions.say_yes(pair, new, now=clock.now())
    assert work() == [], "twice is once"


def test_saying_no_leads_to_the_next_who_fits_and_never_back(pair, visit, group_of):
    amina = visit("amina")
    amina.post(f"/class-group/buddies/{pair.id}/end")
    assert "You and Bart could be" in visit("dana").get(f"{group_of}/people")
    assert "You and Dana" not in amina.get(f"{group_of}/people")
    second = db.session.query(Pair).filter(Pair.ended_at.is_(None)).one()
    visit("bart").post(f"/class-group/buddies/{second.id}/end")
    assert db.session.query(Pair).filter(Pair.ended_at.is_(None)).count() == 0


def test_who_offers_later_is_found_for_who_already_asked(join):
    dana = join("dana")
    assert actions.be_buddy(dana, Buddy.ASKS, now=clock.now()) is None
    pair = actions.be_buddy(join("bart"), Buddy.OFFERS, now=clock.now())
    assert pair is not None and pair.new_id == dana.id


def test_nobody_else_says_yes_or_ends_it(pair, visit, join):
    for who in ("bart", "pawel", "olena"):
        assert visit(who).post(f"/class-group/buddies/{pair.id}/yes").status == 404
        assert visit(who).post(f"/class-group/buddies/{pair.id}/end").status == 404
    assert pair.ended_at is None and pair.new_said_at is None


def test_choosing_neither_ends_what_was_proposed(pair, visit, group_of):
    visit("dana").post(f"{group_of}/buddy", {"buddy": "neither"})
    db.session.refresh(pair)
    assert pair.ended_at is not None
    assert visit("dana").post(f"{group_of}/buddy", {"buddy": "nonsense"}).status == 400
