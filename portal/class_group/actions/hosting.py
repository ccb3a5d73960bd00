"""Two parents host: they offer, the school confirms; and they may invite a teacher, who accepts, to read along."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.class_group.actions.telling import tell_member, tell_staff
from portal.class_group.models import Entry, Guest, Host, Member, Report
from portal.class_group.rules import HOSTS
from portal.db import Refusal, db, kept, rows_changed
from portal.school import queries as school
from portal.school.models import Person


class HostsAreThere(Refusal):
    """Two parents host this group already."""


def offer(member: Member, *, now: datetime) -> None:
    """Offer to host; the class's teachers hear of it. Offering twice is once."""
    number = kept(Host, class_id=member.class_id, member_id=member.id, seat=None, offered_at=now)
    if number is not None:
        team = school.teachers_of(member.class_id)
        about = db.session.get_one(Host, number)
        audit.did(member.person, "group host offered", about, now=now)
        tell_staff(team, about, member.class_id, now=now, path=f"/class-group/{member.class_id}/team")


def confirm(host: Host, person: Person, *, now: datetime) -> None:
    """The school says yes. Raises HostsAreThere; of two at once one gets the last seat."""
    query = select(Host.seat).where(Host.class_id == host.class_id, Host.seat.is_not(None))
    taken = set(db.session.scalars(query))
    for seat in (number for number in range(1, HOSTS + 1) if number not in taken):
        if _sits_down(host, seat, person, now):
            audit.did(person, "group host confirmed", host, now=now)
            _own_reports_to_school(host)
            tell_member(host.member, host, now=now)
            return
    db.session.refresh(host)
    if host.seat is None:
        raise HostsAreThere


def _sits_down(host: Host, seat: int, person: Person, now: datetime) -> bool:
    mine = update(Host).where(Host.id == host.id, Host.seat.is_(None))
    try:
        with db.session.begin_nested():
            return rows_changed(mine.values(seat=seat, confirmed_at=now, confirmed_by_id=person.id)) == 1
    except IntegrityError:
        # Somebody else sat down there at this moment.
        return False


def decline(host: Host, person: Person, *, now: datetime) -> None:
    """The school says no, or no more."""
    audit.did(person, "group host declined", host, now=now)
    _end(host)


def stop_hosting(host: Host, person: Person, *, now: datetime) -> None:
    """A parent hosts no more, or takes the offer back."""
    audit.did(person, "group host stopped", host, now=now)
    _end(host)


def _end(host: Host) -> None:
    if host.seat is not None:
        # Whoever is left may be the one who reported it: what is open goes to the school.
        open_ones = (Report.class_id == host.class_id, Report.settled_at.is_(None))
        rows_changed(update(Report).where(*open_ones).values(is_for_school=True))
    rows_changed(delete(Host).where(Host.id == host.id))
    db.session.expunge(host)


def _own_reports_to_school(host: Host) -> None:
    """What was reported about somebody who hosts from now on is for the school."""
    own = select(Entry.id).where(Entry.member_id == host.member_id)
    open_ones = (Report.entry_id.in_(own), Report.settled_at.is_(None))
    rows_changed(update(Report).where(*open_ones).values(is_for_school=True))


def invite(member: Member, teacher: Person, *, now: datetime) -> None:
    """A host invites a teacher of the class to read along; inviting twice is once."""
    number = kept(Guest, class_id=member.class_id, person_id=teacher.id, invited_at=now)
    if number is not None:
        guest = db.session.get_one(Guest, number)
        audit.did(member.person, "group teacher invited", guest, now=now)
        tell_staff([teacher], guest, member.class_id, now=now, path=f"/class-group/{member.class_id}/team")


def read_along(guest: Guest, *, now: datetime) -> None:
    """A teacher accepts."""
    if guest.accepted_at is None:
        guest.accepted_at = now
        audit.did(guest.person, "group teacher accepted", guest, now=now)


def stop_reading(guest: Guest, person: Person, *, now: datetime) -> None:
    """The hosts or the teacher end it."""
    audit.did(person, "group teacher left", guest, now=now)
    rows_changed(delete(Guest).where(Guest.id == guest.id))
    db.session.expunge(guest)
