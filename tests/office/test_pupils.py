"""The office adds a pupil, changes a name, moves a pupil to another class, and notes who leaves and comes back."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import undefer

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.school import actions
from portal.school.models import Enrolment, PastEnrolment, Pupil
from tests.conftest import rows
from tests.stories import a_round, told


def deeds_of(pupil: Pupil) -> list[tuple[str, dict | None]]:
    query = db.session.query(Audit).options(undefer(Audit.detail)).filter_by(kind="pupil", about=pupil.id)
    return [(row.did, row.detail) for row in query.order_by(Audit.id) if row.did != "saw"]


def class_names(pupil: Pupil) -> list[str]:
    query = db.session.query(Enrolment).filter_by(pupil_id=pupil.id, is_own_class=True)
    return [row.school_class.name for row in query]


def move(office, pupil: Pupil, school_class, on: str):
    return office.post(f"/office/pupils/{pupil.id}/class", {"school_class": school_class.id, "on": on})


def test_a_pupil_is_added_by_hand_and_is_in_the_class(cast, office):
    form = {
        "first_name": " Nour ",
        "last_name": "Saleh",
        "born_on": "2018-02-03",
        "school_class": cast.classes["3B"].id,
    }
    page = office.follow(office.post("/office/pupils/new", form))
    assert (
        "Nour is added. Add the guardians now." in page
        and "3 February 2018" in page
        and "No guardian is known yet" in page
    )
    assert "Nour Saleh" in office.get(f"/office/classes/{cast.classes['3B'].id}")
    assert "2018-02-03" not in str(rows("pupil")), "a birth date is sealed"


@pytest.mark.parametrize("field, value", [("first_name", "  "), ("born_on", "2018-02-30"), ("school_class", "999"),
                                          ("first_name", "x" * 121)])  # fmt: skip
def test_a_pupil_who_is_filled_in_wrongly_is_not_added(field, value, cast, office):
    form = {"first_name": "Nour", "last_name": "Saleh", "born_on": "2018-02-03", "school_class": 0} | {field: value}
    page = office.post("/office/pupils/new", form)
    assert page.status == 422 and f'id="{field}-error"' in page.html
    assert db.session.query(Pupil).count() == 46


def test_the_same_child_is_not_added_twice(office):
    form = {"first_name": "Nour", "last_name": "Saleh", "born_on": "2018-02-03", "school_class": 0}
    office.post("/office/pupils/new", form)
    page = office.post("/office/pupils/new", form | {"first_name": "NOUR"})
    known = db.session.query(Pupil).filter_by(first_name="Nour").one()
    assert page.status == 422 and f"/office/pupils/{known.id}" in page.links and "is known already" in page
    assert office.post("/office/pupils/new", form | {"born_on": "2019-02-03"}).status == 303, "a namesake"


def test_another_name_is_kept_with_what_it_was(cast, office):
    fleur = cast.pupils["fleur"]
    was_born_on = fleur.born_on
    form = {"first_name": "Fleur", "infix": "de", "last_name": "Visser-Bos", "born_on": "2018-05-04"}
    page = office.follow(office.post(f"/office/pupils/{fleur.id}/change", form))
    assert "Fleur de Visser-Bos" in page and "Visser became Visser-Bos" in page and "4 May 2018" in page
    ((did, detail),) = deeds_of(fleur)
    assert did == "pupil changed" and detail == {
        "infix": ["", "de"], "last_name": ["Visser", "Visser-Bos"], "born_on": [was_born_on, "2018-05-04"]
    }  # fmt: skip
    assert "Visser-Bos" not in str(rows("audit")), "what changed is sealed"


def test_saving_without_a_change_writes_nothing_down(cast, office):
    fleur = cast.pupils["fleur"]
    office.post(f"/office/pupils/{fleur.id}/change", {"first_name": "Fleur", "last_name": "Visser"})
    assert deeds_of(fleur) == []


def test_opening_a_pupils_page_is_written_down(cast, office):
    office.get(f"/office/pupils/{cast.pupils['fleur'].id}")
    looks = db.session.query(Audit).filter_by(did="saw", kind="pupil").all()
    assert [(look.person_id, look.about) for look in looks] == [(cast.people["office"].id, cast.pupils["fleur"].id)]


def test_the_page_says_where_the_pupil_is_at_home(cast, office):
    page = office.get(f"/office/pupils/{cast.pupils['zofia'].id}")
    assert page.text.index("Home 1") < page.text.index("Dana") < page.text.index("Home 2") < page.text.index("Paweł")


def test_a_pupil_moves_and_the_class_before_stays_readable(cast, office, today):
    fleur = cast.pupils["fleur"]
    page = office.follow(move(office, fleur, cast.classes["6A"], today))
    assert "Fleur is in 6A now." in page and class_names(fleur) == ["6A"]
    with i18n.in_language("en"):
        until = f"until {i18n.full_day(i18n.local_date(clock.now()))}"
    words = page.text
    assert words.index("6A · ") < words.index("3B · ") < words.index(until)
    assert "moved a child to another class" in page and "3B became 6A" in page


def test_a_move_closes_the_old_class_and_opens_the_new_one_at_once(cast, office, visit, today):
    bart, celik, vos = visit("bart"), visit("celik"), visit("vos")
    fleur, old, new = cast.pupils["fleur"], cast.classes["3B"], cast.classes["6A"]
    assert bart.get(f"/classes/{old.id}").status == celik.get(f"/home-context/{fleur.id}").status == 200
    move(office, fleur, new, today)
    assert bart.get(f"/classes/{old.id}").status == celik.get(f"/home-context/{fleur.id}").status == 404
    assert bart.get(f"/classes/{new.id}").status == vos.get(f"/home-context/{fleur.id}").status == 200


def test_a_move_is_undone_as_if_it_had_not_been(cast, office, visit, today):
    fleur = cast.pupils["fleur"]
    page = office.follow(move(office, fleur, cast.classes["6A"], today))
    (undo,) = [form for form in page.forms if form.endswith("/undo")]
    page = office.follow(office.post(undo))
    assert "Undone. It is as it was before." in page and class_names(fleur) == ["3B"]
    assert db.session.query(PastEnrolment).count() == 0 and "until" not in page
    assert db.session.query(Enrolment).filter_by(pupil_id=fleur.id).one().started_on is None
    again = office.post(undo)
    assert again.status == 422 and "cannot be undone any more" in again and class_names(fleur) == ["3B"]


def test_there_and_back_in_one_year_keeps_all_of_it(cast, office):
    fleur, days = cast.pupils["fleur"], i18n.local_date(clock.now())
    move(office, fleur, cast.classes["6A"], (days - timedelta(days=9)).isoformat())
    page = office.follow(move(office, fleur, cast.classes["3B"], (days - timedelta(days=2)).isoformat()))
    assert class_names(fleur) == ["3B"] and db.session.query(PastEnrolment).count() == 2
    assert page.text.count("3B · ") == 2 and page.text.count("6A · ") == 1


@pytest.mark.parametrize("days", [1, -400])
def test_a_day_on_which_it_cannot_have_happened_is_refused(days, cast, office):
    day = (i18n.local_date(clock.now()) + timedelta(days=days)).isoformat()
    page = move(office, cast.pupils["fleur"], cast.classes["6A"], day)
    assert page.status == 422 and 'id="on-error"' in page.html and class_names(cast.pupils["fleur"]) == ["3B"]


def test_a_move_before_the_last_move_is_refused(cast, office, today):
    fleur = cast.pupils["fleur"]
    move(office, fleur, cast.classes["6A"], today)
    day = (i18n.local_date(clock.now()) - timedelta(days=3)).isoformat()
    assert move(office, fleur, cast.classes["3B"], day).status == 422 and class_names(fleur) == ["6A"]


def test_the_same_class_and_no_class_are_refused(cast, office, today):
    fleur = cast.pupils["fleur"]
    page = move(office, fleur, cast.classes["3B"], today)
    assert page.status == 422 and "in this class already" in page
    for wrong in ("0", "", "99", "x"):
        answer = office.post(f"/office/pupils/{fleur.id}/class", {"school_class": wrong, "on": today})
        assert answer.status == 422 and 'id="school_class-error"' in answer.html
    assert deeds_of(fleur) == []


def test_a_group_across_classes_can_become_the_own_class(cast, office, today):
    fleur, group = cast.pupils["fleur"], cast.classes["6A"]
    db.session.add(Enrolment(pupil_id=fleur.id, class_id=group.id, year_id=group.year_id, is_own_class=False))
    db.session.commit()
    assert move(office, fleur, group, today).status == 303 and class_names(fleur) == ["6A"]


def test_the_move_says_which_conversation_stays_booked(cast, office):
    told(cast)
    page = office.get(f"/office/pupils/{cast.pupils['fleur'].id}/class")
    assert "These conversations are booked." in page and "15:" in page or "14:" in page


def test_a_pupil_without_a_class_is_listed_and_gets_one(cast, office, today):
    fleur = cast.pupils["fleur"]
    db.session.query(Enrolment).filter_by(pupil_id=fleur.id).delete()
    db.session.commit()
    page = office.get("/office/classes")
    assert "In no class" in page and "Fleur Visser" in page
    assert "In no class yet" in office.get(f"/office/pupils/{fleur.id}")
    assert move(office, fleur, cast.classes["3B"], today).status == 303
    assert db.session.query(PastEnrolment).count() == 0 and "In no class" not in office.get("/office/classes")


def test_a_pupil_leaves_and_the_familys_pages_close_while_they_stay_signed_in(cast, office, visit, today):
    yusuf, amina = cast.pupils["yusuf"], visit("amina")
    home, school_class = f"/home-context/{yusuf.id}", f"/classes/{cast.classes['3B'].id}"
    assert amina.get(home).status == amina.get(school_class).status == 200
    page = office.follow(office.post(f"/office/pupils/{yusuf.id}/leave", {"on": today}))
    assert "Yusuf has left the school." in page
    assert amina.get(home).status == amina.get(school_class).status == 404
    assert amina.get("/").status == 200 and "Salma" in amina.get("/"), "the sister's pages stay"
    (undo,) = [form for form in page.forms if form.endswith("/undo")]
    assert office.post(undo).status == 303 and amina.get(home).status == 200


def test_a_pupil_comes_back_much_later(cast, office, visit, today):
    yusuf = cast.pupils["yusuf"]
    office.post(f"/office/pupils/{yusuf.id}/leave", {"on": today})
    office.post(f"/office/pupils/{yusuf.id}/change", {"first_name": "Joesoef", "last_name": "Haddad"})
    page = office.get(f"/office/pupils/{yusuf.id}")
    assert not [form for form in page.forms if form.endswith("/undo")], "something came after it"
    page = office.follow(office.post(f"/office/pupils/{yusuf.id}/come-back"))
    assert "Joesoef is at school again." in page and visit("amina").get(f"/home-context/{yusuf.id}").status == 200
    assert office.post(f"/office/pupils/{yusuf.id}/come-back").status == 303
    assert [did for did, _detail in deeds_of(yusuf)] == ["pupil left", "pupil changed", "pupil came back"]


@pytest.mark.parametrize("on", ["", "x", "2100-01-01"])
def test_leaving_on_a_day_that_is_none_or_still_to_come_is_refused(on, cast, office):
    page = office.post(f"/office/pupils/{cast.pupils['fleur'].id}/leave", {"on": on})
    assert page.status == 422 and 'id="on-error"' in page.html
    assert db.session.query(Pupil).filter(Pupil.left_on.is_not(None)).count() == 0


def test_two_who_move_a_pupil_at_once_leave_one_own_class(cast, office, today):
    fleur, day = cast.pupils["fleur"], i18n.local_date(clock.now())
    actions.move_class(fleur, cast.classes["6A"], day, cast.people["office"], today=day, now=clock.now())
    with pytest.raises(actions.InThatClass):
        actions.move_class(fleur, cast.classes["6A"], day, cast.people["office"], today=day, now=clock.now())
    assert class_names(fleur) == ["6A"]


def test_the_pupils_page_asks_the_same_for_one_guardian_and_for_two(cast, office, queries):
    a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    fleurs, zofias = (f"/office/pupils/{cast.pupils[child].id}" for child in ("fleur", "zofia"))
    office.get(fleurs)
    with queries() as one:
        office.get(fleurs)
    with queries() as two:
        office.get(zofias)
    assert len(two) == len(one) <= 14, "\n".join(two)
