"""The class page, as families and teachers read it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from flask import render_template, request
from markupsafe import Markup

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.i18n import in_language
from portal.news import actions, queries
from portal.news.models import Post
from portal.news.queries import Letter, Mine, Said
from portal.news.views.addresses import OPEN_TOKEN, address_for, filling_for, open_address
from portal.news.views.blueprint import routes
from portal.pages import show
from portal.school import queries as school
from portal.school.models import SchoolClass


@routes.get("/classes/<int:school_class>")
@allow(To.READ_NEWS, school_class=SchoolClass)
def class_page(school_class: SchoolClass):
    """Reads like letters, newest first; what a guardian sees here counts as opened."""
    person, before, now = actor(), request.args.get("before", type=int), clock.now()
    writes = may(To.WRITE_NEWS, school_class)
    language = i18n.current_language().code
    # A teacher reads the originals; versions are on a page of their own.
    said_in = None if writes else language
    page = queries.letters_of(
        school_class.id, person, now=now, language=said_in, before=before, with_hidden=writes
    )  # fmt: skip
    page = _in_language(page, language)
    children = school.children_in(person, school_class.id)
    fresh = page.unopened if children else []
    actions.note_opened(fresh, person, now=now)
    return show(
        "news/page.html", as_read=_reading(page, fresh, bool(children), now), school_class=school_class,
        page=page, fresh=fresh, children=children, writes=writes, is_older=before is not None,
        today=i18n.local_date(now), address=address_for(person, now), nothing=queries.NOTHING,
        in_hand=queries.in_hand_of(person, school_class.id, now=now) if writes and before is None else None,
        **(_for_the_team(school_class, page) if writes else FOR_FAMILIES),
    )  # fmt: skip


def _in_language(page: queries.Letters, language: str) -> queries.Letters:
    """What was written with ready-made phrases, in the reader's language."""
    every = queries.phrased(page.every, language)
    number = len(page.pinned)
    return replace(page, pinned=every[:number], letters=every[number:])


FOR_FAMILIES = {"withdrawn": None, "reach": {}, "to_decide": [], "waiting": 0, "unclear": 0}


def _for_the_team(school_class: SchoolClass, page: queries.Letters) -> dict:
    """What only the teachers of the class see beside the letters."""
    return {
        "withdrawn": _just_withdrawn(school_class),
        "reach": queries.reach_of([letter.id for letter in page.every], school_class.id),
        "to_decide": queries.pictures_to_decide(school_class.id),
        "waiting": queries.waiting_in([school_class.id]).get(school_class.id, 0),
        "unclear": queries.count_not_understood([school_class.id]).get(school_class.id, 0),
    }


def _reading(
    page: queries.Letters, fresh: list[int], answers: bool, now: datetime
) -> Callable[[Iterable[Letter]], Markup]:
    """How this reader gets letters: as every family does, in their language, with their own marks on them."""
    language, filled = i18n.current_language().code, filling_for(actor(), now)

    def as_read(letters: Iterable[Letter]) -> Markup:
        return filled("".join(
            _as_read(
                each, each.id in fresh, page.mine[each.id] if answers else None,
                page.said.get(each.id, queries.NOTHING), language,
            )
            for each in letters
        ))  # fmt: skip

    return as_read


@lru_cache(maxsize=4096)
def _as_read(letter: Letter, is_fresh: bool, mine: Mine | None, said: Said, language: str) -> str:
    """A letter as every family sees it in one language of the page: rendered once, until a word of it changes."""
    with in_language(language):
        return render_template(
            "news/_post.html", letter=letter, is_fresh=is_fresh, mine=mine, said=said, asks=mine is not None,
            writes=False, address=open_address, token=OPEN_TOKEN, tapped="",
        )  # fmt: skip


def _just_withdrawn(school_class: SchoolClass) -> Post | None:
    number = request.args.get("withdrawn", type=int)
    return queries.withdrawn_post(number, school_class.id) if number else None
