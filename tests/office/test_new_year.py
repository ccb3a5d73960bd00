"""The office prepares the next school year in peace, starts it for everybody at once, and can take that back."""

import pytest
from sqlalchemy.orm import undefer

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.rosters.actions import bring_in
from portal.rosters.rules import Roster
from portal.rosters.rules.roster import RosterClass, RosterPupil
from portal.school import actions
from portal.school import queries as school
from portal.school.models import Enrolment, Pupil, School, SchoolClass, SchoolYear, Teaching
from tests.stories import a_home_item, a_post


@pytest.fixture
def coming(cast, office) -> dict[str, SchoolClass]:
    """Next year as the portal suggests it, class by class."""
    assert office.post("/office/years/prepare").location == "/office/years/next"
    return the_classes()


def the_classes() -> dict[str, SchoolClass]:
    year = school.coming_year()
    return {each.name: each for each in school.classes_of_year(year)} if year else {}


def send(office, to, *pupils: Pupil, back="unplaced"):
    return office.post("/office/years/next/place", {"pupils": [each.id for each in pupils], "to": to, "back": back})


def start(office):
    year = school.coming_year()
    return office.post("/office/years/next/start", {"year": year.id if year else 0})


def size_of(school_class: SchoolClass) -> int:
    return len(school.pupils_of(school_class.id))


def test_classes_move_up_with_their_pupils_and_new_ones_wait_below(cast, coming, office):
    assert {name: (each.grade, size_of(each)) for name, each in coming.items()} == {
        "3B": ("3", 0), "4B": ("4", 24), "6A": ("6", 0), "7A": ("7", 22)
    }  # fmt: skip
    assert coming["4B"].emblem == cast.classes["3B"].emblem and len({each.emblem for each in coming.values()}) == 4
    assert {p.last_name for p in school.teachers_of(coming["3B"].id)} == {"Çelik", "Jansen"}
    page = office.get("/office/years/next")
    assert "24 from 3B" in page and "22 from 6A" in page and "nobody teaches this class yet" in page


def test_nobody_sees_it_before_it_starts(cast, coming, visit):
    new = coming["4B"]
    db.session.add(Teaching(person_id=cast.people["vos"].id, class_id=new.id))
    db.session.commit()
    for who in ("bart", "vos", "noor"):
        assert visit(who).get(f"/classes/{new.id}").status in (403, 404)
    for who in ("bart", "vos", "celik"):
        page = visit(who).get("/")
        assert "4B" not in page and f"/classes/{new.id}" not in page.links
    assert visit("vos").get(f"/home-context/{cast.pupils['fleur'].id}").status == 404
    assert visit("vos").post(f"/classes/{new.id}/write", {"title": "Nieuws", "text": "Hallo"}).status == 404
    assert school.class_of(cast.pupils["fleur"]) is cast.classes["3B"]
    assert [c.name for c in school.current_classes()] == ["3B", "6A"]


def test_the_last_grade_leaves(cast, office):
    cast.classes["6A"].grade = "8"
    db.session.commit()
    office.post("/office/years/prepare")
    page = office.get("/office/years/next/leaving")
    assert "Salma Haddad (6A)" in page and "Fleur" not in page and "22 pupils" in office.get("/office/years/next")


def test_it_can_be_left_and_come_back_to(coming, office):
    office.post(f"/office/years/next/classes/{coming['4B'].id}", {"name": "4 Vlinders", "grade": "4"})
    assert "is being prepared; nobody else sees it yet" in office.get("/office/years")
    assert "4 Vlinders" in office.get("/office/years/next")
    office.post("/office/years/prepare")
    assert db.session.query(SchoolYear).count() == 2 and set(the_classes()) == {"3B", "4 Vlinders", "6A", "7A"}


