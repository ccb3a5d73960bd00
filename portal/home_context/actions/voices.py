"""Keeping and letting go of what a family said aloud."""

from datetime import datetime

from sqlalchemy import delete, select, update

from portal.db import Refusal, db
from portal.home_context import queries
from portal.home_context.models import HomeDraft, HomeItem, HomeVoice
from portal.home_context.rules import Clean, NoSound, SoundTooLong, without_traces


class NotASound(Refusal):
    """The file is no sound that every browser plays."""


class VoiceTooLong(Refusal):
    """The recording is longer or larger than the portal keeps."""


def listened_to(data: bytes) -> Clean:
    """A recording without what does not belong to its sound; slow work. Raises NotASound or VoiceTooLong."""
    try:
        return without_traces(data)
    except NoSound as error:
        raise NotASound from error
    except SoundTooLong as error:
        raise VoiceTooLong from error


def keep(thing: HomeItem | HomeDraft, sound: Clean, *, now: datetime) -> HomeVoice:
    """Keep a recording with an item or a draft, in the place of the one before."""
    forget(thing)
    is_item = isinstance(thing, HomeItem)
    voice = HomeVoice(
        item_id=thing.id if is_item else None, draft_id=None if is_item else thing.id, pupil_id=thing.pupil_id,
        household_id=thing.household_id, kind=sound.kind, size=len(sound.data), seconds=sound.seconds, said_at=now,
        sound=sound.data,
    )  # fmt: skip
    db.session.add(voice)
    db.session.flush()
    return voice


def forget(thing: HomeItem | HomeDraft) -> None:
    """Erase the recording of an item or a draft."""
    db.session.execute(delete(HomeVoice).where(_of(thing)))


def move(draft: HomeDraft, item: HomeItem) -> None:
    """Give the recording of a draft to what is shared; without one, the item keeps its own."""
    if queries.voice_of(draft) is None:
        return
    forget(item)
    db.session.execute(update(HomeVoice).where(_of(draft)).values(item_id=item.id, draft_id=None))


def sound_of(voice: HomeVoice) -> bytes:
    """The recording itself, opened."""
    return db.session.scalars(select(HomeVoice.sound).where(HomeVoice.id == voice.id)).one()


def _of(thing: HomeItem | HomeDraft):
    return HomeVoice.item_id == thing.id if isinstance(thing, HomeItem) else HomeVoice.draft_id == thing.id
