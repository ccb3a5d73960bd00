"""The cards before a conversation: each side its own, the other's from a day before, and no other home's ever."""

from datetime import timedelta

import pytest

from portal import audit, clock, i18n
from portal.conversations import actions, queries
from portal.conversations.models import TalkCard
from portal.conversations.rules import Side
from portal.db import db
from portal.home_context import actions as home
from portal.home_context.models import HomeItem
from portal.home_context.rules import Theme
from tests.conftest import rows
from tests.stories import a_round


@pytest.fixture
def talk(cast):
    """Dana's conversation about Zofia, who has another home with Paweł."""
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = actions.book(slots[0], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    return booking


def address(booking, side: str = "") -> str:
    return f"/conversations/bookings/{booking.id}/cards" + (f"/{side}" if side else "")


def own(booking, side: Side) -> TalkCard:
    card = queries.own_card(queries.cards_of(booking), side, booking.household_id)
    assert card
    return card


def a_day_before(booking) -> None:
    clock.advance(seconds=(booking.slot.starts_at - timedelta(hours=24) - clock.now()).total_seconds())


def test_a_family_finds_its_card_and_writes_it_as_often_as_it_likes(cast, talk, visit):
    dana = visit("dana")
    assert address(talk) in dana.get("/conversations").html
    for words in ("Trots op haar tekenen.", "Trots op alles."):
        assert dana.post(address(talk, "parent"), {"proud": words, "asks_in_conversation": "y"}).status == 303
    page = dana.get(address(talk)).html
    assert "Trots op alles." in page and "Trots op haar tekenen." not in page and "checked" in page
    assert db.session.query(TalkCard).count() == 1
    assert "Trots" not in str(rows("talk_card")), "it lies there sealed"


def test_the_child_answers_with_pictograms_and_can_take_an_answer_back(talk, visit):
    dana = visit("dana")
    assert dana.post(address(talk, "child"), {"feels": "smile", "likes": "talk"}).status == 303
    assert own(talk, Side.CHILD).answers == {"feels": "smile", "likes": "talk"}
    assert dana.post(address(talk, "child"), {"feels": "", "likes": "talk"}).status == 303
    db.session.expire_all()
    assert own(talk, Side.CHILD).answers == {"likes": "talk"}
    assert dana.post(address(talk, "child"), {"feels": "weapon"}).status == 422


def test_neither_side_sees_the_other_before_the_last_day_and_both_do_then(talk, visit):
    dana, celik = visit("dana"), visit("celik")
    dana.post(address(talk, "parent"), {"proud": "Woorden van Dana"})
    dana.post(address(talk, "child"), {"feels": "frown"})
    assert celik.post(address(talk, "team"), {"well": "Woorden van het team"}).status == 303
    a_day_before(talk)
    clock.advance(seconds=-60)
    assert "Woorden van het team" not in dana.get(address(talk)).html
    assert "Woorden van Dana" not in celik.get(address(talk)).html and not looks(talk)
    clock.advance(seconds=60)
    dana, celik = visit("dana"), visit("celik")
    assert "Woorden van het team" in dana.get(address(talk)).html and not looks(talk)
    page = celik.get(address(talk)).html
    assert "Woorden van Dana" in page and "#frown" in page


def looks(talk) -> list[str]:
    cards = [card for card in queries.cards_of(talk) if card.side is not Side.TEAM]
    return [deed.person.first_name for card in cards for deed in audit.deeds_about(card, verb="saw") if deed.person]


def test_the_family_can_see_in_its_log_that_a_teacher_read_its_cards(cast, talk, visit):
    visit("dana").post(address(talk, "parent"), {"proud": "Woorden van Dana"})
    a_day_before(talk)
    visit("celik").get(address(talk))
    assert looks(talk) == [cast.people["celik"].first_name]
    zofia = cast.pupils["zofia"].id
    sentence = "read what the family prepared for a conversation"
    dana, pawel = visit("dana"), visit("pawel")
    assert sentence in dana.get(f"/privacy/children/{zofia}").html
    assert sentence not in pawel.get(f"/privacy/children/{zofia}").html


def test_the_other_home_never_sees_a_byte_and_writes_nothing(cast, talk, visit, recorded):
    visit("dana").post(address(talk, "parent"), {"proud": "Woorden van Dana"})
    visit("celik").post(address(talk, "team"), {"well": "Woorden van het team"})
    a_day_before(talk)
    pawel = visit("pawel")
    assert pawel.get(address(talk)).status == 404
    assert all(pawel.post(address(talk, side), {"proud": "x"}).status in (403, 404) for side in Side)
    assert "Woorden van" not in pawel.get("/conversations").html + pawel.get("/").html
    assert not [parcel for parcel in recorded if "Woorden van" in str(parcel)]
    household = cast.people["pawel"].guardian.household_id
    assert household not in {card.household_id for card in queries.cards_of(talk)}
    assert "Woorden van" not in str(queries.exported(talk.pupil_id, household))
    assert "Woorden van Dana" in str(queries.exported(talk.pupil_id, talk.household_id))


def test_homes_that_hold_a_conversation_together_each_write_and_see_their_own(cast, talk, visit):
    talk.is_together = True
    db.session.commit()
    dana, pawel, celik = visit("dana"), visit("pawel"), visit("celik")
    assert dana.post(address(talk, "parent"), {"proud": "Woorden van Dana"}).status == 303
    assert pawel.post(address(talk, "parent"), {"proud": "Woorden van Pawel"}).status == 303
    assert celik.post(address(talk, "team"), {"well": "Woorden van het team"}).status == 303
    a_day_before(talk)
    hers, his, theirs = (visit(who).get(address(talk)).html for who in ("dana", "pawel", "celik"))
    assert "Woorden van Dana" in hers and "Woorden van Pawel" not in hers and "Woorden van het team" in hers
    assert "Woorden van Pawel" in his and "Woorden van Dana" not in his and "Woorden van het team" in his
    assert "Woorden van Dana" in theirs and "Woorden van Pawel" in theirs


def test_teachers_of_another_class_the_leader_and_the_office_stay_out(talk, visit):
    assert visit("vos").get(address(talk)).status == 404
    assert {visit(who).get(address(talk)).status for who in ("head", "office", "sam")} == {404}


def test_what_is_too_long_is_refused_and_stays_in_the_field(talk, visit):
    answer = visit("dana").post(address(talk, "parent"), {"proud": "lang " * 300})
    assert answer.status == 422 and "lang lang" in answer.html and not queries.cards_of(talk)


def test_who_cancels_and_books_again_finds_the_card_and_a_cancelled_one_opens_for_nobody(cast, talk, visit):
    dana = visit("dana")
    dana.post(address(talk, "parent"), {"proud": "Woorden van Dana"})
    actions.cancel(talk, cast.people["dana"], now=clock.now())
    db.session.commit()
    assert dana.get(address(talk)).status == 404 and dana.post(address(talk, "parent"), {}).status == 404
    anew = actions.book(talk.slot, cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    assert "Woorden van Dana" in dana.get(address(anew)).html


def test_what_the_family_would_rather_say_here_stands_on_both_sides_and_not_at_the_other_home(cast, talk, visit):
    dana, zofia, now = cast.people["dana"], cast.pupils["zofia"], clock.now()
    until = i18n.local_date(now) + timedelta(days=90)
    home.share(dana, zofia, Theme.EVENTS, "", in_conversation=True, until=until, now=now)
    home.share(cast.people["pawel"], zofia, Theme.SUPPORT, "", in_conversation=True, until=until, now=now)
    db.session.commit()
    for who, words in (("dana", "What is happening at home"), ("celik", "Wat gebeurt er thuis")):
        page = visit(who).get(address(talk))
        assert page.status == 200 and words in page
        assert "What would help you as a family" not in page and "Wat zou jullie als gezin helpen" not in page
    assert len(audit.deeds_about(db.session.query(HomeItem).filter_by(theme=Theme.EVENTS).one(), verb="saw")) == 1
