"""What hosts and the school have to look at, who hosts, and which teachers read along."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.class_group.models import Entry, Guest, Host, Member, Removal, Report
from portal.class_group.queries.circle import Circle, staying
from portal.class_group.rules import HOSTS_LOOK_WITHIN
from portal.db import db
from portal.school.models import Person


def reports_of(circle: Circle) -> list[Report]:
    """What the hosts of a group still have to look at, oldest first: nothing of a host, nor of or by who is not met."""
    query = select(Report).join(Entry, Entry.id == Report.entry_id).where(
        Report.class_id == circle.class_id, Report.settled_at.is_(None), Report.is_for_school.is_(False),
        Entry.member_id.in_([number for number in circle.members if number not in circle.hosts]),
    )  # fmt: skip
    mine = circle.me.id if circle.me else 0
    found = db.session.scalars(query.options(joinedload(Report.entry)).order_by(Report.id))
    met = {None, *circle.members} - {mine}
    return [report for report in found if report.member_id in met]


def entries_to_look_at(person: Person, now: datetime) -> list[Report]:
    """What came to the school, oldest first: about a host, where no host is left, or what none looked at in time.

    Somebody on the staff who is a parent here too does not look at what they wrote or reported themselves.
    """
    hosted = select(Host.class_id).where(Host.seat.is_not(None), Host.member_id.in_(staying()))
    query = (
        select(Report)
        .join(Entry, Entry.id == Report.entry_id)
        .where(
            Report.settled_at.is_(None),
            Report.is_for_school | Report.class_id.not_in(hosted) | (Report.at < now - HOSTS_LOOK_WITHIN),
            Entry.member_id.not_in(_own(person)),
            Report.member_id.is_(None) | Report.member_id.not_in(_own(person)),
        )
    )
    with_all = (joinedload(Report.entry).joinedload(Entry.member), joinedload(Report.school_class))
    return list(db.session.scalars(query.options(*with_all).order_by(Report.id)).unique())


def removals_appealed(person: Person) -> list[Removal]:
    """What somebody else thinks should not have been removed and the school has not answered, oldest first."""
    query = select(Removal).join(Entry, Entry.id == Removal.entry_id).where(
        Removal.appealed_at.is_not(None), Removal.kept_at.is_(None), Entry.member_id.not_in(_own(person))
    )  # fmt: skip
    with_all = (joinedload(Removal.entry).joinedload(Entry.member), joinedload(Removal.school_class))
    return list(db.session.scalars(query.options(*with_all).order_by(Removal.id)).unique())


def _own(person: Person) -> Select:
    return select(Member.id).where(Member.guardian_id == (person.guardian.id if person.guardian else 0))


def hosts_of(class_ids: list[int]) -> list[Host]:
    """Who hosts and who offered to, of these classes, in order."""
    query = select(Host).where(Host.class_id.in_(class_ids), Host.member_id.in_(staying()))
    with_all = (joinedload(Host.member), joinedload(Host.school_class))
    return list(db.session.scalars(query.options(*with_all).order_by(Host.class_id, Host.seat, Host.id)).unique())


def host_of(member: Member) -> Host | None:
    """What this member offered as a host."""
    return db.session.scalars(select(Host).where(Host.member_id == member.id)).first()


def guests_of(class_id: int) -> list[Guest]:
    """The teachers whom the hosts invited, in order."""
    return list(db.session.scalars(select(Guest).where(Guest.class_id == class_id).order_by(Guest.id)).unique())


def guest_of(person: Person, class_id: int) -> Guest | None:
    """The invitation of this teacher to the group of a class."""
    query = select(Guest).where(Guest.class_id == class_id, Guest.person_id == person.id)
    return db.session.scalars(query).unique().first()


def invitations_of(person: Person) -> list[Guest]:
    """The groups that this teacher was invited to."""
    query = select(Guest).where(Guest.person_id == person.id).options(joinedload(Guest.school_class))
    return list(db.session.scalars(query.order_by(Guest.id)).unique())
