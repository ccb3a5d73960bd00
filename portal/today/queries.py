"""What the first page shows: for a parent a card for each child, for staff what the day asks."""

from dataclasses import dataclass, field
from datetime import datetime

from portal.conversations import queries as conversations
from portal.help_calls import queries as help_calls
from portal.incidents import queries as incidents
from portal.news import queries as news
from portal.school import queries as school
from portal.school.models import Person, Pupil, SchoolClass


@dataclass
class Card:
    """One child: its class, posts not opened yet (oldest first), what is asked, the next meetings, what was agreed."""

    pupil: Pupil
    school_class: SchoolClass
    unread: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    meetings: list = field(default_factory=list)
    agreed: list = field(default_factory=list)


@dataclass(frozen=True)
class StaffDay:
    """What a member of staff finds first."""

    classes: list[SchoolClass]
    meetings: list
    open_calls: list
    drafts: list


def cards_for(person: Person, *, now: datetime) -> list[Card]:
    """A card for each child of this guardian, by first name."""
    cards = {pupil.id: Card(pupil, school_class) for pupil, school_class in school.children_with_classes(person)}
    if not cards:
        return []
    for unread in news.unread_for(person):
        cards[unread.pupil.id].unread.append(unread.post)
    for asked in conversations.what_is_asked_of(person, now=now):
        cards[asked.pupil.id].asked.append(asked)
    for waiting in conversations.waiting_for_answer(person):
        if waiting.agreement.pupil_id in cards:
            cards[waiting.agreement.pupil_id].agreed.append(waiting)
    for meeting in conversations.next_meetings_of(person, now=now):
        if meeting.pupil.id in cards:
            cards[meeting.pupil.id].meetings.append(meeting)
    return list(cards.values())


def calls_under_another_hat(person: Person) -> list:
    """The open help calls of a member of staff who is here as a parent now: a colleague in need waits for no hat."""
    return [] if person.is_staff or not person.all_roles else help_calls.open_calls_for(person)


def day_of(person: Person, *, now: datetime) -> StaffDay:
    """The classes, meetings, open help calls and unfinished incidents of a member of staff."""
    classes = school.classes_taught_by(person)
    return StaffDay(
        classes=classes,
        meetings=conversations.next_meetings_of(person, now=now) if classes else [],
        open_calls=help_calls.open_calls_for(person),
        drafts=incidents.drafts_of(person),
    )
