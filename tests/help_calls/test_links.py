"""The link in a message: one colleague, one call, no signing in; of no use to anybody else, and dead afterwards."""

import re

import pytest

from portal import clock
from portal.accounts.rules import LIMITS
from portal.db import db
from portal.help_calls import actions, queries
from portal.help_calls.models import CallEvent, HelpCall
from portal.help_calls.rules import Ended, Ending, State
from tests.stories import a_call


@pytest.fixture
def call(cast) -> HelpCall:
    found = a_call(cast)
    db.session.commit()
    return found


@pytest.fixture
def link(cast, work):
    """`link("ravi")`: the address in the newest mail to a colleague."""
    found: dict[str, str] = {}

    def of(who: str) -> str:
        for parcel in work():
            for path in re.findall(r"https?://[^/\s]+(/help-calls/come/\S+)", parcel.text):
                found[parcel.to.partition("@")[0]] = path
        return found[who]

    return of


def _happened() -> list[str]:
    return [event.what for event in db.session.query(CallEvent).order_by(CallEvent.id)]


def test_the_link_of_the_message_opens_the_page_without_signing_in(call, link, visit):
    page = visit().get(link("ravi"))
    assert page.status == 200 and "Balie" in page and "Ravi Sharma" in page
    assert 'id="coming"' in page.html and 'id="cannot"' in page.html


def test_one_tap_answers_and_the_rest_goes_by_the_same_link(call, link, visit):
    path, phone = link("ravi"), visit()
    page = phone.follow(phone.post(f"{path}/coming"))
    assert 'data-state="coming"' in page.html and 'id="there"' in page.html and 'id="stand-down"' in page.html
    page = phone.follow(phone.post(f"{path}/there"))
    assert 'id="there"' not in page.html
    page = phone.follow(phone.post(f"{path}/part", {"part": "watch_door"}))
    assert 'class="role-card"' in page.html
    phone.follow(phone.post(f"{path}/stand-down", {"ending": "safe", "all_safe": "yes", "services": "none"}))
    db.session.refresh(call)
    assert (
        call.state is State.STOOD_DOWN and call.all_safe is True and call.closed_by_id == call.responders[0].person_id
    )


def test_who_can_not_says_so_by_the_link_and_may_change_their_mind(call, link, visit):
    path, phone = link("elif"), visit()
    page = phone.follow(phone.post(f"{path}/cannot"))
    assert 'id="coming"' in page.html
    phone.post(f"{path}/coming")
    assert "coming" in _happened()


def test_opening_the_link_says_nothing_however_often_a_scanner_does(call, link, visit):
    path, before = link("ravi"), _happened()
    for _look in range(5):
        visit().get(path)
        visit().get(f"{path}/status")
    assert _happened() == before
    visit().post(f"{path}/seen")
    visit().post(f"{path}/seen")
    assert _happened() == [*before, "seen"], "only the page itself says so, once"


def test_an_answer_is_never_an_address_that_is_only_opened(call, link, visit):
    path = link("ravi")
    for deed in ("coming", "cannot", "there", "part", "seen", "stand-down"):
        assert visit().get(f"{path}/{deed}").status == 405
    assert "coming" not in _happened()


@pytest.mark.parametrize("deed", ["", "/status"])
def test_a_link_that_is_changed_opens_nothing(call, link, visit, deed):
    number, _dot, mark = link("ravi").rpartition("/")[2].partition(".")
    other = call.responders[1].id
    for token in (
        f"{other}.{mark}",
        f"{number}.{mark[:-1]}",
        f"{number}.{mark}0",
        f"{number}.",
        number,
        "x.y",
        "9" * 12,
    ):
        assert visit().get(f"/help-calls/come/{token}{deed}").status == 404, token


def test_nobody_answers_with_a_changed_link(call, link, visit):
    _number, _dot, mark = link("ravi").rpartition("/")[2].partition(".")
    assert visit().post(f"/help-calls/come/{call.responders[1].id}.{mark}/coming").status == 404
    assert "coming" not in _happened()


def test_guesses_are_counted_and_a_good_link_still_opens_from_there(call, link, visit):
    path, guesser = link("ravi"), visit()
    for _guess in range(LIMITS["call-link-from"].tries):
        assert guesser.get("/help-calls/come/1.guess").status == 404
    assert guesser.get("/help-calls/come/1.guess").status == 429
    assert guesser.get(path).status == 200, "the school's own network has one address"


def test_the_link_opens_nothing_else_of_the_portal(call, link, visit):
    phone = visit()
    page = phone.get(link("ravi"))
    for path in ("/help-calls", f"/help-calls/{call.id}", "/incidents", "/contact", "/office", "/help-calls/alert"):
        assert phone.get(path).status in (302, 303, 401, 404), path
    inside = [to for to in page.links if to.startswith(("/help-calls", "/incidents", "/classes", "/office"))]
    assert inside == []


def test_two_calls_have_two_links(cast, call, link, visit):
    old = link("ravi")
    actions.stand_down(call, cast.people["elif"], Ended(Ending.SAFE), now=clock.now())
    again = a_call(cast, key="another press")
    db.session.commit()
    assert link("ravi") != old
    assert visit().post(f"{old}/coming").status == 422
    assert all(row.answer is None for row in again.responders)


def test_after_the_call_the_link_is_dead_and_says_so_kindly(cast, call, link, visit):
    path = link("ravi")
    actions.stand_down(call, cast.people["elif"], Ended(Ending.SAFE), now=clock.now())
    page = visit().get(path)
    assert page.status == 200 and "<form id=" not in page.html and "Balie" not in page and "Elif" not in page
    for deed in ("coming", "cannot", "there", "stand-down"):
        assert visit().post(f"{path}/{deed}", {"ending": "safe"}).status == 422
    assert "coming" not in _happened()


def test_who_left_the_school_opens_nothing(cast, call, link, visit):
    path = link("ravi")
    cast.people["ravi"].left_on = clock.now().date()
    db.session.commit()
    assert visit().get(path).status == 404


def test_the_link_is_not_in_the_database(call):
    token = queries.link_of(call.responders[0]).partition(".")[2]
    from sqlalchemy import text

    kept = db.session.execute(text("SELECT * FROM called_responder")).all()
    assert token and all(token not in str(row) for row in kept)
