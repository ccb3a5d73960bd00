"""What a measure needs before it can be in force, and who may confirm it."""

from calendar import monthrange
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.measures.rules.words import REPORTS, Kind

MOST_MONTHS = 6
HEARD_WITHIN = timedelta(days=5)


class Need(StrEnum):
    """What can be lacking; each is one line of what still has to be done."""

    AGAINST = "against"
    REASONS = "reasons"
    NORM = "norm"
    WARNED = "warned"
    HEARD = "heard"
    START = "start"
    END = "end"
    REVIEW = "review"
    CONTACT = "contact"
    ROUTE = "route"
    TALK = "talk"
    CHILDREN = "children"
    EVENINGS = "evenings"


@dataclass(frozen=True)
class Plan:
    """What was filled in about a measure. `urgent`: why there was no time for a warning; the hearing may follow."""

    against: str = ""
    reasons: str = ""
    norm: bool = False
    warned_on: date | None = None
    urgent: str = ""
    hearing_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    contact: bool = False
    route: str = ""
    talk_on: date | None = None
    children: str = ""
    evenings: str = ""


_NEEDS: Mapping[Kind, tuple[Need, ...]] = {
    Kind.CONVERSATION: (Need.AGAINST, Need.REASONS, Need.START),
    Kind.AGREEMENT: (Need.AGAINST, Need.REASONS, Need.START),
    Kind.WARNING: (Need.AGAINST, Need.REASONS, Need.NORM, Need.START),
    Kind.REFUSAL: tuple(Need),
    Kind.NONE: (Need.REASONS,),
} | dict.fromkeys(REPORTS, (Need.REASONS, Need.START))


def missing(kind: Kind, plan: Plan, *, today: date) -> list[Need]:
    """What is lacking, in the order of the form; empty when the measure can be in force."""
    return [need for need in _NEEDS[kind] if not _IS_MET[need](kind, plan, today)]


def last_day_from(first: date) -> date:
    """The last day of six months that begin on this day."""
    month = first.month - 1 + MOST_MONTHS
    year, month = first.year + month // 12, month % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1])) - timedelta(days=1)


def may_confirm(
    proposer_id: int | None, proposer_roles: Collection[str], person_id: int, roles: Collection[str]
) -> bool:
    """Four eyes: never whoever proposed it; what the school leader proposes, the safety coordinator confirms."""
    if person_id == proposer_id:
        return False
    return "coordinator" in roles or ("leader" in roles and "leader" not in proposer_roles)


def _is_heard(plan: Plan, today: date) -> bool:
    if plan.hearing_on is None:
        return False
    if plan.urgent.strip() and plan.starts_on:
        return plan.hearing_on <= plan.starts_on + HEARD_WITHIN
    return plan.hearing_on <= today


def _lies_between(day: date | None, plan: Plan) -> bool:
    first, last = plan.starts_on, plan.ends_on
    return day is not None and first is not None and last is not None and first < day <= last


def _can_start(kind: Kind, first: date | None, today: date) -> bool:
    """Nobody is refused in what has passed."""
    return first is not None and (kind is not Kind.REFUSAL or first >= today)


def _ends_in_time(first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and first <= last <= last_day_from(first)


_IS_MET: dict[Need, Callable[[Kind, Plan, date], bool]] = {
    Need.AGAINST: lambda _kind, plan, _today: bool(plan.against.strip()),
    Need.REASONS: lambda _kind, plan, _today: bool(plan.reasons.strip()),
    Need.NORM: lambda _kind, plan, _today: plan.norm,
    Need.WARNED: lambda _kind, plan, today: bool(plan.urgent.strip() or (plan.warned_on and plan.warned_on <= today)),
    Need.HEARD: lambda _kind, plan, today: _is_heard(plan, today),
    Need.START: lambda kind, plan, today: _can_start(kind, plan.starts_on, today),
    Need.END: lambda _kind, plan, _today: _ends_in_time(plan.starts_on, plan.ends_on),
    Need.REVIEW: lambda _kind, plan, _today: _lies_between(plan.review_on, plan),
    Need.CONTACT: lambda _kind, plan, _today: plan.contact,
    Need.ROUTE: lambda _kind, plan, _today: bool(plan.route.strip()),
    Need.TALK: lambda _kind, plan, _today: _lies_between(plan.talk_on, plan),
    Need.CHILDREN: lambda _kind, plan, _today: bool(plan.children.strip()),
    Need.EVENINGS: lambda _kind, plan, _today: bool(plan.evenings.strip()),
}