def test_preparing_again_places_only_who_came_since(cast, coming, office):
    send(office, "later", cast.pupils["yusuf"])
    send(office, coming["3B"].id, cast.pupils["zofia"])
    office.post(f"/office/years/next/classes/{coming['4B'].id}", {"name": "Vlinders", "grade": "4"})
    new = Pupil(first_name="Nour")
    this = cast.classes["3B"]
    db.session.add(Enrolment(pupil=new, class_id=this.id, year_id=this.year_id))
    db.session.commit()
    page = office.get("/office/years/next/unplaced")
    assert "Nour (3B)" in page and "Yusuf Haddad (3B)" in page
    office.post("/office/years/prepare")
    assert "Nour" in office.get(f"/office/years/next/classes/{coming['4B'].id}"), "where most of 3B go"
    assert [p.first_name for p in school.pupils_of(coming["3B"].id)] == ["Zofia"]
    assert "There is nobody here." in office.get("/office/years/next/unplaced")


def test_children_are_sent_elsewhere_a_few_at_a_time(cast, coming, office):
    fleur, zofia, yusuf = (cast.pupils[name] for name in ("fleur", "zofia", "yusuf"))
    send(office, coming["7A"].id, fleur, zofia)
    send(office, "leaves", yusuf)
    page = office.get(f"/office/years/next/classes/{coming['7A'].id}")
    assert "Fleur Visser (3B)" in page and "Zofia Kowalska (3B)" in page and size_of(coming["4B"]) == 21
    send(office, "later", zofia)
    assert "Zofia Kowalska (3B)" in office.get("/office/years/next/unplaced")
    assert "Yusuf Haddad (3B)" in office.get("/office/years/next/leaving")
    send(office, coming["4B"].id, yusuf, back="leaving")
    assert "There is nobody here." in office.get("/office/years/next/leaving")


@pytest.mark.parametrize("fields", [{"to": "leaves"}, {"pupils": ["x"], "to": "later"}, {"pupils": ["1"], "to": ""},
                                    {"pupils": ["1"], "to": "999"}, {"pupils": ["1"], "to": "now"}])  # fmt: skip
def test_sending_nobody_or_nowhere_is_refused(fields, coming, office):
    for back in (coming["4B"].id, "unplaced"):
        page = office.post("/office/years/next/place", fields | {"back": back})
        assert page.status == 422 and page.alerts == 1
    assert size_of(coming["4B"]) == 24


def test_numbers_of_nobody_are_left_out(cast, coming, office):
    numbers = ["0", "-5", "99999", str(2**40), str(cast.pupils["fleur"].id)]
    office.post("/office/years/next/place", {"pupils": numbers, "to": coming["7A"].id, "back": "x" * 40})
    assert size_of(coming["7A"]) == 23


def test_a_class_is_renamed_given_teachers_added_and_removed(cast, coming, office):
    address = f"/office/years/next/classes/{coming['4B'].id}"
    office.post(address, {"name": "4B", "grade": "4", "team": [cast.people["vos"].id]})
    assert "Pieter Vos" in office.get("/office/years/next")
    page = office.follow(office.post("/office/years/next/classes/new", {"name": "Plusgroep", "grade": ""}))
    assert "Class Plusgroep is added." in page
    plus = the_classes()["Plusgroep"]
    assert (
        office.post(f"/office/years/next/classes/{plus.id}/remove").status == 303 and "Plusgroep" not in the_classes()
    )
    refused = office.post(f"{address}/remove")
    assert refused.status == 422 and "There are children in this class." in refused and "4B" in the_classes()


@pytest.mark.parametrize("fields", [{"name": " "}, {"name": "7a"}, {"name": "x" * 121}, {"grade": "x" * 13},
                                    {"team": ["999"]}, {"team": ["x"]}])  # fmt: skip
def test_a_class_that_is_filled_in_wrongly_stays_as_it_was(fields, coming, office):
    form = {"name": "4B", "grade": "4"} | fields
    for address in (f"/office/years/next/classes/{coming['4B'].id}", "/office/years/next/classes/new"):
        assert office.post(address, {"name": "9Z"} | form if "new" in address else form).status == 422
    assert set(the_classes()) == {"3B", "4B", "6A", "7A"}


def test_only_a_teacher_teaches_next_year(cast, coming, office):
    form = {"name": "4B", "grade": "4", "team": [cast.people["noor"].id]}
    assert office.post(f"/office/years/next/classes/{coming['4B'].id}", form).status == 422


