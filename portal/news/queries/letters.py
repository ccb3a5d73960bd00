"""The class page: its letters, newest first, a page at a time; on the first page what is pinned stands on top."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import select

from portal import i18n
from portal.asking import columns
from portal.db import db
from portal.news.models import Post, PostClass, PostKind
from portal.news.queries.hanging import File, Shown, hanging_on
from portal.news.queries.standing import FIRST_PAGE, NOTICE, OF_ONE, PAGE, page_before
from portal.news.queries.versions import Said, said_in
from portal.news.rules import MOST_PINNED
from portal.school.models import Person


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

    `said` is what the reader gets beside the original, where there is more. `unopened` are those that the reader had
    not opened; `last_id` is where the next page goes on; `withdrawn` are the days of letters that this reader had
    opened and that are no longer there.
    """

    letters: list[Letter]
    unopened: list[int]
    has_older: bool
    pinned: list[Letter] = field(default_factory=list)
    mine: dict[int, Mine] = field(default_factory=dict)
    said: dict[int, Said] = field(default_factory=dict)
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


_VALUES = len(Letter._fields) - 2
_MINE = slice(_VALUES, _VALUES + len(Mine._fields))


def letters_of(
    class_id: int, reader: Person, *, now: datetime, language: str | None, before: int | None = None,
    with_hidden: bool = False,
) -> Letters:  # fmt: skip
    """A page of a class's posts with what hangs on them; `before` is the last one seen.

    What is pinned stands on top of the first page only, and not below it again. `language`: in which the reader gets
    what was translated; None for the originals. `with_hidden`: for the team, also the pictures that families do not
    see now.
    """
    last = _place_of(before, class_id)
    query = FIRST_PAGE if last is None else page_before(*last)
    found = columns(query, _about(class_id, reader, now, language))
    withdrawn, standing = [row for row in found if row.is_withdrawn], [row for row in found if not row.is_withdrawn]
    pinned = [row for row in standing if row.is_pinned][:MOST_PINNED] if last is None else []
    rows, on_top = standing[:PAGE], {row.id for row in pinned}
    both = [*pinned, *(row for row in rows if row.id not in on_top)]
    letters = _with_what_hangs_on(both, with_hidden)
    return Letters(
        letters=letters[len(pinned) :],
        unopened=[row.id for row in both if not row.is_opened],
        has_older=len(standing) > PAGE,
        pinned=letters[: len(pinned)],
        mine={row.id: _mine(row) for row in both},
        said=said_in(language or "", both),
        last_id=rows[-1].id if rows else None,
        withdrawn=[row.published_at for row in withdrawn if row.is_opened],
    )


def _about(class_id: int, reader: Person, now: datetime, language: str | None) -> dict[str, Any]:
    home = reader.guardian.household_id if reader.guardian and reader.is_guardian else 0
    return {
        "class_id": class_id, "reader_id": reader.id, "household_id": home, "language": language, "now": now,
        "since": now - NOTICE,
    }  # fmt: skip


def _with_what_hangs_on(rows: list[Any], with_hidden: bool) -> list[Letter]:
    found = hanging_on([row.id for row in rows if row.has_more], with_hidden=with_hidden)
    return [Letter._make((*row[:_VALUES], found.pictures.get(row.id, ()), found.files.get(row.id, ()))) for row in rows]


def _mine(row: Any) -> Mine:
    return Mine._make(row[_MINE])


def mine_of(post: Post, class_id: int, reader: Person, *, now: datetime) -> Mine:
    """What this reader did with one post."""
    found = columns(OF_ONE, _about(class_id, reader, now, None) | {"post_id": post.id})
    return _mine(found[0]) if found else Mine()


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
