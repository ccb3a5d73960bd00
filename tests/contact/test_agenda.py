"""The contact plan stands in the agenda of the class's teachers, and nowhere else."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.contact import actions as contact
from portal.conversations.rules import Often
from portal.db import db
from tests.stories import a_contact


@pytest.fixture(autouse=True)
def planned(cast):
    """The plan of 3B is a month old. Fleur was spoken with lately, Yusuf weeks ago, and Zofia in one of two homes."""
    now = clock.now()
    year = cast.classes["3B"].year
    year.starts_on = i18n.local_date(now) - timedelta(days=180)
    year.ends_on = year.starts_on + timedelta(days=340)
    contact.set_plan(cast.classes["3B"], Often.MONTHLY, None, cast.people["celik"], reminds=True,
                     now=now - timedelta(days=60))  # fmt: skip
    for child, days in (("fleur", 3), ("yusuf", 45), ("zofia", 45)):
        a_contact(cast, "celik", child, days=days)
    db.session.commit()


def line_of(page, child: str) -> str:
    return next((part for part in page.html.split("<li>") if "Weer tijd voor" in part and child in part), "")


def test_for_whom_it_is_time_again_stands_on_its_day(cast, visit):
    page = visit("celik").get("/agenda")
    assert f"/contact/classes/{cast.classes['3B'].id}" in page.links
    today = i18n.local_date(clock.now()).isoformat()
    assert f'datetime="{today}"' in line_of(page, "Yusuf"), "who waits already stands on this day"
    assert "Zofia (Dana Kowalska)" in line_of(page, "Yusuf"), "one line a week, with the home that it is about"
    assert line_of(page, "Fleur") and f'datetime="{today}"' not in line_of(page, "Fleur")
    assert "Eva" not in page, "who is not reached yet has steps of its own, on the board"


def test_what_to_come_back_to_stands_there_too(cast, visit):
    moment = a_contact(cast, "celik", "ilias")
    day = i18n.local_date(clock.now()) + timedelta(days=2)
    contact.change(moment, "Leest graag.", day, cast.people["celik"], now=clock.now())
    db.session.commit()
    jansen = visit("jansen")
    page = jansen.get("/agenda")
    assert "Om op terug te komen met Ilias" in page and "Leest graag" not in page
    jansen.post(f"/contact/moments/{moment.id}/done")
    assert "Om op terug te komen" not in jansen.get("/agenda")


def test_after_good_news_it_is_later(cast, visit):
    a_contact(cast, "celik", "yusuf")
    db.session.commit()
    page = visit("celik").get("/agenda")
    assert f'datetime="{i18n.local_date(clock.now()).isoformat()}"' not in line_of(page, "Yusuf")


@pytest.mark.parametrize("who", ["vos", "head", "office", "noor", "bart", "dana", "amina"])
def test_nobody_else_sees_it(who, visit):
    page = visit(who).get("/agenda")
    assert page.status in (200, 403) and "/contact/classes/" not in page.html and "Weer tijd" not in page


def test_it_leaves_the_portal_in_no_calendar(visit):
    celik = visit("celik")
    celik.post("/agenda/calendar")
    address = celik.get("/agenda/calendar").html.split('id="address"')[1].split('value="')[1].split('"')[0]
    answer = celik.get("/agenda/feed/" + address.rsplit("/", 1)[1])
    said = answer.response.get_data(as_text=True)
    assert answer.status == 200 and "BEGIN:VCALENDAR" in said and "Yusuf" not in said and "Weer tijd" not in said
