"""What happens to a call for help is said in the log, by the call's number: once it is kept, and without a name."""

import logging

from sqlalchemy import event
from sqlalchemy.orm import Session, object_session

from portal.help_calls.models import CallEvent

KEY = "events of calls"

log = logging.getLogger("portal.help_calls")


@event.listens_for(CallEvent, "after_insert")
def _note(_mapper, _connection, row: CallEvent) -> None:
    session = object_session(row)
    if session is not None:
        session.info.setdefault(KEY, []).append((row.call_id, row.what))


@event.listens_for(Session, "after_commit")
def _say(session: Session) -> None:
    # The end of a savepoint keeps nothing yet.
    if session.in_nested_transaction():
        return
    for call, what in session.info.pop(KEY, ()):
        log.info("call %d: %s", call, what, extra={"call": call, "what": what})


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(KEY, None)
