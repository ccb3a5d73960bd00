"""What a household shared, wrote before and is still writing, for a copy that the family may keep."""

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.db import db
from portal.files import Enclosed
from portal.home_context.models import HomeDraft, HomeItem, HomeVersion, HomeVoice

Row = dict


def exported(pupil_id: int, household_id: int) -> list[Row]:
    """Every item of this household about this child, also what was taken back, with what it said before; and drafts."""
    mine = (HomeItem.pupil_id == pupil_id, HomeItem.household_id == household_id)
    items = db.session.scalars(select(HomeItem).where(*mine).order_by(HomeItem.id)).all()
    query = select(HomeVersion).where(HomeVersion.pupil_id == pupil_id, HomeVersion.household_id == household_id)
    earlier = db.session.scalars(query.order_by(HomeVersion.id)).all()
    themes = {item.id: item.theme for item in items}
    drafts = select(HomeDraft).where(HomeDraft.pupil_id == pupil_id, HomeDraft.household_id == household_id)
    return [
        *(_said(item, item.theme) | {"expires_on": item.expires_on, "removed_at": item.removed_at} for item in items),
        *(_said(each, themes[each.item_id]) | {"replaced_at": each.replaced_at} for each in earlier),
        *(
            _said(draft, draft.theme) | {"is_draft": True, "expires_on": draft.until}
            for draft in db.session.scalars(drafts.order_by(HomeDraft.id))
        ),
        *_voices(pupil_id, household_id),
    ]


def _said(row: HomeItem | HomeVersion | HomeDraft, theme) -> Row:
    return {
        "theme": theme, "text": row.text, "signs": list(row.signs or []), "in_conversation": row.in_conversation,
        "audience": row.audience, "language": row.language, "written_by": row.written_by.full_name,
        "written_at": row.written_at,
    }  # fmt: skip


def _voices(pupil_id: int, household_id: int) -> list[Row]:
    """The recordings themselves, each a file of the copy."""
    query = select(HomeVoice).where(HomeVoice.pupil_id == pupil_id, HomeVoice.household_id == household_id)
    found = db.session.scalars(query.options(undefer(HomeVoice.sound)).order_by(HomeVoice.id))
    return [
        {
            "theme": voice.of.theme, "is_draft": voice.draft is not None, "said_at": voice.said_at,
            "sound": Enclosed(voice.kind.value, voice.sound),
        }
        for voice in found
    ]  # fmt: skip
