"""The class page and what is new for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, select, tuple_, union_all

from portal import pictures
from portal.db import db
from portal.news.models import Opened, Picture, Post
from portal.school import queries as school
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil, SchoolClass

PAGE = 20
MOST_UNREAD = 10


class Letter(NamedTuple):
    """A post as the class page shows it; the same values always make the same words on the page."""

    id: int
    title: str
    html: str
    language: str
    happens_on: date | None
    time_words: str
    published_at: datetime
    edited_at: datetime | None
    first_name: str
    infix: str
    last_name: str
    picture_id: int | None
    picture_key: str | None
    alternative: str | None
    width: int | None
    height: int | None

    @property
    def author(self) -> str:
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)

    @property
    def sources(self) -> list[tuple[int, int]]:
        """The sizes in which the picture can be asked for, each with its real width."""
        return pictures.widths(self.width, self.height) if self.width and self.height else []


@dataclass(frozen=True)
class Letters:
    """A page of letters, newest first; which of them the reader had not opened; whether there are older ones."""

    letters: list[Letter]
    unopened: list[int]
    has_older: bool


def _shown(class_id: int | BindParameter) -> Select:
    """The posts that stand on the page of a class, newest first."""
    order = (Post.published_at.desc(), Post.id.desc())
    return select(Post).where(Post.class_id == class_id, Post.withdrawn_at.is_(None)).order_by(*order)


_LETTERS = (
    _shown(bindparam("class_id"))
    .join(Person, Person.id == Post.author_id)
    .outerjoin(Picture, Picture.post_id == Post.id)
    .outerjoin(Opened, (Opened.post_id == Post.id) & (Opened.person_id == bindparam("reader_id")))
    .with_only_columns(
        Post.id, Post.title, Post.html, Post.language, Post.happens_on, Post.time_words, Post.published_at,
        Post.edited_at, Person.first_name, Person.infix, Person.last_name, Picture.id, Picture.key,
        Picture.alternative, Picture.width, Picture.height, Opened.at,
    )
    .limit(PAGE + 1)
)  # fmt: skip


def letters_of(class_id: int, reader: Person, *, before: int | None = None) -> Letters:
    """A page of a class's posts with author and picture, in one question; `before` is the id of the last one seen."""
    query, last = _LETTERS, _place_of(before, class_id)
    if last is not None:
        query = query.where(tuple_(Post.published_at, Post.id) < tuple_(*last))
    found = db.session.execute(query, {"class_id": class_id, "reader_id": reader.id})
    rows: list[Any] = [tuple(row) for row in found]
    return Letters(
        letters=[Letter(*row[:-1]) for row in rows[:PAGE]],
        unopened=[row[0] for row in rows[:PAGE] if row[-1] is None],
        has_older=len(rows) > PAGE,
    )


def _place_of(post_id: int | None, class_id: int) -> tuple[datetime, int] | None:
    # Numbers beyond what the database can hold are nobody's.
    if post_id is None or not 0 < post_id < 2**31:
        return None
    row = db.session.execute(select(Post.published_at, Post.id).where(Post.id == post_id, Post.class_id == class_id))
    return (found[0], found[1]) if (found := row.first()) else None


def withdrawn_post(post_id: int, class_id: int) -> Post | None:
    """A post of this class that was taken off its page, to offer it back."""
    query = select(Post).where(Post.id == post_id, Post.class_id == class_id, Post.withdrawn_at.is_not(None))
    return db.session.scalar(query) if 0 < post_id < 2**31 else None


@dataclass(frozen=True)
class Unread:
    """A post that a guardian has not opened, and the child it is for."""

    pupil: Pupil
    post: Post


def unread_for(person: Person) -> list[Unread]:
    """For each child the newest posts of its class that this guardian has not opened, oldest first."""
    children = school.children_with_classes(person)
    if not children:
        return []
    newest = [
        select(_shown(class_id).with_only_columns(Post.id).limit(MOST_UNREAD).subquery().c.id)
        for class_id in sorted({school_class.id for _pupil, school_class in children})
    ]
    opened = select(Opened.post_id).where(Opened.person_id == person.id)
    query = select(Post).where(Post.id.in_(union_all(*newest)), Post.id.not_in(opened))
    posts = list(db.session.scalars(query.order_by(Post.published_at, Post.id)))
    return [Unread(pupil, post) for pupil, c in children for post in posts if post.class_id == c.id]


@dataclass(frozen=True)
class Reach:
    """How many families of a class opened a post, of how many."""

    opened: int
    families: int


def reach_of(posts: list[int], class_id: int) -> dict[int, Reach]:
    """For each of these posts how many of the class's households opened it."""
    homes = (
        select(Guardian.household_id.label("home"), Guardian.person_id.label("person_id"))
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Enrolment, Enrolment.pupil_id == Guardianship.pupil_id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .where(Enrolment.class_id == class_id, Guardianship.has_access, Pupil.left_on.is_(None))
        .distinct()
        .subquery()
    )
    families = db.session.scalar(select(func.count(homes.c.home.distinct()))) or 0
    counted = (
        select(Opened.post_id, func.count(homes.c.home.distinct()))
        .join(homes, homes.c.person_id == Opened.person_id)
        .where(Opened.post_id.in_(posts))
        .group_by(Opened.post_id)
    )
    opened: dict[int, int] = {number: count for number, count in db.session.execute(counted)}
    return {number: Reach(opened.get(number, 0), families) for number in posts}


def exported_of(person: Person) -> list[dict]:
    """For a copy that a family may keep: which letters this person opened, and when first."""
    query = (
        select(SchoolClass.name, Post.title, Post.published_at, Opened.at)
        .join(Post, Post.id == Opened.post_id)
        .join(SchoolClass, SchoolClass.id == Post.class_id)
        .where(Opened.person_id == person.id)
        .order_by(Opened.at, Post.id)
    )
    names = ("class", "title", "published_at", "opened_at")
    return [dict(zip(names, row, strict=True)) for row in db.session.execute(query)]
