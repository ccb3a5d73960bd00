"""Going through the texts and masking third parties; handing it to a second person, or back."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import update

from portal import audit
from portal.db import Refusal, db, rows_changed
from portal.disclosure import queries
from portal.disclosure.actions.asking import NotNow, lock_open
from portal.disclosure.models import AccessRequest, MaskedText
from portal.disclosure.queries import Texts
from portal.disclosure.rules import Stage, words_in
from portal.school.models import Person


class NotThroughYet(Refusal):
    """No incident was chosen, or there is a text that nobody went through; maybe one that was added meanwhile."""


class FourEyes(Refusal):
    """Who chose or masked does not release."""


def mask(
    asked: AccessRequest, texts: Texts, hidden: Mapping[str, Collection[int]], by: Person, *, now: datetime
) -> None:
    """Somebody went through every text of an entry: these words, by the text's key, are masked. Raises NotNow."""
    lock_open(asked)
    known = {mask.key: mask for mask in asked.masks if mask.entry_id == texts.entry.id}
    for passage in texts.passages:
        count = len(words_in(passage.text))
        words = sorted(number for number in hidden.get(passage.key, ()) if 0 <= number < count)
        row = known.get(passage.key)
        if row is None:
            row = MaskedText(request_id=asked.id, entry_id=texts.entry.id, key=passage.key)
            db.session.add(row)
        row.words, row.mark, row.by_id, row.at = words, passage.mark, by.id, now
    audit.did(by, "register copy masked", asked, now=now)
    db.session.flush()
    db.session.expire(asked, ["masks"])


def hand_on(asked: AccessRequest, by: Person, *, now: datetime) -> None:
    """Every text was gone through: a second person checks. Raises NotThroughYet, NotNow."""
    if not asked.about_incidents or queries.left_to_do(asked):
        raise NotThroughYet
    move(asked, Stage.OPEN, Stage.TO_CHECK)
    asked.prepared_by_id, asked.answer = by.id, None
    audit.did(by, "register copy handed on", asked, now=now)


def hand_back(asked: AccessRequest, because: str, by: Person, *, now: datetime) -> None:
    """Something has to be masked otherwise. Raises NotNow."""
    move(asked, Stage.TO_CHECK, Stage.OPEN)
    asked.answer = because
    audit.did(by, "register copy handed back", asked, now=now)


def move(asked: AccessRequest, old: Stage, new: Stage) -> None:
    """From one stage to another, once: of two at the same time one raises NotNow."""
    one = update(AccessRequest).where(AccessRequest.id == asked.id, AccessRequest.stage == old)
    if rows_changed(one.values(stage=new)) != 1:
        raise NotNow
    db.session.refresh(asked)
