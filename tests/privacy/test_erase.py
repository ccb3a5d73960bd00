"""Erasing: who left long ago, and whom the office planned to erase; what goes, what stays, and what is told."""

import os
from datetime import timedelta

import pytest
from sqlalchemy import text

from portal import clock, files
from portal.accounts.models import Secret, UserSession
from portal.audit import Audit
from portal.conversations.models import Booking
from portal.db import Base, db
from portal.home_context.models import HomeItem
from portal.incidents.models import Incident
from portal.news.models import Opened
from portal.outbox import Message
from portal.privacy.models import DataExport, Erasure
from portal.privacy.rules import FATES, GUARDIAN_KEPT, PUPIL_KEPT, STAFF_KEPT, THINKING_TIME, Fate
from portal.school.models import Enrolment, Guardian, Guardianship, Household, Person, Pupil, Role, StaffRole
from tests.conftest import rows
from tests.privacy.conftest import leaves, today
from tests.stories import a_home_item, a_post, told

YEARS = PUPIL_KEPT.days + 1
FAMILIES = ("yusuf", "salma", "fleur", "zofia", "danylo")


def plan(visit, thing: str, number: int, reason: str = "Op verzoek van de ouder."):
    return visit("office").post(f"/privacy/{thing}/{number}/erase", {"reason": reason})


def words_in_database() -> str:
    return str([rows(table.name) for table in Base.metadata.sorted_tables])


def test_the_day_after_a_child_left_home_is_gone_and_the_rest_stays(cast, zofia, letting_go):
    leaves(zofia)
    assert letting_go() == {}, "on the day itself it can still be a mistake"
    clock.advance(days=1)
    gone = letting_go()
    assert gone == {"home_item": 2}
    assert db.session.query(Booking).count() == 2 and db.session.get(Pupil, zofia.id)


def test_two_years_after_leaving_a_child_is_erased_with_the_adults_who_have_no_other(cast, zofia, letting_go):
    number = zofia.id
    numbers = [cast.people[who].id for who in ("dana", "pawel")]
    homes = [cast.people[who].guardian.household_id for who in ("dana", "pawel")]
    leaves(zofia, days_ago=PUPIL_KEPT.days)
    letting_go()
    assert db.session.get(Pupil, zofia.id), "not a day early"
    leaves(zofia, days_ago=YEARS)
    gone = letting_go()
    assert gone["pupil"] == 1 and gone["person"] == gone["guardian"] == gone["household"] == 2
    assert gone["booking"] == gone["guardianship"] == 2 and gone["enrolment"] == 1
    assert db.session.get(Pupil, number) is None
    assert [db.session.get_one(Person, each).full_name for each in numbers] == ["", ""]
    assert not [home for home in homes if db.session.get(Household, home)]
    for word in ("Zofia", "Dana", "Paweł", "dana@", "pawel@"):
        assert word not in words_in_database(), word


def test_a_sister_who_is_still_here_keeps_the_adults(cast, letting_go):
    a_home_item(cast.people["amina"], cast.pupils["salma"], "Salma")
    leaves(cast.pupils["yusuf"], days_ago=YEARS)
    gone = letting_go()
    assert gone["pupil"] == 1 and "person" not in gone and "household" not in gone
    amina = db.session.get_one(Person, cast.people["amina"].id)
    assert amina.full_name == "Amina Haddad" and db.session.query(HomeItem).count() == 1


def test_an_adult_who_left_is_erased_after_a_year_and_the_other_keeps_what_is_shared(cast, visit, letting_go):
    dana, pawel = cast.people["dana"], cast.people["pawel"]
    empty, pawel.guardian.household_id = pawel.guardian.household_id, dana.guardian.household_id
    item = a_home_item(dana, cast.pupils["zofia"], "Van allebei")
    visit("dana").get(f"/home-context/{cast.pupils['zofia'].id}")
    dana.left_on = today() - GUARDIAN_KEPT
    db.session.commit()
    assert "guardian" not in letting_go()
    dana.left_on -= timedelta(days=1)
    db.session.commit()
    gone = letting_go()
    assert gone["guardian"] == 1 and "household" not in gone and "home_item" not in gone
    item = db.session.get_one(HomeItem, item.id)
    assert item.text == "Van allebei" and item.written_by.full_name == ""
    assert "Van allebei" in visit("pawel").get(f"/home-context/{cast.pupils['zofia'].id}").html
    assert "Dana" not in words_in_database() and empty


