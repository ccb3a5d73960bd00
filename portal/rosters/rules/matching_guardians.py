"""Whom the guardians of a file mean: an address anywhere, a phone number or a name only among the child's own."""

from collections.abc import Callable, Iterator

from portal.rosters.rules.deeds import Row, number_or_name, numbers
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.known import KnownPerson
from portal.rosters.rules.matching import is_stable, name_key, plain
from portal.rosters.rules.roster import RosterGuardian

Same = Callable[[RosterGuardian, KnownPerson], bool]


def match_guardians(draft: Draft, people: list[RosterGuardian]) -> dict[str, Row]:
    """The person of each guardian by the guardian's key: somebody known, or staff that this file brings.

    Who is new is not in the answer, and nobody is meant twice.
    """
    found: dict[str, Row] = {}
    taken: set[int | str] = set()
    by_key = {person.roster_key: person.id for person in draft.known.people if person.guardian_id}
    for guardian in people:
        row = _by_itself(draft, guardian, by_key)
        if row is not None and number_or_name(row) not in taken:
            found[guardian.key] = row
            taken.add(number_or_name(row))
    own = _OwnGuardians(draft, numbers(found.values()))
    for same in (_name_and_phone, _name, _phone_and_initial):
        for guardian in people:
            if guardian.key not in found and (person := own.the_same(guardian, same)):
                found[guardian.key] = person.id
    return found


def _by_itself(draft: Draft, guardian: RosterGuardian, by_key: dict[str | None, int]) -> Row | None:
    if is_stable(guardian.key):
        if guardian.key in draft.staff:
            return draft.staff[guardian.key]
        if guardian.key in by_key:
            return by_key[guardian.key]
    return draft.addresses.get(guardian.email) if guardian.email else None


class _OwnGuardians:
    """The guardians that each child has already, without those who are somebody else's match."""

    def __init__(self, draft: Draft, taken: set[int]):
        self.draft, self.taken = draft, taken
        people = {person.id: person for person in draft.known.people}
        self.of_pupil: dict[int, list[KnownPerson]] = {}
        for tie in draft.known.ties:
            self.of_pupil.setdefault(tie.pupil_id, []).append(people[tie.person_id])

    def the_same(self, guardian: RosterGuardian, same: Same) -> KnownPerson | None:
        """The one who is the same, taken from then on. Of two with one name the first, else each list would add one."""
        found = {person.id: person for person in self._of(guardian) if same(guardian, person)}
        if not found or (len(found) > 1 and same is _phone_and_initial):
            return None
        person = found[min(found)]
        self.taken.add(person.id)
        return person

    def _of(self, guardian: RosterGuardian) -> Iterator[KnownPerson]:
        for tie in guardian.ties:
            pupil = self.draft.pupils.get(tie.pupil_key)
            for person in self.of_pupil.get(pupil, []) if isinstance(pupil, int) else []:
                if person.id not in self.taken:
                    yield person


def _name_and_phone(guardian: RosterGuardian, person: KnownPerson) -> bool:
    return _name(guardian, person) and _phone(guardian, person)


def _name(guardian: RosterGuardian, person: KnownPerson) -> bool:
    return name_key(guardian) == name_key(person) != ("", "")


def _phone(guardian: RosterGuardian, person: KnownPerson) -> bool:
    return guardian.phone == person.number != ""


def _phone_and_initial(guardian: RosterGuardian, person: KnownPerson) -> bool:
    """A number that two partners share must not turn one of them into the other."""
    initials = [plain(each.first_name)[:1] for each in (guardian, person)]
    return _phone(guardian, person) and (initials[0] == initials[1] or "" in initials)
