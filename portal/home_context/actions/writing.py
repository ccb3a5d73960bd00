"""Writing, sharing, taking back and giving back what a family wants the school to know."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import delete, select

from portal import audit
from portal.db import db, kept
from portal.home_context.actions import voices
from portal.home_context.models import HomeDraft, HomeItem, HomeVersion
from portal.home_context.rules import Audience, Theme, known
from portal.school.models import Person, Pupil

Row = TypeVar("Row", HomeItem, HomeDraft)


@dataclass(frozen=True)
class Words:
    """What a family says about one theme: in words, in symbols, or rather in the conversation; and who reads it."""

    text: str
    in_conversation: bool = False
    signs: tuple[str, ...] = ()
    audience: Audience = Audience.TEACHERS


def share(
    guardian: Person, pupil: Pupil, theme: Theme, text: str, *, in_conversation: bool, until: date, now: datetime,
    signs: tuple[str, ...] = (), audience: Audience = Audience.TEACHERS,
) -> HomeItem:  # fmt: skip
    """Share one theme of the guardian's household; the same words for the same time again change nothing.

    What it said before becomes its history. What was taken back is begun anew, without one.
    """
    words = Words(text, in_conversation, known(theme, signs), audience)
    item, is_new = _begun(HomeItem, guardian, pupil, theme, now, expires_on=until)
    if not is_new and item.removed_at is not None:
        _begin_anew(item)
    elif not is_new and _words_of(item) == words and item.expires_on == until:
        return item
    elif not is_new and _words_of(item) != words:
        _keep_version(item, now)
    _write(item, words, guardian, now)
    item.expires_on, item.removed_at, item.asked_for = until, None, None
    audit.did(guardian, "home item written", item, now=now)
    return item


def keep_draft(
    guardian: Person, pupil: Pupil, theme: Theme, words: Words, *, until: date | None, now: datetime
) -> HomeDraft:
    """Keep what a household is still writing; nobody at school reads it, and no log tells of it."""
    draft, _is_new = _begun(HomeDraft, guardian, pupil, theme, now)
    _write(draft, Words(words.text, words.in_conversation, known(theme, words.signs), words.audience), guardian, now)
    draft.until = until
    db.session.flush()
    return draft


def share_draft(draft: HomeDraft, guardian: Person, *, until: date, now: datetime) -> HomeItem:
    """Share what was kept as a draft, with its recording; the draft is gone."""
    words = _words_of(draft)
    item = share(
        guardian, draft.pupil, draft.theme, words.text, in_conversation=words.in_conversation, until=until,
        now=now, signs=words.signs, audience=words.audience,
    )  # fmt: skip
    db.session.flush()
    voices.move(draft, item)
    discard(draft)
    return item


def discard(draft: HomeDraft) -> None:
    """Throw a draft away, with what was said in it."""
    db.session.execute(delete(HomeDraft).where(HomeDraft.id == draft.id))
    db.session.expunge(draft)


def remove(item: HomeItem, guardian: Person, *, now: datetime) -> None:
    """Take an item back: nobody at school sees it any more. It can be brought back until the page is left."""
    item.removed_at = now
    audit.did(guardian, "home item removed", item, now=now)


def bring_back(item: HomeItem, guardian: Person, *, now: datetime) -> None:
    """Undo removing."""
    item.removed_at = None
    audit.did(guardian, "home item brought back", item, now=now)


def forget_history(item: HomeItem, guardian: Person, *, now: datetime) -> None:
    """Erase what an item said before."""
    db.session.execute(delete(HomeVersion).where(HomeVersion.item_id == item.id))
    audit.did(guardian, "home history erased", item, now=now)


def _household_of(guardian: Person) -> int:
    assert guardian.guardian is not None
    return guardian.guardian.household_id


def _begun(model: type[Row], guardian: Person, pupil: Pupil, theme: Theme, now: datetime, **more) -> tuple[Row, bool]:
    """The row of a theme and whether it was made now: as it is, and nobody else's until this transaction ends.

    Of two of a household at once, one makes it.
    """
    household_id = _household_of(guardian)
    query = select(model).where(model.pupil_id == pupil.id, model.household_id == household_id, model.theme == theme)
    query = query.with_for_update(of=model).execution_options(populate_existing=True)
    while True:
        made = kept(
            model, pupil_id=pupil.id, household_id=household_id, theme=theme, language=guardian.language,
            written_by_id=guardian.id, written_at=now, **more,
        )  # fmt: skip
        if (row := db.session.scalars(query).first()) is not None:
            return row, made is not None
        # It was shared or thrown away since: there is room for a new one.


def _words_of(row: HomeItem | HomeDraft) -> Words:
    return Words(row.text, row.in_conversation, tuple(row.signs or ()), row.audience)


def _write(row: HomeItem | HomeDraft, words: Words, guardian: Person, now: datetime) -> None:
    row.text, row.in_conversation, row.audience = words.text, words.in_conversation, words.audience
    row.signs = list(words.signs) or None
    row.language, row.written_by_id, row.written_by = guardian.language, guardian.id, guardian
    row.written_at = now


def _keep_version(item: HomeItem, now: datetime) -> None:
    version = HomeVersion(
        item_id=item.id, pupil_id=item.pupil_id, household_id=item.household_id, text=item.text, signs=item.signs,
        in_conversation=item.in_conversation, audience=item.audience, language=item.language,
        written_by_id=item.written_by_id, written_by=item.written_by, written_at=item.written_at, replaced_at=now,
    )  # fmt: skip
    db.session.add(version)


def _begin_anew(item: HomeItem) -> None:
    db.session.execute(delete(HomeVersion).where(HomeVersion.item_id == item.id))
    voices.forget(item)
