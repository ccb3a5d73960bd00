"""A colleague's first page: who needs help, the own classes, who comes to talk, and what is still to complete."""

import pytest

from portal import clock
from portal.conversations import actions as conversations
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.help_calls.rules import Ended, Ending
from portal.incidents.models import Incident
from portal.school.models import Custody, Guardian, Guardianship, Hat, Household
from tests.stories import a_call, a_post, a_round

MENUS = {
    "amina": {"/", "/agenda", "/conversations", "/contact", "/home-context"},
    "bart": {"/", "3B", "/agenda", "/conversations", "/contact", "/home-context"},
    "celik": {"/", "3B", "/conversations", "/contact", "/home-context", "/help-calls", "/incidents"},
    "vos": {"/", "6A", "/conversations", "/contact", "/home-context", "/help-calls", "/incidents"},
    "noor": {"/", "/help-calls", "/incidents"},
    "ravi": {"/", "/help-calls", "/incidents"},
    "head": {"/", "/contact", "/help-calls", "/incidents"},
    "sam": {"/", "/help-calls", "/incidents"},
    "office": {"/", "/help-calls", "/incidents", "/office"},
}


@pytest.fixture
def call(cast):
    found = a_call(cast)
    db.session.commit()
    return found


def test_a_teacher_finds_the_own_classes_and_can_write_at_once(cast, visit):
    page = visit("celik").get("/")
    ours, theirs = cast.classes["3B"].id, cast.classes["6A"].id
    assert {f"/classes/{ours}", f"/classes/{ours}/write"} <= set(page.links)
    assert not {f"/classes/{theirs}", f"/classes/{theirs}/write"} & set(page.links)
    assert "Er is nog geen gesprek afgesproken." in page


def test_a_teacher_sees_who_comes_when_and_which_home_it_is(cast, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    conversations.book(slots[3], cast.pupils["zofia"], cast.people["pawel"], now=clock.now())
    conversations.book(slots[1], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    for who in ("celik", "jansen"):
        page = visit(who).get("/").text
        assert page.index("Fleur · Bart Visser") < page.index("Zofia · Paweł Kowalski")
        assert "Dana Kowalska" not in page
    assert "Bart Visser" not in visit("vos").get("/")


def test_a_call_for_help_is_on_the_first_page_of_who_was_called_until_it_is_over(cast, call, visit):
    for who in ("ravi", "elif", "sam", "head"):
        assert f"/help-calls/{call.id}" in visit(who).get("/").links
    for who in ("vos", "noor", "celik", "office"):
        assert f"/help-calls/{call.id}" not in visit(who).get("/").links
    help_calls.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    assert f"/help-calls/{call.id}" not in visit("elif").get("/").links


def test_a_draft_waits_for_who_ended_the_call(cast, call, visit):
    help_calls.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    draft = db.session.query(Incident).one()
    assert f"/incidents/{draft.id}" in visit("ravi").get("/").links
    assert f"/incidents/{draft.id}" not in visit("elif").get("/").links


def test_on_a_calm_day_the_page_says_so(visit):
    for who in ("noor", "head", "office"):
        assert "Alles is rustig. Er wacht niets op je." in visit(who).get("/")


def test_a_colleague_does_not_find_the_news_of_classes(cast, visit):
    a_post(cast.people["celik"], cast.classes["3B"], title="Naar het bos")
    for who in ("celik", "noor", "head", "office"):
        assert "Naar het bos" not in visit(who).get("/")


def test_a_teacher_with_a_child_here_finds_what_goes_with_the_hat(cast, visit):
    parent = Guardian(person=cast.people["celik"], household=Household())
    db.session.add(Guardianship(pupil=cast.pupils["salma"], guardian=parent, custody=Custody.YES))
    a_post(cast.people["vos"], cast.classes["6A"], title="Spreekbeurten")
    celik = visit("celik")
    page = celik.get("/")
    assert "Salma" in page and "Spreekbeurten" in page
    assert f"/classes/{cast.classes['3B'].id}/write" not in page.links
    celik.sign_in("celik", Hat.STAFF)
    page = celik.get("/")
    assert "Salma" not in page and f"/classes/{cast.classes['3B'].id}/write" in page.links
    assert f"/classes/{cast.classes['6A'].id}/write" not in page.links


@pytest.mark.parametrize("who", MENUS)
def test_the_menu_holds_what_one_may_open_and_nothing_else(who, cast, visit):
    visitor = visit(who)
    nav = visitor.get("/").html.split('<nav class="tabs"')[1].split("</nav>")[0]
    wanted = {f"/classes/{cast.classes[entry].id}" if entry in cast.classes else entry for entry in MENUS[who]}
    found = {part.split('"')[0] for part in nav.split('<a href="')[1:]}
    assert found == wanted
    for address in found:
        assert visitor.get(address).status in (200, 303)


def test_a_visitor_has_no_menu(visit):
    assert '<nav class="tabs"' not in visit().get("/sign-in").html
