"""Releasing a copy: a second person says so, the worker makes it, and its hash goes into the chain."""

from base64 import b64decode, b64encode
from collections.abc import Generator
from datetime import datetime

from portal import audit, paper, tasks
from portal.db import Refusal, db, reading, transaction
from portal.disclosure import queries
from portal.disclosure.actions import packing
from portal.disclosure.actions.asking import NotNow
from portal.disclosure.actions.masking import FourEyes, NotThroughYet, move
from portal.disclosure.models import AccessRequest, ReleasedCopy
from portal.disclosure.rules import FETCH_FOR, Purpose, Stage
from portal.incidents.actions import record
from portal.incidents.rules import What
from portal.school.models import Person
from portal.tasks import Asked, TaskRefused

KIND = "register_copy"


class IsGone(Refusal):
    """The copy can be fetched no longer."""


def release(asked: AccessRequest, by: Person, *, now: datetime) -> None:
    """A second person checked it: the copy is made. Raises FourEyes, NotThroughYet, NotNow."""
    if not queries.may_release(by, asked):
        raise FourEyes
    if asked.purpose is Purpose.SUBJECT and queries.left_to_do(asked):
        raise NotThroughYet
    move(asked, Stage.TO_CHECK, Stage.MAKING)
    asked.released_by_id = by.id
    asked.task_id = tasks.start(by, KIND, {"request": asked.id}, now=now).id
    audit.did(by, "register copy released", asked, now=now)


def check_again(asked: AccessRequest) -> None:
    """Making it broke: it waits for the second person again. Raises NotNow."""
    if asked.task is None or not asked.task.is_over:
        raise NotNow
    move(asked, Stage.MAKING, Stage.TO_CHECK)
    asked.released_by_id = None


def make(asked: Asked, *, now: datetime) -> Generator[tuple[int, int], None, dict]:
    """The task: gather, print, seal, and write the hash into the chain; after a crash all begins again."""
    number = asked.asked["request"]
    with reading():
        contents = packing.gathered(_being_made(number), now=now)
    yield 1, 3
    printing = paper.printed(packing.page_of(contents), packing.STYLE)
    while True:
        try:
            next(printing)
        except StopIteration as ready:
            pdf = ready.value
            break
        yield 1, 3
    copy = packing.packed(contents, pdf)
    yield 2, 3
    with transaction():
        _keep(number, copy, now=now)
    return {}


def _being_made(number: int) -> AccessRequest:
    request = db.session.get(AccessRequest, number)
    if request is None or request.stage is not Stage.MAKING or any(each.destroyed_at for each in request.incidents):
        raise TaskRefused
    return request


def _keep(number: int, copy: packing.Copy, *, now: datetime) -> None:
    request = _being_made(number)
    move(request, Stage.MAKING, Stage.RELEASED)
    request.settled_at = now
    db.session.add(
        ReleasedCopy(request_id=number, file=b64encode(copy.data).decode(), ends_at=now + FETCH_FOR)
    )  # fmt: skip
    core = {
        "request": number, "purpose": request.purpose.value, "sha256": copy.marks,
        "incidents": [incident.id for incident in request.incidents],
    }  # fmt: skip
    for incident in request.incidents:
        record(incident, What.COPY_RELEASED, request.released_by, now=now, core=core)


def fetch(asked: AccessRequest, *, now: datetime) -> bytes:
    """The sealed copy. Raises NotNow, IsGone."""
    if asked.stage is not Stage.RELEASED:
        raise NotNow
    if asked.copy is None or asked.copy.ends_at < now:
        raise IsGone
    return b64decode(asked.copy.file)
