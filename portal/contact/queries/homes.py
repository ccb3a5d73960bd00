"""The homes of classes: each child with the guardians of one household, as plain data in one question."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select

from portal.contact.rules import Adult
from portal.db import db
from portal.outbox.rules import is_believed
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil


@dataclass(frozen=True)
class Home:
    """A child in one household. `is_one_of_two`: the child has another one too."""

    pupil_id: int
    household_id: int
    child: str
    adults: tuple[Adult, ...]
    is_one_of_two: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.pupil_id, self.household_id

    @property
    def names(self) -> str:
        """The guardians of the home, as they are called."""
        return " · ".join(adult.name for adult in self.adults)


def homes_of_classes(class_ids: Collection[int]) -> list[Home]:
    """Every home of these classes, by the child's name; a child in two of them once."""
    pupils = select(Enrolment.pupil_id).where(Enrolment.class_id.in_(class_ids))
    return _homes(_guardians().where(Pupil.id.in_(pupils)))


def homes_of_pupil(pupil_id: int) -> list[Home]:
    """The one or two homes of a child."""
    return _homes(_guardians().where(Pupil.id == pupil_id))


def home_of(pupil_id: int, household_id: int) -> Home | None:
    """One home of a child; None when nobody there may open the child's pages."""
    return next((home for home in homes_of_pupil(pupil_id) if home.household_id == household_id), None)


def _guardians() -> Select:
    return (
        select(
            Pupil.id, Pupil.first_name, Guardian.household_id, Person.id, Person.first_name, Person.infix,
            Person.last_name, Person.language, Person.email, Person.email_verified_at, Person.email_failed_at,
            Person.phone_mark, Person.came_in_at, Guardian.reads_easily, Guardian.prefers_call,
            Guardian.needs_interpreter,
        )
        .join(Guardianship, Guardianship.pupil_id == Pupil.id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .join(Person, Person.id == Guardian.person_id)
        .where(Guardianship.has_access, Pupil.left_on.is_(None), Person.left_on.is_(None))
        .order_by(Pupil.first_name, Pupil.id, Guardian.household_id, Guardian.id)
    )  # fmt: skip


def _homes(query: Select) -> list[Home]:
    found: dict[tuple[int, int], tuple[str, list[Adult]]] = {}
    for pupil_id, child, household_id, *about in db.session.execute(query):
        found.setdefault((pupil_id, household_id), (child, []))[1].append(_adult(*about))
    children = [pupil_id for pupil_id, _home in found]
    return [
        Home(pupil_id, household_id, child, tuple(adults), children.count(pupil_id) > 1)
        for (pupil_id, household_id), (child, adults) in found.items()
    ]


def _adult(
    person_id, first, infix, last, language, email, verified_at, failed_at, phone_mark, came_in_at, reads, calls, needs
) -> Adult:
    works = bool(email) and is_believed(verified_at=verified_at, failed_at=failed_at)
    return Adult(
        person_id=person_id, name=" ".join(part for part in (first, infix, last) if part), language=language,
        has_email=works, has_phone=bool(phone_mark), is_bounced=bool(email) and not works,
        came_in=came_in_at is not None, reads_easily=reads, prefers_call=calls, needs_interpreter=needs,
    )  # fmt: skip
