"""The steps of a draft and who is told in each. Each verb raises SomebodyWasFirst when the draft is one no longer."""

from dataclasses import dataclass

from portal.chains.actions.safety import SomebodyWasFirst, hold_draft
from portal.chains.models import Chain, ChainResponder, ChainStep
from portal.chains.rules import MOST_STEPS, Who, WhoKind
from portal.db import Refusal, db
from portal.outbox import Channel

FIRST_WAIT = 60
COLUMNS = {WhoKind.PERSON: "person_id", WhoKind.DUTY: "duty_id", WhoKind.GROUP: "group_id"}


class TooManySteps(Refusal):
    """A longer chain would take longer than anybody can wait."""


@dataclass(frozen=True)
class Terms:
    """How a step goes: seconds until the next, how many must come, and on which channels (none: all)."""

    wait_seconds: int
    needed: int
    channels: frozenset[Channel]


def _hold(step: ChainStep) -> Chain:
    """The draft of a step, changed by nobody else from now on."""
    draft = step.chain
    hold_draft(draft)
    if step not in draft.steps:
        raise SomebodyWasFirst
    return draft


def add_step(draft: Chain) -> ChainStep:
    """An empty step at the end. Raises TooManySteps."""
    hold_draft(draft)
    if len(draft.steps) >= MOST_STEPS:
        raise TooManySteps
    step = ChainStep(position=len(draft.steps) + 1, wait_seconds=FIRST_WAIT)
    draft.steps.append(step)
    db.session.flush()
    return step


def change_step(step: ChainStep, terms: Terms) -> None:
    _hold(step)
    step.wait_seconds, step.needed = terms.wait_seconds, terms.needed
    step.by_email = Channel.EMAIL in terms.channels
    step.by_sms = Channel.SMS in terms.channels
    step.by_push = Channel.PUSH in terms.channels


def move_up(step: ChainStep) -> None:
    """One place earlier; the first one stays where it is."""
    _swap(step, -1)


def move_down(step: ChainStep) -> None:
    """One place later; the last one stays where it is."""
    _swap(step, 1)


def _swap(step: ChainStep, by: int) -> None:
    steps = _hold(step).steps
    here = steps.index(step)
    if 0 <= here + by < len(steps):
        other = steps[here + by]
        step.position, other.position = other.position, step.position


def remove_step(step: ChainStep) -> None:
    """Without this step; those after it move up."""
    draft = _hold(step)
    draft.steps.remove(step)
    for number, each in enumerate(draft.steps, start=1):
        each.position = number


def add_responder(step: ChainStep, who: Who) -> ChainResponder:
    """One more line in a step; who stands in it already gets this part instead."""
    _hold(step)
    for row in step.responders:
        if (row.kind, row.number) == (who.kind, who.number):
            row.part = who.part
            return row
    row = ChainResponder(part=who.part, **{COLUMNS[who.kind]: who.number})
    step.responders.append(row)
    db.session.flush()
    db.session.refresh(row)
    return row


def remove_responder(row: ChainResponder) -> None:
    """Twice is once."""
    step = row.step
    _hold(step)
    if row in step.responders:
        step.responders.remove(row)
