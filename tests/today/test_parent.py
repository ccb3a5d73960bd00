"""A parent's first page: a card for each child with what is new, what is asked, and when we meet."""

import re
from datetime import datetime, timedelta

import pytest

from portal import clock, i18n
from portal.conversations import actions as conversations
from portal.conversations.models import Slot
from portal.conversations.rules import Meet
from portal.db import db
from portal.news import actions as news
from portal.news.queries import MOST_UNREAD
from portal.photos import actions as photos
from portal.photos.rules import Purpose
from portal.school.models import Guardianship
from tests.stories import a_post, a_round


@pytest.fixture
def write(cast):
    """A letter to a class; the next one is an hour later."""

    def letter(title: str, class_name: str = "3B", teacher: str = "celik"):
        post = a_post(cast.people[teacher], cast.classes[class_name], title=title)
        db.session.commit()
        clock.advance(hours=1)
        return post

    return letter


@pytest.fixture
def photos_answered(cast) -> None:
    """Bart has said what he allows with photos of Fleur: he is no longer asked."""
    photos.answer(cast.pupils["fleur"], cast.people["bart"], {Purpose.CLASS_PAGE: False}, now=clock.now())


@pytest.fixture
def slots(cast) -> list[Slot]:
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


def card_of(page, pupil) -> str:
    """The card of one child, as text."""
    (_before, rest) = page.html.split(f'id="child-{pupil.id}"')
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", rest.split("</section>")[0]))


def at_hour(hour: int) -> datetime:
    """The next moment at which the school's clock shows this hour."""
    tomorrow = i18n.local_date(clock.now()) + timedelta(days=1)
    return i18n.at_school(tomorrow, hour)


def test_a_card_for_each_child_by_name_each_with_its_own_class(cast, visit, write):
    write("Naar het bos")
    write("Spreekbeurten", "6A", "vos")
    page = visit("amina").get("/")
    salma, yusuf = cast.pupils["salma"], cast.pupils["yusuf"]
    assert re.findall(r'id="child-(\d+)"', page.html) == [str(salma.id), str(yusuf.id)]
    assert "Spreekbeurten" in card_of(page, salma) and "Naar het bos" not in card_of(page, salma)
    assert "Naar het bos" in card_of(page, yusuf) and "Spreekbeurten" not in card_of(page, yusuf)
    assert {f"/classes/{cast.classes[name].id}" for name in ("3B", "6A")} <= set(page.links)
    assert 'dir="rtl"' in page.html


def test_other_peoples_children_and_classes_are_not_there(cast, visit, write):
    write("Spreekbeurten", "6A", "vos")
    page = visit("bart").get("/")
    assert "Fleur" in page and "Spreekbeurten" not in page
    assert not any(cast.pupils[name].first_name in page for name in ("yusuf", "zofia", "danylo"))


def test_what_was_not_opened_stands_there_oldest_first_and_leads_to_the_letter(cast, visit, write):
    posts = [write(f"Bericht {n}.") for n in range(3)]
    bart = visit("bart")
    page = bart.get("/")
    places = [page.text.index(f"Bericht {n}.") for n in range(3)]
    assert places == sorted(places)
    assert f"/classes/{cast.classes['3B'].id}#post-{posts[0].id}" in page.links


def test_what_was_opened_is_no_longer_new_for_this_parent_alone(cast, visit, write, photos_answered):
    write("Naar het bos")
    bart = visit("bart")
    bart.get(f"/classes/{cast.classes['3B'].id}")
    page = bart.get("/")
    assert "Naar het bos" not in page and "Je hebt alles gelezen." in page
    assert "Naar het bos" in visit("dana").get("/")
    write("Het bos was mooi")
    assert "Het bos was mooi" in bart.get("/") and "Naar het bos" not in bart.get("/")


def test_of_very_many_the_newest_are_shown(cast, visit, write):
    for number in range(MOST_UNREAD + 2):
        write(f"Bericht {number}.")
    page = visit("bart").get("/")
    assert [f"Bericht {n}." in page for n in (0, 1, 2, MOST_UNREAD + 1)] == [False, False, True, True]


