"""What a family shared, for that family and for the child's teachers; never for another household."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.audit import Audit
from portal.db import db
from portal.home_context.models import HomeItem
from portal.home_context.rules import Theme
from portal.school import queries as school
from portal.school.models import Household, Person, Pupil, SchoolYear


@dataclass(frozen=True)
class Home:
    """One household's items about a child, for its teachers, with who wrote them."""

    names: str
    items: list[HomeItem]


def item_of(pupil_id: int, household_id: int, theme: Theme) -> HomeItem | None:
    """The item of one household about one theme, removed or not."""
    query = select(HomeItem).where(
        HomeItem.pupil_id == pupil_id, HomeItem.household_id == household_id, HomeItem.theme == theme
    )
    return db.session.scalars(query).first()


def items_of_household(pupil: Pupil, person: Person) -> dict[Theme, HomeItem]:
    """What the guardian's own household shared about this child, by theme."""
    assert person.guardian is not None
    query = select(HomeItem).where(
        HomeItem.pupil_id == pupil.id,
        HomeItem.household_id == person.guardian.household_id,
        HomeItem.removed_at.is_(None),
    )
    return {item.theme: item for item in db.session.scalars(query)}


def homes_of(pupil: Pupil, *, today: date) -> list[Home]:
    """For the child's teachers: each household apart, with what it shares today."""
    query = select(HomeItem).where(
        HomeItem.pupil_id == pupil.id, HomeItem.removed_at.is_(None), HomeItem.expires_on >= today
    )
    by_household: dict[int, list[HomeItem]] = {}
    for item in db.session.scalars(query.order_by(HomeItem.household_id, HomeItem.id)):
        by_household.setdefault(item.household_id, []).append(item)
    households = school.households_of([pupil.id]).get(pupil.id, [])
    return [Home(_names(each), by_household.get(each.id, [])) for each in households]


def _names(household: Household) -> str:
    return " · ".join(guardian.person.full_name for guardian in household.guardians)


def looks_at(items: list[HomeItem]) -> list[Audit]:
    """Who at school looked at these items, newest first."""
    query = (
        select(Audit)
        .where(Audit.kind == HomeItem.__tablename__, Audit.did == "saw", Audit.about.in_([item.id for item in items]))
        # A number may be given out again after an item is gone; what another home had under it is not theirs to see.
        .where(Audit.household_id.in_([item.household_id for item in items]))
        .options(joinedload(Audit.person))
        .order_by(Audit.at.desc(), Audit.id.desc())
    )
    seen: dict[tuple, Audit] = {}
    for look in db.session.scalars(query).unique():
        seen.setdefault((look.person_id, look.at), look)
    return list(seen.values())


def end_of_school_year(today: date) -> date:
    """Until when something is shared by default: the end of the school year that today is in."""
    query = select(SchoolYear.ends_on).where(SchoolYear.ends_on >= today).order_by(SchoolYear.ends_on).limit(1)
    return db.session.scalar(query) or date(today.year + (today.month > 7), 7, 31)


def exported(pupil_id: int, household_id: int) -> list[dict]:
    """For a copy that the family may keep: every item of this household about this child, also what was taken back."""
    query = select(HomeItem).where(HomeItem.pupil_id == pupil_id, HomeItem.household_id == household_id)
    return [
        {
            "theme": item.theme, "text": item.text, "in_conversation": item.in_conversation,
            "language": item.language, "written_by": item.written_by.full_name, "written_at": item.written_at,
            "expires_on": item.expires_on, "removed_at": item.removed_at,
        }
        for item in db.session.scalars(query.order_by(HomeItem.id))
    ]  # fmt: skip
