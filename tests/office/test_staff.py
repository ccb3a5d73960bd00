"""The office adds colleagues, gives and takes roles and classes, and tells them; some roles are never empty."""

import threading
from contextvars import Context

import pytest

from portal import clock
from portal.audit import Audit
from portal.db import db, transaction
from portal.school import actions
from portal.school import queries as school
from portal.school.models import Guardian, Guardianship, Household, Person, Role, StaffRole, Teaching

NEW = {"first_name": "Kees", "last_name": "Blom", "email": "kees@regenboog.example", "language": "nl"}


def give(office, person: Person, *roles: str, classes=()):
    return office.post(f"/office/people/{person.id}/roles", {"roles": list(roles), "classes": list(classes)})


def test_the_list_names_everybody_with_roles_and_classes(office):
    page = office.get("/office/staff")
    assert "Zeynep Çelik teacher · 3B" in page and "Sam Bakker safety coordinator" in page and "Who left" not in page


def test_a_new_colleague_is_told_what_they_are_here_for(cast, office, work, visit):
    form = NEW | {"roles": ["teacher", "helper"], "classes": [cast.classes["3B"].id]}
    page = office.follow(office.post("/office/staff/new", form))
    assert "Kees Blom is on the staff now." in page and "Teaches: 3B" in page
    (parcel,) = work()
    assert parcel.to == "kees@regenboog.example" and "- leerkracht" in parcel.text and "collega die komt" in parcel.text
    assert visit("kees").get(f"/classes/{cast.classes['3B'].id}").status == 200


@pytest.mark.parametrize("field, value", [("roles", []), ("roles", ["king"]), ("first_name", ""), ("classes", ["99"]),
                                          ("email", "x")])  # fmt: skip
def test_a_colleague_who_is_filled_in_wrongly_is_not_added(field, value, office):
    page = office.post("/office/staff/new", NEW | {"roles": ["helper"]} | {field: value})
    assert page.status == 422 and f'id="{field}-error"' in page.html
    assert db.session.query(Person).filter_by(first_name="Kees").count() == 0


def test_a_class_without_the_role_of_teacher_is_refused(cast, office):
    page = office.post("/office/staff/new", NEW | {"roles": ["helper"], "classes": [cast.classes["3B"].id]})
    assert page.status == 422 and "Only who has the role of teacher can teach a class." in page
    assert give(office, cast.people["noor"], "reception", classes=[cast.classes["3B"].id]).status == 422
    assert db.session.query(Person).filter_by(first_name="Kees").count() == 0


def test_a_parent_with_this_address_is_given_the_role_instead(cast, office):
    page = office.post("/office/staff/new", NEW | {"roles": ["helper"], "email": "bart@regenboog.example"})
    assert page.status == 422 and f"/office/people/{cast.people['bart'].id}/roles" in page.links


def test_a_role_counts_at_once_is_told_and_written_down(cast, office, visit, work):
    noor, person = visit("noor"), cast.people["noor"]
    assert noor.get("/yearly").status == 403
    page = office.follow(give(office, person, "reception", "coordinator"))
    assert noor.get("/yearly").status == 200
    assert "reception became coordinator" not in page and "reception became safety coordinator, reception" in page
    (parcel,) = work()
    assert parcel.to == "noor@regenboog.example" and "receptie" in parcel.text
    give(office, person, "reception")
    assert noor.get("/yearly").status == 403


def test_the_message_is_in_the_receivers_language_and_names_no_child(cast, office, work):
    cast.people["noor"].language = "ar"
    give(office, cast.people["noor"], "helper")
    (parcel,) = work()
    assert parcel.language == "ar" and "زميل يأتي" in parcel.text and "Fleur" not in parcel.text


def test_the_same_roles_again_tell_nobody(cast, office, work):
    give(office, cast.people["noor"], "reception")
    assert work() == [] and db.session.query(Audit).filter_by(did="roles changed").count() == 0


def test_who_has_no_address_is_told_by_the_office(cast, office):
    cast.people["noor"].email = None
    db.session.commit()
    assert "Tell Noor de Wit yourself" in office.follow(give(office, cast.people["noor"], "helper"))


