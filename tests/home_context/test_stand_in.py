"""Who stands in for a class sees on those days what the children need, and nothing else of home."""

from datetime import timedelta
from io import BytesIO

import pytest

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.home_context.models import HomeVoice
from portal.school import queries as school
from portal.school.models import StandIn
from tests.stories import a_sound, a_stand_in


@pytest.fixture
def today_page(cast) -> str:
    return f"/home-context/today/{cast.classes['3B'].id}"


def named() -> list[StandIn]:
    db.session.rollback()
    return db.session.query(StandIn).order_by(StandIn.id).all()


def test_the_team_names_a_colleague_who_finds_it_on_the_first_page(cast, visit):
    today = i18n.local_date(clock.now()).isoformat()
    page = f"/home-context/stand-ins/{cast.classes['3B'].id}"
    celik = visit("celik")
    assert celik.post(page, {"person": cast.people["vos"].id, "from_on": today}).status == 303
    assert "Anna" in celik.get(page).html or cast.people["vos"].full_name in celik.get(page)
    assert (
        "3B" in visit("vos").get("/") and f"/home-context/today/{cast.classes['3B'].id}" in visit("vos").get("/").html
    )


def test_a_stand_in_sees_collecting_and_what_everybody_must_know_and_nothing_else(
    cast, share, visit, today_page, zofias_page
):
    share("dana", collecting="Her aunt", every_day="No nuts", loves="Horses", events="We move")
    share("pawel", every_day="Water when she coughs")
    a_stand_in(cast, "vos")
    db.session.commit()
    vos = visit("vos")
    page = vos.get(today_page)
    assert "Her aunt" in page and "No nuts" in page and "Water when she coughs" in page
    assert "Horses" not in page and "We move" not in page
    assert vos.get(zofias_page).status == 404 and vos.get("/home-context/shared").status == 403
    log = visit("dana").get(f"{zofias_page}/every_day").text.split("Who has read this")[1]
    assert cast.people["vos"].full_name in log
    assert db.session.query(Audit).filter_by(did="saw", kind="home_item").count() == 3


@pytest.mark.parametrize("who, status", [
    ("vos", 404), ("celik", 404), ("noor", 404), ("head", 404), ("office", 404), ("bart", 403), ("dana", 403),
])  # fmt: skip
def test_who_does_not_stand_in_opens_nothing(who, status, share, visit, today_page):
    share("dana", every_day="No nuts")
    page = visit(who).get(today_page)
    assert page.status == status and "No nuts" not in page.html


def test_it_opens_on_those_days_only(cast, share, visit, today_page):
    share("dana", every_day="No nuts")
    a_stand_in(cast, "vos", starts_in=1, days=2)
    db.session.commit()
    answers = []
    for _day in range(4):
        answers.append("No nuts" in visit("vos").get(today_page))
        clock.advance(days=1)
    assert answers == [False, True, True, False]


def test_it_ends_at_once_when_it_is_taken_back(cast, share, visit, today_page):
    share("dana", every_day="No nuts")
    stand_in = a_stand_in(cast, "vos")
    db.session.commit()
    assert visit("celik").post(f"/home-context/stand-ins/{stand_in.id}/end").status == 303
    assert visit("vos").get(today_page).status == 404 and named()[0].ended_at is not None
    a_stand_in(cast, "vos", days=2)
    db.session.commit()
    assert "No nuts" in visit("vos").get(today_page) and len(named()) == 1, "named again, and for longer"


def test_a_stand_in_hears_what_is_needed_and_no_other_recording(cast, share, visit, zofias_page):
    for theme in ("every_day", "loves"):
        visit("dana").post(f"{zofias_page}/{theme}", {"text": "", "sound": (BytesIO(a_sound()), "a.wav")},
                           content_type="multipart/form-data")  # fmt: skip
    a_stand_in(cast, "vos")
    db.session.commit()
    needed, other = db.session.query(HomeVoice).order_by(HomeVoice.id)
    assert visit("vos").get(f"/home-context/voices/{needed.id}").status == 200
    assert visit("vos").get(f"/home-context/voices/{other.id}").status == 404
    clock.advance(days=1)
    assert visit("vos").get(f"/home-context/voices/{needed.id}").status == 404


@pytest.mark.parametrize("first, last, words", [
    (-1, 0, "Kies dagen vanaf vandaag"), (2, 1, "Kies dagen vanaf vandaag"), (0, 15, "Kies dagen vanaf vandaag"),
])  # fmt: skip
def test_wrong_days_are_refused(first, last, words, cast, visit):
    today = i18n.local_date(clock.now())
    days = {
        "from_on": (today + timedelta(days=first)).isoformat(),
        "until_on": (today + timedelta(days=last)).isoformat(),
    }
    page = visit("celik").post(
        f"/home-context/stand-ins/{cast.classes['3B'].id}", {"person": cast.people["vos"].id, **days}
    )
    assert page.status == 422 and words in page and named() == []


def test_only_a_colleague_is_named_and_the_same_twice_is_once(cast, visit):
    page, today = f"/home-context/stand-ins/{cast.classes['3B'].id}", i18n.local_date(clock.now()).isoformat()
    celik = visit("celik")
    assert celik.post(page, {"person": cast.people["bart"].id, "from_on": today}).status == 422
    for _tap in range(2):
        assert celik.post(page, {"person": cast.people["vos"].id, "from_on": today}).status == 303
    assert len(named()) == 1


@pytest.mark.parametrize(
    "who, status", [("vos", 404), ("noor", 403), ("ravi", 403), ("bart", 403), ("office", 303), ("head", 303)]
)
def test_who_names_a_stand_in(who, status, cast, visit):
    page, today = f"/home-context/stand-ins/{cast.classes['3B'].id}", i18n.local_date(clock.now()).isoformat()
    assert visit(who).post(page, {"person": cast.people["vos"].id, "from_on": today}).status == status


def test_who_left_stands_in_no_more(cast):
    today = i18n.local_date(clock.now())
    a_stand_in(cast, "vos")
    db.session.commit()
    assert [each.name for each in school.classes_stood_in_for(cast.people["vos"], today)] == ["3B"]
    cast.people["vos"].left_on = today
    assert school.classes_stood_in_for(cast.people["vos"], today) == []


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "tomorrow", ""])
def test_no_day_that_somebody_types_breaks_the_page(day, cast, visit):
    page = f"/home-context/stand-ins/{cast.classes['3B'].id}"
    answer = visit("celik").post(page, {"person": cast.people["vos"].id, "from_on": day, "until_on": "0001-01-01"})
    assert answer.status == 422 and named() == []
