"""A draft of a chain: made new or as a copy, put in use when it passes, thrown away."""

from datetime import datetime, time

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.chains.actions.safety import EndsInNobody, SomebodyWasFirst, hold_draft, look_again
from portal.chains.models import Chain, ChainResponder, ChainStep
from portal.chains.queries.checking import chains_in_use, troubles_of
from portal.chains.queries.listing import draft_for
from portal.db import Refusal, db, rows_changed
from portal.school.models import Person, Place


class NeedsOneForAlways(Refusal):
    """A chain for certain hours goes beside one for always, and this place has none in use."""


class HoursTaken(Refusal):
    """Another chain in use at this place is for some of these hours: `chain`."""

    def __init__(self, chain: Chain):
        super().__init__()
        self.chain = chain


Times = tuple[str, time, time]


def new_draft(place: Place, hours: Times | None, by: Person, *, now: datetime) -> Chain:
    """An empty draft for a place: for always, or for weekdays ("01234") between two times.

    For always there is one chain in use: a draft beside it is the draft of that one.
    """
    if hours is None:
        for chain in chains_in_use():
            if chain.place_id == place.id and chain.starts is None:
                return draft_of(chain, by, now=now)
    weekdays, starts, ends = hours or ("0123456", None, None)
    draft = Chain(place_id=place.id, weekdays=weekdays, starts=starts, ends=ends)
    db.session.add(draft)
    audit.did(by, "chain draft made", draft, now=now)
    return draft


def draft_of(chain: Chain, by: Person, *, now: datetime) -> Chain:
    """The draft in which a chain in use is changed; a copy of it when there is none yet. Raises SomebodyWasFirst."""
    look_again(chain)
    found = draft_for(chain)
    if found is not None:
        return found
    draft = Chain(place_id=chain.place_id, weekdays=chain.weekdays, starts=chain.starts, ends=chain.ends,
                  draft_of_id=chain.id, steps=[_copied(step) for step in chain.steps])  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(draft)
            db.session.flush()
    except IntegrityError:
        # Somebody began a moment earlier: that one draft is for both.
        return db.session.scalars(select(Chain).where(Chain.draft_of_id == chain.id)).unique().one()
    audit.did(by, "chain draft made", draft, now=now)
    return draft


def _copied(step: ChainStep) -> ChainStep:
    lines = [ChainResponder(person_id=row.person_id, duty_id=row.duty_id, group_id=row.group_id, part=row.part)
             for row in step.responders]  # fmt: skip
    return ChainStep(position=step.position, wait_seconds=step.wait_seconds, needed=step.needed,
                     by_email=step.by_email, by_sms=step.by_sms, by_push=step.by_push, responders=lines)  # fmt: skip


def set_chain_hours(draft: Chain, hours: Times) -> None:
    """Another time for a draft that is for certain hours. Raises SomebodyWasFirst."""
    hold_draft(draft)
    draft.weekdays, draft.starts, draft.ends = hours


def put_in_use(draft: Chain, by: Person, *, now: datetime) -> Chain:
    """From now on calls follow this chain; those that are open keep theirs. Returns the chain in use.

    Raises EndsInNobody, NeedsOneForAlways, HoursTaken, SomebodyWasFirst.
    """
    hold_draft(draft)
    _check_hours(draft)
    if found := troubles_of(draft, now=now):
        raise EndsInNobody(found)
    try:
        with db.session.begin_nested():
            chain = _replaced(draft) if draft.draft_of_id else draft
            chain.in_use_since = now
            db.session.flush()
    except IntegrityError as error:
        raise SomebodyWasFirst from error
    audit.did(by, "chain put in use", chain, now=now)
    return chain


def _check_hours(draft: Chain) -> None:
    others = [c for c in chains_in_use() if c.place_id == draft.place_id and c.id != draft.draft_of_id]
    if draft.starts is not None and all(other.starts is not None for other in others):
        raise NeedsOneForAlways
    for other in others:
        if draft.hours.overlaps(other.hours):
            raise HoursTaken(other)


def _replaced(draft: Chain) -> Chain:
    """The chain in use with the steps and hours of its draft: its address stays what it was."""
    chain = db.session.get_one(Chain, draft.draft_of_id)
    chain.weekdays, chain.starts, chain.ends = draft.weekdays, draft.starts, draft.ends
    chain.steps = [_copied(step) for step in draft.steps]
    db.session.delete(draft)
    return chain


def throw_away(draft: Chain, by: Person, *, now: datetime) -> None:
    """A draft that is not wanted after all; what is in use stays. Raises SomebodyWasFirst."""
    hold_draft(draft)
    audit.did(by, "chain draft thrown away", draft, now=now)
    db.session.delete(draft)


def take_out_of_use(chain: Chain, by: Person, *, now: datetime) -> None:
    """A chain for certain hours is followed no more: the one for always is. Raises EndsInNobody, SomebodyWasFirst.

    The one for always cannot be taken away, only replaced.
    """
    look_again(chain)
    if chain.starts is None:
        raise EndsInNobody([])
    always = next(each for each in chains_in_use() if each.place_id == chain.place_id and each.starts is None)
    audit.did(by, "chain taken out of use", chain, now=now)
    steps = select(ChainStep.id).where(ChainStep.chain_id == chain.id)
    with db.session.begin_nested():
        for draft in filter(None, [draft_for(chain)]):
            db.session.delete(draft)
        db.session.flush()
        rows_changed(delete(ChainResponder).where(ChainResponder.step_id.in_(steps)))
        rows_changed(delete(ChainStep).where(ChainStep.chain_id == chain.id))
        rows_changed(delete(Chain).where(Chain.id == chain.id))
        db.session.expire_all()
        if found := troubles_of(always, now=now):
            raise EndsInNobody(found)
