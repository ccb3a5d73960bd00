"""The days of a measure: who hears before them, and the end that comes by itself."""

from portal import clock
from portal.db import db
from portal.measures import actions
from portal.measures.rules import State
from tests.measures.made import MARK, address, in_days, today


def test_contact_person_and_leader_hear_before_the_review_and_the_end(cast, refusal, work):
    measure = refusal()
    work()
    assert measure.tell_on == in_days(30 - 7)
    clock.advance(days=22)
    assert not _about_this(work())
    clock.advance(days=1)
    told = _about_this(work())
    assert {parcel.to for parcel in told} == {cast.people["vos"].email, cast.people["head"].email}
    for parcel in told:
        said = parcel.subject + parcel.text
        assert MARK not in said and "Jansma" not in said and "Something waits for you in the portal" in parcel.subject
    assert not _about_this(work()), "told once"


def _about_this(parcels) -> list:
    return [parcel for parcel in parcels if "/measures" in parcel.text]


def test_it_ends_by_itself_after_its_last_day(refusal, work, entries):
    measure = refusal()
    clock.advance(days=60)
    work()
    db.session.refresh(measure)
    assert measure.state is State.ACTIVE, "the last day still counts"
    clock.advance(days=1)
    work()
    db.session.refresh(measure)
    assert (measure.state, measure.closed_by_id) == (State.ENDED, None)
    assert entries(measure).count("ended") == 1 and measure.tell_on is None
    work()
    assert entries(measure).count("ended") == 1


def test_an_open_objection_is_watched_after_the_end(cast, refusal, work):
    measure = refusal(ends_on=in_days(41))
    clock.advance(days=40)
    actions.object_to(measure, today(), "Het bestuur.", cast.people["head"], now=clock.now())
    clock.advance(days=2)
    work()
    db.session.refresh(measure)
    assert measure.state is State.ENDED and measure.tell_on is not None
    clock.advance(days=35)
    assert _about_this(work())


def test_the_contact_person_finds_whom_and_until_when_and_no_reasons(cast, refusal, visit):
    measure = refusal()
    vos = visit("vos")
    assert "/measures/mine" in vos.get("/").links
    page = vos.get("/measures/mine")
    assert f"{MARK} Jansma" in page and "sloeg" not in page.text
    assert vos.get(address(measure)).status == 403
    assert "You are the contact person for nobody now." in visit("celik").get("/measures/mine")
    assert MARK not in visit("celik").get("/measures/mine").text


def test_a_measure_without_an_end_waits_for_nobody(cast, warning, work):
    clock.advance(days=400)
    work()
    db.session.refresh(warning)
    assert warning.state is State.ACTIVE
