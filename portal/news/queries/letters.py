"""The class page: its letters, newest first, a page at a time; on the first page what is pinned stands on top."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, select, tuple_

from portal import i18n
from portal.db import db
from portal.news.models import Opened, Post, PostClass, PostKind, Question
from portal.news.queries.apart import IS_APART, NOTICE
from portal.news.queries.hanging import File, Shown, hanging_on
from portal.news.rules import MOST_PINNED
from portal.school.models import Person

PAGE = 20


class Letter(NamedTuple):
    """A post as the class page shows it; the same values always make the same words on the page."""

    id: int
    title: str
    html: str
    language: str
    kind: PostKind
    is_urgent: bool
    happens_on: date | None
    from_time: time | None
    until_time: time | None
    place_words: str
    bring: str
    published_at: datetime
    edited_at: datetime | None
    first_name: str
    infix: str
    last_name: str
    is_pinned: bool
    pictures: tuple[Shown, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def author(self) -> str:
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)


class Mine(NamedTuple):
    """What one reader did with a letter: said to have seen it, said thank you, asked; and whether an answer waits."""

    is_seen: bool = False
    is_thanked: bool = False
    question_id: int | None = None
    has_answer: bool = False


@dataclass(frozen=True)
class Letters:
    """A page of letters, newest first, and what is pinned above them; what the reader did with each of them.

    `unopened` are those that the reader had not opened; `last_id` is where the next page goes on; `withdrawn` are the
    days of letters that this reader had opened and that are no longer there.
    """

    letters: list[Letter]
    unopened: list[int]
    has_older: bool
    pinned: list[Letter] = field(default_factory=list)
    mine: dict[int, Mine] = field(default_factory=dict)
    last_id: int | None = None
    withdrawn: list[datetime] = field(default_factory=list)

    @property
    def every(self) -> list[Letter]:
        """In the order in which they stand on the page."""
        return [*self.pinned, *self.letters]

    @property
    def weeks(self) -> list[tuple[date, list[Letter]]]:
        """The letters under the Monday of the week in which they came."""
        return [(monday, list(week)) for monday, week in groupby(self.letters, key=_monday)]


def _monday(letter: Letter) -> date:
    day = i18n.local_date(letter.published_at)
    return day - timedelta(days=day.weekday())


def shown(class_id: int | BindParameter, now: datetime | BindParameter) -> Select:
    """The posts that stand on the page of a class at this moment, newest first."""
    return (
        select(Post)
        .join(PostClass, PostClass.post_id == Post.id)
        .where(PostClass.class_id == class_id, PostClass.published_at <= now, Post.withdrawn_at.is_(None))
        .order_by(PostClass.published_at.desc(), PostClass.post_id.desc())
    )


_ASKED = (
    (Question.post_id == Post.id)
    & (Question.household_id == bindparam("household_id"))
    & (Question.class_id == bindparam("class_id"))
)
_ONE = (
    select(
        Post.id, Post.title, Post.html, Post.language, Post.kind, Post.is_urgent, Post.happens_on, Post.from_time,
        Post.until_time, Post.place_words, Post.bring, Post.published_at, Post.edited_at, Person.first_name,
        Person.infix, Person.last_name, PostClass.is_pinned, Opened.at, Opened.seen_at, Opened.thanked_at,
        Question.id.label("question_id"), Question.is_answer_new, Post.withdrawn_at,
    )
    .join(PostClass, PostClass.post_id == Post.id)
    .join(Person, Person.id == Post.author_id)
    .outerjoin(Opened, (Opened.post_id == Post.id) & (Opened.person_id == bindparam("reader_id")))
    .outerjoin(Question, _ASKED)
    .order_by(PostClass.published_at.desc(), PostClass.post_id.desc())
)  # fmt: skip
_LETTERS = _ONE.where(
    PostClass.class_id == bindparam("class_id"), PostClass.published_at <= bindparam("now"),
    Post.withdrawn_at.is_(None),
)  # fmt: skip
_PAGE_OF = _LETTERS.limit(PAGE + 1)
APART = _ONE.where(IS_APART)
_VALUES = len(Letter._fields) - 2


def letters_of(
    class_id: int, reader: Person, *, now: datetime, before: int | None = None, with_hidden: bool = False
) -> Letters:
    """A page of a class's posts with what hangs on them; `before` is the last one seen.

    What is pinned stands on top of the first page only, and not below it again. `with_hidden`: for the team, also the
    pictures that families do not see now.
    """
    home = reader.guardian.household_id if reader.guardian and reader.is_guardian else 0
    about = {"class_id": class_id, "reader_id": reader.id, "household_id": home, "now": now, "since": now - NOTICE}
    query, last = _PAGE_OF, _place_of(before, class_id)
    if last is not None:
        query = query.where(tuple_(PostClass.published_at, PostClass.post_id) < tuple_(*last))
    found: list[Any] = list(db.session.execute(query, about))
    rows = found[:PAGE]
    apart: list[Any] = list(db.session.execute(APART, about)) if last is None else []
    pinned = [row for row in apart if row.withdrawn_at is None][:MOST_PINNED]
    on_top = {row.id for row in pinned}
    both = [*pinned, *(row for row in rows if row.id not in on_top)]
    letters = _with_what_hangs_on(both, with_hidden)
    return Letters(
        letters=letters[len(pinned) :],
        unopened=[row.id for row in both if row.at is None],
        has_older=len(found) > PAGE,
        pinned=letters[: len(pinned)],
        mine={row.id: _mine(row) for row in both},
        last_id=rows[-1].id if rows else None,
        withdrawn=[row.published_at for row in apart if row.withdrawn_at is not None and row.at is not None],
    )


def _with_what_hangs_on(rows: list[Any], with_hidden: bool) -> list[Letter]:
    numbers = [row.id for row in rows]
    found = hanging_on(numbers, with_hidden=with_hidden)
    return [Letter._make((*row[:_VALUES], found.pictures.get(row.id, ()), found.files.get(row.id, ()))) for row in rows]


def _mine(row: Any) -> Mine:
    return Mine(row.seen_at is not None, row.thanked_at is not None, row.question_id, bool(row.is_answer_new))


def mine_of(post: Post, class_id: int, reader: Person, *, now: datetime) -> Mine:
    """What this reader did with one post."""
    home = reader.guardian.household_id if reader.guardian and reader.is_guardian else 0
    about = {"class_id": class_id, "reader_id": reader.id, "household_id": home, "now": now}
    row = db.session.execute(_LETTERS.where(Post.id == post.id), about).first()
    return _mine(row) if row else Mine()


def _place_of(post_id: int | None, class_id: int) -> tuple[datetime, int] | None:
    # Numbers beyond what the database can hold are nobody's.
    if post_id is None or not 0 < post_id < 2**31:
        return None
    query = select(PostClass.published_at, PostClass.post_id)
    row = db.session.execute(query.where(PostClass.post_id == post_id, PostClass.class_id == class_id))
    return (found[0], found[1]) if (found := row.first()) else None


def withdrawn_post(post_id: int, class_id: int) -> Post | None:
    """A post of this class that was taken off its page, to offer it back."""
    here = Post.places.any(PostClass.class_id == class_id)
    query = select(Post).where(Post.id == post_id, here, Post.withdrawn_at.is_not(None))
    return db.session.scalar(query) if 0 < post_id < 2**31 else None
