"""No change of the roster may leave a chain in use with nobody, or with one person only."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.exc import InvalidRequestError

from portal.chains.models import Chain
from portal.chains.queries.checking import snapshot
from portal.chains.rules.checking import Gap, Trouble, new_gaps
from portal.db import Base, Refusal, db
from portal.school.actions import one_at_a_time
from portal.school.models import Place


class EndsInNobody(Refusal):
    """The chain could end in nobody: `troubles` say why."""

    def __init__(self, troubles: list[Trouble]):
        super().__init__()
        self.troubles = troubles


class LeavesNobody(Refusal):
    """After this change too few people of a chain in use are left: of which `place`, and when (`gap`)."""

    def __init__(self, place: Place, gap: Gap):
        super().__init__()
        self.place, self.gap = place, gap


class SomebodyWasFirst(Refusal):
    """A colleague put this draft in use, or took this away, a moment earlier."""


class NameTaken(Refusal):
    """Another duty or group has this name."""


class StillCalled(Refusal):
    """A chain calls whoever has this duty, or this group."""


def look_again(row: Base) -> None:
    """Know a row, and all that hangs on it, as whoever was first left it; it stays so until this transaction ends.

    Raises SomebodyWasFirst when it is gone.
    """
    one_at_a_time()
    db.session.expire_all()
    try:
        db.session.refresh(row)
    except InvalidRequestError as gone:
        raise SomebodyWasFirst from gone


def hold_draft(draft: Chain) -> None:
    """The same for a draft that is changed. Raises SomebodyWasFirst also when it is in use by now."""
    look_again(draft)
    if not draft.is_draft:
        raise SomebodyWasFirst


@contextmanager
def somebody_stays(*, now: datetime) -> Iterator[None]:
    """A change of the roster: kept when every chain in use has as many people as before, or enough.

    Raises LeavesNobody, and then nothing is changed.
    """
    # Of two changes at once the second sees the first: each might leave the last one, together they leave nobody.
    one_at_a_time()
    before = snapshot(now=now)
    with db.session.begin_nested():
        yield
        db.session.flush()
        db.session.expire_all()
        after = snapshot(now=now)
        for number in after.plans:
            found = after.gaps_of(number)
            # Most often nothing is wrong afterwards, and how it was before does not matter.
            if found and (worse := new_gaps(before.gaps_of(number), found)):
                raise LeavesNobody(db.session.get_one(Chain, number).place, worse[0])
