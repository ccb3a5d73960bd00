"""What stands on the first page: what a parent is invited to, and what was answered a short while ago."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from portal import i18n
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.actions.telling import path_of
from portal.taking_part.queries.names import KINDS, title_of
from portal.taking_part.views.dates import said_of

# An answer is new for so long; after that it is found among the others.
NEW_FOR = timedelta(days=14)


class Line(NamedTuple):
    """One line that leads to an occasion."""

    path: str
    icon: str
    title: str
    soft: str
    badge: str | None


def on_first_page(person: Person, *, now: datetime) -> list[Line]:
    """For a parent what is open, the first first, then what was answered; for staff nothing."""
    if not person.is_guardian:
        return []
    found = queries.on_first_page(person, now=now, answered_since=now - NEW_FOR)
    said = queries.said_in(found, i18n.current_language().code)
    mine = queries.said_to_come(person, found)
    lines = []
    for each in found:
        title, icon, soft, badge = title_of(each, said[each.id]), "calendar", str(KINDS[each.kind]), _("new")
        if each.answered_at:
            icon, soft = "check", _("what you said, and what we do")
        elif each.starts_at:
            soft = i18n.moment(each.starts_at)
            badge = said_of(each, mine) or None
        else:
            icon, soft, badge = "talk", _("until %(day)s", day=i18n.day(each.last_moment)), None
        lines.append(Line(path_of(each), icon, title, soft, badge))
    return lines
