"""Reading a page of guidance in one's own language, on the screen and on paper."""

from flask import Response, abort, request
from markupsafe import Markup

from portal import clock, i18n, paper
from portal.access import To, actor, allow
from portal.guidance import actions, queries
from portal.guidance.forms import READERS, default_of
from portal.guidance.rules import Reader
from portal.guidance.views.blueprint import routes
from portal.news.rules import html_of
from portal.pages import show

STYLE = actions.STYLE


@routes.get("")
@allow(To.SEE_GUIDANCE)
def page():
    """Every page, one's own first."""
    own = {Reader(role.value) for role in actor().roles}
    mine = [each for each in Reader if each in own]
    others = [each for each in Reader if each not in own]
    return show("guidance/page.html", mine=mine, others=others, readers=READERS, plan=queries.plan_in_force())


@routes.get("/<reader>")
@allow(To.SEE_GUIDANCE)
def read(reader: str):
    which = reader_named(reader)
    return show("guidance/read.html", **_context(which), plan=queries.plan_in_force())


@routes.get("/<reader>/print")
@allow(To.SEE_GUIDANCE)
def print_page(reader: str):
    """The page alone, as it hangs beside the desk."""
    return show("guidance/paper.html", style=STYLE, **_context(reader_named(reader)))


@routes.get("/<reader>/print.pdf")
@allow(To.SEE_GUIDANCE)
def pdf(reader: str):
    which = reader_named(reader)
    context = _context(which)
    html = paper.written("guidance/paper.html", i18n.current_language().code, style=None, **context)
    held = {"Content-Disposition": f'attachment; filename="{which.value}.pdf"', "Cache-Control": "private, no-store"}
    return Response(actions.as_pdf(str(html)), mimetype="application/pdf", headers=held)


def reader_named(word: str) -> Reader:
    """For whom the page is, of the address."""
    if word not in set(Reader):
        abort(404)
    return Reader(word)


def words_in(reader: Reader, code: str) -> str:
    """The text that holds in a language: the school's own, or else the portal's."""
    own = queries.in_force(reader, code)
    return own.words if own is not None and own.words else default_of(reader, code)


def _context(reader: Reader) -> dict:
    """In the reader's language; the school's own texts in other languages are one tap away."""
    own, mine = queries.own_languages(reader), i18n.current_language().code
    asked = request.args.get("in")
    code = asked if asked in own else mine
    return {
        "reader": reader, "title": READERS[reader], "spoken": i18n.language(code),
        "text": Markup(html_of(words_in(reader, code))), "is_own": code in own,
        "others": [i18n.language(each) for each in own if each != code and i18n.is_spoken(each)],
        "whom": queries.whom_to_call(now=clock.now()), "made_at": clock.now(),
    }  # fmt: skip
