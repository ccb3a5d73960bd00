"""At most ten short questions, times that fill themselves in, changes and the end of an incident."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.evaluations import actions, queries
from portal.evaluations.actions import Change, Closed, NothingWritten, RecoveryIsOpen, StillDraft, Written
from portal.evaluations.rules import Question, Theme, Verdict, due_of
from portal.help_calls import actions as help_calls
from portal.help_calls.rules import Ended, Ending
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.queries import broken
from portal.incidents.rules import What
from portal.recovery import actions as recovery
from portal.recovery.rules import Outcome
from tests.stories import a_call

SOMETHING = Written({"helped": "Ravi was quick."}, Verdict.GOOD, None, None)


def entries_of(incident_id: int) -> list[RegisterEntry]:
    return db.session.query(RegisterEntry).filter_by(incident_id=incident_id).order_by(RegisterEntry.number).all()


def address(evaluation, deed: str = "") -> str:
    return f"/evaluations/{evaluation.id}{deed}"


def a_change(cast, who: str = "ravi", days: int = 20) -> Change:
    return Change(Theme.DESK, "A second chair at the desk", cast.people[who], clock.now() + timedelta(days=days))


def test_it_asks_at_most_ten_questions_and_none_has_to_be_answered(evaluation, visit):
    sam = visit("sam")
    page = sam.get(address(evaluation))
    asked = page.html.count("<legend>") + page.html.count("<textarea")
    assert asked == 3 + len(Question) <= 10
    assert sam.post(address(evaluation), {}).status == 303
    filled = {"helped": "Ravi was quick.", "was_fast": "good", "change": ""}
    sam.post(address(evaluation), filled)
    assert evaluation.was_fast is Verdict.GOOD and evaluation.answers == {"helped": "Ravi was quick."}
    assert "Ravi was quick." in sam.get(address(evaluation)).html
    assert sam.post(address(evaluation), {"helped": "x" * 1001}).status == 422
    assert sam.post(address(evaluation), {"was_fast": "excellent"}).status == 422


def test_the_times_of_the_call_and_of_aftercare_fill_themselves_in(cast, visit):
    call, ravi = a_call(cast), cast.people["ravi"]
    help_calls.answer_coming(call, ravi, now=call.raised_at + timedelta(seconds=20))
    help_calls.stand_down(call, ravi, Ended(Ending.SAFE), now=call.raised_at + timedelta(minutes=6))
    db.session.flush()
    incident = db.session.query(Incident).filter_by(help_call_id=call.id).one()
    times = queries.times_of(incident, clock.now())
    assert times.answered_after == timedelta(seconds=20) and times.over_after == timedelta(minutes=6)
    assert times.still_open > 0 and times.in_time == 0
    later = queries.times_of(incident, clock.now() + timedelta(days=90))
    assert later.open_late == times.still_open
    incident.is_draft = False
    evaluation = actions.begin(incident, now=clock.now())
    assert "20 seconds" in visit("sam").get(address(evaluation))


def test_without_a_call_it_says_so(evaluation, visit):
    assert "Nobody called for help with the portal." in visit("sam").get(address(evaluation))


def test_it_is_due_four_weeks_after_logging_or_after_the_way_back(evaluation, incident):
    assert evaluation.due_at == incident.logged_at + timedelta(days=28)
    now = clock.now()
    assert due_of(now - timedelta(days=400), now=now) == now + timedelta(days=28), "old ones are not late at once"
    clock.advance(days=20)
    closed_at = clock.now()
    actions.recovered(incident, closed_at)
    assert evaluation.due_at == closed_at + timedelta(days=28)


def test_a_change_is_given_to_somebody_who_says_that_it_is_done(cast, evaluation, visit, work):
    sam, day = visit("sam"), i18n.local_date(clock.now() + timedelta(days=20))
    form = {"what": "A second chair", "theme": "desk", "owner": cast.people["ravi"].id, "due_on": day.isoformat()}
    assert sam.post(address(evaluation, "/changes"), form | {"due_on": "2020-01-01"}).status == 422
    assert sam.post(address(evaluation, "/changes"), form | {"what": ""}).status == 422
    sam.post(address(evaluation, "/changes"), form)
    (task,) = queries.tasks_of(cast.people["ravi"])
    assert any(parcel.to == cast.people["ravi"].email for parcel in work())
    ravi = visit("ravi")
    assert "A second chair" in ravi.get("/") and "A second chair" in ravi.get("/evaluations")
    assert ravi.get(address(evaluation)).status == 404, "whoever changes something reads no evaluation"
    ravi.post(f"/evaluations/changes/{task.id}/done")
    assert task.done_at and not queries.tasks_of(cast.people["ravi"])
    assert ravi.post(f"/evaluations/changes/{task.id}/drop").status == 422
    assert visit("elif").post(f"/evaluations/changes/{task.id}/undo").status == 404
    ravi.post(f"/evaluations/changes/{task.id}/undo")
    assert task.is_open


def test_closing_it_closes_the_incident_and_its_changes_go_on(cast, incident, evaluation, visit):
    sam = visit("sam")
    page = sam.post(address(evaluation, "/close"))
    assert page.status == 422 and "Nothing is written yet" in page
    actions.write(evaluation, SOMETHING, cast.people["sam"], now=clock.now())
    task = actions.decide(evaluation, a_change(cast), cast.people["sam"], now=clock.now())
    sam.post(address(evaluation, "/close"))
    assert evaluation.closed_at and incident.closed_at and task.is_open
    assert "closed" in sam.get(f"/incidents/{incident.id}") and not list(broken())
    said = [row.what for row in entries_of(incident.id)]
    assert said[-2:] == [What.EVALUATION_CLOSED, What.CLOSED]
    for deed in ("", "/close"):
        assert sam.post(address(evaluation, deed), {"helped": "x"}).status == 422
    assert "Ravi was quick." in sam.get(address(evaluation))


def test_an_incident_is_opened_again_with_a_reason(cast, incident, evaluation, visit):
    sam, by = visit("sam"), cast.people["sam"]
    assert sam.post(address(evaluation, "/reopen"), {"reason": "More came out"}).status == 422, "it is open"
    actions.write(evaluation, SOMETHING, by, now=clock.now())
    actions.close(evaluation, by, now=clock.now())
    assert sam.post(address(evaluation, "/reopen"), {"reason": ""}).status == 422
    sam.post(address(evaluation, "/reopen"), {"reason": "More came out"})
    assert incident.closed_at is None and evaluation.closed_at is None and evaluation.due_at > clock.now()
    last = db.session.query(RegisterEntry).order_by(RegisterEntry.number.desc()).limit(1).one()
    assert (last.what, last.words["reason"]) == (What.REOPENED, "More came out") and "More" not in last.core


def test_it_does_not_close_over_what_is_open(cast, incident, evaluation):
    sam = cast.people["sam"]
    actions.write(evaluation, SOMETHING, sam, now=clock.now())
    case = recovery.open_case(incident, recovery.Whom(None), cast.people["head"], now=clock.now())
    with pytest.raises(RecoveryIsOpen):
        actions.close(evaluation, sam, now=clock.now())
    recovery.close(case, Outcome.NOT_WANTED, None, cast.people["head"], now=clock.now())
    incident.is_draft = True
    with pytest.raises(StillDraft):
        actions.close(evaluation, sam, now=clock.now())
    incident.is_draft = False
    actions.close(evaluation, sam, now=clock.now())
    with pytest.raises(Closed):
        actions.decide(evaluation, a_change(cast), sam, now=clock.now())


def test_an_empty_evaluation_is_not_closed(cast, evaluation):
    with pytest.raises(NothingWritten):
        actions.close(evaluation, cast.people["sam"], now=clock.now())


def test_the_themes_of_a_year_name_nobody(cast, evaluation, visit):
    sam = cast.people["sam"]
    done = actions.decide(evaluation, a_change(cast), sam, now=clock.now())
    actions.settle(done, cast.people["ravi"], was_done=True, now=clock.now())
    actions.decide(evaluation, a_change(cast, "noor"), sam, now=clock.now())
    page = visit("head").get("/evaluations/themes")
    assert "Decided: 2, done: 1, open: 1" in page and "The front desk" in page
    assert not any(person.full_name in page for who, person in cast.people.items() if who != "head")
    before = visit("head").get(f"/evaluations/themes?year={clock.now().year - 2}")
    assert "Nothing was decided" in before and visit("head").get("/evaluations/themes?year=9999999999").status == 200


def test_with_the_incidents_key_go_its_words(cast, incident, evaluation):
    sam = cast.people["sam"]
    actions.write(evaluation, SOMETHING, sam, now=clock.now())
    task = actions.decide(evaluation, a_change(cast), sam, now=clock.now())
    actions.settle(task, sam, was_done=True, now=clock.now())
    actions.forget(incident)
    db.session.commit()
    db.session.expire_all()
    assert evaluation.answers == {} and task.what == "" and task.theme is Theme.DESK
