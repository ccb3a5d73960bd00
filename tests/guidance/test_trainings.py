"""Who had which training and until when it holds; somebody is told in time, and one's own are one's own."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock, i18n
from portal.db import db
from portal.guidance import actions
from portal.guidance.models import Training
from portal.guidance.rules import Standing, TrainingKind, standing_of
from tests.stories import a_call


def today(days: int = 0):
    return i18n.local_date(clock.now()) + timedelta(days=days)


def record(cast, who: str, *, until: int | None = None, held: int = -300, kind=TrainingKind.FIRST_AID) -> None:
    ends = today(until) if until is not None else None
    actions.record(
        kind, [cast.people[who]], cast.people["head"], held_on=today(held), valid_until=ends, now=clock.now()
    )
    db.session.commit()


@pytest.mark.parametrize("days, standing", [
    (None, Standing.HOLDS), (61, Standing.HOLDS), (60, Standing.RUNS_OUT), (0, Standing.RUNS_OUT),
    (-1, Standing.RAN_OUT),
])  # fmt: skip
def test_how_a_training_stands(days, standing, app):
    assert standing_of(None if days is None else today(days), today()) is standing


def test_the_coordinator_writes_down_who_had_it(cast, visit):
    sam = visit("sam")
    assert "Noteer een training" in sam.get("/guidance/trainings/record")
    people = [cast.people["ravi"].id, cast.people["noor"].id]
    data = {
        "kind": "first_aid",
        "held_on": today(-3).isoformat(),
        "valid_until": today(700).isoformat(),
        "people": people,
    }
    page = sam.follow(sam.post("/guidance/trainings/record", data))
    assert "2 collega’s zijn genoteerd" in page and cast.people["ravi"].full_name in page
    page = sam.follow(sam.post("/guidance/trainings/record", data))
    assert "0 collega’s" in page and db.session.query(Training).count() == 2


def test_one_sees_the_own_trainings_and_not_those_of_others(cast, visit):
    record(cast, "celik", until=20)
    name = cast.people["celik"].full_name
    page = visit("celik").get("/guidance/trainings")
    assert "Eerste hulp" in page and "loopt binnenkort af" in page
    page = visit("noor").get("/guidance/trainings")
    assert name not in page and "geen training van jou" in page


@pytest.mark.parametrize("change", [
    {"kind": ""}, {"kind": "juggling"}, {"held_on": ""}, {"people": []}, {"people": [999999]},
    {"held_on": "2999-01-01"},
    {"valid_until": "2001-01-01"},
])  # fmt: skip
def test_what_cannot_be_is_refused(change, cast, visit):
    data = {"kind": "norm", "held_on": today(-3).isoformat(), "people": [cast.people["ravi"].id]} | change
    assert visit("sam").post("/guidance/trainings/record", data).status == 422
    assert db.session.query(Training).count() == 0


def test_it_is_taken_back_once(cast, visit):
    record(cast, "ravi")
    number, sam = db.session.scalar(select(Training.id)), visit("sam")
    assert sam.post(f"/guidance/trainings/{number}/remove").status == 303
    assert sam.post(f"/guidance/trainings/{number}/remove").status == 404
    assert db.session.query(Training).count() == 0


@pytest.mark.parametrize("who", ["ravi", "noor", "office"])
def test_others_write_nothing_down(who, cast, visit):
    record(cast, "ravi")
    row = db.session.scalars(select(Training)).one()
    assert visit(who).get("/guidance/trainings/record").status == 403
    assert visit(who).post(f"/guidance/trainings/{row.id}/remove").status == 403


def test_it_is_told_once_that_a_training_runs_out(cast, recorded, work):
    record(cast, "ravi", until=61)
    wanted = sorted(str(cast.people[who].email) for who in ("ravi", "sam"))
    assert not actions.remind_one(clock.now())
    clock.advance(days=1)
    work()
    told_to = [each.to for each in recorded if "training" in (each.subject + each.text).lower()]
    assert sorted(set(told_to)) == wanted
    assert not actions.remind_one(clock.now())


def test_nobody_is_reminded_of_what_was_done_again_nor_of_who_left(cast):
    record(cast, "ravi", until=10)
    record(cast, "ravi", held=-1, until=700)
    record(cast, "noor", until=10)
    cast.people["noor"].left_on = today(-1)
    db.session.commit()
    assert not actions.remind_one(clock.now())


def test_drills_stand_there_too(cast, visit):
    assert "Hulp is nog niet geoefend" in visit("celik").get("/guidance/trainings")
    a_call(cast).is_drill = True
    db.session.commit()
    assert "Hulp is nog niet geoefend" not in visit("celik").get("/guidance/trainings")


def test_who_left_leaves_no_trainings_behind(cast):
    record(cast, "ravi")
    cast.people["ravi"].left_on = today(-2)
    db.session.commit()
    ((model, gone),) = actions.run_out(clock.now())
    assert db.session.query(model).filter(gone).count() == 1