def test_classes_of_now_are_not_changed_here(cast, coming, office):
    address = f"/office/years/next/classes/{cast.classes['3B'].id}"
    assert office.get(address).status == office.post(f"{address}/remove").status == 404


def test_before_the_start_it_says_what_will_change(cast, coming, office):
    cast_leaves = cast.pupils["yusuf"], cast.pupils["danylo"]
    send(office, "leaves", *cast_leaves)
    send(office, "later", cast.pupils["fleur"])
    page = office.get("/office/years/next/start")
    assert "2 pupils leave the school" in page and "1 pupil has no place yet, and will be in no class." in page
    assert "Nobody teaches yet: 4B, 7A" in page and school.class_of(cast.pupils["fleur"]) is not None


def test_starting_switches_everything_for_everybody(cast, coming, office, visit):
    a_home_item(cast.people["bart"], cast.pupils["fleur"], "Fleur houdt van paarden.")
    a_post(cast.people["celik"], cast.classes["3B"], title="Het schoolreisje")
    office.post(
        f"/office/years/next/classes/{coming['4B'].id}", {"name": "4B", "grade": "4", "team": cast.people["vos"].id}
    )
    send(office, "leaves", cast.pupils["salma"])
    people = {who: visit(who) for who in ("bart", "celik", "vos", "amina")}
    page = office.follow(start(office))
    assert "has begun." in page
    home = f"/home-context/{cast.pupils['fleur'].id}"
    assert "4B" in people["bart"].get("/") and people["bart"].get(f"/classes/{coming['4B'].id}").status == 200
    assert "Het schoolreisje" in people["bart"].get(f"/classes/{cast.classes['3B'].id}"), "last year's news stays"
    assert people["vos"].get(home).status == 200 and people["celik"].get(home).status == 404
    assert people["amina"].get(f"/home-context/{cast.pupils['salma'].id}").status == 404
    assert people["amina"].get(f"/home-context/{cast.pupils['yusuf'].id}").status == 200
    assert cast.pupils["salma"].left_on == i18n.local_date(clock.now())


def test_last_years_classes_stay_readable_for_the_office(cast, coming, office, visit):
    send(office, "leaves", cast.pupils["salma"])
    last = cast.classes["6A"]
    start(office)
    page = office.get(f"/office/classes/{last.id}")
    assert "Salma Haddad" in page and "Danylo Shevchenko" in page and "Pieter Vos" in page and last.year.name in page
    listed = office.get(f"/office/classes?year={last.year_id}")
    assert "This year is over." in listed and f"/office/classes/{last.id}" in listed.links
    stays = office.get(f"/office/pupils/{cast.pupils['danylo'].id}").text
    assert stays.index("7A · ") < stays.index("6A · ")


def test_the_start_is_taken_back_as_long_as_nothing_was_done(cast, coming, office, visit):
    send(office, "leaves", cast.pupils["salma"])
    start(office)
    page = office.follow(office.post("/office/years/take-back"))
    assert "has not begun after all" in page and school.class_of(cast.pupils["fleur"]) is cast.classes["3B"]
    assert visit("amina").get(f"/home-context/{cast.pupils['salma'].id}").status == 200
    assert "Salma Haddad (6A)" in office.get("/office/years/next/leaving"), "what was prepared is still there"
    assert start(office).status == 303 and cast.pupils["salma"].left_on is not None


def test_once_something_is_done_in_a_new_class_it_stays(cast, coming, office):
    start(office)
    db.session.add(Teaching(person_id=cast.people["vos"].id, class_id=coming["7A"].id))
    a_post(cast.people["vos"], coming["7A"])
    db.session.commit()
    assert "Undo the start" not in office.get("/office/years")
    page = office.post("/office/years/take-back")
    assert page.status == 422 and "cannot be undone any more" in page
    assert school.class_of(cast.pupils["danylo"]) is coming["7A"]


def test_a_year_that_was_never_started_here_is_not_taken_back(cast, office):
    assert office.post("/office/years/take-back").status == 422
    assert "Undo the start" not in office.get("/office/years")


