"""How somebody is reached and addressed, in which household a guardian lives, and whether they are still here."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.school import actions
from portal.school import queries as school
from portal.school.actions import Contact
from portal.school.models import Guardian, Guardianship, Household, Person
from tests.conftest import rows
from tests.stories import a_home_item, a_round

BART = {"first_name": "Bart", "last_name": "Visser", "email": "bart@regenboog.example", "phone": "06 00000000",
        "language": "nl", "reads_easily": "y"}  # fmt: skip


@pytest.fixture
def bart(cast) -> Person:
    """Bart, whose address and number were verified, at his own page's address."""
    person = cast.people["bart"]
    person.email_verified_at = person.phone_verified_at = clock.now()
    db.session.commit()
    return person


def change(office, person: Person, **fields):
    return office.post(f"/office/people/{person.id}/change", BART | fields)


def test_what_a_guardian_needs_is_written_down(bart, office):
    fields = {"language": "ar", "reads_easily": "", "prefers_call": "y", "needs_interpreter": "y"}
    page = office.follow(change(office, bart, **fields))
    assert "Does not read easily in this language · Prefers to be called · Needs an interpreter" in page
    assert "العربية" in page and "Nederlands became العربية" in page and "Yes became No" in page


def test_the_same_number_written_otherwise_stays_verified(bart, office):
    change(office, bart, phone="+31 6 0000 0000")
    db.session.refresh(bart)
    assert bart.phone == "+31600000000" and bart.phone_verified_at and bart.email_verified_at


@pytest.mark.parametrize("field, value, mark", [
    ("phone", "06 12345678", "phone_verified_at"), ("phone", "", "phone_verified_at"),
    ("email", "bart@elsewhere.example", "email_verified_at"), ("email", "", "email_verified_at"),
])  # fmt: skip
def test_another_address_has_to_be_verified_again(field, value, mark, bart, office):
    page = office.follow(change(office, bart, **{field: value}))
    other = {"phone_verified_at", "email_verified_at"} - {mark}
    db.session.refresh(bart)
    assert getattr(bart, mark) is None and getattr(bart, other.pop()) is not None
    assert not value or "not verified yet" in page


def test_the_old_address_is_told_that_there_is_another(bart, office, work):
    work()
    change(office, bart, email="bart@elsewhere.example")
    (parcel,) = work()
    assert parcel.to == "bart@regenboog.example" and "een ander e-mailadres" in parcel.text
    assert "elsewhere" not in parcel.text and "Fleur" not in parcel.text


def test_an_address_that_was_never_verified_is_told_nothing(cast, office, work):
    change(office, cast.people["bart"], email="bart@elsewhere.example")
    assert work() == []


def test_an_address_of_somebody_else_is_refused_kindly(bart, cast, office):
    page = change(office, bart, email=" AMINA@regenboog.example ")
    assert page.status == 422 and "Amina Haddad has this address already." in page
    assert f"/office/people/{cast.people['amina'].id}" in page.links
    db.session.refresh(bart)
    assert bart.email == "bart@regenboog.example"


def test_the_address_of_who_left_is_still_theirs(bart, cast, office, today):
    office.post(f"/office/people/{cast.people['amina'].id}/leave", {"on": today})
    assert change(office, bart, email="amina@regenboog.example").status == 422


def test_of_two_at_once_the_database_decides_who_keeps_the_address(bart, cast, monkeypatch):
    # As if the other one had been written after we looked.
    monkeypatch.setattr("portal.school.actions.people._check_address", lambda person, email: None)
    contact = Contact("Bart", "", "Visser", "nl", "amina@regenboog.example", None)
    with pytest.raises(actions.EmailTaken) as refusal:
        actions.change_person(bart, contact, None, cast.people["office"], now=clock.now())
    assert isinstance(refusal.value.__cause__, IntegrityError)
    assert school.person_by_email("amina@regenboog.example") is cast.people["amina"], "the request goes on"


def test_a_number_in_full_is_sealed_and_so_is_what_it_was(bart, office):
    change(office, bart, phone="06 12345678")
    assert "12345678" not in str(rows("person")) + str(rows("audit"))
    row = db.session.query(Audit).options(undefer(Audit.detail)).filter_by(did="person changed").one()
    assert row.detail == {"phone": ["06 00000000", "+31612345678"]}


def test_a_colleague_has_no_fields_of_a_guardian(cast, office):
    page = office.get(f"/office/people/{cast.people['ravi'].id}/change")
    assert 'name="needs_interpreter"' not in page.html and 'name="email"' in page.html
    assert 'name="needs_interpreter"' in office.get(f"/office/people/{cast.people['bart'].id}/change").html


