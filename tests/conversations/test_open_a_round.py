"""A teacher team opens a round from windows, a length and a break; every family of the class is asked."""

from datetime import timedelta

from portal import clock, i18n
from portal.conversations.models import Round, Slot
from portal.db import db


def _filled_in(**changes):
    day = (i18n.local_date(clock.now()) + timedelta(days=5)).isoformat()
    fields = {
        "title": "Startgesprekken", "minutes": "15", "gap": "5", "where": "Lokaal 3", "windows-0-day": day,
        "windows-0-starts": "14:00", "windows-0-ends": "16:00", "pause_starts": "15:00", "pause_ends": "15:20",
    }  # fmt: skip
    return fields | changes


def _address(cast):
    return f"/conversations/classes/{cast.classes['3B'].id}/open"


def test_the_times_come_from_windows_length_gap_and_break(cast, visit):
    assert visit("celik").post(_address(cast), _filled_in()).status == 303
    times = [f"{i18n.local(slot.starts_at):%H:%M}" for slot in db.session.query(Slot).order_by(Slot.starts_at)]
    assert times == ["14:00", "14:20", "14:40", "15:20", "15:40"]


def test_every_family_is_asked_once_in_its_own_language(cast, visit, work):
    visit("celik").post(_address(cast), _filled_in())
    parcels = {p.to.partition("@")[0]: p for p in work()}
    assert {"amina", "bart", "dana", "pawel"} < set(parcels) and "olena" not in parcels
    assert parcels["amina"].language == "ar" and parcels["bart"].language == "nl"


def test_a_preview_says_how_many_fit_and_opens_nothing(cast, visit):
    page = visit("celik").post(_address(cast), _filled_in(preview="1"))
    assert page.status == 200 and "5 gesprekken" in page
    assert db.session.query(Round).count() == 0


def test_what_cannot_be_is_refused_beside_the_field_and_kept(cast, visit):
    celik = visit("celik")
    for changes in (
        {"windows-0-ends": "13:00"},
        {"windows-0-ends": ""},
        {"windows-0-day": "2020-01-01"},
        {"windows-0-day": "", "windows-0-starts": "", "windows-0-ends": ""},
        {"windows-1-starts": "15:00"},
        {"windows-1-day": "2027-01-04", "windows-1-starts": "later"},
        {"minutes": "0"},
        {"minutes": "many"},
        {"pause_ends": ""},
        {"title": ""},
    ):
        page = celik.post(_address(cast), _filled_in(**changes))
        assert page.status == 422 and page.alerts >= 1, changes
        assert 'value="Lokaal 3"' in page.html
    assert db.session.query(Round).count() == 0


def test_times_that_overlap_or_hold_nothing_are_refused(cast, visit):
    celik = visit("celik")
    second = {"windows-1-day": _filled_in()["windows-0-day"], "windows-1-starts": "15:30", "windows-1-ends": "17:00"}
    assert celik.post(_address(cast), _filled_in(**second)).status == 422
    assert celik.post(_address(cast), _filled_in(**{"windows-0-ends": "14:10"})).status == 422
    assert celik.post(_address(cast), _filled_in()).status == 303
    assert celik.post(_address(cast), _filled_in()).status == 422, "the team has these times already"


def test_a_closed_round_takes_no_bookings_and_can_be_opened_again(cast, visit):
    celik, bart = visit("celik"), visit("bart")
    celik.post(_address(cast), _filled_in())
    row = next(f for f in celik.get("/conversations").forms if f.endswith("/close"))
    assert celik.post(row).status == 303
    assert "Fleur" not in bart.get("/conversations")
    slot = db.session.query(Slot).order_by(Slot.starts_at)[0]
    assert bart.post(f"/conversations/slots/{slot.id}/book", {"pupil": cast.pupils["fleur"].id}).status == 422
    assert celik.post(row.replace("close", "reopen")).status == 303
    assert bart.post(f"/conversations/slots/{slot.id}/book", {"pupil": cast.pupils["fleur"].id}).status == 303


def test_the_day_list_names_who_comes_and_who_has_no_time_yet(cast, visit):
    celik = visit("celik")
    celik.post(_address(cast), _filled_in())
    slot = db.session.query(Slot).order_by(Slot.starts_at)[0]
    visit("dana").post(f"/conversations/slots/{slot.id}/book", {"pupil": cast.pupils["zofia"].id})
    page = celik.get("/conversations")
    assert "Zofia Kowalska" in page and "Dana Kowalska" in page and "Paweł" not in page
    assert "23 kinderen hebben nog geen gesprek" in page