def test_who_works_here_too_stays_as_staff(cast, letting_go):
    bart = cast.people["bart"]
    bart.staff_roles.append(StaffRole(role=Role.HELPER))
    leaves(cast.pupils["fleur"], days_ago=YEARS)
    number = bart.id
    letting_go()
    kept = db.session.get_one(Person, number)
    assert kept.full_name == "Bart Visser" and kept.guardian is None and kept.email


def test_every_way_in_is_closed_the_day_after_somebody_left(cast, visit, letting_go):
    visit("celik")
    celik = cast.people["celik"]
    celik.left_on = today()
    db.session.commit()
    letting_go()
    clock.advance(days=1)
    gone = letting_go()
    assert gone["user_session"] == 1 and gone["secret"] == 2
    assert db.session.query(UserSession).filter_by(person_id=celik.id).count() == 0
    assert db.session.query(Secret).filter_by(person_id=celik.id).count() == 0


def test_of_staff_who_left_long_ago_the_name_stays_beside_what_they_wrote(cast, visit, letting_go):
    celik = cast.people["celik"]
    a_post(celik, cast.classes["3B"])
    celik.left_on = today() - STAFF_KEPT - timedelta(days=1)
    db.session.commit()
    gone = letting_go()
    assert gone["person"] == gone["staff_role"] == gone["teaching"] == 1
    kept = db.session.get_one(Person, celik.id)
    assert (kept.full_name, kept.email, kept.phone) == ("Zeynep Çelik", None, None)
    assert "Zeynep Çelik" in visit("bart").get(f"/classes/{cast.classes['3B'].id}")


def test_the_safety_register_has_rules_of_its_own(cast, letting_go):
    told(cast)
    before = [rows(table) for table in ("incident", "register_entry", "help_call", "call_event", "called_responder")]
    for name in FAMILIES:
        leaves(cast.pupils[name], days_ago=YEARS)
    letting_go()
    after = [rows(table) for table in ("incident", "register_entry", "help_call", "call_event", "called_responder")]
    assert before == after and db.session.query(Incident).count() == 1


def test_families_that_left_after_one_of_everything_happened_leave_nobodys_name(cast, visit, work, letting_go):
    told(cast)
    visit("bart").get(f"/classes/{cast.classes['3B'].id}")
    work()
    adults = [cast.people[name].id for name in ("amina", "bart", "dana", "pawel", "olena")]
    marks = {cast.people[name].full_name for name in ("amina", "bart", "dana", "pawel", "olena")}
    marks |= {cast.pupils[name].full_name for name in FAMILIES}
    for name in FAMILIES:
        leaves(cast.pupils[name], days_ago=YEARS)
    gone = letting_go()
    assert gone["pupil"] == len(FAMILIES) and gone["person"] == len(adults)
    assert all(row.first_name == "" for row in rows("person") if row.id in adults)
    stored = words_in_database()
    assert not [mark for mark in marks for word in (mark, mark.partition(" ")[0]) if f"'{word}'" in stored]
    for table in ("user_session", "message", "opened", "task", "data_export"):
        owners = {getattr(row, "person_id", None) or getattr(row, "for_id", None) for row in rows(table)}
        assert not owners & set(adults), table


def test_news_and_conversations_go_a_year_after_the_school_year_with_their_files(cast, zofia, letting_go, app):
    a_post(cast.people["celik"], cast.classes["3B"], with_picture=True)
    db.session.add(Opened(post_id=rows("post")[0].id, person_id=cast.people["bart"].id, at=clock.now()))
    year = cast.classes["3B"].year
    db.session.commit()
    folder = app.config["SETTINGS"].instance / "pictures"
    before = len(list(folder.iterdir()))
    year.ends_on = today() - timedelta(days=365)
    db.session.commit()
    assert "post" not in letting_go()
    year.ends_on -= timedelta(days=1)
    db.session.query(Message).update({"state": "sent"})
    # A round goes with its last class, and is itself as old as that.
    db.session.execute(text("UPDATE round SET opened_at = :then"), {"then": "2020-01-01 00:00:00+00:00"})
    db.session.commit()
    gone = letting_go()
    assert gone["post"] == gone["picture"] == gone["opened"] == 1
    assert gone["booking"] == 2 and gone["slot"] == 8 and gone["round"] == gone["round_class"] == 1
    assert len(list(folder.iterdir())) == before - 1


