"""What a household shared and is still writing about a child, for that household only."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.audit import Audit
from portal.db import db
from portal.home_context.models import HomeDraft, HomeItem, HomeVersion, HomeVoice
from portal.home_context.rules import RENEWAL_LASTS, Theme, counts_from, is_asked_about
from portal.school import queries as school
from portal.school.models import Person, Pupil, SchoolYear


@dataclass(frozen=True)
class Standing:
    """How one theme stands for a household: what is shared, what is still a draft, and what was said aloud."""

    theme: Theme
    item: HomeItem | None
    draft: HomeDraft | None
    voice: HomeVoice | None
    draft_voice: HomeVoice | None

    @property
    def is_spoken(self) -> bool:
        return self.voice is not None or self.draft_voice is not None

    @property
    def is_empty(self) -> bool:
        return self.item is None and self.draft is None


def voice_of(thing: HomeItem | HomeDraft) -> HomeVoice | None:
    """The recording of an item or a draft."""
    column = HomeVoice.item_id if isinstance(thing, HomeItem) else HomeVoice.draft_id
    return db.session.scalars(select(HomeVoice).where(column == thing.id)).first()


def standings(pupil: Pupil, person: Person) -> list[Standing]:
    """Every theme of this child for the guardian's own household, in order; three questions to the database."""
    items, drafts = items_of_household(pupil, person), _drafts_of_household(pupil, person)
    voices = db.session.scalars(
        select(HomeVoice).where(
            HomeVoice.item_id.in_([item.id for item in items.values()])
            | HomeVoice.draft_id.in_([draft.id for draft in drafts.values()])
        )
    ).all()
    of_items = {voice.item_id: voice for voice in voices if voice.item_id}
    of_drafts = {voice.draft_id: voice for voice in voices if voice.draft_id}
    return [
        Standing(theme, item := items.get(theme), draft := drafts.get(theme),
                 of_items.get(item.id) if item else None, of_drafts.get(draft.id) if draft else None)
        for theme in Theme
    ]  # fmt: skip


def standing(pupil: Pupil, person: Person, theme: Theme) -> Standing:
    """The same of one theme."""
    return next(each for each in standings(pupil, person) if each.theme is theme)


def items_of_household(pupil: Pupil, person: Person) -> dict[Theme, HomeItem]:
    """What the guardian's own household shared about this child, by theme."""
    assert person.guardian is not None
    query = select(HomeItem).where(
        HomeItem.pupil_id == pupil.id,
        HomeItem.household_id == person.guardian.household_id,
        HomeItem.removed_at.is_(None),
    )
    return {item.theme: item for item in db.session.scalars(query)}


def _drafts_of_household(pupil: Pupil, person: Person) -> dict[Theme, HomeDraft]:
    assert person.guardian is not None
    query = select(HomeDraft).where(
        HomeDraft.pupil_id == pupil.id, HomeDraft.household_id == person.guardian.household_id
    )
    return {draft.theme: draft for draft in db.session.scalars(query)}


def versions_of(item: HomeItem) -> list[HomeVersion]:
    """What an item said before, newest first."""
    query = select(HomeVersion).where(HomeVersion.item_id == item.id)
    return list(db.session.scalars(query.order_by(HomeVersion.replaced_at.desc(), HomeVersion.id.desc())))


def looks_at(items: list[HomeItem]) -> list[Audit]:
    """Who at school looked at these items, newest first; what one person saw within a minute is one look."""
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
        seen.setdefault((look.person_id, look.at.replace(second=0, microsecond=0)), look)
    return list(seen.values())


def asked_about(person: Person, *, today: date) -> dict[int, list[HomeItem]]:
    """By child of this guardian: what the household should look at, because its day is near or just over."""
    children = [child.id for child in school.children_of(person)]
    if not children or person.guardian is None:
        return {}
    query = select(HomeItem).where(
        HomeItem.household_id == person.guardian.household_id, HomeItem.pupil_id.in_(children),
        HomeItem.removed_at.is_(None), HomeItem.expires_on >= today - RENEWAL_LASTS,
    )  # fmt: skip
    found: dict[int, list[HomeItem]] = {}
    for item in db.session.scalars(query.order_by(HomeItem.pupil_id, HomeItem.id)):
        if is_asked_about(item.expires_on, today):
            found.setdefault(item.pupil_id, []).append(item)
    return found


def end_of_school_year(today: date) -> date:
    """Until when something is shared by default: the end of the school year that today is in."""
    query = select(SchoolYear.ends_on).where(SchoolYear.ends_on >= today).order_by(SchoolYear.ends_on).limit(1)
    return db.session.scalar(query) or date(today.year + (today.month > 7), 7, 31)


def last_day_for(standing: Standing, today: date) -> date:
    """Until when a theme can be shared at most: the end of the school year, or what it was renewed to."""
    year_ends = end_of_school_year(today)
    return max(year_ends, standing.item.expires_on) if standing.item else year_ends


def renewed_until(item: HomeItem, today: date) -> date:
    """Until when an item that is still right is shared: the end of this school year, or near that of the next."""
    return end_of_school_year(counts_from(item.expires_on, today))
