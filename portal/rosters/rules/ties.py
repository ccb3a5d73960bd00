"""Whose children a guardian has: what a file may say about it, and what only the office decides."""

from portal.rosters.rules.deeds import Row, add, change
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.known import KnownPerson, KnownTie, full_name
from portal.rosters.rules.plan import Entry, Kind, refused
from portal.rosters.rules.refusals import Notice, Place
from portal.rosters.rules.roster import RosterGuardian, RosterTie

CUSTODY = ("yes", "no", "unknown")


class Ties:
    """The ties between guardians and pupils, as known and as the file has them."""

    def __init__(self, draft: Draft):
        self.draft = draft
        self.known = {(tie.person_id, tie.pupil_id): tie for tie in draft.known.ties}
        closed = [tie for tie in draft.known.ties if not tie.has_access]
        # Where the office closed one door, a file opens no other: of that guardian, or to that child.
        self.closed_to = {tie.person_id for tie in closed}
        self.closed_for = {tie.pupil_id for tie in closed}
        self.named: set[tuple[int, int]] = set()

    def plan(self, entry: Entry, said: RosterGuardian, known: KnownPerson | None, guardian: Row) -> None:
        """Add to the entry the ties that come and those that change."""
        for tie in said.ties:
            pupil = self.draft.pupils[tie.pupil_key]
            there = self.known.get((known.id, pupil)) if known and isinstance(pupil, int) else None
            if known and isinstance(pupil, int):
                self.named.add((known.id, pupil))
            if there is None:
                self._bring(entry, tie, known, guardian, pupil)
            else:
                self._change(entry, tie, there)

    def _bring(self, entry: Entry, tie: RosterTie, known: KnownPerson | None, guardian: Row, pupil: Row) -> None:
        name = self.draft.pupil_names[tie.pupil_key]
        has_access = tie.custody not in ("no", "unclear") and not (isinstance(pupil, int) and pupil in self.closed_for)
        has_access = has_access and not (known and known.id in self.closed_to)
        values = {"pupil_id": pupil, "guardian_id": guardian, "has_access": has_access}
        values |= {"relation": tie.relation} if tie.relation else {}
        values |= {"custody": tie.custody} if tie.custody in CUSTODY else {}
        entry.deeds.append(add("guardianship", values))
        entry.tell("relation", "", tie.relation or "guardian", name)
        if tie.custody in CUSTODY:
            entry.tell("custody", "", tie.custody, name)
        if not has_access:
            entry.tell("access", "", "no", name)

    def _change(self, entry: Entry, tie: RosterTie, there: KnownTie) -> None:
        name = self.draft.pupil_names[tie.pupil_key]
        values = {}
        if tie.relation and tie.relation != there.relation:
            values["relation"] = (there.relation, tie.relation)
        if tie.custody in CUSTODY and tie.custody != there.custody:
            if there.is_recorded:
                self.draft.note(refused(Kind.GUARDIAN, Notice("keeps-custody", Place(), entry.name)))
            else:
                values["custody"] = (there.custody, tie.custody)
        entry.tell_all(values, name)
        if values:
            entry.deeds.append(change("guardianship", there.id, values))

    def note_missing(self, draft: Draft) -> None:
        """Known guardians of a pupil in the file whom it does not name for that pupil: they stay, and are shown."""
        people = {person.id: person for person in draft.known.people}
        pupils = {pupil: draft.pupil_names[key] for key, pupil in draft.pupils.items() if isinstance(pupil, int)}
        missing: dict[int, list[str]] = {}
        for tie in draft.known.ties:
            person = people[tie.person_id]
            is_named = tie.pupil_id not in pupils or (tie.person_id, tie.pupil_id) in self.named
            if not is_named and not person.has_left and draft.is_missing(person.roster_key):
                missing.setdefault(person.id, []).append(pupils[tie.pupil_id])
        for number, children in missing.items():
            draft.miss(Kind.GUARDIAN, full_name(people[number]), ", ".join(children))
