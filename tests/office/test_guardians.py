"""Whose child is whose: guardians come and go; custody, access and restrictions rest on a document."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import undefer

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.school.models import Custody, Guardian, Guardianship, Household, Person
from tests.conftest import rows
from tests.stories import a_home_item, a_post, a_round, hear_at_once, told

OPEN = {"relation": "parent", "custody": "yes", "access": "yes"}
CLOSED = {"relation": "father", "custody": "no", "access": "no", "restriction": "No contact with Zofia.",
          "document_reference": "C/16/2026"}  # fmt: skip
NEW = OPEN | {"first_name": "Tom", "last_name": "Berg", "email": "Tom@Berg.example", "phone": "06 1234 5678",
              "language": "en", "reads_easily": "y", "household": "0"}  # fmt: skip


def change(office, row: Guardianship, **fields):
    """Fill in, read what follows, and save."""
    return office.post(f"/office/guardianships/{row.id}", OPEN | fields | {"understood": "1"})


def the_deeds(thing) -> list[tuple[str, dict]]:
    query = db.session.query(Audit).options(undefer(Audit.detail)).filter_by(kind=thing.__tablename__, about=thing.id)
    return [(row.did, row.detail or {}) for row in query.order_by(Audit.id) if row.did != "saw"]


def test_what_follows_is_said_before_anything_is_kept(office, tie):
    row = tie("pawel", "zofia")
    page = office.post(f"/office/guardianships/{row.id}", CLOSED)
    assert page.status == 200
    assert "From the moment you save, Paweł Kowalski can open nothing about Zofia." in page
    assert "gets no messages about Zofia any more, and is not told why" in page
    assert 'name="document_reference" value="C/16/2026"' in page.html
    db.session.refresh(row)
    assert row.has_access and row.custody is Custody.YES and row.restriction is None


def test_access_that_ends_counts_at_once_while_the_guardian_stays_signed_in(cast, office, tie, visit):
    pawel, dana, zofia = visit("pawel"), visit("dana"), cast.pupils["zofia"].id
    pages = (f"/home-context/{zofia}", f"/classes/{cast.classes['3B'].id}")
    assert [pawel.get(page).status for page in pages] == [200, 200]
    assert change(office, tie("pawel", "zofia"), **CLOSED).status == 303
    assert [pawel.get(page).status for page in pages] == [404, 404]
    assert pawel.get("/").status == 200 and "Zofia" not in pawel.get("/"), "signed in, and it is not there"
    assert [dana.get(page).status for page in pages] == [200, 200], "the other home keeps its pages"


def test_a_guardian_without_access_gets_no_messages_and_books_nothing(cast, office, tie, visit, work):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    work()
    change(office, tie("pawel", "zofia"), **CLOSED)
    answer = visit("pawel").post(f"/conversations/slots/{slots[0].id}/book", {"pupil": cast.pupils["zofia"].id})
    assert answer.status == 404
    hear_at_once(cast.people["dana"], cast.people["pawel"])
    a_post(cast.people["celik"], cast.classes["3B"])
    told_of_it = {parcel.to for parcel in work()}
    assert "dana@regenboog.example" in told_of_it and "pawel@regenboog.example" not in told_of_it


def test_access_comes_back_at_once_too(cast, office, tie, visit):
    pawel, page = visit("pawel"), f"/home-context/{cast.pupils['zofia'].id}"
    change(office, tie("pawel", "zofia"), **CLOSED)
    assert pawel.get(page).status == 404
    change(office, tie("pawel", "zofia"), custody="yes", access="yes")
    assert pawel.get(page).status == 200


@pytest.mark.parametrize("serious", [{"access": "no"}, {"custody": "no"}, {"restriction": "Only by phone."}])
@pytest.mark.parametrize("understood", [{}, {"understood": "1"}])
def test_nothing_serious_is_kept_without_a_document(serious, understood, office, tie):
    row = tie("pawel", "zofia")
    page = office.post(f"/office/guardianships/{row.id}", OPEN | serious | {"document_reference": "  "} | understood)
    assert page.status == 422 and 'id="document_reference-error"' in page.html
    assert "Name the document this rests on" in page
    db.session.refresh(row)
    assert row.has_access and row.custody is Custody.YES


def test_custody_alone_opens_and_closes_nothing(cast, office, tie, visit):
    row, page = tie("pawel", "zofia"), f"/home-context/{cast.pupils['zofia'].id}"
    fields = OPEN | {"custody": "no", "document_reference": "C/16/2026"}
    said = office.post(f"/office/guardianships/{row.id}", fields)
    assert "Without custody, and still with access: make sure the document says so." in said
    change(office, row, custody="no", document_reference="C/16/2026")
    assert visit("pawel").get(page).status == 200


def test_only_another_word_for_the_relation_needs_no_second_look(office, tie):
    row = tie("pawel", "zofia")
    page = office.follow(office.post(f"/office/guardianships/{row.id}", OPEN | {"relation": "father"}))
    assert "Saved. It counts from now on." in page and "father" in page


def test_a_relation_that_came_with_a_roster_is_kept(office, tie):
    row = tie("pawel", "zofia")
    row.relation = "tante"
    db.session.commit()
    assert 'selected value="tante"' in office.get(f"/office/guardianships/{row.id}").html
    office.post(f"/office/guardianships/{row.id}", OPEN | {"relation": "tante"})
    db.session.refresh(row)
    assert row.relation == "tante"


def test_a_restriction_has_days_and_never_ends_by_itself(cast, office, tie, visit):
    day = i18n.local_date(clock.now())
    until = day + timedelta(days=30)
    days = {"restricted_from": day.isoformat(), "restricted_until": until.isoformat()}
    change(office, tie("pawel", "zofia"), **CLOSED, **days)
    assert "Look at these again" not in office.get("/office/people")
    clock.advance(days=31)
    page = visit("office").get("/office/people")
    assert "Look at these again" in page and "Zofia Kowalska" in page and "Paweł Kowalski" in page
    assert visit("pawel").get(f"/home-context/{cast.pupils['zofia'].id}").status == 404


@pytest.mark.parametrize("starts, ends", [(1, 30), (0, -1), (-5, -6)])
def test_a_restriction_that_is_still_to_begin_or_ends_before_it_began_is_refused(starts, ends, office, tie):
    day = i18n.local_date(clock.now())
    days = {"restricted_from": (day + timedelta(days=starts)).isoformat(),
            "restricted_until": (day + timedelta(days=ends)).isoformat()}  # fmt: skip
    page = change(office, tie("pawel", "zofia"), **CLOSED, **days)
    assert page.status == 422 and 'id="restricted_until-error"' in page.html


def test_what_was_decided_is_written_down_sealed_and_with_the_guardian(cast, office, tie):
    change(office, tie("pawel", "zofia"), **CLOSED)
    ((verb, detail),) = the_deeds(cast.people["pawel"])
    assert verb == "guardian changed" and detail["has_access"] == [True, False]
    assert detail["restriction"] == [None, "No contact with Zofia."] and detail["pupil"] == cast.pupils["zofia"].id
    assert the_deeds(cast.pupils["zofia"]) == [("guardian changed", {"person": cast.people["pawel"].id})]
    assert "No contact" not in str(rows("audit")) + str(rows("guardianship"))
    page = office.get(f"/office/people/{cast.people['pawel'].id}")
    assert "Custody: Yes became No" in page and "Olga Smit" in page


def test_closing_says_which_conversation_nobody_could_come_to(cast, office, tie, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    visit("pawel").post(f"/conversations/slots/{slots[0].id}/book", {"pupil": cast.pupils["zofia"].id})
    page = office.post(f"/office/guardianships/{tie('pawel', 'zofia').id}", CLOSED)
    assert "A conversation is booked on" in page and "tell the teacher" in page
    page = office.post(f"/office/guardianships/{tie('dana', 'zofia').id}", CLOSED)
    assert "A conversation is booked on" not in page, "it is the other home's"


def test_a_new_guardian_of_the_same_home(cast, office, visit):
    zofia, home = cast.pupils["zofia"], cast.people["dana"].guardian.household_id
    address = f"/office/pupils/{zofia.id}/guardians/new"
    fields = NEW | {"household": home, "relation": "stepparent", "prefers_call": "y", "needs_interpreter": "y"}
    said = office.post(address, fields)
    assert said.status == 200 and "Tom Berg can open the pages about Zofia" in said
    assert db.session.query(Person).filter_by(first_name="Tom").count() == 0, "nothing is kept before it is read"
    page = office.follow(office.post(address, fields | {"understood": "1"}))
    assert "Tom Berg is a guardian of Zofia now." in page and "stepparent" in page
    tom = db.session.query(Person).options(undefer(Person.phone)).filter_by(first_name="Tom").one()
    assert tom.guardian is not None
    assert (tom.email, tom.phone, tom.language, tom.email_verified_at) == (
        "tom@berg.example",
        "+31612345678",
        "en",
        None,
    )
    assert (tom.guardian.household_id, tom.guardian.prefers_call, tom.guardian.needs_interpreter) == (home, True, True)
    assert "+31612345678" not in str(rows("person")) and "612345678" not in str(rows("audit"))


def test_a_new_guardian_with_a_home_of_their_own_reads_nothing_of_the_others(cast, office, visit):
    a_home_item(cast.people["dana"], cast.pupils["zofia"], "Zofia slaapt bij Dana met licht aan.")
    db.session.commit()
    address = f"/office/pupils/{cast.pupils['zofia'].id}/guardians/new"
    office.post(address, NEW | {"email": "tom@regenboog.example", "understood": "1"})
    tom = visit("tom")
    page = tom.get(f"/home-context/{cast.pupils['zofia'].id}")
    assert page.status == 200 and "licht aan" not in page.html


def test_the_household_of_somebody_elses_family_cannot_be_chosen(cast, office):
    home = cast.people["bart"].guardian.household_id
    address = f"/office/pupils/{cast.pupils['zofia'].id}/guardians/new"
    for wrong in (home, "", "x", "99999"):
        page = office.post(address, NEW | {"household": wrong, "understood": "1"})
        assert page.status == 422 and 'id="household-error"' in page.html
    assert db.session.query(Person).filter_by(first_name="Tom").count() == 0


def test_an_address_that_somebody_has_leads_to_that_person(cast, office):
    address = f"/office/pupils/{cast.pupils['zofia'].id}/guardians/new"
    page = office.post(address, NEW | {"email": "BART@regenboog.example", "understood": "1"})
    assert page.status == 422 and "Bart Visser has this address already. Is it the same person?" in page
    assert f"/office/pupils/{cast.pupils['zofia'].id}/guardians/{cast.people['bart'].id}" in page.links
    assert db.session.query(Person).filter_by(first_name="Tom").count() == 0


@pytest.mark.parametrize("field, value", [
    ("phone", "101"), ("email", "no address"), ("language", "xx"), ("first_name", ""),
    ("custody", "maybe"), ("access", ""), ("relation", "boss"),
])  # fmt: skip
def test_what_is_filled_in_wrongly_is_said_beside_it_and_nothing_is_kept(field, value, cast, office):
    address = f"/office/pupils/{cast.pupils['zofia'].id}/guardians/new"
    page = office.post(address, NEW | {field: value, "understood": "1"})
    assert page.status == 422 and f'id="{field}-error"' in page.html and 'value="Berg"' in page.html
    assert db.session.query(Guardian).count() == 46


def test_a_guardian_of_one_child_becomes_a_guardian_of_another_and_keeps_the_home(cast, office, visit):
    bart, zofia = cast.people["bart"], cast.pupils["zofia"]
    found = office.get(f"/office/pupils/{zofia.id}/guardians?q=visser")
    link = f"/office/pupils/{zofia.id}/guardians/{bart.id}"
    assert link in found.links and "Lives with" not in office.get(link)
    home = bart.guardian.household_id
    page = office.follow(office.post(link, OPEN | {"understood": "1"}))
    assert "Bart Visser is a guardian of Zofia now." in page and bart.guardian.household_id == home
    assert visit("bart").get(f"/home-context/{zofia.id}").status == 200


def test_a_colleague_who_is_a_parent_is_one_person_with_both_hats(cast, office, visit):
    celik, fleur = cast.people["celik"], cast.pupils["fleur"]
    link = f"/office/pupils/{fleur.id}/guardians/{celik.id}"
    assert "This is a colleague too." in office.get(link)
    office.post(link, OPEN | {"household": "0", "understood": "1"})
    page = office.get(f"/office/people/{celik.id}")
    assert "As a guardian" in page and "Fleur Visser" in page and "teacher" in page
    today = visit("celik").get("/").text
    assert "Fleur" in today and db.session.query(Person).filter_by(last_name="Çelik").count() == 1


def test_nobody_is_a_guardian_of_a_child_twice(cast, office):
    link = f"/office/pupils/{cast.pupils['fleur'].id}/guardians/{cast.people['bart'].id}"
    page = office.post(link, OPEN | {"understood": "1"})
    assert page.status == 422 and "a guardian of this child already" in page


def test_a_guardian_is_removed_and_brought_back_with_all_that_was_decided(cast, office, tie, visit):
    pawel, zofia = visit("pawel"), cast.pupils["zofia"]
    change(office, tie("pawel", "zofia"), custody="no", document_reference="C/16/2026", restriction="Not at the gate.")
    row = tie("pawel", "zofia").id
    asked = office.get(f"/office/guardianships/{row}/remove")
    assert "can open nothing about Zofia" in asked and pawel.get(f"/home-context/{zofia.id}").status == 200
    page = office.follow(office.post(f"/office/guardianships/{row}/remove"))
    assert "no longer a guardian of Zofia" in page and pawel.get(f"/home-context/{zofia.id}").status == 404
    (undo,) = [form for form in page.forms if form.endswith("/undo")]
    page = office.follow(office.post(undo))
    assert "Not at the gate." in page and "C/16/2026" in page and pawel.get(f"/home-context/{zofia.id}").status == 200
    assert tie("pawel", "zofia").custody is Custody.NO
    assert office.post(undo).status == 422


def test_who_was_added_again_by_hand_is_not_brought_back_twice(cast, office, tie):
    zofia, pawel = cast.pupils["zofia"], cast.people["pawel"]
    page = office.follow(office.post(f"/office/guardianships/{tie('pawel', 'zofia').id}/remove"))
    (undo,) = [form for form in page.forms if form.endswith("/undo")]
    office.post(f"/office/pupils/{zofia.id}/guardians/{pawel.id}", OPEN | {"understood": "1"})
    assert office.post(undo).status == 422
    assert db.session.query(Guardianship).filter_by(pupil_id=zofia.id).count() == 2


def test_a_deed_that_has_no_way_back_is_refused(cast, office):
    things = told(cast)
    page = office.post(f"/office/deeds/{things['deed']}/undo")
    assert page.status == 422 and "cannot be undone any more" in page


def test_no_other_page_shows_what_was_decided(cast, office, tie, visit):
    change(office, tie("pawel", "zofia"), **CLOSED)
    for who, address in (("dana", "/"), ("celik", f"/home-context/{cast.pupils['zofia'].id}"), ("pawel", "/account")):
        page = visit(who).get(address)
        assert page.status == 200 and "No contact with" not in page.html and "C/16" not in page.html


def test_a_lone_household_is_made_for_a_colleague_once(cast, office):
    celik = cast.people["celik"]
    for child in ("fleur", "zofia"):
        form = OPEN | {"household": "0", "understood": "1"}
        office.post(f"/office/pupils/{cast.pupils[child].id}/guardians/{celik.id}", form)
    assert db.session.query(Household).count() == 47 and len(celik.guardian.household.guardians) == 1
