"""What the first page shows: for a parent a card for each child, for staff what the day asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from portal import i18n
from portal.aftercare import queries as aftercare
from portal.contact import queries as contact
from portal.conversations import queries as conversations
from portal.disclosure import queries as disclosure
from portal.evaluations import queries as evaluations
from portal.help_calls import queries as help_calls
from portal.home_context import queries as home_context
from portal.i18n import current_language
from portal.incidents import queries as incidents
from portal.measures import queries as measures
from portal.news import queries as news
from portal.photos import queries as photos
from portal.recovery import queries as recovery
from portal.school import queries as school
from portal.school.models import Person, Pupil, SchoolClass


@dataclass
class Card:
    """One child: its class, posts not opened yet (oldest first), what is asked, the next meetings, what was agreed, and
    the good news of this week.

    `answered` are the household's questions about news with an answer that nobody has read yet; `home_asked` is how
    many things about home wait for the word that they are still right.
    """

    pupil: Pupil
    school_class: SchoolClass
    unread: list = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)
    asked: list = field(default_factory=list)
    meetings: list = field(default_factory=list)
    agreed: list = field(default_factory=list)
    answered: list = field(default_factory=list)
    asks_photos: bool = False
    home_asked: int = 0
    good_news: list = field(default_factory=list)


@dataclass(frozen=True)
class StaffDay:
    """What a member of staff finds first; `waiting` are the questions of families by class."""

    classes: list[SchoolClass]
    meetings: list
    open_calls: list
    drafts: list
    unclear: dict[int, int]
    waiting: dict[int, int]
    to_come_back_to: dict[int, int]
    care: list
    behind: list
    copies_asked: list
    holds_to_review: list
    recoveries: list
    recovery_asked: list
    evaluations: list
    changes: list
    measures: list
    is_contact: bool
    standing_in: list[SchoolClass]


def cards_for(person: Person, *, now: datetime) -> list[Card]:
    """A card for each child of this guardian, by first name."""
    children = school.children_with_classes(person)
    if not children:
        return []
    good = contact.good_news_for(person, now=now)
    cards = {pupil.id: Card(pupil, own_class, good_news=good.get(pupil.id, [])) for pupil, own_class in children}
    for unread in news.unread_for(person, now=now):
        cards[unread.pupil.id].unread.append(unread.post)
    _say_titles(cards.values())
    for asked in conversations.what_is_asked_of(person, now=now):
        cards[asked.pupil.id].asked.append(asked)
    _add_what_waits(cards, person)
    for pupil_id, items in home_context.asked_about(person, today=i18n.local_date(now)).items():
        if pupil_id in cards:
            cards[pupil_id].home_asked = len(items)
    for meeting in conversations.next_meetings_of(person, now=now):
        if meeting.pupil.id in cards:
            cards[meeting.pupil.id].meetings.append(meeting)
    return list(cards.values())


def _add_what_waits(cards: dict[int, Card], person: Person) -> None:
    """What was written for this family and is not read or answered yet."""
    for waiting in conversations.waiting_for_answer(person):
        if waiting.agreement.pupil_id in cards:
            cards[waiting.agreement.pupil_id].agreed.append(waiting)
    for question in news.new_answers_for(person):
        if question.pupil_id in cards:
            cards[question.pupil_id].answered.append(question)
    for pupil_id in photos.unanswered_by(person):
        if pupil_id in cards:
            cards[pupil_id].asks_photos = True


def _say_titles(cards: Iterable[Card]) -> None:
    """Posts of ready-made phrases are called in the reader's language what they are called."""
    titles = news.titles_of((post for card in cards for post in card.unread), current_language().code)
    for card in cards:
        card.titles = titles


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
        unclear=news.count_not_understood([each.id for each in classes]),
        waiting=news.waiting_in([each.id for each in classes]) if classes else {},
        to_come_back_to=_to_come_back_to(classes, now),
        care=aftercare.asked_of(person, up_at=now),
        behind=aftercare.behind(person, now),
        copies_asked=disclosure.waiting_for(person, today=i18n.local_date(now)),
        holds_to_review=disclosure.holds_to_review(person, today=i18n.local_date(now)),
        recoveries=recovery.owned_by(person, up_to=now),
        recovery_asked=recovery.asked_of(person, only_open=True),
        evaluations=evaluations.owned_by(person, now=now),
        changes=evaluations.tasks_of(person),
        measures=measures.waiting_for(person, today=i18n.local_date(now)),
        is_contact=bool(measures.of_contact(person)),
        standing_in=school.classes_stood_in_for(person, i18n.local_date(now)),
    )


def _to_come_back_to(classes: list[SchoolClass], now: datetime) -> dict[int, int]:
    return contact.waiting_for([each.id for each in classes], today=i18n.local_date(now)) if classes else {}
