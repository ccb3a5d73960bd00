"""Guardians with the children whose pages are open to them: the one question that lists and letters are made from."""

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import aliased

from portal.invitations.models import Invitation
from portal.school import queries as school
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil, SchoolClass, StaffRole

is_on_the_staff = exists().where(StaffRole.person_id == Person.id)


def families(*columns) -> Select:
    """A row for each guardian and child: with access, both still here; the child's own class of this year, if any.

    Joined too, if there is one: the guardian's newest letter. By class, child, household and guardian.
    """
    own = and_(
        Enrolment.pupil_id == Pupil.id,
        Enrolment.is_own_class,
        Enrolment.year_id == school.current_year_id().scalar_subquery(),
    )
    in_order = (Pupil.first_name, Pupil.id, Guardian.household_id, Guardian.id)
    return (
        select(*columns)
        .select_from(Guardianship)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .join(Person, Person.id == Guardian.person_id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .outerjoin(Enrolment, own)
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .outerjoin(Invitation, Invitation.id == _newest())
        .where(Guardianship.has_access, Pupil.left_on.is_(None), Person.left_on.is_(None))
        .order_by(SchoolClass.id.is_(None), SchoolClass.grade, SchoolClass.name, SchoolClass.id, *in_order)
    )


def _newest():
    letter = aliased(Invitation)
    return select(func.max(letter.id)).where(letter.person_id == Person.id).correlate(Person).scalar_subquery()