def test_a_second_press_starts_nothing_twice(coming, office):
    number = school.coming_year()
    assert number is not None
    assert office.post("/office/years/next/start", {"year": number.id}).status == 303
    assert office.post("/office/years/next/start", {"year": number.id}).location == "/office/years"
    assert db.session.query(Audit).filter_by(did="year started").count() == 1


@pytest.mark.parametrize("year", ["", "x", "1", "99999999999999999999"])
def test_another_year_than_the_one_that_was_shown_does_not_start(year, cast, coming, office):
    page = office.post("/office/years/next/start", {"year": year})
    assert page.status == 422 and "Look again at what will change." in page
    assert school.class_of(cast.pupils["fleur"]) is cast.classes["3B"]


def test_starting_is_written_down_with_who_leaves(cast, coming, office):
    send(office, "leaves", cast.pupils["salma"])
    start(office)
    row = db.session.query(Audit).options(undefer(Audit.detail)).filter_by(did="year started").one()
    assert row.person_id == cast.people["office"].id and row.detail is not None
    assert row.detail["leavers"] == [cast.pupils["salma"].id]
    assert "wrote down that a child left" in office.get(f"/office/pupils/{cast.pupils['salma'].id}")


def test_a_roster_of_next_year_that_comes_early_changes_nothing_yet(cast, office):
    db.session.query(School).update({"is_demo": False, "name_key": "99ZZ"})
    name = cast.classes["3B"].year.name
    start_year = int(name[:4]) + 1
    roster = Roster("99ZZ", f"{start_year}-{start_year + 1}", [RosterClass("k1", "4B", "4")],
                    [RosterPupil("p1", "Fleur", "", "Visser", "", "k1")])  # fmt: skip
    cast.pupils["fleur"].roster_key = "p1"
    bring_in(roster)
    db.session.commit()
    assert school.class_of(cast.pupils["fleur"]) is cast.classes["3B"]
    assert [c.name for c in school.current_classes()] == ["3B", "6A"]
    office.post("/office/years/prepare")
    assert size_of(the_classes()["4B"]) == 24, "who was not in the roster joins the class that is there already"
    start(office)
    now_in = school.class_of(cast.pupils["fleur"])
    assert now_in is not None and now_in.name == "4B" and now_in.roster_key == "k1"


def test_the_first_roster_of_an_empty_school_is_this_year(app):
    for table in (Teaching, Enrolment, SchoolClass, SchoolYear):
        db.session.query(table).delete()
    db.session.query(School).delete()
    bring_in(Roster("99ZZ", "2031-2032", [RosterClass("k1", "4B", "4")]))
    bring_in(Roster("99ZZ", "2032-2033", [RosterClass("k1", "5B", "5")]))
    assert [c.name for c in school.current_classes()] == ["4B"]
    coming = school.coming_year()
    assert coming is not None and coming.name == "2032-2033"


def test_a_school_without_a_year_says_so(app, office):
    for table in (Teaching, Enrolment, SchoolClass, SchoolYear):
        db.session.query(table).delete()
    db.session.commit()
    assert "There is no school year yet." in office.get("/office/years")
    assert "There are no classes yet." in office.get("/office/classes")
    assert "There is no school year yet." in office.follow(office.post("/office/years/prepare"))
    for path in ("", "/leaving", "/unplaced", "/start", "/classes/new"):
        assert office.get(f"/office/years/next{path}").location == "/office/years"
    assert office.post("/office/years/next/place").location == "/office/years"


def test_two_who_start_at_once_start_it_once(cast, coming, app):
    year, day = school.coming_year(), i18n.local_date(clock.now())
    assert year is not None
    actions.start(year, cast.people["office"], today=day, now=clock.now())
    with pytest.raises(actions.YearStarted):
        actions.start(year, cast.people["office"], today=day, now=clock.now())


def test_the_overview_asks_the_same_for_few_and_for_many_classes(coming, office, queries):
    office.get("/office/years/next")
    with queries() as few:
        office.get("/office/years/next")
    for number in range(8):
        office.post("/office/years/next/classes/new", {"name": f"Groep {number}0", "grade": ""})
    with queries() as many:
        office.get("/office/years/next")
    assert len(many) == len(few) <= 13, "\n".join(many)
