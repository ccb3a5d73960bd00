"""How long is kept who came, what parents said, and who sits in the working group."""

from datetime import datetime

from sqlalchemy import ColumnElement, select

from portal import i18n
from portal.db import Base
from portal.school.models import Person
from portal.taking_part.models import Contribution, ContributionWords, Occasion, Seat, SignUp, WorkingGroupMember
from portal.taking_part.queries import ended_before_year
from portal.taking_part.rules import CONTRIBUTIONS_KEPT, MEMBERS_KEPT, SIGN_UPS_KEPT


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Sign-ups some weeks after; what was said after its school year; members who left. The answers stay."""
    over = select(Occasion.id).where(Occasion.ends_at < now - SIGN_UPS_KEPT)
    old = ended_before_year(i18n.local_date(now - CONTRIBUTIONS_KEPT))
    said = select(Contribution.id).where(Contribution.occasion_id.in_(old))
    left = select(Person.id).where(Person.left_on <= i18n.local_date(now - MEMBERS_KEPT))
    return [
        (Seat, Seat.occasion_id.in_(over)),
        (SignUp, SignUp.occasion_id.in_(over)),
        (ContributionWords, ContributionWords.contribution_id.in_(said)),
        (Contribution, Contribution.occasion_id.in_(old)),
        (WorkingGroupMember, WorkingGroupMember.person_id.in_(left)),
    ]
