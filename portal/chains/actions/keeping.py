"""How long it is kept who was away, had a duty on one day, or was replaced."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement

from portal import i18n
from portal.chains.models import DutyException, Substitute
from portal.db import Base

KEPT_AFTER = timedelta(days=90)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What was different on days that nobody asks about any more."""
    day = i18n.local_date(now) - KEPT_AFTER
    return [(DutyException, DutyException.on < day), (Substitute, Substitute.ends_on < day)]
