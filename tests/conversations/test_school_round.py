"""A round of the whole school: planned, filled in by the teams, open for all at once, closed by its dates."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.conversations import actions, queries
from portal.conversations.actions import DatesPassed, NoTimes, RoundRuns, SlotClosed, TimesOverlap
from portal.conversations.models import Booking, Round, RoundClass, RoundTold, Slot
from portal.conversations.rules import Stage, Window
from portal.db import db, transaction
from tests.stories import a_planned_round, a_round

HOUR = timedelta(hours=1)


def typed(at) -> str:
    return f"{i18n.local(at):%Y-%m-%dT%H:%M}"


@pytest.fixture
def fields(cast):
    opens_at = clock.now() + timedelta(days=7)
    return {
        "kind": "start", "classes": [str(cast.classes[name].id) for name in ("3B", "6A")],
        "title_nl": "Startgesprekken", "title_ar": "محادثات البداية", "notice_nl": "Tot gauw!",
        "minutes": "15", "lead_hours": "4", "planning": "first_come", "walking_minutes": "8",
        "interpreter_minutes": "15",
        "head_start_at": typed(opens_at - timedelta(days=1)), "opens_at": typed(opens_at),
    }  # fmt: skip


def windows(days: int, hours: int = 2) -> list[Window]:
    day = i18n.local_date(clock.now() + timedelta(days=days))
    return [Window(i18n.at_school(day, 14), i18n.at_school(day, 14 + hours))]


@pytest.fixture
def running(cast, work):
    """A round that is filled in by 3B and 6A, a week before families choose."""
    planned = a_planned_round(cast)
    actions.set_in_motion(planned, cast.people["head"], now=clock.now())
    rows = {row.school_class.name: row for row in queries.classes_in(planned)}
    for name, teacher in (("3B", "celik"), ("6A", "vos")):
        actions.fill_in(rows[name], cast.people[teacher], windows(20), gap=5, now=clock.now())
    db.session.commit()
    work()
    return planned


def go_to(moment) -> None:
    clock.advance(seconds=(moment - clock.now()).total_seconds() + 1)


def first_slot(running: Round, class_id: int) -> Slot:
    return slots_of(running, class_id)[0]


def slots_of(running: Round, class_id: int) -> list[Slot]:
    return db.session.query(Slot).filter_by(round_id=running.id, class_id=class_id).order_by(Slot.starts_at).all()


def press(visitor, slot: Slot, pupil):
    return visitor.post(f"/conversations/slots/{slot.id}/book", {"pupil": pupil.id})


def test_the_leader_plans_a_draft_changes_it_and_sets_it_in_motion(cast, fields, visit, work):
    head = visit("head")
    assert head.post("/conversations/rounds/new", fields).status == 303
    planned = db.session.query(Round).filter(Round.opens_at.is_not(None)).one()
    assert planned.title_in("ar") == "محادثات البداية" and planned.title_in("en") == "Startgesprekken"
    assert planned.notice_in("ar") == "Tot gauw!" and (planned.lead_hours, planned.walking_minutes) == (4, 8)
    assert len(queries.classes_in(planned)) == 2
    path = f"/conversations/rounds/{planned.id}"
    shown = head.get(f"{path}/change")
    assert 'value="Startgesprekken"' in shown.html and f'value="{fields["opens_at"]}"' in shown.html
    changed = fields | {"title_nl": "Kennismaken", "classes": [str(cast.classes["3B"].id)]}
    assert head.post(f"{path}/change", changed).status == 303
    db.session.expire_all()
    assert planned.title == "Kennismaken" and [row.school_class.name for row in queries.classes_in(planned)] == ["3B"]
    assert work() == [], "a draft is told to nobody"
    assert "Kennismaken" not in visit("celik").get("/conversations")
    assert head.post(f"{path}/start").status == head.post(f"{path}/start").status == 303
    assert {parcel.to.partition("@")[0] for parcel in work()} == {"celik", "jansen"}
    assert head.post(f"{path}/change", fields).status == 422, "teachers know of it"
    assert head.post(f"{path}/throw-away").status == 422


@pytest.mark.parametrize("wrong", [
    {"title_nl": "", "title_ar": ""}, {"classes": []}, {"classes": ["99999"]}, {"opens_at": ""},
    {"opens_at": "2020-01-01T10:00"}, {"opens_at": "soon"}, {"minutes": "0"},
    {"minutes": "x"}, {"lead_hours": "-1"}, {"kind": "party"},
    {"head_start_at": "2099-01-01T10:00"}, {"head_start_at": "2020-01-01T10:00"}, {"views_only_at": "2020-01-01T10:00"},
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong, fields, visit):
    page = visit("head").post("/conversations/rounds/new", fields | wrong)
    assert page.status == 422 and page.alerts >= 1 and db.session.query(Round).count() == 0
    assert "Tot gauw!" in page


def test_a_missing_title_is_asked_for_in_the_own_language(fields, visit):
    page = visit("head").post("/conversations/rounds/new", fields | {"title_nl": "", "title_ar": ""})
    assert 'id="title_nl-error"' in page.html and 'href="#title_nl"' in page.html


def test_a_draft_whose_dates_have_passed_is_not_set_in_motion(cast, visit, work):
    planned = a_planned_round(cast)
    db.session.commit()
    go_to(planned.head_start_at)
    page = visit("head").post(f"/conversations/rounds/{planned.id}/start")
    assert page.status == 422 and page.alerts == 1 and work() == []
    with pytest.raises(DatesPassed):
        actions.set_in_motion(planned, cast.people["head"], now=clock.now())


def test_a_title_in_any_language_is_the_title(cast, fields, visit):
    assert visit("head").post("/conversations/rounds/new", fields | {"title_nl": ""}).status == 303
    planned = db.session.query(Round).one()
    assert (
        planned.title_in("nl") == planned.title_in("en") == "محادثات البداية" and planned.notice_in("nl") == "Tot gauw!"
    )


def test_a_draft_can_be_thrown_away(cast, visit):
    planned = a_planned_round(cast)
    db.session.commit()
    assert visit("office").post(f"/conversations/rounds/{planned.id}/throw-away").status == 303
    assert db.session.query(Round).count() == db.session.query(RoundClass).count() == 0


def test_a_team_fills_in_its_times_and_fills_them_in_again(cast, visit):
    planned = a_planned_round(cast)
    actions.set_in_motion(planned, cast.people["head"], now=clock.now())
    db.session.commit()
    row = next(row for row in queries.classes_in(planned) if row.school_class.name == "3B")
    celik = visit("celik")
    assert f"/conversations/rounds/{row.id}/fill-in" in celik.get("/conversations").html
    day = f"{i18n.local_date(clock.now() + timedelta(days=20)):%Y-%m-%d}"
    times = {"windows-0-day": day, "windows-0-starts": "14:00", "windows-0-ends": "16:00", "gap": "5"}
    preview = celik.post(f"/conversations/rounds/{row.id}/fill-in", times | {"preview": "1"})
    assert "6 gesprekken" in preview and db.session.query(Slot).count() == 0
    assert celik.post(f"/conversations/rounds/{row.id}/fill-in", times).status == 303
    assert celik.post(f"/conversations/rounds/{row.id}/fill-in", times | {"windows-0-ends": "15:00"}).status == 303
    assert db.session.query(Slot).filter_by(class_id=row.class_id).count() == 3
    assert celik.post(f"/conversations/rounds/{row.id}/fill-in", {"gap": "5"}).status == 422
    overview = visit("head").get("/conversations/rounds")
    assert "nog niet ingevuld" in overview and "Startgesprekken" in overview
    with pytest.raises(NoTimes):
        actions.fill_in(row, cast.people["celik"], windows(20, 0), gap=5, now=clock.now())
    with pytest.raises(TimesOverlap):
        actions.fill_in(row, cast.people["celik"], windows(20) * 2, gap=5, now=clock.now())


def test_times_stay_once_the_team_booked_one_for_a_family(cast, visit):
    planned = a_planned_round(cast)
    actions.set_in_motion(planned, cast.people["head"], now=clock.now())
    row = next(row for row in queries.classes_in(planned) if row.class_id == cast.classes["3B"].id)
    at = clock.now() + timedelta(days=9)
    slot = actions.add_time(row, cast.people["celik"], at, minutes=15, where="", now=clock.now())
    home = cast.people["bart"].guardian.household
    actions.book_for(slot, cast.pupils["fleur"], home, cast.people["celik"], now=clock.now())
    day = f"{at + timedelta(days=1):%Y-%m-%d}"
    times = {"gap": "5", "windows-0-day": day, "windows-0-starts": "14:00", "windows-0-ends": "16:00"}
    page = visit("celik").post(f"/conversations/rounds/{row.id}/fill-in", times)
    assert page.status == 422 and "al een tijd afgesproken" in page


def test_once_families_can_choose_times_are_not_filled_in_again(cast, running, visit):
    row = next(row for row in queries.classes_in(running) if row.school_class.name == "3B")
    go_to(running.head_start_at)
    with pytest.raises(RoundRuns):
        actions.fill_in(row, cast.people["celik"], windows(20), gap=5, now=clock.now())
    day = f"{i18n.local_date(clock.now() + timedelta(days=20)):%Y-%m-%d}"
    times = {"windows-0-day": day, "windows-0-starts": "14:00", "windows-0-ends": "16:00", "gap": "5"}
    assert visit("celik").post(f"/conversations/rounds/{row.id}/fill-in", times).status == 422


def test_all_teams_open_at_the_same_moment(cast, running, visit):
    bart = visit("bart")
    slot = first_slot(running, cast.classes["3B"].id)
    assert "Startgesprekken" not in bart.get("/conversations")
    assert press(bart, slot, cast.pupils["fleur"]).status == 422
    go_to(running.opens_at)
    page = bart.get("/conversations")
    assert "Startgesprekken" in page and "Tot gauw!" in page and f'data-slot="{slot.id}"' in page.html
    assert press(bart, slot, cast.pupils["fleur"]).status == 303


def test_families_with_several_children_choose_a_day_earlier(cast, running, visit):
    go_to(running.head_start_at)
    of_3b, of_6a = (first_slot(running, cast.classes[name].id) for name in ("3B", "6A"))
    later = slots_of(running, of_6a.class_id)[-1]
    amina, bart = visit("amina"), visit("bart")
    waits = bart.get("/conversations")
    assert "Startgesprekken" in waits and "data-slot" not in waits.html and "iets eerder" in waits
    assert press(bart, of_3b, cast.pupils["fleur"]).status == 422
    assert "محادثات البداية" in amina.get("/conversations")
    assert press(amina, of_3b, cast.pupils["yusuf"]).status == press(amina, later, cast.pupils["salma"]).status == 303


def test_each_is_told_once_when_they_can_choose_in_their_own_language(cast, running, work):
    go_to(running.head_start_at)
    early = {parcel.to.partition("@")[0]: parcel for parcel in work()}
    assert "amina" in early and "bart" not in early and "محادثات البداية" in early["amina"].text
    go_to(running.opens_at)
    late = {parcel.to.partition("@")[0] for parcel in work()}
    assert "bart" in late and "amina" not in late
    clock.advance(seconds=86_400)
    assert [parcel for parcel in work() if "Startgesprekken" in parcel.text] == []
    assert db.session.query(RoundTold).count() == 3 * len(cast.classes)


def test_who_has_children_in_two_classes_is_told_once(cast, running, work):
    go_to(running.head_start_at)
    assert [parcel.to.partition("@")[0] for parcel in work()].count("amina") == 1
    go_to(running.opens_at)
    told = [parcel.to for parcel in work()]
    assert len(told) == len(set(told))


def test_when_no_worker_was_there_at_the_head_start_all_are_told_at_the_opening(running, work):
    go_to(running.opens_at)
    assert {"amina", "bart"} <= {parcel.to.partition("@")[0] for parcel in work()}


def test_a_piece_of_telling_is_a_class(cast, running):
    go_to(running.opens_at)
    for _each in cast.classes:
        assert actions.tell_stage_one(clock.now())
    assert not actions.tell_stage_one(clock.now())


def test_without_a_head_start_everybody_is_told_at_once(cast, work):
    planned = a_planned_round(cast, head_start=False)
    actions.set_in_motion(planned, cast.people["head"], now=clock.now())
    db.session.commit()
    work()
    go_to(planned.opens_at)
    assert {"amina", "bart", "dana", "pawel"} <= {parcel.to.partition("@")[0] for parcel in work()}


def test_two_workers_tell_it_once(running):
    with transaction() as session:
        for row in queries.classes_in(running):
            session.add(RoundTold(row_id=row.id, stage=Stage.HEAD_START, at=clock.now()))
    go_to(running.head_start_at)
    assert not actions.tell_stage_one(clock.now())


def test_each_time_closes_by_the_hours_of_the_round(cast, running):
    slot = first_slot(running, cast.classes["3B"].id)
    running.lead_hours = 24
    running.views_only_at = None
    with pytest.raises(SlotClosed):
        actions.book(slot, cast.pupils["fleur"], cast.people["bart"], now=slot.starts_at - 23 * HOUR)
    assert actions.book(slot, cast.pupils["fleur"], cast.people["bart"], now=slot.starts_at - 25 * HOUR)


def test_after_its_last_day_families_look_and_change_nothing(cast, running, visit):
    go_to(running.opens_at)
    slot = first_slot(running, cast.classes["3B"].id)
    bart = visit("bart")
    press(bart, slot, cast.pupils["fleur"])
    running.views_only_at = clock.now()
    db.session.commit()
    assert f'data-booked-slot="{slot.id}"' in bart.get("/conversations").html
    booking = db.session.query(Booking).one()
    other = slots_of(running, slot.class_id)[-1]
    assert bart.post(f"/conversations/bookings/{booking.id}/move/{other.id}").status == 422
    assert press(visit("dana"), other, cast.pupils["zofia"]).status == 422


def test_it_is_closed_and_opened_again_by_the_leader_not_by_a_team(cast, running, visit):
    go_to(running.opens_at)
    row = next(row for row in queries.classes_in(running) if row.school_class.name == "3B")
    assert visit("celik").post(f"/conversations/rounds/{row.id}/close").status == 404
    head, slot = visit("head"), first_slot(running, cast.classes["3B"].id)
    assert head.post(f"/conversations/rounds/{running.id}/stop").status == 303
    assert press(visit("bart"), slot, cast.pupils["fleur"]).status == 422
    assert head.post(f"/conversations/rounds/{running.id}/go-on").status == 303
    assert press(visit("bart"), slot, cast.pupils["fleur"]).status == 303


def test_a_draft_is_neither_stopped_nor_opened_by_the_way(cast, visit):
    planned = a_planned_round(cast)
    db.session.commit()
    for deed in ("stop", "go-on"):
        visit("head").post(f"/conversations/rounds/{planned.id}/{deed}")
    db.session.refresh(planned)
    assert planned.stage(clock.now()) is Stage.DRAFT


def test_last_years_round_is_copied_to_the_same_weekday(cast, running, visit):
    clock.advance(seconds=400 * 86_400)
    copied = actions.copy_round(running, cast.people["head"], now=clock.now())
    assert copied.opens_at and copied.head_start_at and running.opens_at and running.head_start_at
    assert copied.stage(clock.now()) is Stage.DRAFT and copied.opens_at > clock.now()
    assert (copied.opens_at - running.opens_at).days % 7 == 0 and copied.title_in("ar") == running.title_in("ar")
    assert copied.opens_at - copied.head_start_at == running.opens_at - running.head_start_at


def test_a_teams_own_round_is_no_business_of_the_leader(cast, visit):
    own = a_round(cast.people["celik"], cast.classes["3B"])[0].round_id
    db.session.commit()
    head = visit("head")
    assert head.post(f"/conversations/rounds/{own}/stop").status == 404
    assert f"round-{own}" not in head.get("/conversations/rounds").html


def test_the_overview_asks_the_database_little(cast, running, visit, queries):
    head = visit("head")
    with queries() as asked:
        assert head.get("/conversations/rounds").status == 200
    assert len(asked) <= 14, "\n".join(asked)
