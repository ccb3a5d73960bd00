"""Writing down whom it was about, in sealed words only, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from portal import audit
from portal.incidents.actions.chronicle import record
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.queries import Concerned, Listed, persons_of
from portal.incidents.rules import Role, What
from portal.school import queries as school
from portal.school.models import Person


@dataclass(frozen=True)
class Somebody:
    """Whom it was about: a role, with a name as typed or somebody from the school's own lists."""

    role: Role
    name: str = ""
    listed: Listed | None = None


def name_person(incident: Incident, somebody: Somebody, by: Person, *, now: datetime) -> None:
    """Write down whom it was about, once; of it only the role leaves the sealed words."""
    words = _words(somebody)
    if any(_as_words(each) == words for each in persons_of(incident)):
        return
    is_new = somebody.role not in (incident.roles or ())
    incident.roles = sorted({*(incident.roles or ()), somebody.role.value})
    audit.did(by, "person named", incident, now=now)
    record(incident, What.PERSON_NAMED, by, now=now, words=words,
           core={"role": somebody.role.value, "is_new_role": is_new})  # fmt: skip


def take_person_back(incident: Incident, entry: RegisterEntry, by: Person, *, now: datetime) -> None:
    """It turned out not to be about this person; the role goes too when only this person brought it. Twice is once."""
    standing = {each.number: each for each in persons_of(incident)}
    somebody = standing.pop(entry.number, None)
    if somebody is None:
        return
    others = {each.role for each in standing.values()}
    if entry.facts["is_new_role"] and somebody.role not in others:
        incident.roles = [role for role in incident.roles or () if role != somebody.role.value]
    audit.did(by, "person taken back", incident, now=now)
    record(incident, What.PERSON_TAKEN_BACK, by, now=now, core={"of": somebody.number})


def _words(somebody: Somebody) -> dict[str, str | int | None]:
    listed, guardian = somebody.listed, somebody.listed.guardian if somebody.listed else None
    name = somebody.name.strip()
    if not name and listed:
        name = guardian.person.full_name if guardian else listed.pupil.full_name
    return {
        "role": somebody.role.value, "name": name, "person_id": guardian.person_id if guardian else None,
        "pupil_id": listed.pupil.id if listed else None, "household_id": _household(listed),
    }  # fmt: skip


def _household(listed: Listed | None) -> int | None:
    """Of a child only when there is no choice: with two homes nobody says which of them it was."""
    if listed is None or listed.guardian is not None:
        return listed.guardian.household_id if listed and listed.guardian else None
    homes = school.households_of([listed.pupil.id]).get(listed.pupil.id, [])
    return homes[0].id if len(homes) == 1 else None


def _as_words(each: Concerned) -> dict[str, str | int | None]:
    return {
        "role": each.role.value, "name": each.name, "person_id": each.person_id, "pupil_id": each.pupil_id,
        "household_id": each.household_id,
    }  # fmt: skip
