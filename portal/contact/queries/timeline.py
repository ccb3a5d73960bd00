"""The timeline of one home about one child: what was logged, and what entered by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from portal import i18n
from portal.contact.models import ContactMoment
from portal.contact.rules import About
from portal.conversations import queries as conversations
from portal.conversations.rules import Meet, Way
from portal.db import db
from portal.news import queries as news
from portal.school.models import Person

WAY_OF = {Meet.SCHOOL: Way.IN_PERSON, Meet.PHONE: Way.PHONE, Meet.VIDEO: Way.VIDEO}


@dataclass(frozen=True)
class Entry:
    """One line: a contact that somebody logged (`moment`), a conversation that was held, or a message about news.

    `is_reaction`: the home said with one tap that it saw news, or thank you.
    """

    at: datetime
    way: Way
    moment: ContactMoment | None = None
    is_reaction: bool = False

    @property
    def is_question(self) -> bool:
        """Asked or answered in the portal; what it says stands with the news it is about."""
        return self.moment is None and self.way is Way.MESSAGE and not self.is_reaction

    @property
    def is_talk(self) -> bool:
        return self.moment is None and self.way is not Way.MESSAGE

    @property
    def id(self) -> int:
        return self.moment.id if self.moment else 0


Source = Callable[[int, int, datetime, datetime], list[Entry]]


def timeline_of(pupil_id: int, household_id: int, *, since: datetime, now: datetime) -> list[Entry]:
    """Everything between this home and the school since a moment, newest first."""
    found = [entry for source in SOURCES for entry in source(pupil_id, household_id, since, now)]
    return sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True)


def _logged(pupil_id: int, household_id: int, since: datetime, _now: datetime) -> list[Entry]:
    query = (
        select(ContactMoment)
        .where(ContactMoment.pupil_id == pupil_id, ContactMoment.household_id == household_id)
        .where(ContactMoment.taken_back_at.is_(None), ContactMoment.at >= since)
        .options(undefer(ContactMoment.words), joinedload(ContactMoment.by), joinedload(ContactMoment.correction))
        .order_by(ContactMoment.at.desc(), ContactMoment.id.desc())
    )
    return [Entry(moment.at, moment.way, moment) for moment in db.session.scalars(query).unique()]


def _held(pupil_id: int, household_id: int, since: datetime, now: datetime) -> list[Entry]:
    talks = conversations.talks_of([pupil_id], since=since)
    return [
        Entry(talk.starts_at, WAY_OF[talk.meet])
        for talk in talks
        if talk.starts_at <= now and (talk.is_together or talk.household_id == household_id)
    ]


def _asked(pupil_id: int, household_id: int, since: datetime, _now: datetime) -> list[Entry]:
    return [Entry(at, Way.MESSAGE) for at in news.messages_with(pupil_id, household_id, since=since)]


def _reacted(pupil_id: int, household_id: int, since: datetime, _now: datetime) -> list[Entry]:
    """One line for each day: who says thank you to three letters at once has been in touch once."""
    of_days = {i18n.local_date(at): at for at in news.reactions_of(pupil_id, household_id, since=since)}
    return [Entry(at, Way.MESSAGE, is_reaction=True) for at in of_days.values()]


# What enters by itself is read from the features below; one that lets home and school talk gets its line here.
SOURCES: tuple[Source, ...] = (_logged, _held, _asked, _reacted)


def has_good_news(pupil_id: int, household_id: int, *, since: datetime) -> bool:
    """Whether this home heard something good since a moment."""
    query = select(ContactMoment.id).where(
        ContactMoment.pupil_id == pupil_id, ContactMoment.household_id == household_id,
        ContactMoment.about == About.GOOD_NEWS, ContactMoment.taken_back_at.is_(None), ContactMoment.at >= since,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None


def words_of_others(entries: list[Entry], reader: Person) -> list[ContactMoment]:
    """The contacts whose words somebody else wrote, the home or a colleague: reading them is written down."""
    return [
        entry.moment
        for entry in entries
        if entry.moment and (entry.moment.correction or (entry.moment.has_words and entry.moment.by_id != reader.id))
    ]
