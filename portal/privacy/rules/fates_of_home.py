"""What becomes of what families share about home, and of who stood in for a class, when somebody is erased."""

from portal.privacy.rules.fate import Fate

_OF_ONE_HOME = ("home_item", "home_version", "home_draft", "home_voice")
OF_HOME: dict[str, Fate] = {
    **{f"{table}.{column}": Fate.GOES for table in _OF_ONE_HOME for column in ("pupil_id", "household_id")},
    "home_item.written_by_id": Fate.STAYS,
    "home_version.written_by_id": Fate.STAYS,
    "home_draft.written_by_id": Fate.STAYS,
    "stand_in.person_id": Fate.GOES,
    "stand_in.named_by_id": Fate.STAYS,
}
