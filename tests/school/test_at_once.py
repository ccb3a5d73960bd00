"""Two of the office who save the same thing at the same moment: it is saved once, and nobody meets a broken page."""

from collections.abc import Callable

import pytest

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.outbox import Message
from portal.school import actions
from portal.school import queries as school
from portal.school.actions import CannotUndo, NameTaken, SamePupil
from portal.school.actions.pupils import Identity
from portal.school.models import Guardianship, Person, Pupil, Role, SchoolClass, SchoolYear, Teaching
from tests.meanwhile import Another, second_of


@pytest.fixture
def both(app, cast) -> Callable[..., Another]:
    """`both(first, second)`: the second does it while the first is not kept yet; given back is the second."""
    office = cast.people["office"].id

    def press(deed: Callable) -> None:
        deed(db.session.get_one(Person, office))
        db.session.flush()

    return lambda first, second: second_of(app, lambda: press(first), lambda: press(second))


def written(verb: str) -> int:
    return db.session.query(Audit).filter_by(did=verb).count()


def test_the_same_classes_for_a_teacher_are_saved_once(cast, both):
    celik, others = cast.people["celik"].id, cast.classes["6A"].id

    def save(office: Person) -> None:
        actions.teach(db.session.get_one(Person, celik), [db.session.get_one(SchoolClass, others)], office,
                      now=clock.now())  # fmt: skip

    both(save, save).result()
    assert [row.class_id for row in db.session.query(Teaching).filter_by(person_id=celik)] == [others]
    assert written("classes changed") == 1


def test_the_same_team_of_a_class_is_saved_once(cast, both):
    vos, number = cast.people["vos"].id, cast.classes["3B"].id

    def save(office: Person) -> None:
        people = [db.session.get_one(Person, vos)]
        actions.set_team(db.session.get_one(SchoolClass, number), people, office, now=clock.now())

    both(save, save).result()
    assert [person.id for person in school.teachers_of(number)] == [vos] and written("team changed") == 1


def test_the_same_roles_are_given_once_and_told_once(cast, both):
    ravi = cast.people["ravi"].id

    def save(office: Person) -> None:
        actions.set_roles(db.session.get_one(Person, ravi), [Role.TEACHER, Role.HELPER], office, now=clock.now())

    both(save, save).result()
    assert db.session.get_one(Person, ravi).roles == {Role.TEACHER, Role.HELPER}
    assert db.session.query(Message).filter_by(kind="person", about=ravi).count() == written("roles changed") == 1


def test_a_guardian_is_brought_back_once(cast, both):
    row = db.session.query(Guardianship).filter_by(pupil_id=cast.pupils["fleur"].id).one()
    actions.remove_tie(row, cast.people["office"], now=clock.now())
    deed = db.session.query(Audit).filter_by(did="guardian removed", kind="pupil").one().id

    def undo(office: Person) -> None:
        actions.bring_back(db.session.get_one(Audit, deed), office, now=clock.now())

    second = both(undo, undo)
    with pytest.raises(CannotUndo):
        second.result()
    assert db.session.query(Guardianship).filter_by(pupil_id=cast.pupils["fleur"].id).count() == 1


def test_a_name_is_given_to_one_class_of_a_year(cast, both):
    year = cast.classes["3B"].year_id

    def add(office: Person) -> None:
        actions.add_class(db.session.get_one(SchoolYear, year), "3C", "3", office, now=clock.now())

    second = both(add, add)
    with pytest.raises(NameTaken):
        second.result()
    assert db.session.query(SchoolClass).filter_by(name="3C").count() == 1


def test_of_two_classes_that_get_one_name_one_has_it(cast, both):
    numbers = [cast.classes[name].id for name in ("3B", "6A")]

    def rename(number: int) -> Callable:
        return lambda office: actions.change_class(
            db.session.get_one(SchoolClass, number), "7A", "7", office, now=clock.now()
        )

    second = both(rename(numbers[0]), rename(numbers[1]))
    with pytest.raises(NameTaken):
        second.result()
    assert [each.id for each in db.session.query(SchoolClass).filter_by(name="7A")] == numbers[:1]


def test_a_pupil_is_added_once(both):
    def add(office: Person) -> None:
        actions.add_pupil(Identity("Pim", "de", "Wit", "2018-03-01"), None, office, now=clock.now())

    second = both(add, add)
    with pytest.raises(SamePupil):
        second.result()
    assert db.session.query(Pupil).filter_by(first_name="Pim").count() == 1
