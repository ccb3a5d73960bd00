"""What a copy for somebody to keep says about messages: what was sent, what was chosen, and what did not arrive."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.db import db
from portal.outbox.models import Message, MessageChoice, MessageTimes, PushDevice, Undelivered

if TYPE_CHECKING:
    from portal.school.models import Person

# Messages about these say nothing that opens a door: no link to sign in with, no code.
QUOTED = ("post", "digest", "round", "booking", "data_export", "erasure")


def exported_of(person: "Person") -> list[dict]:
    """Messages (one that opens a door without its words), choices, devices with notices, what did not arrive."""

    def own(model, *order):
        return db.session.scalars(select(model).where(model.person_id == person.id).order_by(*order)).unique()

    return [
        *({"channel": each.channel.value, "address": each.address,
           "subject": each.subject if each.kind in QUOTED else None, "text": each.body if each.kind in QUOTED else None,
           "queued_at": each.queued_at, "sent_at": each.sent_at, "state": each.state.value}
          for each in own(Message, Message.id)),
        *({"topic": each.topic.value, "channels": sorted(channel.value for channel in each.channels)}
          for each in own(MessageChoice, MessageChoice.topic)),
        *({"class_news": each.pace.value, "at_hour": each.hour, "on_weekday": each.weekday,
           "quiet_from": each.quiet_from, "quiet_until": each.quiet_until}
          for each in own(MessageTimes, MessageTimes.person_id)),
        *({"notices_on": each.name, "set_at": each.added_at} for each in own(PushDevice, PushDevice.id)),
        *({"not_arrived_by": each.channel.value, "why": each.reason.value, "at": each.at}
          for each in own(Undelivered, Undelivered.id)),
    ]  # fmt: skip
