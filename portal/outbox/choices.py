"""What people chose, and the devices on which they asked for notices: of one person, or of many at once."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, column, delete, select, table

from portal import channels, vault
from portal.db import db, put
from portal.outbox.models import MessageChoice, MessageTimes, PushDevice
from portal.outbox.paces import Times
from portal.outbox.rules import CHOSEN, Channel, Topic

if TYPE_CHECKING:
    from portal.school.models import Person

# Sessions belong to accounts, which stands above; a device is silent as soon as its session is ended.
_sessions = table("user_session", column("id"), column("revoked_at"))
_LIVING = (
    select(PushDevice)
    .join(_sessions, _sessions.c.id == PushDevice.session_id)
    .where(_sessions.c.revoked_at.is_(None))
    .order_by(PushDevice.id)
)
_DEVICES = _LIVING.where(PushDevice.person_id == bindparam("person_id"))


@dataclass(frozen=True)
class Known:
    """What many people chose, and their devices, by their numbers."""

    choices: dict[tuple[int, Topic], frozenset[Channel]]
    times: dict[int, Times]
    devices: dict[int, list[PushDevice]]


_known: ContextVar[Known | None] = ContextVar("known", default=None)


class Wish(NamedTuple):
    """On which channels somebody wants to hear of a topic (None: nothing chosen, or nothing can be), and when."""

    channels: frozenset[Channel] | None = None
    times: Times = Times()


_people = table("person", column("id"))
_WISH = (
    select(MessageChoice, MessageTimes)
    .select_from(_people)
    .outerjoin(
        MessageChoice, (MessageChoice.person_id == _people.c.id) & (MessageChoice.topic == bindparam("topic"))
    )
    .outerjoin(MessageTimes, MessageTimes.person_id == _people.c.id)
    .where(_people.c.id == bindparam("person_id"))
    .execution_options(populate_existing=True)
)  # fmt: skip


def wish_of(person: "Person", topic: Topic) -> Wish:
    """How and when a person wants to hear of a topic, in one question."""
    if topic not in CHOSEN:
        return Wish()
    if (known := _known.get()) is not None:
        return Wish(known.choices.get((person.id, topic)), known.times.get(person.id, Times()))
    with db.session.no_autoflush:
        row = db.session.execute(_WISH, {"person_id": person.id, "topic": topic}).first()
    choice, times = row or (None, None)
    return Wish(choice.channels if choice else None, times.times if times else Times())


def chosen_by(person: "Person", topic: Topic) -> frozenset[Channel] | None:
    """What a person chose for a topic; None when nothing was chosen, or nothing can be."""
    return wish_of(person, topic).channels


def times_of(person: "Person") -> Times:
    """When this person wants to hear of what is not urgent."""
    return wish_of(person, Topic.NEWS).times


@contextmanager
def knowing(people: Collection["Person"]) -> Iterator[None]:
    """What all these chose, and their devices, asked at once: within this nobody is asked about one by one."""
    if _known.get() is not None:
        yield
        return
    numbers = [person.id for person in people]

    def rows(query):
        return db.session.scalars(query.execution_options(populate_existing=True))

    devices: dict[int, list[PushDevice]] = {}
    for device in rows(_LIVING.where(PushDevice.person_id.in_(numbers))):
        devices.setdefault(device.person_id, []).append(device)
    choices = rows(select(MessageChoice).where(MessageChoice.person_id.in_(numbers)))
    times = rows(select(MessageTimes).where(MessageTimes.person_id.in_(numbers)))
    known = Known(
        {(row.person_id, row.topic): row.channels for row in choices}, {row.person_id: row.times for row in times},
        devices,
    )  # fmt: skip
    token = _known.set(known)
    try:
        yield
    finally:
        _known.reset(token)


def choose(person: "Person", topic: Topic, wanted: Iterable[Channel]) -> None:
    """From now on the person hears of this topic on these channels; on none: on the screen."""
    wanted = set(wanted)
    values = {"email": Channel.EMAIL in wanted, "sms": Channel.SMS in wanted, "push": Channel.PUSH in wanted}
    put(MessageChoice, {"person_id": person.id, "topic": topic}, values)


def devices_of(person: "Person") -> list[PushDevice]:
    """The devices on which the person is signed in and asked for notices, oldest first."""
    if (known := _known.get()) is not None:
        return known.devices.get(person.id, [])
    with db.session.no_autoflush:
        return list(db.session.scalars(_DEVICES, {"person_id": person.id}))


def people_with_devices() -> set[int]:
    """The numbers of all people who asked for notices on some device."""
    living = select(PushDevice.person_id).join(_sessions, _sessions.c.id == PushDevice.session_id)
    return set(db.session.scalars(living.where(_sessions.c.revoked_at.is_(None)).distinct()))


def living_devices() -> list[PushDevice]:
    """Every device that waits for notices."""
    return list(db.session.scalars(_LIVING))


def device_numbered(number: int) -> PushDevice | None:
    """A device that still waits for notices."""
    return db.session.scalars(_LIVING.where(PushDevice.id == number)).first()


def keep_device(
    person: "Person", session_id: int, given: channels.Device, *, service: str, name: str, now: datetime
) -> PushDevice:
    """Show notices on this browser from now on; one that somebody else used before is this person's now."""
    mark = vault.ring.mark(given.endpoint, "push_device.mark")
    values = {
        "person_id": person.id, "session_id": session_id, "service": service, "name": name[:120],
        "endpoint": given.endpoint, "p256dh": given.p256dh, "auth": given.auth, "added_at": now,
    }  # fmt: skip
    put(PushDevice, {"mark": mark}, values)
    kept = select(PushDevice).where(PushDevice.mark == mark).execution_options(populate_existing=True)
    return db.session.scalars(kept).one()


def forget_device(device_id: int) -> None:
    """Show no more notices on a browser."""
    db.session.execute(delete(PushDevice).where(PushDevice.id == device_id))
