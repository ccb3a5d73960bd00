"""The ways in which one person can be reached now, what the person chose, and the devices that wait for notices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app
from sqlalchemy import bindparam, column, delete, select, table
from sqlalchemy.dialects import postgresql, sqlite

from portal import channels, phones, vault
from portal.db import Base, db
from portal.outbox.models import MessageChoice, PushDevice
from portal.outbox.rules import CHOSEN, Channel, Matter, Topic, channels_for, is_believed
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.school.models import Person

# Sessions belong to accounts, which stands above; a device is silent as soon as its session is ended.
_sessions = table("user_session", column("id"), column("revoked_at"))

# Whether messages are only shown is the business of the demo; it is plugged in when the app is put together.
_only_shown: list[Callable[[], bool]] = []


@dataclass(frozen=True)
class Way:
    """One address on one channel; `name` is what it shares with others when it breaks (see Message.way)."""

    channel: Channel
    address: str
    name: str = ""


def only_show_when(asked: Callable[[], bool]) -> None:
    """Name the function that says whether messages are kept to be looked at instead of sent."""
    _only_shown[:] = [asked]


def is_only_shown() -> bool:
    """Whether messages are kept to be looked at instead of sent."""
    return any(asked() for asked in _only_shown)


def is_open(channel: Channel) -> bool:
    """Whether this deployment can send on a channel at all: text messages need a gateway."""
    return channel is not Channel.SMS or channels.is_set_up("sms", _settings()) or is_only_shown()


def is_set_up(channel: Channel) -> bool:
    """Whether what goes out on a channel really leaves: without a server it is only recorded."""
    return channels.is_set_up(channel, _settings())


def ways_for(person: "Person", matter: Matter) -> list[Way]:
    """Where a message about this goes; empty when it is a proof that can go nowhere."""
    chosen = chosen_by(person, matter.topic)
    reachable = _reachable(person, matter, chosen)
    if matter.is_proof and not reachable and person.email:
        reachable = {Channel.EMAIL: False}
    found = channels_for(matter, reachable, chosen)
    return [way for channel in found for way in ways_on(person, channel)]


def ways_on(person: "Person", channel: Channel) -> list[Way]:
    """The person's addresses on one channel: one, or none; for notices one for each device."""
    if channel is Channel.PUSH:
        return [Way(channel, str(device.id), f"push {device.service}") for device in devices_of(person)]
    if channel is Channel.SCREEN:
        return [Way(channel, "")]
    address = person.email if channel is Channel.EMAIL else sms_number(person)
    return [Way(channel, address)] if address else []


def can_be_called(person: "Person") -> bool:
    """Whether a call for help reaches this person anywhere outside the portal."""
    if has_working_email(person):
        return True
    return bool(_reachable(person, Matter(Topic.HELP, is_urgent=True), None))


def _reachable(person: "Person", matter: Matter, chosen: Iterable[Channel] | None) -> dict[Channel, bool]:
    """The channels on which the person can be reached now, each with whether it was ever shown to work.

    Nothing is looked up (a sealed number, the devices) that cannot change where this goes.
    """
    ways: dict[Channel, bool] = {}
    if has_working_email(person):
        ways[Channel.EMAIL] = person.email_verified_at is not None
        is_settled = ways[Channel.EMAIL] or person.phone_verified_at is None
        if not matter.is_call and is_settled and set(chosen or ()) <= {Channel.EMAIL}:
            return ways
    if sms_number(person):
        ways[Channel.SMS] = person.phone_verified_at is not None
    if devices_of(person):
        ways[Channel.PUSH] = True
    return ways


def has_working_email(person: "Person") -> bool:
    """Whether there is an address that did not return our mail since it was last shown to work."""
    is_fine = is_believed(verified_at=person.email_verified_at, failed_at=person.email_failed_at)
    return bool(person.email) and is_fine


def sms_number(person: "Person") -> str | None:
    """The number for text messages (E.164), when there is one and this school sends them."""
    if not is_open(Channel.SMS):
        return None
    with db.session.no_autoflush:
        number = person.phone
    return phones.normal(number) if phones.takes_messages(number) else None


_CHOICE = (
    select(MessageChoice)
    .where(MessageChoice.person_id == bindparam("person_id"), MessageChoice.topic == bindparam("topic"))
    .execution_options(populate_existing=True)
)


def chosen_by(person: "Person", topic: Topic) -> frozenset[Channel] | None:
    """What a person chose for a topic; None when nothing was chosen, or nothing can be."""
    if topic not in CHOSEN:
        return None
    with db.session.no_autoflush:
        row = db.session.scalars(_CHOICE, {"person_id": person.id, "topic": topic}).first()
    return row.channels if row is not None else None


def channels_now(person: "Person", topic: Topic) -> frozenset[Channel]:
    """The channels outside the portal on which a person hears of a topic now, chosen or not."""
    chosen = chosen_by(person, topic)
    if chosen is not None:
        return chosen
    found = channels_for(Matter(topic), _reachable(person, Matter(topic), None), None)
    return frozenset(found) - {Channel.SCREEN}


def choose(person: "Person", topic: Topic, wanted: Iterable[Channel]) -> None:
    """From now on the person hears of this topic on these channels; on none: on the screen."""
    wanted = set(wanted)
    values = {"email": Channel.EMAIL in wanted, "sms": Channel.SMS in wanted, "push": Channel.PUSH in wanted}
    _put(MessageChoice, {"person_id": person.id, "topic": topic}, values)


def _put(model: type[Base], known_by: dict, values: dict) -> None:
    """A new row, or new values in the one that is known by this: two requests at once make one row."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(model).values(**known_by, **values)
    db.session.execute(row.on_conflict_do_update(index_elements=list(known_by), set_=values))


_LIVING = (
    select(PushDevice)
    .join(_sessions, _sessions.c.id == PushDevice.session_id)
    .where(_sessions.c.revoked_at.is_(None))
    .order_by(PushDevice.id)
)
_DEVICES = _LIVING.where(PushDevice.person_id == bindparam("person_id"))


def devices_of(person: "Person") -> list[PushDevice]:
    """The devices on which the person is signed in and asked for notices, oldest first."""
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
    _put(PushDevice, {"mark": mark}, values)
    kept = select(PushDevice).where(PushDevice.mark == mark).execution_options(populate_existing=True)
    return db.session.scalars(kept).one()


def forget_device(device_id: int) -> None:
    """Show no more notices on a browser."""
    db.session.execute(delete(PushDevice).where(PushDevice.id == device_id))


def _settings() -> Settings:
    return current_app.config["SETTINGS"]
