"""How many families opened a post or said something to it, and which said what."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Subquery, case, func, select

from portal.db import db
from portal.news.models import Opened, Post, PostClass
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil


@dataclass(frozen=True)
class Reach:
    """How many families of a class opened a post, of how many; and how many said something to it."""

    opened: int
    families: int
    reacted: int = 0


@dataclass
class Reacted:
    """What one family said to a post: who saw it, and who says thank you."""

    seen: list[str] = field(default_factory=list)
    thanks: list[str] = field(default_factory=list)


def reach_of(posts: list[int], class_id: int) -> dict[int, Reach]:
    """For each of these posts how many of the class's households opened it."""
    homes = _homes_in(class_id)
    families = db.session.scalar(select(func.count(homes.c.home.distinct()))) or 0
    counted = (
        select(
            Opened.post_id, func.count(homes.c.home.distinct()), func.count(case((_REACTED, homes.c.home)).distinct())
        )
        .join(homes, homes.c.person_id == Opened.person_id)
        .where(Opened.post_id.in_(posts))
        .group_by(Opened.post_id)
    )
    found = {number: (opened, reacted) for number, opened, reacted in db.session.execute(counted)}
    return {number: Reach(found.get(number, (0, 0))[0], families, found.get(number, (0, 0))[1]) for number in posts}


def said_to(post_id: int, class_id: int) -> tuple[Post, list[Reacted]] | None:
    """A post on the page of a class, and what each of its families said to it; None when it does not stand there."""
    here = select(Post).where(Post.id == post_id, Post.places.any(PostClass.class_id == class_id))
    post = db.session.scalar(here) if 0 < post_id < 2**31 else None
    if post is None:
        return None
    homes = _homes_in(class_id)
    query = (
        select(homes.c.home, Person, Opened.seen_at, Opened.thanked_at)
        .join(Person, Person.id == homes.c.person_id)
        .join(Opened, (Opened.person_id == Person.id) & (Opened.post_id == post_id))
        .where(_REACTED)
        .order_by(Person.last_name, Person.first_name, Person.id)
    )
    families: dict[int, Reacted] = {}
    for home, person, seen_at, thanked_at in db.session.execute(query).unique():
        said = families.setdefault(home, Reacted())
        said.seen += [person.full_name] if seen_at else []
        said.thanks += [person.full_name] if thanked_at else []
    return post, list(families.values())


_REACTED = Opened.seen_at.is_not(None) | Opened.thanked_at.is_not(None)


def _homes_in(class_id: int) -> Subquery:
    return (
        select(Guardian.household_id.label("home"), Guardian.person_id.label("person_id"))
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Enrolment, Enrolment.pupil_id == Guardianship.pupil_id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .where(Enrolment.class_id == class_id, Guardianship.has_access, Pupil.left_on.is_(None))
        .distinct()
        .subquery()
    )


def reactions_of(pupil_id: int, household_id: int, *, since: datetime) -> list[datetime]:
    """When this household said something with one tap to the news of this child's classes: the moments alone."""
    said_at = func.coalesce(Opened.thanked_at, Opened.seen_at)
    own = (
        select(Guardian.person_id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .where(Guardian.household_id == household_id, Guardianship.pupil_id == pupil_id, Guardianship.has_access)
    )
    letters = (
        select(PostClass.post_id)
        .join(Enrolment, Enrolment.class_id == PostClass.class_id)
        .where(Enrolment.pupil_id == pupil_id)
    )
    query = select(said_at).where(said_at >= since, Opened.person_id.in_(own), Opened.post_id.in_(letters))
    return list(db.session.scalars(query.order_by(said_at, Opened.post_id, Opened.person_id)))
