"""The guardians of a roster: who is known, who is new, whose children they are, in which household."""

from dataclasses import dataclass

from portal.rosters.rules.deeds import Row, add, change, differences, ref
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.families import people_of
from portal.rosters.rules.households import rows_of_homes
from portal.rosters.rules.known import KnownPerson, full_name
from portal.rosters.rules.matching_guardians import match_guardians
from portal.rosters.rules.persons import bring_person, change_person, coming_person, complete_person
from portal.rosters.rules.plan import Entry, Kind, State, refused
from portal.rosters.rules.refusals import Notice, Place
from portal.rosters.rules.roster import RosterGuardian
from portal.rosters.rules.ties import Ties

NEEDS = ("reads_easily", "prefers_call", "needs_interpreter")


def plan_families(draft: Draft) -> None:
    """Who the guardians are, and who lives with whom."""
    if "guardian" not in draft.roster.carries:
        return
    people, notices = people_of(draft.roster.guardians)
    draft.guardians = len(people)
    # Of somebody without a child in the file we need to know nothing.
    draft.families.people = people = [guardian for guardian in people if guardian.ties]
    known = {person.id: person for person in draft.known.people}
    draft.families.found = found = match_guardians(draft, people)
    draft.families.known = there = {key: known[row] for key, row in found.items() if isinstance(row, int)}
    now_in = {key: person.household_id for key, person in there.items() if person.household_id is not None}
    draft.families.homes, contradictions = rows_of_homes(people, now_in)
    for guardian in people:
        if guardian.key in contradictions:
            notices.append(Notice("household-contradiction", Place(), full_name(guardian)))
    for notice in notices:
        draft.note(refused(Kind.GUARDIAN, notice))


def plan_guardians(draft: Draft) -> None:
    """Guardians with their children and households; what the office or the person decided stays."""
    families = draft.families
    if "guardian" not in draft.roster.carries:
        return
    names = dict.fromkeys(home["ref"] for home in families.homes.values() if not isinstance(home, int))
    draft.deeds += [add("household", {}, {"ref": name}) for name in names]
    ties = Ties(draft)
    for guardian in families.people:
        row = _Row(guardian, families.found.get(guardian.key), families.known.get(guardian.key))
        _plan_one(draft, row, families.homes[guardian.key], ties)
    ties.note_missing(draft)


@dataclass(frozen=True)
class _Row:
    """A guardian of the file, whose person may come with the staff of this file, or be known."""

    guardian: RosterGuardian
    found: Row | None
    known: KnownPerson | None

    @property
    def person(self) -> Row:
        return self.found or coming_person(self.guardian)


def _plan_one(draft: Draft, row: _Row, home: Row, ties: Ties) -> None:
    entry = Entry(Kind.GUARDIAN, State.CHANGED if row.found else State.NEW, full_name(row.known or row.guardian))
    entry.about = ", ".join(draft.pupil_names[tie.pupil_key] for tie in row.guardian.ties)
    if row.found is None:
        bring_person(draft, entry, row.guardian)
    elif row.known:
        change_person(draft, entry, row.known, row.guardian)
    elif isinstance(row.found, dict):
        complete_person(draft.coming[row.found["ref"]], entry, row.guardian)
    guardian = _guardian_row(entry, row, home)
    ties.plan(entry, row.guardian, row.known, guardian)
    if entry.deeds:
        draft.note(entry)


def _guardian_row(entry: Entry, row: _Row, home: Row) -> Row:
    """The guardian's row, new or changed; a household moves only where the file puts two apart."""
    said = {name: getattr(row.guardian, name) for name in NEEDS if getattr(row.guardian, name) is not None}
    if row.known is None or row.known.guardian_id is None:
        name = ref("guardian", row.guardian.key)
        entry.deeds.append(add("guardian", {"person_id": row.person, "household_id": home} | said, name))
        return name
    values = differences(row.known, **({} if row.known.came_in else said))
    entry.tell_all(values)
    if home != row.known.household_id:
        values["household_id"] = (row.known.household_id, home)
        entry.tell("household", "", "apart")
    if values:
        entry.deeds.append(change("guardian", row.known.guardian_id, values))
    return row.known.guardian_id
