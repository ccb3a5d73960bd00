"""Reporting, removing with a reason, and the school as the appeal: it restores, or keeps it removed."""

from datetime import datetime

from sqlalchemy import delete, select, update

from portal import audit
from portal.class_group.actions.coming import tell_coming
from portal.class_group.actions.telling import tell_member, tell_staff
from portal.class_group.models import Entry, Host, Member, Removal, Report
from portal.class_group.queries import staying, walled_households
from portal.class_group.rules import Reason, is_for_school
from portal.db import Refusal, db, kept, rows_changed
from portal.school import queries as school
from portal.school.models import Person, Role


class AlreadyLookedAt(Refusal):
    """Somebody else removed it, or the school has answered, a moment ago."""


def report(entry: Entry, member: Member, reason: Reason, words: str, *, now: datetime) -> None:
    """Say that an entry does not belong here; saying it twice is once. Who wrote it does not hear who did.

    A host in another home of a child of who wrote it, or of who reports it, does not look at it.
    """
    hosts = _hosts(entry.class_id)
    author = db.session.get_one(Member, entry.member_id)
    apart = [walled_households(each.guardian.household_id) for each in (author, member)]
    walled = {each.id for each in hosts.values() if each.guardian.household_id in frozenset().union(*apart)}
    is_schools = is_for_school(author.id, hosts, walled, member.id)
    number = kept(
        Report, class_id=entry.class_id, entry_id=entry.id, member_id=member.id, reason=reason, words=words, at=now,
        is_for_school=is_schools,
    )  # fmt: skip
    if number is None:
        return
    filed = db.session.get_one(Report, number)
    audit.did(member.person, "group entry reported", filed, now=now)
    if is_schools:
        tell_staff(_deciders(author), filed, entry.class_id, now=now, path="/class-group/school")
    else:
        for host in hosts.values():
            if host.id != member.id and host.id not in walled:
                tell_member(host, filed, now=now)


def _hosts(class_id: int) -> dict[int, Member]:
    query = (
        select(Member)
        .join(Host, Host.member_id == Member.id)
        .where(Host.class_id == class_id, Host.seat.is_not(None), Member.id.in_(staying()))
    )
    return {each.id: each for each in db.session.scalars(query.order_by(Member.id)).unique()}


def leave_it(entry: Entry, seen: list[Report], person: Person, *, now: datetime) -> None:
    """It may stay: what this person saw reported about it is dealt with, and what others have to look at waits."""
    for filed in seen:
        audit.did(person, "group entry left", filed, now=now)
    _settle(entry, person, now, Report.id.in_([filed.id for filed in seen]))


def remove(entry: Entry, person: Person, reason: Reason, words: str, *, by_school: bool, now: datetime) -> None:
    """Take it off the page; who wrote it hears that and why, in their own language. Raises AlreadyLookedAt."""
    number = kept(
        Removal, class_id=entry.class_id, entry_id=entry.id, reason=reason, words=words, by_id=person.id, at=now,
        is_by_school=by_school,
    )  # fmt: skip
    if number is None:
        raise AlreadyLookedAt
    removal = db.session.get_one(Removal, number)
    audit.did(person, "group entry removed", removal, now=now)
    _settle(entry, person, now)
    tell_member(db.session.get_one(Member, entry.member_id), entry, now=now)
    tell_coming(entry, now=now)


def appeal(removal: Removal, member: Member, words: str, *, now: datetime) -> None:
    """Who wrote it asks the school to look again, once. Raises AlreadyLookedAt."""
    if removal.appealed_at is not None:
        raise AlreadyLookedAt
    removal.appeal, removal.appealed_at = words, now
    audit.did(member.person, "group removal appealed", removal, now=now)
    tell_staff(_deciders(member), removal, removal.class_id, now=now, path="/class-group/school")


def restore(removal: Removal, person: Person, *, now: datetime) -> None:
    """The school puts it back. Raises AlreadyLookedAt."""
    audit.did(person, "group entry restored", removal, now=now)
    entry = removal.entry
    if not rows_changed(delete(Removal).where(Removal.id == removal.id, Removal.kept_at.is_(None))):
        raise AlreadyLookedAt
    db.session.expire(entry)
    tell_member(db.session.get_one(Member, entry.member_id), entry, now=now)


def keep_removed(removal: Removal, person: Person, words: str, *, now: datetime) -> None:
    """The school says why it stays removed. Raises AlreadyLookedAt."""
    values = {"kept_at": now, "kept_by_id": person.id, "answer": words}
    waiting = (Removal.id == removal.id, Removal.appealed_at.is_not(None), Removal.kept_at.is_(None))
    if not rows_changed(update(Removal).where(*waiting).values(**values)):
        raise AlreadyLookedAt
    db.session.refresh(removal)
    audit.did(person, "group entry kept removed", removal, now=now)
    tell_member(db.session.get_one(Member, removal.entry.member_id), removal.entry, now=now)


def _deciders(author: Member) -> list[Person]:
    """The school leader, but not about the own words; then the office decides."""
    others = [each for each in school.staff_with(Role.LEADER) if each.id != author.guardian.person_id]
    return others or school.staff_with(Role.OFFICE)


def _settle(entry: Entry, person: Person, now: datetime, *those) -> None:
    open_ones = (Report.entry_id == entry.id, Report.settled_at.is_(None), *those)
    rows_changed(update(Report).where(*open_ones).values(settled_at=now, settled_by_id=person.id))
