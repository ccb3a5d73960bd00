"""Who can do a step: all that decides it, read once."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal import i18n
from portal.aftercare.models import Care, Caregiver, CareRefusal, CareStep
from portal.aftercare.rules import Candidate, Kind, SchoolTime, Whom, by_first
from portal.chains import queries as chains
from portal.chains.rules import Roster
from portal.db import db
from portal.incidents.models import InvolvedColleague
from portal.school import queries as school
from portal.school.models import Person, Role

# An absence counts once a step is this near: before that, whoever is away can be back, or do it earlier.
NEAR = timedelta(days=1)


@dataclass(frozen=True)
class Pool:
    """Everybody who works here now, with their absences and what they have to do."""

    people: tuple[Person, ...]
    roster: Roster
    caregivers: frozenset[int]
    open_steps: Counter[int]
    now: datetime
    # What was asked once: a call that ends makes steps for everybody who came, in one go.
    known: dict[tuple, set[int]] = field(default_factory=dict)

    @property
    def school_time(self) -> SchoolTime:
        return SchoolTime(i18n.school_zone(), self.roster.hours, self.roster.is_holiday)

    def candidates(self, care: Care, kind: Kind, due_at: datetime, others: Collection[int] = ()) -> list[Candidate]:
        """Everybody as a candidate for one step; `others` are who does the other part of this care."""
        involved = self._once("involved", care.incident_id, involved_in)
        refused = self._once("refused", care.id, refused_in)
        team = self._once("team", care.class_id, _team_of) if care.class_id else set()
        return [
            Candidate(
                person.id, _rank(person, kind, care.whom, person.id in team, person.id in self.caregivers),
                is_concerned=person.id == care.person_id, has_refused=person.id in refused,
                is_away=self.is_away(person.id, due_at), is_wished=person.id == care.wished_id,
                was_involved=person.id in involved, is_other_part=person.id in others,
                open_steps=self.open_steps[person.id],
            )
            for person in self.people
        ]  # fmt: skip

    def _once(self, what: str, number: int, ask: Callable[[int], set[int]]) -> set[int]:
        if (what, number) not in self.known:
            self.known[what, number] = ask(number)
        return self.known[what, number]

    def is_away(self, person: int, due_at: datetime) -> bool:
        """Away now, and when the step is due as well: then somebody else does it."""
        if due_at - self.now > NEAR:
            return False
        moments = (chains.local_time(self.now), chains.local_time(max(self.now, due_at)))
        return all(
            self.roster.is_away(person, at) or self.roster.substitute_of(person, at) is not None for at in moments
        )


def pool(now: datetime) -> Pool:
    """Everybody who works here, as things are now."""
    roster = chains.roster_from(i18n.local_date(now))
    open_steps = select(CareStep.owner_id, func.count()).where(CareStep.closed_at.is_(None))
    loads = {owner: number for owner, number in db.session.execute(open_steps.group_by(CareStep.owner_id))}
    return Pool(
        tuple(person for person in school.staff() if person.id in roster.staff), roster,
        frozenset(db.session.scalars(select(Caregiver.person_id))), Counter(loads), now,
    )  # fmt: skip


def involved_in(incident_id: int) -> set[int]:
    """The numbers of the colleagues who were there."""
    rows = select(InvolvedColleague.person_id).where(
        InvolvedColleague.incident_id == incident_id, InvolvedColleague.taken_back_at.is_(None)
    )
    return set(db.session.scalars(rows))


def refused_in(care_id: int) -> set[int]:
    """The numbers of those who said that they cannot."""
    return set(db.session.scalars(select(CareRefusal.person_id).where(CareRefusal.care_id == care_id)))


def _team_of(class_id: int) -> set[int]:
    return {person.id for person in school.teachers_of(class_id)}


def others_of(care: Care, kind: Kind) -> set[int]:
    """Who does, or did, the other part of this care: first care and what follows are not one person's."""
    if care.whom is not Whom.COLLEAGUE:
        return set()
    return {step.owner_id for step in care.steps if by_first(step.kind) != by_first(kind)}


def _rank(person: Person, kind: Kind, whom: Whom, is_team: bool, is_caregiver: bool) -> int:
    roles = person.all_roles
    if whom is Whom.CLASS:
        return 0 if is_team else 1 if Role.LEADER in roles else 2 if Role.COORDINATOR in roles else 3
    first, second = (Role.LEADER, Role.COORDINATOR) if by_first(kind) else (Role.COORDINATOR, Role.LEADER)
    return 0 if first in roles else 1 if is_caregiver else 2 if second in roles else 3