def test_news_taken_off_the_page_goes_after_a_month(cast, letting_go):
    post = a_post(cast.people["celik"], cast.classes["3B"], with_picture=True)
    post.withdrawn_at = clock.now()
    db.session.commit()
    clock.advance(days=29)
    assert "post" not in letting_go()
    clock.advance(days=2)
    assert letting_go()["post"] == 1


def test_a_dry_run_deletes_no_file_either(cast, run, app):
    post = a_post(cast.people["celik"], cast.classes["3B"], with_picture=True)
    post.withdrawn_at = clock.now() - timedelta(days=40)
    db.session.commit()
    folder = app.config["SETTINGS"].instance / "pictures"
    before = sorted(folder.iterdir())
    assert run("retention", "--dry-run")["picture"] == 1
    assert sorted(folder.iterdir()) == before and rows("picture")


def test_the_log_outlives_the_child_but_no_longer_names_it(cast, zofia, letting_go):
    leaves(zofia, days_ago=YEARS)
    number = zofia.id
    before = db.session.query(Audit).filter_by(pupil_id=number).count()
    total = db.session.query(Audit).count()
    letting_go()
    assert before == 4 and db.session.query(Audit).filter_by(pupil_id=number).count() == 0
    # What the erasing itself did, cancelling the two conversations, is written down too.
    assert db.session.query(Audit).count() == total + 2
    clock.advance(days=740)
    assert letting_go()["audit"] == total + 2


def test_the_file_itself_no_longer_holds_the_name(cast, stage, letting_go, app):
    """SQLite leaves deleted text in its file unless it is told not to."""
    if stage.kind != "sqlite":
        pytest.skip("PostgreSQL clears its pages itself, by vacuum")
    cast.pupils["fleur"].last_name = "Zeldzaamheid"
    leaves(cast.pupils["fleur"], days_ago=YEARS)
    db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    assert b"Zeldzaamheid" in (stage.folder / "stage.db").read_bytes()
    letting_go()
    db.session.rollback()
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Zeldzaamheid" not in (stage.folder / "stage.db").read_bytes()


def test_the_office_plans_it_after_one_question_and_a_week_later_it_is_done(cast, visit, work, zofia):
    told_erasures = db.session.query(Erasure).count()
    leaves(zofia)
    number = zofia.id
    office, path = visit("office"), f"/privacy/pupils/{number}/erase"
    question = office.get(path)
    assert "2 dingen die over thuis zijn gedeeld" in question and "2 gesprekken" in question
    assert "Er komen nog 2 gesprekken" in question and "Het account van Dana Kowalska" in question
    work()
    assert plan(visit, "pupils", zofia.id).status == 303
    mails = work()
    assert {mail.to.partition("@")[0] for mail in mails} == {"dana", "pawel"}
    assert all("Zofia" not in mail.subject + mail.text for mail in mails)
    page = office.get("/privacy/office")
    assert "Zofia Kowalska" in page and "gevraagd door Olga Smit" in page
    clock.advance(days=6, hours=23)
    work()
    assert db.session.get(Pupil, zofia.id)
    clock.advance(hours=2)
    mails = work()
    assert db.session.get(Pupil, number) is None
    teachers = {mail.to.partition("@")[0] for mail in mails}
    assert teachers == {"celik", "jansen"}, "the teachers hear that nobody comes"
    assert "Zofia" not in visit("office").get("/privacy/office").text
    done = db.session.query(Erasure).order_by(Erasure.id.desc()).limit(1).one()
    assert done.done_at and done.reason == "" and told_erasures == 0
    assert db.session.query(Audit).filter_by(did="erased").count() == 1


def test_it_can_be_taken_back_and_then_nothing_happens(cast, visit, work, zofia):
    leaves(zofia)
    plan(visit, "pupils", zofia.id)
    erasure = db.session.query(Erasure).one()
    office = visit("office")
    back = office.follow(office.post(f"/privacy/erasures/{erasure.id}/take-back"))
    assert "Alles blijft zoals het is." in back
    clock.advance(days=8)
    work()
    assert db.session.get(Pupil, zofia.id)
    assert plan(visit, "pupils", zofia.id).status == 303, "it can be planned again"


