"""Beside the norm staff read what was practised with it: the training given, the last drill, and what is due."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.guidance import actions as guidance
from portal.guidance.rules import TrainingKind
from portal.help_calls import actions as help_calls
from portal.watch.rules import DRILL_EVERY


def today(days: int = 0):
    return i18n.local_date(clock.now()) + timedelta(days=days)


def trained(cast, *people: str, held: int, until: int | None) -> None:
    ends = today(until) if until is not None else None
    guidance.record(
        TrainingKind.NORM, [cast.people[who] for who in people], cast.people["head"], held_on=today(held),
        valid_until=ends, now=clock.now(),
    )  # fmt: skip
    db.session.commit()


def drilled(cast) -> None:
    help_calls.raise_call(cast.places["reception"], key="a drill", is_quiet=False, now=clock.now(), is_drill=True)
    db.session.commit()


def practised(page) -> str:
    """The section, as text; empty when it is not there."""
    _before, found, after = page.html.partition('id="practised"')
    return " ".join(after.split("</section>")[0].split()) if found else ""


def test_before_anything_was_practised_it_says_so(visit, norm):
    said = practised(visit("celik").get("/norm"))
    assert said.count("Nog niet.") == 2 and "/guidance/trainings" in said


def test_the_training_and_the_drill_stand_with_their_days(cast, visit, norm):
    trained(cast, "celik", "noor", held=-30, until=300)
    trained(cast, "ravi", held=-10, until=None)
    drilled(cast)
    with visit("sam").app.test_request_context(), i18n.in_language("nl"):
        last, ends, drill, again = (
            i18n.full_day(day) for day in (today(-10), today(300), today(), today(DRILL_EVERY.days))
        )
    said = practised(visit("sam").get("/norm"))
    assert f"Laatst op {last}." in said and "3 van de " in said and f"Opnieuw vóór {ends}." in said
    assert f"Laatst op {drill}." in said and f"Opnieuw vóór {again}." in said and "te doen" not in said


def test_what_is_due_says_so(cast, visit, norm):
    trained(cast, "celik", held=-400, until=-1)
    drilled(cast)
    assert practised(visit("celik").get("/norm")).count("te doen") == 1
    clock.advance(days=DRILL_EVERY.days + 2)
    assert practised(visit("celik").get("/norm")).count("te doen") == 2


@pytest.mark.parametrize("who, leads_to", [
    ("celik", {"/guidance/trainings"}),
    ("sam", {"/guidance/trainings", "/guidance/trainings/record", "/office/readiness"}),
    ("office", {"/guidance/trainings", "/office/readiness"}),
])  # fmt: skip
def test_it_leads_to_what_the_reader_may_open(who, leads_to, visit, norm):
    visitor = visit(who)
    said = practised(visitor.get("/norm"))
    found = {
        path
        for path in ("/guidance/trainings", "/guidance/trainings/record", "/office/readiness")
        if f'"{path}"' in said
    }
    assert found == leads_to
    assert all(visitor.get(path).status == 200 for path in found)


def test_families_read_the_norm_without_it(visit, norm):
    assert practised(visit("bart").get("/norm")) == ""


def test_who_left_counts_no_more(cast, visit, norm):
    trained(cast, "ravi", held=-10, until=None)
    cast.people["ravi"].left_on = today()
    db.session.commit()
    assert "0 van de " in practised(visit("sam").get("/norm"))
