"""A colleague logs an incident at the own desk; who answers for safety hears that there is something, never what."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import Base, db
from portal.incidents.models import Incident
from tests.conftest import rows
from tests.incidents.conftest import MARK

EVERY_COLLEAGUE = ("celik", "jansen", "vos", "noor", "ravi", "elif", "head", "sam", "office")


@pytest.mark.parametrize("who", EVERY_COLLEAGUE)
def test_every_colleague_logs_and_reads_back_what_was_logged(who, cast, fields, visit):
    visitor = visit(who)
    page = visitor.follow(visitor.post("/incidents/log", fields))
    for name in ("involved", "what_happened", "injuries", "measures_taken"):
        assert fields[name] in page
    assert cast.people[who].full_name in page and "Lokaal 12" in page
    (incident,) = db.session.query(Incident)
    assert incident.reporter_id == cast.people[who].id and not incident.is_draft


def test_the_time_that_is_filled_in_is_the_schools_clock(fields, visit):
    typed = i18n.local(clock.now() - timedelta(days=40)).replace(second=0, microsecond=0)
    visit("noor").post("/incidents/log", fields | {"happened_at": f"{typed:%Y-%m-%dT%H:%M}"})
    assert db.session.query(Incident).one().happened_at == typed


def test_a_fresh_form_says_now_and_who_will_read_it(visit):
    page = visit("ravi").get("/incidents/log")
    assert f'value="{i18n.local(clock.now()):%Y-%m-%dT%H}' in page.html
    assert "Only the safety coordinator, the school leader and you can read this." in page


def test_leader_and_coordinator_are_told_without_a_word_of_it(fields, visit, work):
    visit("noor").post("/incidents/log", fields)
    sent = [parcel for parcel in work() if "/incidents" in parcel.text]
    assert {parcel.to.partition("@")[0] for parcel in sent} == {"sam", "head"}
    for parcel in sent:
        everything = parcel.subject + parcel.text
        assert "/incidents" in everything and parcel.language == "nl"
        assert not any(word in everything for word in (MARK, "Lokaal", "Noor", "Wit"))


def test_who_logged_it_is_not_mailed_about_it(fields, visit, work):
    visit("sam").post("/incidents/log", fields)
    told = [parcel for parcel in work() if "/incidents" in parcel.text]
    assert {parcel.to.partition("@")[0] for parcel in told} == {"head"}


def test_every_table_keeps_it_sealed(fields, visit, work):
    noor = visit("noor")
    noor.post("/language/en?next=/incidents/log", fields)
    noor.post("/incidents/log", fields)
    work()
    assert db.session.query(Incident).one().words["what_happened"] == fields["what_happened"]
    for table in Base.metadata.sorted_tables:
        assert MARK not in str(rows(table.name)), f"{table.name} can be read without the key"


@pytest.mark.parametrize("field, value", [
    ("kind", ""), ("kind", "nonsense"), ("place", "9999"), ("place", ""), ("place", "x"), ("happened_at", ""),
    ("happened_at", "yesterday"), ("happened_at", "2999-01-01T10:00"), ("happened_at", "2001-01-01T10:00"),
    ("happened_at", "0001-01-01T00:00"), ("happened_at", "9999-12-31T23:59"),
    ("involved", ""), ("involved", " \n "), ("what_happened", ""), ("what_happened", " \t "),
    ("what_happened", "x" * 4001), ("injuries", "x" * 4001), ("measures_taken", "x" * 4001),
])  # fmt: skip
def test_what_is_missing_or_impossible_is_said_beside_the_field_and_nothing_is_lost(field, value, fields, visit, work):
    refused = visit("noor").post("/incidents/log", fields | {field: value})
    assert refused.status == 422 and refused.alerts == 1 and f'id="{field}-error"' in refused.html
    for name in {"involved", "what_happened", "injuries", "measures_taken"} - {field}:
        assert fields[name] in refused.html
    assert field == "kind" or "checked" in refused.html
    assert db.session.query(Incident).count() == 0 and work() == []


def test_tomorrow_is_refused_and_a_clock_that_is_a_little_ahead_is_not(fields, visit):
    noor, now = visit("noor"), i18n.local(clock.now())
    tomorrow = f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}"
    refused = noor.post("/incidents/log", fields | {"happened_at": tomorrow})
    assert refused.status == 422 and tomorrow in refused.html
    ahead = f"{now + timedelta(minutes=3):%Y-%m-%dT%H:%M}"
    assert noor.post("/incidents/log", fields | {"happened_at": ahead}).status == 303


def test_a_language_switch_keeps_what_was_typed(fields, visit):
    noor = visit("noor")
    page = noor.follow(noor.post("/language/ar?next=/incidents/log", fields))
    assert 'dir="rtl"' in page.html and fields["what_happened"] in page.html and "checked" in page.html
    assert db.session.query(Incident).count() == 0


@pytest.mark.parametrize("who", ["amina", "bart", "dana", "pawel", "olena"])
def test_parents_have_no_register(who, fields, visit):
    parent = visit(who)
    assert parent.get("/incidents").status == parent.get("/incidents/log").status == 403
    assert parent.post("/incidents/log", fields).status == 403 and db.session.query(Incident).count() == 0
    assert "/incidents" not in parent.get("/").links


def test_who_is_not_signed_in_logs_nothing(fields, visit):
    assert visit().post("/incidents/log", fields).location.startswith("/sign-in")
    assert db.session.query(Incident).count() == 0