def test_taken_back_twice_or_too_late_is_said(cast, visit, work, zofia):
    leaves(zofia)
    plan(visit, "pupils", zofia.id)
    erasure = db.session.query(Erasure).one()
    office = visit("office")
    office.post(f"/privacy/erasures/{erasure.id}/take-back")
    again = office.follow(office.post(f"/privacy/erasures/{erasure.id}/take-back"))
    assert "Dat was te laat" in again


def test_a_child_that_is_still_here_is_not_erased(cast, visit):
    answer = plan(visit, "pupils", cast.pupils["fleur"].id)
    assert answer.status == 422 and "zit nog op school" in answer and db.session.query(Erasure).count() == 0


def test_planned_twice_is_refused(cast, visit, zofia):
    leaves(zofia)
    plan(visit, "pupils", zofia.id)
    answer = plan(visit, "pupils", zofia.id)
    assert answer.status == 422 and "al gepland" in answer and db.session.query(Erasure).count() == 1


def test_without_a_reason_nothing_is_planned(cast, visit, zofia):
    leaves(zofia)
    assert plan(visit, "pupils", zofia.id, reason=" ").status == 422
    assert db.session.query(Erasure).count() == 0


def test_an_adult_is_erased_on_request_while_the_child_stays(cast, visit, work):
    bart, fleur = cast.people["bart"], cast.pupils["fleur"]
    visit("bart").post("/privacy/copy")
    work()
    copy = files._folder() / str(db.session.query(DataExport).one().file)
    assert copy.is_file()
    plan(visit, "guardians", bart.guardian.id)
    clock.advance(days=8)
    # The copy of a week ago would be gone by itself; this one is fresh.
    os.utime(copy, (clock.now().timestamp(), clock.now().timestamp()))
    work()
    assert db.session.get_one(Pupil, fleur.id).full_name == "Fleur Visser"
    assert db.session.query(Guardian).filter_by(person_id=bart.id).count() == 0
    assert rows("data_export") == [] and not copy.exists()
    assert "bart@" not in words_in_database() and "Bart" not in words_in_database()
    assert db.session.query(Guardianship).filter_by(pupil_id=fleur.id).count() == 0


def test_an_erasure_whose_person_is_gone_already_is_simply_done(cast, visit, work, zofia):
    leaves(zofia)
    number = zofia.id
    plan(visit, "pupils", number)
    leaves(zofia, days_ago=YEARS)
    work()
    clock.advance(minutes=11)
    work()
    assert db.session.get(Pupil, number) is None
    clock.advance(days=8)
    work()
    assert db.session.query(Erasure).one().done_at


def test_of_two_at_once_one_takes_it_back_or_one_does_it(cast, visit, zofia, run):
    leaves(zofia)
    plan(visit, "pupils", zofia.id)
    erasure, number = db.session.query(Erasure).one().id, zofia.id
    clock.advance(days=THINKING_TIME.days + 1)
    run("retention")
    office = visit("office")
    answer = office.follow(office.post(f"/privacy/erasures/{erasure}/take-back"))
    assert "te laat" in answer and db.session.get(Pupil, number) is None


def test_every_column_that_points_at_people_has_a_fate(app):
    people = {"pupil", "household", "guardian", "person"}
    pointing = {
        f"{table.name}.{column.name}": key.column.table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in people
    }
    assert set(pointing) == set(FATES), "Say in FATES (portal/privacy/rules/fates.py) what becomes of it."
    stays = {name for name, target in pointing.items() if FATES[name] is Fate.STAYS and target != "person"}
    assert stays == {"guardian.household_id"}, "a pupil, household or guardian is deleted: nothing may point at it"


def test_nothing_points_at_what_goes_along(app):
    """A table that goes along, and at which another points, would need a fate of its own."""
    goes = {name.partition(".")[0] for name, fate in FATES.items() if fate is Fate.GOES}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name in goes:
                assert key.ondelete in ("SET NULL", "CASCADE"), f"{table.name} points at {key.column.table.name}"


def test_enrolments_of_others_stay(cast, zofia, letting_go):
    before = db.session.query(Enrolment).count()
    leaves(zofia, days_ago=YEARS)
    letting_go()
    assert db.session.query(Enrolment).count() == before - 1
