"""In which classes a pupil is, and in which the file wants the pupil to be."""

from portal.rosters.rules.deeds import Deed, Row, add, remove
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.roster import RosterPupil


def wanted_classes(draft: Draft, row: RosterPupil, now_in: dict[int, bool] | None = None) -> list[tuple[Row, bool]]:
    """Each class, and whether it is the pupil's own. A file of changes takes nobody out of a class."""
    wanted = [(draft.classes[key], False) for key in row.group_keys if key != row.class_key]
    stays = dict(now_in or {}) if draft.roster.is_partial else {}
    if row.class_key is not None:
        # The own class that a pupil has gives way to another one, not to a group that is all a file of changes names.
        is_own = row.class_key not in draft.groups or not any(stays.values())
        wanted.append((draft.classes[row.class_key], is_own))
        stays = {number: was_own for number, was_own in stays.items() if not (was_own and is_own)}
    named = [number for number, _is_own in wanted]
    return wanted + [(number, was_own) for number, was_own in stays.items() if number not in named]


def enrol(draft: Draft, pupil: Row, now_in: dict[int, bool], wanted: list[tuple[Row, bool]]) -> list[Deed]:
    """Out of the classes that are not wanted, then into those that are."""
    deeds = [
        remove("enrolment", {"pupil_id": pupil, "class_id": number, "year_id": draft.year, "is_own_class": is_own})
        for number, is_own in now_in.items() if (number, is_own) not in wanted
    ]  # fmt: skip
    deeds += [
        add("enrolment", {"pupil_id": pupil, "class_id": number, "year_id": draft.year, "is_own_class": is_own})
        for number, is_own in wanted if not isinstance(number, int) or now_in.get(number) is not is_own
    ]  # fmt: skip
    return deeds
