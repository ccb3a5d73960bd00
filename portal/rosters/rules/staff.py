"""The staff of a roster: who is known, who is new, who teaches which class."""

from collections import Counter
from dataclasses import replace

from portal.rosters.rules.deeds import Deed, Row, add, change, differences, numbers, ref, remove
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.known import KnownPerson, full_name
from portal.rosters.rules.matching import is_stable, kept_key, matched, name_key
from portal.rosters.rules.plan import Entry, Kind, State, refused
from portal.rosters.rules.refusals import Notice, Place
from portal.rosters.rules.roster import RosterTeacher

# The words of EDEXML and OneRoster for what staff do; whoever has another word is a teacher.
ROLES = {"DIR": "leader", "ADM": "office", "PRINCIPAL": "leader", "SITEADMINISTRATOR": "office"}


def plan_staff(draft: Draft) -> None:
    """Staff by their key, then by address, then by name where the file has no better."""
    rows, known = _with_own_addresses(draft.roster.teachers), draft.known.people
    found = matched(rows, known, lambda either: either.email or None, _same_name)
    draft.keys = {person.roster_key for person in known if person.roster_key} | {row.key for row in rows}
    draft.addresses |= {person.email: person.id for person in known if person.email}
    for row in rows:
        there = found.get(row.key)
        if there is None:
            _plan_new(draft, row)
        else:
            _plan_known(draft, row, there)
    draft.staff_ids = named = numbers(draft.staff.values())
    for person in known if "staff" in draft.roster.carries else []:
        is_expected = not person.has_left and (person.id in draft.known.teachings or _is_of_a_roster(person))
        if is_expected and person.id not in named and draft.is_missing(person.roster_key):
            draft.miss(Kind.STAFF, full_name(person), deeds=draft.ask_whether_left("person", person.id))


def _with_own_addresses(rows: list[RosterTeacher]) -> list[RosterTeacher]:
    """Without an address that two people share: nobody signs in as somebody else."""
    times = Counter(row.email for row in rows)
    return [row if times[row.email] == 1 else replace(row, email="") for row in rows]


def _same_name(either: RosterTeacher | KnownPerson) -> tuple | None:
    # A name alone says little: only where the file has no better, and only of staff.
    is_named_only = not is_stable(either.key) if isinstance(either, RosterTeacher) else either.is_staff
    return name_key(either) if is_named_only else None


def _is_of_a_roster(person: KnownPerson) -> bool:
    return person.roster_key is not None and (person.is_staff or person.guardian_id is None)


def _plan_new(draft: Draft, row: RosterTeacher) -> None:
    draft.staff[row.key] = name = ref("person", row.key)
    email = row.email if row.email and row.email not in draft.addresses else None
    if email:
        draft.addresses[email] = name
    values = {
        "first_name": row.first_name, "infix": row.infix, "last_name": row.last_name, "email": email,
        "roster_key": kept_key(row.key, None),
        "language": draft.known.language, "phone": None,
    }  # fmt: skip
    draft.coming[name["ref"]] = values
    entry = Entry(Kind.STAFF, State.NEW, full_name(row), deeds=[add("person", values, name)])
    _give_role(entry, name, row)
    entry.deeds += _teach(draft, name, row, set())
    if row.class_keys:
        entry.about = _class_names(draft, row)
    draft.note(entry)


def _plan_known(draft: Draft, row: RosterTeacher, there: KnownPerson) -> None:
    draft.staff[row.key] = there.id
    draft.withdraw_question("person", there.id)
    if there.has_left:
        draft.note(refused(Kind.STAFF, Notice("has-left", Place(), full_name(there))))
    # An address that somebody signs in with stays theirs.
    email = there.email or (row.email if row.email and row.email not in draft.addresses else None)
    if email:
        draft.addresses[email] = there.id
    values = differences(
        there, first_name=row.first_name, infix=row.infix, last_name=row.last_name, email=email,
        roster_key=kept_key(row.key, there.roster_key),
    )  # fmt: skip
    entry = Entry(Kind.STAFF, State.CHANGED, full_name(row), _class_names(draft, row))
    entry.tell_all(values)
    if values:
        entry.deeds.append(change("person", there.id, values))
    if not there.is_staff:
        _give_role(entry, there.id, row)
    now_in = draft.known.teachings.get(there.id, set())
    moves = _teach(draft, there.id, row, now_in)
    if moves:
        names = sorted(each.name for each in draft.known.classes if each.id in now_in)
        entry.tell("classes", ", ".join(names), _class_names(draft, row))
    entry.deeds += moves
    if entry.deeds:
        draft.note(entry)


def _give_role(entry: Entry, person: Row, row: RosterTeacher) -> None:
    role = ROLES.get(row.role, "teacher")
    entry.deeds.append(add("staff_role", {"person_id": person, "role": role}))
    entry.tell("role", "", role)


def _teach(draft: Draft, person: Row, row: RosterTeacher, now_in: set[int]) -> list[Deed]:
    """Teach what the row names; a class that the file does not have is left as it is."""
    wanted = [draft.classes[key] for key in row.class_keys]
    in_file = numbers(draft.classes.values())
    out = [] if draft.roster.is_partial else sorted(number for number in now_in & in_file if number not in wanted)
    deeds = [remove("teaching", {"person_id": person, "class_id": number}) for number in out]
    coming = [number for number in wanted if not isinstance(number, int) or number not in now_in]
    return deeds + [add("teaching", {"person_id": person, "class_id": number}) for number in coming]


def _class_names(draft: Draft, row: RosterTeacher) -> str:
    return ", ".join(draft.class_names[key] for key in row.class_keys)
