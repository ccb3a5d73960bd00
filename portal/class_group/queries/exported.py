"""For a copy that a family may keep: what a guardian shows, wrote, and takes part in, in every group."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import i18n
from portal.class_group.models import Entry, Member, Seat
from portal.db import db
from portal.school import queries as school
from portal.school.models import Person


def exported_of(person: Person) -> list[dict[str, Any]]:
    """One row for each group with the card, then what was written there, oldest first."""
    if person.guardian is None:
        return []
    query = select(Member).where(Member.guardian_id == person.guardian.id).options(joinedload(Member.school_class))
    return [row for member in db.session.scalars(query.order_by(Member.id)).unique() for row in _rows(member)]


def _rows(member: Member) -> list[dict[str, Any]]:
    entries = db.session.scalars(select(Entry).where(Entry.member_id == member.id).order_by(Entry.id))
    comes = list(db.session.scalars(select(Seat.entry_id).where(Seat.member_id == member.id)))
    name = member.school_class.name
    return [
        {"class": name, "group_joined_at": member.joined_at, "group_shows": _shown(member), "group_comes": len(comes)},
        *(
            {"class": name, "text": entry.text, "where": entry.place, "at": entry.on_day,
             "written_at": entry.at, "taken_back_at": entry.taken_back_at}
            for entry in entries
        ),
    ]  # fmt: skip


def _shown(member: Member) -> list[str]:
    """What stands on the card, as others read it."""
    shows, children = member.shows, {pupil.id: pupil.first_name for pupil in school.pupils_of(member.class_id)}
    lines = [shows.get(name, "") for name in ("other_languages", "phone", "email", "near")]
    return [
        *([member.person.first_name] if shows.get("first_name") else []),
        *(children[number] for number in shows.get("children", ()) if number in children),
        *(i18n.name_of(code) for code in shows.get("languages", ())), *(line for line in lines if line),
    ]  # fmt: skip
