"""A round that the school plans: set up, filled in, families say when they can, planned, changed, published, moved."""

import re
from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.conversations import queries
from portal.conversations.models import Booking, Proposal, Round, WishSet
from portal.conversations.rules import Planning
from portal.db import db
from portal.outbox import Message
from portal.school.models import Pupil


def typed(at) -> str:
    return f"{i18n.local(at):%Y-%m-%dT%H:%M}"


@pytest.fixture
def fields(cast):
    opens_at = clock.now() + timedelta(days=7)
    return {
        "kind": "start", "classes": [str(cast.classes[name].id) for name in ("3B", "6A")],
        "title_nl": "Startgesprekken", "minutes": "15", "lead_hours": "4", "planning": "wishes",
        "walking_minutes": "5",
        "interpreter_minutes": "15", "opens_at": typed(opens_at), "wishes_until": typed(opens_at + timedelta(days=5)),
        "views_only_at": typed(opens_at + timedelta(days=12)),
    }  # fmt: skip


def go_to(moment) -> None:
    clock.advance(seconds=(moment - clock.now()).total_seconds() + 1)


def times(days: int) -> dict[str, str]:
    day = i18n.local_date(clock.now() + timedelta(days=days)).isoformat()
    return {"windows-0-day": day, "windows-0-starts": "12:00", "windows-0-ends": "20:00", "gap": "0"}


def fill_in(visit, planned: Round) -> None:
    for row in queries.classes_in(planned):
        teacher = {"3B": "celik", "6A": "vos"}[row.school_class.name]
        assert visit(teacher).post(f"/conversations/rounds/{row.id}/fill-in", times(30)).status == 303


def answer(visit, who: str, said: str) -> None:
    """Every part of every day, said on the page that the family is led to."""
    visitor = visit(who)
    address = visitor.get("/conversations/wishes").location
    page = visitor.get(address)
    parts = dict.fromkeys(re.findall(r'name="(20[^"]+)"', page.html), said)
    assert parts and visitor.post(address, parts | {"interpreter": "none"}).status == 303


@pytest.mark.parametrize("wrong", [
    {"wishes_until": ""}, {"wishes_until": "2020-01-01T10:00"}, {"wishes_until": "2099-01-01T10:00"},
    {"interpreter_until": "2020-01-01T10:00"}, {"interpreter_minutes": "61"}, {"planning": "dice"}, {"planning": ""},
])  # fmt: skip
def test_what_does_not_go_together_is_said(wrong, fields, visit):
    page = visit("head").post("/conversations/rounds/new", fields | wrong)
    assert page.status == 422 and page.alerts >= 1 and db.session.query(Round).count() == 0


def test_nobody_chooses_first_where_the_school_plans(fields, visit):
    early = {"head_start_at": typed(clock.now() + timedelta(days=6))}
    page = visit("head").post("/conversations/rounds/new", fields | early)
    assert page.status == 422 and 'id="head_start_at-error"' in page.html


def test_the_day_of_the_wishes_is_forgotten_where_families_choose(fields, visit):
    assert visit("head").post("/conversations/rounds/new", fields | {"planning": "first_come"}).status == 303
    assert db.session.query(Round).one().wishes_until is None


def test_a_round_like_it_is_planned_in_the_same_way(fields, visit):
    head = visit("head")
    head.post("/conversations/rounds/new", fields | {"interpreter_until": fields["wishes_until"]})
    before = db.session.query(Round).one()
    head.post(f"/conversations/rounds/{before.id}/copy")
    copied = db.session.query(Round).order_by(Round.id.desc()).first()
    assert copied is not None and copied.planning is Planning.WISHES and copied.interpreter_minutes == 15
    assert copied.wishes_until == before.wishes_until and copied.interpreter_until == before.interpreter_until


def test_the_whole_circle(cast, fields, visit, work):
    head = visit("head")
    assert head.post("/conversations/rounds/new", fields).status == 303
    planned = db.session.query(Round).one()
    number = planned.id
    assert head.post(f"/conversations/rounds/{number}/start").status == 303
    work()
    fill_in(visit, planned)
    assert "data-slot" not in visit("amina").get("/conversations").html
    go_to(planned.opens_at)
    told = work()
    assert {p.to.partition("@")[0] for p in told} >= {"amina", "bart"}
    letter = db.session.query(Message).filter_by(person_id=cast.people["bart"].id).order_by(Message.id.desc()).first()
    assert letter is not None and letter.path == "/conversations/wishes" and "Startgesprekken" in letter.body
    page = visit("bart").get("/conversations")
    assert "data-slot" not in page.html and "/conversations/wishes/" in page.html
    for who in ("bart", "amina"):
        answer(visit, who, "can")
    assert db.session.query(WishSet).count() == 2
    _planned_and_published(cast, visit, work, number)
    page = visit("bart").get("/conversations")
    booking = db.session.query(Booking).filter_by(pupil_id=cast.pupils["fleur"].id).one()
    assert f'data-booked-slot="{booking.slot_id}"' in page.html
    free = queries.free_times(number, booking.class_id, now=clock.now())[0].id
    assert visit("bart").post(f"/conversations/bookings/{booking.id}/move/{free}").status == 303
    work()
    assert db.session.get_one(Booking, booking.id).slot_id == free


def _planned_and_published(cast, visit, work, number: int) -> None:
    planned = db.session.get_one(Round, number)
    assert planned.wishes_until is not None
    go_to(planned.wishes_until)
    assert "data-slot" not in visit("bart").get("/conversations").html, "nobody takes a time before the plan is out"
    assert f"/conversations/plans/{number}" in visit("office").get("/conversations/rounds").html
    assert visit("office").post(f"/conversations/plans/{number}/make").status == 303
    work()
    fleur = db.session.query(Proposal).join(Pupil).filter(Pupil.first_name == "Fleur").first()
    used = {slot.id for p in queries.proposals_of(number) for slot in p.slots}
    free = [s.id for s in queries.free_times(number, cast.classes["3B"].id, now=clock.now()) if s.id not in used]
    assert fleur is not None
    wanted, proposal = free[-1], fleur.id
    assert visit("celik").post(f"/conversations/proposals/{proposal}/move", {"slot": wanted}).status == 303
    assert visit("head").post(f"/conversations/plans/{number}/publish").status == 303
    told = work()
    assert {"bart", "amina", "celik", "vos"} <= {p.to.partition("@")[0] for p in told}
    assert db.session.query(Booking).filter_by(pupil_id=cast.pupils["fleur"].id, slot_id=wanted).count() == 1
    assert db.session.query(Proposal).count() == 0 and db.session.get_one(Round, number).plan_out_at is not None
