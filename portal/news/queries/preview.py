"""A post or a draft as a parent would read it in one language."""

from contextlib import suppress
from datetime import date, datetime, time

from portal.news.models import Draft, Post, PostKind
from portal.news.queries.hanging import File, Seen, Shown
from portal.news.queries.letters import Letter
from portal.news.queries.phrased import phrased
from portal.news.queries.versions import NOTHING, versions_for
from portal.news.rules import html_of


def as_read_in(thing: Post | Draft, language: str, *, now: datetime) -> Letter:
    """What a reader of this language gets: the words in it when there are, else the original."""
    if isinstance(thing, Draft):
        return _of_draft(thing, now)
    (letter,) = phrased([_of_post(thing)], language)
    said = versions_for([thing.id], language, thing.author).get(thing.id, NOTHING)
    if not said.has_version:
        return letter
    return letter._replace(
        title=said.title, html=said.html, language=said.language, place_words=said.place_words or letter.place_words,
        bring=said.bring or letter.bring,
    )  # fmt: skip


def _of_post(post: Post) -> Letter:
    who = post.author
    shown = tuple(
        Shown(each.id, each.key, each.alternative, each.width, each.height, Seen.SHOWN) for each in post.pictures
    )
    return Letter(
        post.id, post.title, post.html, post.language, post.kind, post.is_urgent, post.happens_on, post.from_time,
        post.until_time, post.place_words, post.bring, post.published_at, post.edited_at, who.first_name, who.infix,
        who.last_name, post.is_pinned, shown,
        tuple(File(each.id, each.name, each.kind, each.size) for each in post.attachments),
    )  # fmt: skip


def _of_draft(draft: Draft, now: datetime) -> Letter:
    """Its pictures and documents are not there yet under a post's address: the preview shows them itself."""
    who = draft.post.author if draft.post else draft.person
    kind = draft.said("kind")
    return Letter(
        draft.post_id or 0, draft.said("title"), html_of(draft.said("text")), draft.said("language") or who.language,
        PostKind(kind) if kind in set(PostKind) else PostKind.NEWS, bool(draft.said("is_urgent")),
        day_in(draft.said("happens_on")), time_in(draft.said("from_time")), time_in(draft.said("until_time")),
        draft.said("place_words"), draft.said("bring"), draft.post.published_at if draft.post else now, None,
        who.first_name, who.infix, who.last_name, bool(draft.said("is_pinned")),
    )  # fmt: skip


def day_in(typed: str) -> date | None:
    """A day as a form sends it; None for what is none (yet)."""
    with suppress(ValueError):
        return date.fromisoformat(typed)
    return None


def time_in(typed: str) -> time | None:
    """A time of day as a form sends it; None for what is none (yet)."""
    with suppress(ValueError):
        return time.fromisoformat(typed)
    return None
