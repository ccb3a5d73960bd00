"""Which guardians of one file are the same person, before anybody known is looked for."""

from collections.abc import Iterator
from dataclasses import replace

from portal.rosters.rules.known import full_name
from portal.rosters.rules.matching import is_stable, name_key
from portal.rosters.rules.refusals import Notice, Place
from portal.rosters.rules.roster import RosterGuardian


def people_of(guardians: list[RosterGuardian]) -> tuple[list[RosterGuardian], list[Notice]]:
    """Each person once with all their children, and what was left out.

    An address is a person; a name with the same phone number is one too, since siblings
    are often given without an address. A phone number or a name alone is nobody. An address that two guardians
    of one child share is neither's: nobody signs in as somebody else.
    """
    shared = set(_shared_addresses(guardians))
    notices = [
        Notice("shared-address", Place(), full_name(guardian)) for guardian in guardians if guardian.email in shared
    ]
    people: dict[str, RosterGuardian] = {}
    known_by: dict[tuple, str] = {}
    for guardian in guardians:
        own = replace(guardian, email="") if guardian.email in shared else guardian
        marks = _marks(own)
        key = next((known_by[mark] for mark in marks if mark in known_by), own.key)
        people[key] = _together(people[key], own) if key in people else own
        known_by |= dict.fromkeys(marks, key)
    return list(people.values()), list(dict.fromkeys(notices))


def _shared_addresses(guardians: list[RosterGuardian]) -> Iterator[str]:
    names: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for guardian in guardians:
        for tie in guardian.ties:
            if guardian.email:
                names.setdefault((guardian.email, tie.pupil_key), set()).add(name_key(guardian))
    for (email, _pupil), different in names.items():
        if len(different) > 1:
            yield email


def _marks(guardian: RosterGuardian) -> list[tuple]:
    """By what this guardian is known again in the same file, the surest first."""
    marks: list[tuple] = [("email", guardian.email)] if guardian.email else []
    # Two lasting keys without the same address are two people.
    if guardian.phone and guardian.first_name and not is_stable(guardian.key):
        marks.append(("name and phone", name_key(guardian), guardian.phone))
    return marks


def _together(first: RosterGuardian, other: RosterGuardian) -> RosterGuardian:
    """One person from two lines: what the first does not say, the other may."""
    said = {
        name: getattr(first, name) or getattr(other, name)
        for name in ("first_name", "infix", "last_name", "email", "phone", "language")
    }
    said |= {
        name: getattr(other, name) if getattr(first, name) is None else getattr(first, name)
        for name in ("reads_easily", "prefers_call", "needs_interpreter")
    }
    if first.last_name:
        said["infix"] = first.infix
    there = {tie.pupil_key for tie in first.ties}
    return replace(first, ties=first.ties + tuple(tie for tie in other.ties if tie.pupil_key not in there), **said)