@pytest.fixture
def tom(cast) -> Person:
    """Tom lives with Dana, and is a guardian of Zofia too."""
    person = Person(first_name="Tom", last_name="Berg", email="tom@regenboog.example")
    person.guardian = Guardian(household=cast.people["dana"].guardian.household)
    db.session.add_all([person, Guardianship(pupil=cast.pupils["zofia"], guardian=person.guardian)])
    db.session.commit()
    return person


def test_who_moves_out_takes_nothing_along(cast, office, tom, visit):
    zofia = cast.pupils["zofia"]
    a_home_item(tom, zofia, "Bij Dana en Tom is een hond.")
    db.session.commit()
    toms, danas, page = visit("tom"), visit("dana"), f"/home-context/{zofia.id}"
    assert "een hond" in toms.get(page).html
    shown = office.follow(office.post(f"/office/people/{tom.id}/household", {"household": "0"}))
    assert "What the household from before wrote stays there." in shown and "no other guardian" in shown
    assert "een hond" not in toms.get(page).html and "een hond" in danas.get(page).html


def test_who_moves_in_sees_what_that_home_wrote_and_it_can_be_undone(cast, office, tom, visit):
    zofia, pawels = cast.pupils["zofia"], cast.people["pawel"].guardian.household_id
    a_home_item(cast.people["pawel"], zofia, "Bij Pawel is een kat.")
    db.session.commit()
    asked = office.get(f"/office/people/{tom.id}/household")
    assert "Paweł Kowalski" in asked and "sees what the new household wrote" in asked
    shown = office.follow(office.post(f"/office/people/{tom.id}/household", {"household": pawels}))
    assert "een kat" in visit("tom").get(f"/home-context/{zofia.id}").html
    (undo,) = [form for form in shown.forms if form.endswith("/undo")]
    assert office.post(undo).status == 303
    assert "een kat" not in visit("tom").get(f"/home-context/{zofia.id}").html
    assert office.post(undo).status == 422


@pytest.mark.parametrize("household", ["", "x", "99999", "1"])
def test_a_household_that_is_nobodys_near_is_refused(household, cast, office, tom):
    page = office.post(f"/office/people/{tom.id}/household", {"household": household})
    assert page.status == 422 and 'id="household-error"' in page.html


def test_who_lives_alone_does_not_move_to_an_own_household(cast, office):
    page = office.post(f"/office/people/{cast.people['bart'].id}/household", {"household": "0"})
    assert page.status == 422 and "Bart Visser lives there already." in page
    assert db.session.query(Household).count() == 46


def test_the_last_of_a_home_does_not_leave_a_conversation_to_nobody(cast, office, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    visit("pawel").post(f"/conversations/slots/{slots[0].id}/book", {"pupil": cast.pupils["zofia"].id})
    pawel, danas = cast.people["pawel"], cast.people["dana"].guardian.household_id
    page = office.post(f"/office/people/{pawel.id}/household", {"household": danas})
    assert page.status == 422 and "This household has a conversation on" in page
    clock.advance(days=14)
    page = visit("office").post(f"/office/people/{pawel.id}/household", {"household": danas})
    assert page.status == 303, "it is over"


def test_a_colleague_has_no_household(cast, office):
    assert office.get(f"/office/people/{cast.people['ravi'].id}/household").status == 303


def test_who_left_is_signed_out_everywhere_and_can_come_back(cast, office, visit, today):
    bart, person = visit("bart"), cast.people["bart"]
    assert bart.get("/").status == 200
    page = office.follow(office.post(f"/office/people/{person.id}/leave", {"on": today}))
    assert "Bart Visser can no longer sign in." in page and "Cannot sign in." in page
    assert bart.get("/").location.startswith("/sign-in")
    assert "Is no longer with the school: can open nothing." in office.get(f"/office/pupils/{cast.pupils['fleur'].id}")
    assert office.post(f"/office/people/{person.id}/come-back").status == 303
    assert visit("bart").get(f"/home-context/{cast.pupils['fleur'].id}").status == 200


@pytest.mark.parametrize("on", ["", "x", "2100-01-01"])
def test_a_day_that_is_none_or_still_to_come_is_refused(on, cast, office):
    page = office.post(f"/office/people/{cast.people['bart'].id}/leave", {"on": on})
    assert page.status == 422 and 'id="on-error"' in page.html


def test_leaving_names_the_other_way_for_a_colleague_who_is_a_parent(cast, office):
    celik = cast.people["celik"]
    celik.guardian = Guardian(household=Household())
    db.session.add(Guardianship(pupil=cast.pupils["fleur"], guardian=celik.guardian))
    db.session.commit()
    page = office.get(f"/office/people/{celik.id}/leave")
    assert "Does only the work end?" in page and f"/office/people/{celik.id}/roles" in page.links
