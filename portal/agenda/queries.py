"""The dates of a person's classes and of the school; and whose a calendar's address is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import or_, select

from portal import vault
from portal.agenda.models import CalendarFeed
from portal.chains import queries as chains
from portal.chains.models import SchoolHoliday
from portal.db import db
from portal.news import queries as news
from portal.news.models import Post, PostClass, PostKind
from portal.school import queries as school
from portal.school.models import Person, Pupil, Role, SchoolClass

PLACE = "calendar_feed.mark"
Holiday = SchoolHoliday


@dataclass
class Entry:
    """A date of the person's classes with the children it is for; `title` in the person's language if it is there."""

    id: int
    title: str
    language: str
    kind: PostKind
    happens_on: date
    from_time: time | None
    until_time: time | None
    place_words: str
    bring: str
    published_at: datetime
    changed_at: datetime
    withdrawn_at: datetime | None
    classes: list[SchoolClass] = field(default_factory=list)
    children: list[Pupil] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/classes/{self.classes[0].id}"

    @property
    def is_told_outside(self) -> bool:
        """Whether its title may stand in a calendar of somebody else's making."""
        return self.kind is PostKind.NEWS


@dataclass(frozen=True)
class Beside:
    """A line beside the dates of the classes that a feature above has: for a class, or at a time and place.

    It stands on the page alone; `comes` is what the own household said of it.
    """

    on: date
    what: str
    path: str
    class_name: str = ""
    starts: time | None = None
    ends: time | None = None
    where: str = ""
    comes: str = ""


_sources: list[Callable[[Person, date, datetime], list[Beside]]] = []


def also_show(source: Callable[[Person, date, datetime], list[Beside]]) -> None:
    """Name a function that gives a person's other lines from a day on, seen from now: its feature stands above."""
    if source not in _sources:
        _sources.append(source)


def beside_for(person: Person, *, since: date, now: datetime) -> list[Beside]:
    """What features above have for this person from this day on."""
    return [line for source in _sources for line in source(person, since, now)]


def classes_of(person: Person) -> dict[SchoolClass, list[Pupil]]:
    """The classes whose dates concern somebody, each with the own children in it."""
    found = school.classes_with_children(person)
    taught = school.current_classes() if Role.LEADER in person.roles else school.classes_taught_by(person)
    return found | {each: found.get(each, []) for each in taught}


def entries_for(person: Person, *, since: date, now: datetime, withdrawn_since: datetime | None = None) -> list[Entry]:
    """What happens from this day on in the person's classes, the first first; withdrawn ones only when asked for."""
    return _entries(person, Post.happens_on >= since, now, withdrawn_since)


def past_for(person: Person, *, before: date, now: datetime, limit: int = 40) -> list[Entry]:
    """What happened before this day, the last first."""
    return _entries(person, Post.happens_on < before, now, None)[::-1][:limit]


def entry_of(post: Post, person: Person, *, now: datetime) -> Entry | None:
    """The date of one letter as this person reads it; None when it has none, or is not on the page."""
    return next(iter(_entries(person, Post.id == post.id, now, None)), None)


def _entries(person: Person, wanted, now: datetime, withdrawn_since: datetime | None) -> list[Entry]:
    classes = classes_of(person)
    here = {each.id: each for each in classes}
    stands = Post.withdrawn_at.is_(None)
    if withdrawn_since is not None:
        stands = or_(stands, Post.withdrawn_at > withdrawn_since)
    query = (
        select(Post, PostClass.class_id)
        .join(PostClass, PostClass.post_id == Post.id)
        .where(PostClass.class_id.in_(here), Post.happens_on.is_not(None), Post.published_at <= now, stands, wanted)
        .order_by(Post.happens_on, Post.from_time.is_not(None), Post.from_time, Post.id, PostClass.class_id)
    )
    rows = db.session.execute(query).all()
    said = news.versions_for(list({post.id for post, _class_id in rows}), person.language, person)
    found: dict[int, Entry] = {}
    for post, class_id in rows:
        entry = found.setdefault(post.id, _entry(post, said.get(post.id, news.NOTHING)))
        entry.classes.append(here[class_id])
        entry.children += [child for child in classes[here[class_id]] if child not in entry.children]
    return list(found.values())


def _entry(post: Post, said: news.Said) -> Entry:
    """In the words of the class page; a version that is older than the original says nothing outside it."""
    words = news.NOTHING if said.is_stale else said
    moments = (post.published_at, post.edited_at, post.withdrawn_at)
    assert post.happens_on is not None
    return Entry(
        post.id, words.title or post.title, words.language or post.language, post.kind, post.happens_on,
        post.from_time, post.until_time, words.place_words or post.place_words, words.bring or post.bring,
        post.published_at, max(each for each in moments if each), post.withdrawn_at,
    )  # fmt: skip


def holidays(since: date) -> Iterable[Holiday]:
    """The days without school that are not over on this day."""
    return chains.holidays(since)


def feed_of(person: Person) -> CalendarFeed | None:
    """The address under which a calendar asks for this person's dates."""
    return db.session.get(CalendarFeed, person.id)


def owner_of(token: str) -> Person | None:
    """Whose address this is; None when nobody's, or they left."""
    query = select(CalendarFeed).where(CalendarFeed.mark == vault.ring.mark(token, PLACE))
    feed = db.session.scalars(query).first()
    return school.person_numbered(feed.person_id) if feed is not None else None


def exported_of(person: Person) -> list[dict]:
    """For a copy: that a calendar may ask, and since when."""
    feed = feed_of(person)
    return [{"calendar_since": feed.made_at}] if feed is not None else []
