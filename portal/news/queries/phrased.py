"""Posts made of ready-made phrases, as each reader reads them; and what a teacher is writing with them."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from portal.db import db
from portal.news.models import PhraseDraft, Post, PostKind, PostPhrases
from portal.news.queries.letters import Letter
from portal.phrases import queries as phrases
from portal.phrases.queries import Line, Said
from portal.school.models import Person, SchoolClass

_PHRASES = select(PostPhrases.post_id, PostPhrases.lines).where(
    PostPhrases.post_id.in_(bindparam("posts", expanding=True))
)


def phrased(letters: list[Letter], code: str) -> list[Letter]:
    """The same letters, those of phrases in this language; what cannot be said stays as it was written."""
    said = _said([letter.id for letter in letters if letter.kind is PostKind.PHRASES], code)
    return [_in_language(letter, said[letter.id]) if letter.id in said else letter for letter in letters]


def titles_of(posts: Iterable[Post], code: str) -> dict[int, str]:
    """What the posts of phrases among these are called in this language, by number."""
    numbers = sorted({post.id for post in posts if post.kind is PostKind.PHRASES})
    return {number: message.title for number, message in _said(numbers, code).items()}


def phrases_of(post_id: int) -> list[Line]:
    """The phrases that a post is made of; none when it was written freely."""
    return db.session.scalar(select(PostPhrases.lines).where(PostPhrases.post_id == post_id)) or []


def draft_for(teacher: Person, school_class: SchoolClass, post: Post | None = None) -> PhraseDraft | None:
    """What this teacher is writing for a class with phrases, or is changing in a post."""
    mine = select(PhraseDraft).where(PhraseDraft.author_id == teacher.id)
    if post is not None:
        return db.session.scalar(mine.where(PhraseDraft.post_id == post.id))
    return db.session.scalar(mine.where(PhraseDraft.class_id == school_class.id, PhraseDraft.post_id.is_(None)))


def _said(posts: list[int], code: str) -> dict[int, Said]:
    found = db.session.execute(_PHRASES, {"posts": posts}).all() if posts else []
    said = {}
    for number, lines in found:
        try:
            said[number] = phrases.said(lines, code)
        except phrases.NoSuchPhrase:
            # A phrase of an older portal: the post keeps the words in which it was written.
            continue
    return said


def _in_language(letter: Letter, message: Said) -> Letter:
    return letter._replace(
        title=message.title, html=str(message.html), language=message.language
    )  # fmt: skip
