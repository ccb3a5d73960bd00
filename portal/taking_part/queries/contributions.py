"""What parents said: the own words for who wrote them, all of it for who reads them at school."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.school.models import Person
from portal.taking_part.models import Contribution, ContributionWords, Occasion


@dataclass(frozen=True)
class WithWords:
    """A contribution, and what the engine made or still has to make of it in the reader's language."""

    contribution: Contribution
    asked: ContributionWords | None


def own_contributions(occasion: Occasion, person: Person) -> list[Contribution]:
    """What this person wrote with a name, in order; what was written without one is nobody's."""
    query = select(Contribution).where(Contribution.occasion_id == occasion.id, Contribution.person_id == person.id)
    return list(db.session.scalars(query.order_by(Contribution.id)))


def all_contributions(occasion: Occasion, language: str) -> list[WithWords]:
    """Everything that was said, what stands under no theme yet first."""
    query = (
        select(Contribution, ContributionWords)
        .outerjoin(
            ContributionWords,
            (ContributionWords.contribution_id == Contribution.id) & (ContributionWords.language == language),
        )
        .where(Contribution.occasion_id == occasion.id)
        .order_by(Contribution.outcome_id.is_not(None), Contribution.outcome_id, Contribution.id)
        .options(joinedload(Contribution.person))
    )
    return [WithWords(each, asked) for each, asked in db.session.execute(query).unique()]


def count_of(occasion: Occasion, person: Person | None = None) -> int:
    """How many there are, or how many of one person."""
    query = select(func.count()).select_from(Contribution).where(Contribution.occasion_id == occasion.id)
    return db.session.scalar(query.where(Contribution.person_id == person.id) if person else query) or 0


def count_anonymous_on(occasion: Occasion, day: date) -> int:
    """How many without a name came in on one day."""
    mine = (Contribution.occasion_id == occasion.id, Contribution.person_id.is_(None), Contribution.given_on == day)
    return db.session.scalar(select(func.count()).select_from(Contribution).where(*mine)) or 0
