"""What becomes of news that is being written, and of telling it, when somebody is erased."""

from portal.privacy.rules.fate import Fate

OF_NEWS: dict[str, Fate] = {
    "post_reminder.person_id": Fate.GOES,
    "post_reminding.set_by_id": Fate.STAYS,
    "digest.person_id": Fate.GOES,
    "message_times.person_id": Fate.GOES,
    "calendar_feed.person_id": Fate.GOES,
    "not_understood.person_id": Fate.GOES,
    "not_understood.done_by_id": Fate.STAYS,
    "post_version.by_id": Fate.STAYS,
    "post_version.checked_by_id": Fate.STAYS,
    "post_earlier.by_id": Fate.STAYS,
    "draft.person_id": Fate.STAYS,
    "phrase_draft.author_id": Fate.STAYS,
    "own_phrase.made_by_id": Fate.STAYS,
}
