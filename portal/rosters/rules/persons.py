"""The person of a guardian, new or known: what a file may say, and what the person chose stays."""

from typing import Any

from portal.rosters.rules.deeds import add, change, differences, ref
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.known import KnownPerson, full_name
from portal.rosters.rules.matching import kept_key
from portal.rosters.rules.plan import Entry, Kind, refused
from portal.rosters.rules.refusals import Notice, Place
from portal.rosters.rules.roster import RosterGuardian


def coming_person(said: RosterGuardian) -> dict[str, str]:
    """The row of a new guardian: not that of staff, who may have the same key in the same file."""
    return ref("person", f"guardian {said.key}")


def bring_person(draft: Draft, entry: Entry, said: RosterGuardian) -> None:
    values: dict[str, Any] = {"first_name": said.first_name, "infix": said.infix, "last_name": said.last_name}
    email = said.email if said.email not in draft.addresses else None
    if said.email and not email:
        draft.note(refused(Kind.GUARDIAN, Notice("taken-address", Place(), entry.name)))
    values |= {"email": email or None, "phone": said.phone or None, "roster_key": _own_key(draft, said.key, None)}
    values["language"] = said.language or draft.known.language
    if email:
        draft.addresses[email] = coming_person(said)
    for name in ("email", "phone", "language"):
        if getattr(said, name) and values[name]:
            entry.tell(name, "", values[name])
    entry.deeds.append(add("person", values, coming_person(said)))


def complete_person(coming: dict[str, Any], entry: Entry, said: RosterGuardian) -> None:
    """What a file says of a guardian whom the same file brings as staff."""
    for name in ("phone", "language"):
        if getattr(said, name):
            coming[name] = getattr(said, name)
            entry.tell(name, "", coming[name])


def change_person(draft: Draft, entry: Entry, known: KnownPerson, said: RosterGuardian) -> None:
    """What the file says of somebody known. Who is staff keeps the name and the address that staff have."""
    if known.has_left:
        draft.note(refused(Kind.GUARDIAN, Notice("has-left", Place(), full_name(known))))
    wanted: dict[str, Any] = {}
    if not _is_staff(draft, known):
        wanted |= {
            "roster_key": _own_key(draft, said.key, known.roster_key),
            "first_name": said.first_name,
            "infix": said.infix,
            "last_name": said.last_name,
        }
    wanted |= _address(draft, known, said) | _phone(draft, known, said)
    if said.language and not known.came_in:
        wanted["language"] = said.language
    values = differences(known, **wanted)
    entry.tell_all(values)
    if values:
        entry.deeds.append(change("person", known.id, values))


def _is_staff(draft: Draft, known: KnownPerson) -> bool:
    """Whether this file, or an earlier one, has this person on the staff: then that decides about name and address."""
    return known.is_staff or known.id in draft.staff_ids


def _own_key(draft: Draft, key: str, known_key: str | None) -> str | None:
    """The key to keep, unless it is somebody else's: another system may have given the same one to a teacher."""
    kept = kept_key(key, known_key)
    if kept == known_key:
        return known_key
    taken = key in draft.keys
    draft.keys.add(key)
    return known_key if taken else kept


def _address(draft: Draft, known: KnownPerson, said: RosterGuardian) -> dict[str, str]:
    if not said.email or said.email == known.email or _is_staff(draft, known):
        return {}
    reason = "keeps-address" if known.owns_email else "taken-address" if said.email in draft.addresses else ""
    if reason:
        draft.note(refused(Kind.GUARDIAN, Notice(reason, Place(), full_name(known))))
        return {}
    draft.addresses[said.email] = known.id
    return {"email": said.email}


def _phone(draft: Draft, known: KnownPerson, said: RosterGuardian) -> dict[str, str]:
    if not said.phone or said.phone == known.number:
        return {}
    if known.owns_phone:
        draft.note(refused(Kind.GUARDIAN, Notice("keeps-phone", Place(), full_name(known))))
        return {}
    return {"phone": said.phone}
