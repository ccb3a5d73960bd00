"""The names that an engine may not see: of everybody around the classes of a post."""

from sqlalchemy import select

from portal.db import db
from portal.news.models import Post
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil, SchoolClass, StaffRole


def names_around(post: Post) -> set[str]:
    """First and last names, alone and together, of the children, their guardians and all staff; and of the classes."""
    pupils = select(Enrolment.pupil_id).where(Enrolment.class_id.in_(post.class_ids))
    guardians = (
        select(Guardian.person_id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .where(Guardianship.pupil_id.in_(pupils))
    )
    people = Person.id.in_(guardians) | Person.id.in_(select(StaffRole.person_id)) | (Person.id == post.author_id)
    names = [(Pupil, Pupil.id.in_(pupils)), (Person, people)]
    classes = select(SchoolClass.name).where(SchoolClass.id.in_(post.class_ids))
    return {*db.session.scalars(classes)} | {
        name
        for kind, these in names
        for row in db.session.execute(select(kind.first_name, kind.infix, kind.last_name).where(these))
        for name in _forms(*row)
    }


def _forms(first: str, infix: str, last: str) -> list[str]:
    whole_last = " ".join(part for part in (infix, last) if part)
    # "van" and "de" are words of every other sentence too: alone they name nobody.
    parts = [part for part in (*first.split(), *last.replace("-", " ").split()) if not part.islower()]
    return [name for name in (first, last, whole_last, f"{first} {whole_last}", *parts) if len(name) > 1]
