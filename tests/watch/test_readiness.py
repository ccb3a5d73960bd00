"""The page that says whether help is ready, the test and the drill with one tap, and what became of the drills."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from portal import clock
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ended, Ending
from portal.kiosk.models import KioskDevice
from portal.school.models import Person, Place
from portal.watch.models import NotedTrouble, SelfTest
from portal.watch.queries import everything_wrong
from portal.watch.rules import Kind


def person(cast, who: str) -> Person:
    return db.session.get_one(Person, cast.people[who].id)


def reception(device: KioskDevice) -> Place:
    return db.session.get_one(Place, device.place_id)


def start(visit, well, who: str = "head"):
    browser = visit(who)
    browser.get("/office/readiness")
    answer = browser.post(f"/office/readiness/drill/{well.place_id}", {})
    return browser, answer, db.session.query(HelpCall).order_by(HelpCall.id.desc()).limit(1).one()


def test_all_is_well_and_everybody_is_verified(well, visit):
    page = visit("sam").get("/office/readiness")
    assert "Ja. Wie nu hulp roept, bereikt iemand." in page and "5 van 5 zeker" in page


def test_who_never_showed_to_be_reachable_is_named_with_what_to_do(well, cast, visit):
    db.session.execute(update(Person).where(Person.id == cast.people["elif"].id).values(email_verified_at=None))
    db.session.commit()
    page = visit("office").get("/office/readiness")
    assert "4 van 5 zeker" in page and "Elif Yıldız" in page and "Ravi" not in page


def test_what_is_wrong_stands_on_top_with_what_to_do(well, visit):
    clock.advance(minutes=2)
    page = visit("office").get("/office/readiness")
    assert "staat stil" in page and "Bel elkaar" in page
    assert re.search(r'readiness".*?class="new">\d', visit("office").get("/office").html, re.S)


def test_testing_now_goes_on_by_itself_and_ends(well, visit, work):
    browser = visit("head")
    browser.get("/office/readiness")
    assert browser.post("/office/readiness/test", {}).status == 303
    page = browser.get("/office/readiness")
    assert "De test is bezig." in page and "every 2s" in page.html
    assert browser.post("/office/readiness/test", {}).status == 303, "a second press asks for no second test"
    assert db.session.query(SelfTest).filter_by(day=None).count() == 1
    work()
    part = browser.get("/office/readiness/test")
    assert "Geslaagd" in part and "every 2s" not in part.html


def test_a_drill_begins_with_one_tap_and_every_message_says_that_it_is_one(well, visit, work):
    _browser, answer, call = start(visit, well)
    assert answer.status == 303 and answer.location.endswith(f"/help-calls/{call.id}")
    sent = work()
    assert {p.to.partition("@")[0] for p in sent} == {"ravi", "elif"}
    assert all("oefening" in p.subject.lower() or "drill" in p.subject.lower() or "practice" in p.subject.lower()
               for p in sent), [p.subject for p in sent]  # fmt: skip


def test_a_drill_waits_for_a_real_call(well, cast, visit):
    help_calls.raise_call(reception(well), key="real", is_quiet=False, now=clock.now())
    db.session.commit()
    _browser, answer, call = start(visit, well, "office")
    assert answer.status == 422 and "al een oproep" in answer and not call.is_drill


def test_the_office_is_not_led_to_a_call_that_is_not_for_it(well, visit):
    _browser, answer, _call = start(visit, well, "office")
    assert answer.status == 303 and answer.location.endswith("/office/readiness")


def test_what_became_of_a_drill_is_kept(well, cast, visit):
    browser, _answer, call = start(visit, well, "sam")
    clock.advance(seconds=20)
    help_calls.answer_coming(call, person(cast, "ravi"), now=clock.now())
    clock.advance(seconds=50)
    help_calls.arrive(call, person(cast, "ravi"), now=clock.now())
    db.session.commit()
    clock.advance(minutes=5)
    help_calls.stand_down(call, person(cast, "ravi"), Ended(Ending.DRILL), now=clock.now())
    db.session.commit()
    words = browser.get("/office/readiness").html
    drill = words[words.index("Oefeningen tot nu toe") :]
    assert "20 seconden" in drill and "70 seconden" in drill and "Elif" in drill and "Ravi" not in drill


def test_a_real_call_is_no_drill(well, cast, visit):
    help_calls.raise_call(reception(well), key="real", is_quiet=False, now=clock.now())
    db.session.commit()
    assert "Nog geen. Eén keer per maand" in visit("sam").get("/office/readiness")


@pytest.fixture
def reminded(work, beat):
    """After this many days, all parts well: whom the worker reminds of a drill."""

    def after(days: int) -> set[str]:
        clock.advance(days=days)
        told = set()
        for _look in range(2):
            beat()
            told |= {parcel.to.partition("@")[0] for parcel in work() if "/office/readiness" in parcel.link}
            clock.advance(seconds=30)
        return told

    return after


def test_after_a_month_without_a_drill_the_coordinator_is_reminded_once_a_month(well, visit, work, reminded):
    db.session.query(KioskDevice).update({"paired_at": clock.now()})
    db.session.commit()
    assert reminded(28) == set()
    assert reminded(7) == {"sam"}
    assert reminded(7) == set(), "once a month"
    assert reminded(28) == {"sam"}
    start(visit, well)
    work()
    assert [each for each in everything_wrong(now=clock.now()) if each.kind is Kind.DRILL] == []
    assert reminded(7) == set()
    rows = db.session.query(NotedTrouble).filter_by(kind=Kind.DRILL)
    assert all(row.over_at is not None for row in rows)


def test_a_page_without_kiosk_or_chain_says_what_to_do_first(cast, visit):
    page = visit("office").get("/office/readiness")
    assert "Koppel eerst een kiosk" in page and "Nog niet getest." in page


def test_a_span_is_said_as_people_say_it(app):
    from portal import i18n
    from portal.watch.views import span

    with app.test_request_context(), i18n.in_language("nl"):
        spans = [None, timedelta(seconds=1), timedelta(seconds=119), timedelta(seconds=200)]
        assert [span(each) for each in spans] == ["–", "1 seconde", "119 seconden", "3 minuten"]
