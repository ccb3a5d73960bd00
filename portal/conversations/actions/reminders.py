"""Reminding families: of their conversations, and of choosing a time while they can."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal import heartbeat, i18n, outbox
from portal.conversations import queries
from portal.conversations.actions.wishes import tell_wishes
from portal.conversations.models import Reminder, Round
from portal.conversations.queries import Due
from portal.conversations.rules import Remind, is_waking_hour
from portal.db import db, reading, transaction
from portal.outbox import Channel, Topic
from portal.school.models import Person

PATH = "/conversations"
EVERY = timedelta(minutes=10)
# Who did not act on what came the usual way is told on another one.
OTHER_WAYS = (Channel.SMS, Channel.PUSH, Channel.EMAIL)

_waiting: list[Due] = []


def remind_one(now: datetime) -> bool:
    """Job: remind one guardian of what is due, by day only, once whoever else tries. Returns whether there was one."""
    if not is_waking_hour(i18n.local(now).hour):
        _waiting.clear()
        return False
    if not _waiting and heartbeat.comes_round("reminders", now, every=EVERY):
        with reading():
            _waiting.extend(queries.reminders_due(now))
    if not _waiting:
        return False
    due = _waiting.pop(0)
    try:
        with transaction():
            _remind(due, now)
    except IntegrityError:
        # Another worker was a moment earlier.
        pass
    return True


def _remind(due: Due, now: datetime) -> None:
    person = db.session.get(Person, due.person_id)
    if person is None or person.left_on is not None:
        return
    # What was looked up a moment ago may be cancelled, moved or chosen by now.
    has_reason = _of_conversations(person, due, now) if due.day else _of_choosing(person, due, now)
    if has_reason:
        db.session.add(Reminder(person_id=person.id, what=due.what, about=due.about, at=now))
        db.session.flush()


def _of_conversations(person: Person, due: Due, now: datetime) -> bool:
    assert due.day is not None
    held = queries.conversations_on(person, due.day, now=now)
    if held:
        outbox.queue(
            person, "conversations/messages/reminder.txt", held[0], now=now, path=PATH, day=due.day,
            before=held[0].slot.starts_at,
            conversations=[
                {
                    "starts_at": each.slot.starts_at, "child": each.pupil.first_name, "meet": each.meet.value,
                    "where": each.slot.room, "interpreter": each.interpreter.value,
                    "interpreter_language": each.interpreter_language,
                }
                for each in held
            ],
        )  # fmt: skip
    return bool(held)


def _of_choosing(person: Person, due: Due, now: datetime) -> bool:
    asked = [each for each in queries.what_is_asked_of(person, now=now) if each.round.id == due.round_id]
    running = db.session.get_one(Round, due.round_id)
    channel = _another_way(person) if due.what is Remind.CHOOSE_NOW else None
    if asked and running.is_wishing:
        tell_wishes(running, person, channel=channel, now=now)
    elif asked:
        outbox.queue(
            person, "conversations/messages/choose.txt", running, now=now, path=PATH, channel=channel,
            children=[each.pupil.first_name for each in asked], until=queries.closes(running),
            is_last=due.what is Remind.CHOOSE_NOW,
        )  # fmt: skip
    return bool(asked)


def _another_way(person: Person) -> Channel | None:
    """A way on which the person did not hear of it yet; None when there is none, or when the person chose the ways."""
    if outbox.chosen_by(person, Topic.CONVERSATIONS) is not None:
        return None
    used = outbox.channels_now(person, Topic.CONVERSATIONS)
    others = [way for way in OTHER_WAYS if way not in used and outbox.ways_on(person, way)]
    return next((way for way in others if way is not Channel.EMAIL or outbox.has_working_email(person)), None)
