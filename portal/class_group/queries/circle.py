"""Whom a member meets in a group: everybody in it, but never another home of an own child."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from portal.class_group.models import Host, Member, Mute
from portal.db import db
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil


@dataclass(frozen=True)
class Circle:
    """A group as one member meets it: the members they may meet by number, whom they muted, and the hosts.

    Without `me` it is as a teacher meets it who was invited: everybody, and nothing to write.
    """

    class_id: int
    me: Member | None
    members: dict[int, Member]
    muted: frozenset[int]
    hosts: frozenset[int]

    @property
    def heard(self) -> list[int]:
        """The numbers of all whose words are shown."""
        return [number for number in self.members if number not in self.muted]

    @property
    def is_host(self) -> bool:
        return self.me is not None and self.me.id in self.hosts


def staying() -> Select:
    """The members with a child in that class whose pages they may open, as a subquery: nobody else is one."""
    here = (Enrolment.pupil_id == Guardianship.pupil_id) & (Enrolment.class_id == Member.class_id)
    return (
        select(Member.id)
        .join(Guardian, Guardian.id == Member.guardian_id)
        .join(Person, Person.id == Guardian.person_id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Enrolment, here)
        .join(Pupil, Pupil.id == Enrolment.pupil_id)
        .where(Guardianship.has_access, Pupil.left_on.is_(None), Person.left_on.is_(None))
    )


def member_of(person: Person, class_id: int) -> Member | None:
    """Somebody as a member of the group of a class; None when they did not join, or have no child in it any more."""
    if person.guardian is None or not person.is_guardian:
        return None
    query = select(Member).where(
        Member.class_id == class_id, Member.guardian_id == person.guardian.id, Member.id.in_(staying())
    )
    return db.session.scalars(query).unique().first()


def circle_of(me: Member) -> Circle:
    """The group as this member meets it."""
    walled = walled_households(me.guardian.household_id)
    members = {each.id: each for each in _members(me.class_id) if each.guardian.household_id not in walled}
    muted = db.session.scalars(select(Mute.muted_id).where(Mute.member_id == me.id).order_by(Mute.id))
    return Circle(me.class_id, me, members, frozenset(muted), _hosts(me.class_id))


def circle_for_guest(class_id: int) -> Circle:
    """The group as an invited teacher reads it."""
    members = {each.id: each for each in _members(class_id)}
    return Circle(class_id, None, members, frozenset(), _hosts(class_id))


def _members(class_id: int) -> list[Member]:
    query = select(Member).where(Member.class_id == class_id, Member.id.in_(staying())).order_by(Member.id)
    return list(db.session.scalars(query).unique())


def _hosts(class_id: int) -> frozenset[int]:
    query = select(Host.member_id).where(
        Host.class_id == class_id, Host.seat.is_not(None), Host.member_id.in_(staying())
    )
    return frozenset(db.session.scalars(query.order_by(Host.id)))


def walled_households(household_id: int) -> frozenset[int]:
    """The other homes of every child of this home, whatever the office decided about them: nothing crosses to these.

    A child is tied to a home also by a guardian whose access was taken away.
    """
    mine, theirs = aliased(Guardian), aliased(Guardian)
    tie, other = aliased(Guardianship), aliased(Guardianship)
    query = (
        select(theirs.household_id)
        .join(other, other.guardian_id == theirs.id)
        .join(tie, tie.pupil_id == other.pupil_id)
        .join(mine, mine.id == tie.guardian_id)
        .where(mine.household_id == household_id, theirs.household_id != household_id)
        .distinct()
        .order_by(theirs.household_id)
    )
    return frozenset(db.session.scalars(query))


def is_walled(one: Member, other: Member) -> bool:
    """Whether these two are in different homes of one child."""
    return other.guardian.household_id in walled_households(one.guardian.household_id)


def name_of(member: Member) -> str:
    """What others call a member: the first name, if they chose to show it."""
    return member.person.first_name if member.shows.get("first_name") else _("A parent")
