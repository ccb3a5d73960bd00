"""Going back: the last change about somebody, as long as nothing came after it."""

from collections.abc import Callable
from datetime import datetime

from portal.audit import Audit
from portal.db import db
from portal.office.queries.history import history_of
from portal.school import actions as people
from portal.school.actions import CannotUndo
from portal.school.models import Household, Person, Pupil


def undo(deed: Audit, by: Person, *, now: datetime) -> Pupil | Person:
    """Undo a change; returns whom it was about. Raises CannotUndo."""
    thing = db.session.get({"pupil": Pupil, "person": Person}.get(deed.kind, Pupil), deed.about)
    if thing is None or deed.kind not in ("pupil", "person"):
        raise CannotUndo
    newest = next(iter(history_of(thing)), None)
    if newest is None or newest.id != deed.id or not newest.can_be_undone:
        raise CannotUndo
    _WAYS_BACK[deed.did](deed, thing, by, now)
    return thing


def _pupil_comes_back(_deed: Audit, pupil: Pupil, by: Person, now: datetime) -> None:
    people.come_back_to_school(pupil, by, now=now)


def _move_back(deed: Audit, _pupil: Pupil, by: Person, now: datetime) -> None:
    people.undo_move(deed, by, now=now)


def _tie_again(deed: Audit, _pupil: Pupil, by: Person, now: datetime) -> None:
    people.bring_back(deed, by, now=now)


def _go_home(deed: Audit, person: Person, by: Person, now: datetime) -> None:
    old, new = (deed.detail or {}).get("household_id", [0, 0])
    household = db.session.get(Household, old)
    if person.guardian is None or household is None or person.guardian.household_id != new:
        raise CannotUndo
    people.move_household(person.guardian, household, by, now=now)


def _person_comes_back(_deed: Audit, person: Person, by: Person, now: datetime) -> None:
    people.come_back(person, by, now=now)


_WAYS_BACK: dict[str, Callable] = {
    "pupil left": _pupil_comes_back,
    "class changed": _move_back,
    "guardian removed": _tie_again,
    "household changed": _go_home,
    "person left": _person_comes_back,
}
