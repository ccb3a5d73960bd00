"""Whom a post reached: each family, what they did, and what may stand in the way. No ranking of parents."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, select

from portal import outbox
from portal.db import db
from portal.news.models import Opened, Post, Version
from portal.outbox import Channel, Digest, DigestPost
from portal.school import queries as school
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil, Role, SchoolClass


class Reached(StrEnum):
    """How far a post came with a family; silence says nothing about interest."""

    NO_DATA = "no data"
    BOUNCED = "bounced"
    NEVER_IN = "never in"
    SILENT = "silent"
    WAITING = "waiting"
    OPENED = "opened"
    REACTED = "reacted"


NOT_REACHED = (Reached.NO_DATA, Reached.BOUNCED, Reached.NEVER_IN, Reached.SILENT)


@dataclass(frozen=True)
class Member:
    """One guardian: how far it came, when it was opened, and whether the post is there in the own language."""

    person: Person
    state: Reached
    opened_at: datetime | None
    is_in_own_language: bool

    @property
    def guardian(self) -> Guardian:
        assert self.person.guardian is not None
        return self.person.guardian


@dataclass
class Family:
    """One household with its children in the classes asked about; it is as far as whoever came furthest."""

    children: list[str] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    @property
    def state(self) -> Reached:
        order = list(Reached)
        return max((member.state for member in self.members), key=order.index)


def classes_reached(post: Post, person: Person) -> list[SchoolClass]:
    """The classes of a post whose families somebody may look at: the own ones; the leader all."""
    places = [place.school_class for place in post.places]
    return places if Role.LEADER in person.roles else [each for each in places if school.teaches(person, each.id)]


def families_reached(post: Post, classes: Iterable[SchoolClass]) -> list[Family]:
    """Every family of these classes, by the first names of the children."""
    rows = db.session.execute(_rows(post, [each.id for each in classes])).unique().all()
    people = {person.id: person for _home, _child, person, *_rest in rows}
    devices, later, languages = outbox.people_with_devices(), _waiting(post, people), _languages(post)
    families: dict[int, Family] = {}
    for home, child, person, opened in rows:
        family = families.setdefault(home, Family())
        if child not in family.children:
            family.children.append(child)
        if all(member.person is not person for member in family.members):
            state = _state(person, opened, has_device=person.id in devices, is_waiting=person.id in later)
            at = opened.at if opened else None
            family.members.append(Member(person, state, at, person.language in languages))
    return list(families.values())


def _rows(post: Post, class_ids: list[int]):
    return (
        select(Guardian.household_id, Pupil.first_name, Person, Opened)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .join(Enrolment, Enrolment.pupil_id == Pupil.id)
        .join(Person, Person.id == Guardian.person_id)
        .outerjoin(Opened, and_(Opened.person_id == Person.id, Opened.post_id == post.id))
        .where(Enrolment.class_id.in_(class_ids), Guardianship.has_access)
        .where(Pupil.left_on.is_(None), Person.left_on.is_(None))
        .order_by(Pupil.first_name, Pupil.id, Guardian.household_id, Guardian.id)
    )


def _waiting(post: Post, people: Collection[int]) -> set[int]:
    """Who hears of it in a digest that is still to come."""
    query = select(Digest.person_id).join(DigestPost, DigestPost.digest_id == Digest.id)
    return set(db.session.scalars(query.where(DigestPost.post_id == post.id, Digest.person_id.in_(people))))


def _languages(post: Post) -> set[str]:
    found = db.session.scalars(select(Version.language).where(Version.post_id == post.id))
    return {post.language, *found}


def _state(person: Person, opened: Opened | None, *, has_device: bool, is_waiting: bool) -> Reached:
    if opened is not None:
        return Reached.REACTED if opened.seen_at or opened.thanked_at else Reached.OPENED
    takes_sms = person.phone_mark is not None and outbox.is_open(Channel.SMS)
    if not person.email and not takes_sms and not has_device:
        return Reached.NO_DATA
    if person.email and not outbox.has_working_email(person) and not takes_sms and not has_device:
        return Reached.BOUNCED
    if is_waiting:
        return Reached.WAITING
    return Reached.SILENT if person.came_in_at else Reached.NEVER_IN