def test_a_letter_that_was_taken_back_is_not_new(cast, visit, write):
    news.withdraw(write("Naar het bos"), cast.people["celik"], now=clock.now())
    assert "Naar het bos" not in visit("bart").get("/")


def test_a_conversation_is_asked_for_until_it_is_booked(cast, slots, visit):
    bart = visit("bart")
    card = card_of(bart.get("/"), cast.pupils["fleur"])
    assert "Wanneer spreken we elkaar?" in card and "Zeynep Çelik" in card and "Marieke Jansen" in card
    bart.post(f"/conversations/slots/{slots[2].id}/book", {"pupil": cast.pupils["fleur"].id})
    card = card_of(bart.get("/"), cast.pupils["fleur"])
    assert "Wanneer spreken we elkaar?" not in card
    assert i18n.time_of_day(slots[2].starts_at) in card and "Lokaal 12" in card and "Zeynep Çelik" in card


def test_one_home_that_booked_says_nothing_to_the_other(cast, slots, visit):
    cast.people["pawel"].language = "en"
    dana = visit("dana")
    dana.post(f"/conversations/slots/{slots[2].id}/book", {"pupil": cast.pupils["zofia"].id})
    assert "Lokaal 12" in dana.get("/") and "When shall we meet?" not in dana.get("/")
    page = visit("pawel").get("/")
    assert "When shall we meet?" in page and "Lokaal 12" not in page
    assert i18n.time_of_day(slots[2].starts_at) not in page


def test_a_cancelled_conversation_is_asked_for_again_and_a_past_one_is_gone(cast, slots, visit, photos_answered):
    fleur, bart = cast.pupils["fleur"], cast.people["bart"]
    booking = conversations.book(slots[2], fleur, bart, meet=Meet.PHONE, now=clock.now())
    page = visit("bart").get("/")
    assert "telefonisch" in page and "Lokaal 12" not in page
    conversations.cancel(booking, bart, now=clock.now())
    assert "Wanneer spreken we elkaar?" in visit("bart").get("/")
    conversations.book(slots[3], fleur, bart, now=clock.now())
    clock.advance(days=8)
    page = visit("bart").get("/")
    assert "Lokaal 12" not in page and "Je hebt alles gelezen." in page


def test_a_round_without_a_free_time_asks_nothing(cast, slots, visit):
    for slot in slots:
        slot.is_blocked = True
    assert "Wanneer spreken we elkaar?" not in visit("bart").get("/")


def test_a_parent_without_a_child_here_is_told_what_to_do(cast, visit, write, slots):
    write("Naar het bos")
    bart = cast.people["bart"].guardian
    db.session.query(Guardianship).filter_by(guardian_id=bart.id).update({"has_access": False})
    page = visit("bart").get("/")
    assert "Vraag de administratie om dat te doen." in page
    assert not any(word in page for word in ("Fleur", "Naar het bos", "Wanneer spreken", "3B"))


def test_a_child_who_left_has_no_card(cast, visit, write):
    write("Spreekbeurten", "6A", "vos")
    cast.pupils["salma"].left_on = i18n.local_date(clock.now())
    page = visit("amina").get("/")
    assert re.findall(r'id="child-(\d+)"', page.html) == [str(cast.pupils["yusuf"].id)]
    assert "Spreekbeurten" not in page


@pytest.mark.parametrize("hour, words", [
    (0, "Good morning, Dana"), (11, "Good morning, Dana"), (12, "Good afternoon, Dana"), (17, "Good afternoon, Dana"),
    (18, "Good evening, Dana"), (23, "Good evening, Dana"),
])  # fmt: skip
def test_the_greeting_follows_the_schools_clock(hour, words, cast, visit):
    clock.advance(seconds=(at_hour(hour) - clock.now()).total_seconds())
    assert words in visit("dana").get("/")


def test_who_is_not_signed_in_is_asked_to(visit):
    assert visit().get("/").location.startswith("/sign-in")
