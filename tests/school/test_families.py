"""Whose child is whose: two homes, siblings, access that the office ended, and children who left."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.school import queries as school
from portal.school.models import Custody, Enrolment, Guardian, Guardianship, Household, Person, Pupil, SchoolYear


def names(things) -> list[str]:
    return [thing.first_name for thing in things]


@pytest.fixture
def end_access(cast):
    """The office ends the access of a guardian to a child, with the document it rests on."""

    def end(who: str, child: str) -> None:
        guardian = cast.people[who].guardian
        tie = db.session.query(Guardianship).filter_by(guardian_id=guardian.id, pupil_id=cast.pupils[child].id).one()
        tie.has_access, tie.restriction, tie.document_reference = False, "no contact", "C/16/2026"
        db.session.flush()

    return end


@pytest.fixture
def zofias_stepfather(cast) -> Person:
    """He lives with Dana, and is tied to Zofia as a guardian too."""
    person = Person(first_name="Tom", last_name="Berg", email="tom@regenboog.example")
    person.guardian = Guardian(household=cast.people["dana"].guardian.household)
    db.session.add_all([person, Guardianship(pupil=cast.pupils["zofia"], guardian=person.guardian)])
    db.session.flush()
    return person


def test_children_are_found_by_first_name_each_with_its_own_class(cast):
    amina = cast.people["amina"]
    assert names(school.children_of(amina)) == ["Salma", "Yusuf"]
    found = [(child.first_name, c.name) for child, c in school.children_with_classes(amina)]
    assert found == [("Salma", "6A"), ("Yusuf", "3B")]
    assert names(school.children_in(amina, cast.classes["3B"].id)) == ["Yusuf"]
    assert school.has_child_in(amina, cast.classes["6A"].id)
    assert not school.has_child_in(cast.people["bart"], cast.classes["6A"].id)


@pytest.mark.parametrize("who", ["celik", "noor", "office", "head"])
def test_who_is_no_guardian_has_no_children(who, cast):
    person = cast.people[who]
    assert school.children_of(person) == school.children_with_classes(person) == []
    assert school.children_in(person, cast.classes["3B"].id) == []
    assert not school.is_child_of(cast.pupils["zofia"].id, person)


def test_a_child_is_of_its_own_guardians_only(cast):
    zofia = cast.pupils["zofia"].id
    assert [who for who in cast.people if school.is_child_of(zofia, cast.people[who])] == ["dana", "pawel"]
    assert not school.is_child_of(0, cast.people["dana"])


def test_a_group_across_classes_counts_as_a_class_of_the_child_but_is_not_its_own(cast):
    salma, group = cast.pupils["salma"], cast.classes["3B"]
    db.session.add(Enrolment(pupil_id=salma.id, class_id=group.id, year_id=group.year_id, is_own_class=False))
    amina = cast.people["amina"]
    assert names(school.children_in(amina, group.id)) == ["Salma", "Yusuf"]
    assert [c.name for _child, c in school.children_with_classes(amina)] == ["6A", "3B"]


def test_two_homes_of_one_child_stay_apart(cast, zofias_stepfather):
    zofia, danas = cast.pupils["zofia"], cast.people["dana"].guardian.household
    homes = school.households_of([zofia.id, cast.pupils["yusuf"].id])
    assert [[g.person.first_name for g in home.guardians] for home in homes[zofia.id]] == [["Dana", "Tom"], ["Paweł"]]
    assert len(homes[cast.pupils["yusuf"].id]) == 1
    told = school.guardians_of_household(danas.id, zofia.id)
    assert [guardian.person.first_name for guardian in told] == ["Dana", "Tom"]
    assert [g.person.first_name for g in school.guardians_of(zofia.id)] == ["Dana", "Tom", "Paweł"]


def test_a_guardian_of_the_same_home_who_is_not_tied_to_the_child_is_not_told(cast):
    lodger = Person(first_name="Kim", email="kim@regenboog.example")
    lodger.guardian = Guardian(household=cast.people["dana"].guardian.household)
    db.session.add(lodger)
    db.session.flush()
    zofia = cast.pupils["zofia"].id
    told = school.guardians_of_household(cast.people["dana"].guardian.household_id, zofia)
    assert [guardian.person.first_name for guardian in told] == ["Dana"]
    assert not school.is_child_of(zofia, lodger) and school.children_of(lodger) == []


def test_access_that_ended_closes_every_list(cast, end_access):
    pawel, zofia, class_3b = cast.people["pawel"], cast.pupils["zofia"], cast.classes["3B"]
    end_access("pawel", "zofia")
    assert school.children_of(pawel) == school.children_with_classes(pawel) == []
    assert school.children_in(pawel, class_3b.id) == [] and not school.has_child_in(pawel, class_3b.id)
    assert not school.is_child_of(zofia.id, pawel)
    assert [g.person_id for g in school.guardians_of(zofia.id)] == [cast.people["dana"].id]
    assert school.guardians_of_household(pawel.guardian.household_id, zofia.id) == []
    assert pawel not in school.guardians_of_class(class_3b.id)
    assert [home.id for home in school.households_of([zofia.id])[zofia.id]] == [
        cast.people["dana"].guardian.household_id
    ]
    assert school.is_child_of(zofia.id, cast.people["dana"]), "the other home keeps its access"


def test_access_ends_for_one_child_and_not_for_its_sibling(cast, end_access):
    end_access("amina", "salma")
    assert names(school.children_of(cast.people["amina"])) == ["Yusuf"]


@pytest.mark.parametrize("custody", list(Custody))
def test_what_the_office_decided_opens_pages_whatever_custody_says(custody, cast):
    pawel = cast.people["pawel"]
    db.session.query(Guardianship).filter_by(guardian_id=pawel.guardian.id).update({"custody": custody})
    assert names(school.children_of(pawel)) == ["Zofia"]


@pytest.mark.parametrize("who, address", [("pawel", "/home-context/{}"), ("pawel", "/classes/{}")])
def test_pages_close_with_the_lists(who, address, cast, end_access, visit):
    number = cast.pupils["zofia"].id if "home" in address else cast.classes["3B"].id
    pawel = visit(who)
    assert pawel.get(address.format(number)).status == 200
    end_access("pawel", "zofia")
    assert pawel.get(address.format(number)).status == 404
    assert pawel.get("/").status == 200 and "Zofia" not in pawel.get("/")


def test_the_reason_of_a_restriction_is_sealed_and_on_no_page(cast, end_access, visit):
    from tests.conftest import rows

    end_access("pawel", "zofia")
    assert "no contact" not in str(rows("guardianship")) and "C/16/2026" not in str(rows("guardianship"))
    for who, address in (("pawel", "/"), ("dana", "/"), ("celik", f"/home-context/{cast.pupils['zofia'].id}")):
        page = visit(who).get(address)
        assert page.status == 200 and "no contact" not in page.html and "C/16" not in page.html


def test_a_child_who_left_is_in_no_list(cast):
    yusuf, amina = cast.pupils["yusuf"], cast.people["amina"]
    yusuf.left_on = i18n.local_date(clock.now())
    db.session.flush()
    assert names(school.children_of(amina)) == ["Salma"]
    assert [child.first_name for child, _c in school.children_with_classes(amina)] == ["Salma"]
    assert school.children_in(amina, cast.classes["3B"].id) == []
    assert not school.is_child_of(yusuf.id, amina)
    assert amina not in school.guardians_of_class(cast.classes["3B"].id)
    assert amina in school.guardians_of_class(cast.classes["6A"].id)


def test_every_guardian_of_a_class_is_found_once(cast):
    class_3b = cast.classes["3B"]
    sister = Pupil(first_name="Zuzanna")
    db.session.add_all([sister, Enrolment(pupil=sister, class_id=class_3b.id, year_id=class_3b.year_id)])
    db.session.add(Guardianship(pupil=sister, guardian=cast.people["dana"].guardian))
    found = school.guardians_of_class(class_3b.id)
    assert len(found) == len({person.id for person in found}) == 4 + 21
    assert {cast.people[who] for who in ("amina", "bart", "dana", "pawel")} <= set(found)
    assert cast.people["olena"] not in found and not any(person.is_staff for person in found)


def test_a_guardian_who_left_is_told_nothing(cast):
    dana, zofia = cast.people["dana"], cast.pupils["zofia"]
    dana.left_on = i18n.local_date(clock.now())
    db.session.flush()
    assert dana not in school.guardians_of_class(cast.classes["3B"].id)
    assert [g.person_id for g in school.guardians_of(zofia.id)] == [cast.people["pawel"].id]
    assert school.guardians_of_household(dana.guardian.household_id, zofia.id) == []


def test_last_years_class_is_not_a_childs_class_any_more(cast):
    last = cast.classes["3B"].year
    db.session.add(SchoolYear(name="next", starts_on=last.ends_on + timedelta(days=1),
                              ends_on=last.ends_on + timedelta(days=365)))  # fmt: skip
    db.session.flush()
    assert school.children_with_classes(cast.people["bart"]) == []
    assert names(school.children_of(cast.people["bart"])) == ["Fleur"]


def test_an_address_is_found_whatever_its_capitals_and_never_of_who_left(cast):
    assert school.person_by_email(" BART@regenboog.example ") is cast.people["bart"]
    assert school.person_by_email("nobody@regenboog.example") is None and school.person_by_email("") is None
    cast.people["bart"].left_on = i18n.local_date(clock.now())
    assert school.person_by_email("bart@regenboog.example") is None


def test_a_home_is_a_household_and_nothing_more(cast):
    assert db.session.query(Household).count() == 46
    assert cast.people["dana"].guardian.household_id != cast.people["pawel"].guardian.household_id
