"""What a household comes to, as the agenda shows it and as a calendar asks for it."""

from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from portal import i18n
from portal.agenda.queries import Beside
from portal.calendars import Dated
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.actions.telling import appointment, path_of
from portal.taking_part.models import Occasion
from portal.taking_part.queries.names import title_of


def in_agenda(person: Person, since: date, _now: datetime) -> list[Beside]:
    """What a parent is invited to from this day on, and whether the own household comes."""
    if not person.is_guardian:
        return []
    found = queries.dated_for(person, since=i18n.at_school(since))
    said, mine = queries.said_in(found, i18n.current_language().code), queries.said_to_come(person, found)
    lines = []
    for each in found:
        assert each.starts_at is not None
        begins, ends = i18n.local(each.starts_at), i18n.local(each.ends_at)
        line = Beside(
            begins.date(), title_of(each, said[each.id]), path_of(each), starts=begins.time(), ends=ends.time(),
            where=said[each.id].words.get("where", ""), comes=said_of(each, mine),
        )  # fmt: skip
        lines.append(line)
    return lines


def said_of(occasion: Occasion, mine: dict[int, bool]) -> str:
    """Whether the own household comes, in a word or two; nothing when it did not say so."""
    if occasion.id not in mine:
        return ""
    return _("waiting list") if mine[occasion.id] else _("you come")


def in_calendar(person: Person, since: datetime) -> list[Dated]:
    """The same items as in the messages, so that none is there twice; what is off is said to be."""
    found = []
    for each in queries.coming_of(person, since=since):
        if each.is_waiting:
            continue
        item = appointment(each)
        begins, ends = i18n.local(item.starts_at), i18n.local(item.ends_at)
        is_off = each.cancelled_at is not None or each.occasion.called_off_at is not None
        found.append(Dated(
            uid=item.uid, sequence=item.sequence, changed_at=each.at + timedelta(seconds=item.sequence),
            day=begins.date(), starts=begins.time(), ends=ends.time(), summary=item.summary, location=item.location,
            path=item.path, is_off=is_off,
        ))  # fmt: skip
    return found
