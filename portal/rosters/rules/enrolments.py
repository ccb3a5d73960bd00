"""In which classes a pupil is, and in which the file wants the pupil to be."""

from portal.rosters.rules.deeds import Deed, Row, add, remove
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.roster import RosterPupil

Wanted = list[tuple[Row, bool]]


def wanted_classes(draft: Draft, row: RosterPupil, now_in: dict[int, bool]) -> Wanted:
    """Each class, and whether it is the pupil's own."""
    if draft.roster.is_partial:
        return _with_changes(draft, row, now_in)
    wanted = [(draft.classes[key], False) for key in dict.fromkeys(row.group_keys) if key != row.class_key]
    return wanted if row.class_key is None else [*wanted, (draft.classes[row.class_key], True)]


def _with_changes(draft: Draft, row: RosterPupil, now_in: dict[int, bool]) -> Wanted:
    """A file of changes takes nobody out of a class, except that another own class takes the place of the old one."""
    own = row.class_key
    if own in draft.groups and any(now_in.values()):
        # A group may be all that a file of changes names; the own class that the pupil has is none the less.
        own = None
    keys = dict.fromkeys((*row.group_keys, row.class_key))
    named = [draft.classes[key] for key in keys if key is not None and key != own]
    stays = {number: was_own for number, was_own in now_in.items() if own is None or not was_own}
    coming = [number for number in named if not isinstance(number, int) or number not in stays]
    wanted: Wanted = [*stays.items(), *((number, False) for number in coming)]
    if own is None:
        return wanted
    return [(number, is_own) for number, is_own in wanted if number != draft.classes[own]] + [
        (draft.classes[own], True)
    ]


def enrol(draft: Draft, pupil: Row, now_in: dict[int, bool], wanted: Wanted) -> list[Deed]:
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