def test_a_colleague_keeps_one_role_and_a_parent_may_have_none(cast, office, visit):
    page = give(office, cast.people["noor"])
    assert page.status == 422 and "Choose at least one role" in page
    celik = cast.people["celik"]
    celik.guardian = Guardian(household=Household())
    db.session.add(Guardianship(pupil=cast.pupils["fleur"], guardian=celik.guardian))
    db.session.commit()
    assert give(office, celik).status == 303
    hat = visit("celik")
    assert hat.get("/incidents").status == 403 and hat.get(f"/home-context/{cast.pupils['fleur'].id}").status == 200
    assert db.session.query(Teaching).filter_by(person_id=celik.id).count() == 0


@pytest.mark.parametrize("who, role", [("office", "office"), ("head", "school leader")])
def test_the_last_with_a_role_that_the_school_needs_keeps_it(who, role, cast, office, today):
    page = give(office, cast.people[who], "helper")
    assert page.status == 422 and f"Nobody else is {role}. Give somebody else this role first." in page
    page = office.post(f"/office/people/{cast.people[who].id}/leave", {"on": today})
    assert page.status == 422 and f"Nobody else is {role}." in page
    assert cast.people[who].roles == {Role(who if who == "office" else "leader")} and cast.people[who].left_on is None


def test_who_left_does_not_count_as_another(cast, office, today):
    ravi = cast.people["ravi"]
    give(office, ravi, "helper", "office")
    office.post(f"/office/people/{ravi.id}/leave", {"on": today})
    assert give(office, cast.people["office"], "helper").status == 422


def test_with_another_the_role_can_go_and_the_page_closes_at_once(cast, office):
    give(office, cast.people["ravi"], "helper", "office")
    assert give(office, cast.people["office"], "helper").status == 303
    assert office.get("/office").status == 403


def test_of_two_who_take_each_others_role_at_once_one_keeps_it(cast, app):
    ravi, office = cast.people["ravi"], cast.people["office"]
    ravi.staff_roles.append(StaffRole(role=Role.OFFICE))
    db.session.commit()
    numbers, refused, ready = (office.id, ravi.id), [], threading.Barrier(2)

    def take_from(number: int) -> None:
        with app.app_context():
            ready.wait()
            try:
                with transaction() as session:
                    person = session.get_one(Person, number)
                    actions.set_roles(person, [Role.HELPER], person, now=clock.now())
            except actions.LastWithRole:
                refused.append(number)

    threads = [threading.Thread(target=Context().run, args=(take_from, number)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1 and len(school.staff_with(Role.OFFICE)) == 1


def test_who_is_no_teacher_any_more_teaches_nothing(cast, office):
    celik = cast.people["celik"]
    give(office, celik, "helper")
    assert celik not in school.teachers_of(cast.classes["3B"].id)


def test_other_classes_are_written_down_without_a_mail(cast, office, visit, work):
    celik = cast.people["celik"]
    page = office.follow(give(office, celik, "teacher", classes=[cast.classes["6A"].id]))
    assert "Teaches: 6A" in page and "Classes: 3B became 6A" in page and work() == []
    assert visit("celik").get(f"/home-context/{cast.pupils['fleur'].id}").status == 404
    assert visit("celik").get(f"/home-context/{cast.pupils['danylo'].id}").status == 200


def test_who_left_is_listed_apart_and_returns_as_who_they_were(cast, office, visit, today):
    ravi = cast.people["ravi"]
    page = office.follow(office.post(f"/office/people/{ravi.id}/leave", {"on": today}))
    assert "Who left" in office.get("/office/staff")
    (undo,) = [form for form in page.forms if form.endswith("/undo")]
    office.post(undo)
    assert "Who left" not in office.get("/office/staff") and visit("ravi").get("/help-calls").status == 200


def test_the_list_asks_the_same_for_few_and_for_many(cast, office, queries):
    office.get("/office/staff")
    with queries() as few:
        office.get("/office/staff")
    for number in range(12):
        db.session.add(Person(first_name=f"Invaller {number}", staff_roles=[StaffRole(role=Role.TEACHER)]))
    db.session.commit()
    with queries() as many:
        office.get("/office/staff")
    assert len(many) == len(few) <= 9, "\n".join(many)
