"""The school and the year of a roster: whose it is, and what it brings of them."""

from portal.rosters.rules.deeds import Deed, Row, add, change, ref
from portal.rosters.rules.draft import Draft
from portal.rosters.rules.known import KnownSchool
from portal.rosters.rules.plan import Kind, refused
from portal.rosters.rules.refusals import RosterRefused
from portal.rosters.rules.roster import Roster


def plan_school(draft: Draft) -> None:
    """The school and the year of the roster. Raises RosterRefused for a roster of another school."""
    check_school(draft.roster, draft.known.school)
    here, file = draft.known.school, draft.roster
    now_in = _year_that_the_school_is_in(draft)
    if here is None:
        values = {"name": file.school_name or file.school_key or "Samen", "name_key": file.school_key}
        draft.deeds.append(add("school", values | {column: row for column, (_none, row) in now_in.items()}))
    elif file.school_key and not here.name_key:
        now_in = {"name_key": (here.name_key, file.school_key), **now_in}
    if here is not None and now_in:
        draft.deeds.append(change("school", here.id, now_in))
    draft.deeds += _deeds_of_year(draft)
    for notice in file.notices:
        draft.note(refused(Kind.PUPIL, notice))
    if file.year < draft.known.current_year:
        draft.warnings.append("earlier-year")
    if draft.known.current_year and file.year > draft.known.current_year:
        draft.warnings.append("later-year")


def _deeds_of_year(draft: Draft) -> list[Deed]:
    if draft.known.year_id is not None:
        return []
    name = draft.roster.year
    days = {"name": name, "starts_on": f"{name[:4]}-08-01", "ends_on": f"{name[5:]}-07-31"}
    return [add("school_year", days, ref("school_year", name))]


def _year_that_the_school_is_in(draft: Draft) -> dict[str, tuple[None, Row]]:
    """A year that comes is not this one by itself: from now on the school says which year it is in."""
    here = draft.known.school
    if draft.known.year_id is not None or (here is not None and here.says_year):
        return {}
    return {"year_id": (None, draft.known.current_year_id or draft.year)}


def check_school(roster: Roster, here: KnownSchool | None) -> None:
    """Raises RosterRefused when the roster is of another school; numbers of different kinds say nothing."""
    if here is None or not here.name_key or not roster.school_key:
        return
    alike = [key.startswith("oneroster:") for key in (here.name_key, roster.school_key)]
    if alike[0] == alike[1] and here.name_key != roster.school_key:
        raise RosterRefused("another-school")
