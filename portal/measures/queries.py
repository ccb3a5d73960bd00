"""Measures as leader and coordinator see them, what waits for whom, and what the front desk may say."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.incidents.models import Incident
from portal.incidents.queries import persons_of
from portal.incidents.rules import Role as Involved
from portal.measures.models import Measure
from portal.measures.rules import DESK_KINDS, LETTERED, OPEN, Kind, State, Watched, may_confirm
from portal.norms import queries as norms
from portal.school import queries as school
from portal.school.models import Person, Role

MOST = 200
DECIDE = frozenset({Role.LEADER, Role.COORDINATOR})
# The last talk has its own day; what lies longer ago than this asks for nothing any more.
TALK_IS_PAST_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """What somebody has to do about a measure; without `watched`: to confirm it, or to hand its letter over."""

    measure: Measure
    watched: Watched | None = None
    is_letter: bool = False


@dataclass(frozen=True)
class AtDesk:
    """All that the front desk says: a name, and whom to call."""

    measure: Measure
    name: str
    call: str


def measures_of(incident: Incident) -> list[Measure]:
    """The measures of one incident, in the order in which they were begun."""
    query = _whole().where(Measure.incident_id == incident.id).order_by(Measure.id)
    return list(db.session.scalars(query).unique())


def whom_about(incident: Incident) -> tuple[str, int | None]:
    """The first grown-up from outside whom the incident was about: the name, and the number of a parent."""
    outside = (each for each in persons_of(incident) if each.role not in (Involved.COLLEAGUE, Involved.PUPIL))
    return next(((each.name, each.person_id) for each in outside), ("", None))


def in_force(person: Person) -> list[Measure]:
    """All that is drafted, proposed or in force; for leader and coordinator, for others none."""
    if not DECIDE & person.roles:
        return []
    query = _whole().where(Measure.state.in_(OPEN)).order_by(Measure.ends_on, Measure.id).limit(MOST)
    return list(db.session.scalars(query).unique())


def over(person: Person) -> list[Measure]:
    """What is over, newest first; for leader and coordinator."""
    if not DECIDE & person.roles:
        return []
    query = _whole().where(Measure.state.in_((State.ENDED, State.LIFTED, State.REPLACED)))
    return list(db.session.scalars(query.order_by(Measure.closed_at.desc(), Measure.id.desc()).limit(MOST)).unique())


def waiting_for(person: Person, *, today: date) -> list[Waiting]:
    """What leader and coordinator have to do now: confirm, hand over, and what has its day soon; also objections."""
    if not DECIDE & person.roles:
        return []
    unanswered = Measure.objected_on.is_not(None) & Measure.verdict.is_(None)
    query = _whole().where(Measure.state.in_((State.PROPOSED, State.ACTIVE)) | unanswered).order_by(Measure.id)
    return [
        each for measure in db.session.scalars(query.limit(MOST)).unique() for each in _asks(measure, person, today)
    ]


def _asks(measure: Measure, person: Person, today: date) -> list[Waiting]:
    if measure.state is State.PROPOSED:
        return [Waiting(measure)] if is_second_pair(measure, person) else []
    asks = [Waiting(measure, each) for each in measure.watched
            if each.is_near(today) and (each.due != "talk" or each.day + TALK_IS_PAST_AFTER >= today)]  # fmt: skip
    if measure.state is State.ACTIVE and measure.kind in LETTERED and measure.delivered_on is None:
        asks.insert(0, Waiting(measure, is_letter=True))
    return asks


def of_contact(person: Person) -> list[Measure]:
    """What is in force and has this person as its contact person, the first to end first."""
    query = _whole().where(Measure.contact_id == person.id, Measure.state == State.ACTIVE)
    return list(db.session.scalars(query.order_by(Measure.ends_on, Measure.id).limit(MOST)).unique())


def is_second_pair(measure: Measure, person: Person) -> bool:
    """Whether this person may confirm what somebody else proposed."""
    by = measure.proposed_by
    return may_confirm(by.id if by else None, by.all_roles if by else (), person.id, person.roles)


def at_desk(today: date) -> list[AtDesk]:
    """What the school leader chose to let the front desk know, as far as it is in force today; by name."""
    query = _whole().where(*_shown_at_desk(today))
    found = [
        AtDesk(each, each.words.get("against", ""), each.contact.full_name if each.contact else "")
        for each in db.session.scalars(query).unique()
    ]
    return sorted((each for each in found if each.name), key=lambda each: (each.name, each.measure.id))


def is_any_at_desk(today: date) -> bool:
    """Whether the front desk has anything to ask for."""
    return db.session.scalar(select(Measure.id).where(*_shown_at_desk(today)).limit(1)) is not None


def _shown_at_desk(today: date) -> tuple:
    return (
        Measure.at_desk, Measure.state == State.ACTIVE, Measure.kind.in_(DESK_KINDS), Measure.starts_on <= today,
        Measure.ends_on.is_(None) | (Measure.ends_on >= today), Measure.sealed.is_not(None),
    )  # fmt: skip


def follower_of(measure: Measure) -> Measure | None:
    """The measure that goes on from this one."""
    query = _whole().where(Measure.replaces_id == measure.id, Measure.state != State.DROPPED)
    return db.session.scalars(query).unique().first()


def norm_lines(code: str) -> list[tuple[int, str]]:
    """The lines of the norm in force, each with its number and its text in this language, or in one that it has."""
    norm = norms.in_force()
    return [(line.id, line.by_language.get(code) or next(iter(line.by_language.values()), ""))
            for line in norm.standing_lines] if norm else []  # fmt: skip


def parents() -> list[Person]:
    """The guardians of children who are at school now, by name."""
    classes = [each.id for each in school.current_classes()]
    found = school.guardians_of_classes(classes, with_phones=False)
    return sorted(found, key=lambda person: (person.last_name, person.first_name, person.id))


def kinds_of(incident: Incident) -> list[tuple[Kind, State]]:
    """Of what was decided only what it is and whether it is in force: for whoever logged the incident."""
    return [(each.kind, each.state) for each in measures_of(incident) if each.decided_at]


def _whole() -> Select:
    return select(Measure).options(joinedload(Measure.contact), joinedload(Measure.incident, Incident.identity_key))
