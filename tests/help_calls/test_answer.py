"""A responder's phone: where, what is my part, two buttons."""

import pytest

from portal import clock
from portal.db import db
from portal.help_calls import actions
from portal.help_calls.models import CalledResponder
from portal.help_calls.rules import Answer, State
from tests.meanwhile import meanwhile
from tests.stories import a_call


@pytest.fixture
def call(cast):
    found = a_call(cast)
    db.session.commit()
    return found


def test_the_page_says_where_and_what_the_part_is(cast, call, visit):
    page = visit("ravi").get(f"/help-calls/{call.id}")
    assert "Balie" in page and "Stand beside your colleague" in page
    assert 'id="coming"' in page.html and 'id="cannot"' in page.html and 'id="stand-down"' not in page.html


def test_coming_and_then_standing_down(cast, call, visit):
    ravi = visit("ravi")
    page = ravi.follow(ravi.post(f"/help-calls/{call.id}/coming"))
    assert 'id="stand-down"' in page.html and 'data-state="coming"' in page.html
    assert ravi.post(f"/help-calls/{call.id}/stand-down", {}).status == 422
    page = ravi.follow(ravi.post(f"/help-calls/{call.id}/stand-down", {"ending": "safe"}))
    assert 'data-state="stood-down"' in page.html and 'id="coming"' not in page.html
    late = visit("elif").post(f"/help-calls/{call.id}/coming")
    assert late.status == 422


def test_changing_ones_mind(cast, call, visit):
    ravi = visit("ravi")
    ravi.post(f"/help-calls/{call.id}/coming")
    ravi.post(f"/help-calls/{call.id}/cannot")
    db.session.refresh(call)
    assert call.state == State.RAISED


def test_the_part_that_updates_itself_is_the_part_of_the_page(cast, call, visit):
    ravi = visit("ravi")
    part = ravi.get(f"/help-calls/{call.id}/status", headers={"HX-Request": "true"})
    assert part.html.strip().startswith('<div id="call-status"') and "hx-get" in part.html
    assert part.html.strip() in ravi.get(f"/help-calls/{call.id}").html
    ravi.post(f"/help-calls/{call.id}/coming")
    ravi.post(f"/help-calls/{call.id}/stand-down", {"ending": "safe"})
    assert "hx-get" not in ravi.get(f"/help-calls/{call.id}/status").html, "a call that is over stops asking"


def test_who_was_not_called_does_not_see_it(cast, call, visit, work):
    assert visit("vos").get(f"/help-calls/{call.id}").status == 404
    assert visit("bart").get(f"/help-calls/{call.id}").status == 403
    work()
    clock.advance(seconds=60)
    work()
    assert visit("vos").get(f"/help-calls/{call.id}").status == 200


def test_the_list_shows_open_calls_first_and_says_when_it_is_empty(cast, visit):
    assert "Niemand heeft je om hulp geroepen" in visit("elif").get("/help-calls")
    a_call(cast)
    db.session.commit()
    assert "Balie" in visit("elif").get("/help-calls")
    assert "Balie" in visit("head").get("/"), "an open call is on the first page of who answers for safety"


def test_a_stood_down_call_leaves_a_draft_with_the_timeline(cast, call, visit):
    ravi = visit("ravi")
    ravi.post(f"/help-calls/{call.id}/coming")
    ravi.post(f"/help-calls/{call.id}/stand-down", {"ending": "safe"})
    page = ravi.get("/incidents")
    (link,) = [link for link in page.links if link.startswith("/incidents/") and link != "/incidents/log"]
    draft = ravi.get(link)
    assert "Ravi Sharma said to be coming." in draft and "Help was called for." in draft


def test_who_comes_again_is_heard_though_an_older_answer_ran_out_at_that_moment(cast, call, app):
    ravi = cast.people["ravi"]
    actions.answer_coming(call, ravi, now=clock.now())
    (row,) = [row for row in call.responders if row.person_id == ravi.id]
    number = row.id
    db.session.commit()

    def runs_out() -> None:
        db.session.get_one(CalledResponder, number).answer = None

    meanwhile(app, runs_out)
    assert row.answer is Answer.COMING, "this request has looked before"
    actions.answer_coming(call, ravi, now=clock.now())
    db.session.commit()
    db.session.refresh(row)
    assert row.answer is Answer.COMING
