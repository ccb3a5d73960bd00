"""Writing the school's own text of a page, language by language, and going back."""

from flask import abort
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.guidance import actions, queries
from portal.guidance.forms import READERS, TextForm
from portal.guidance.models import GuidanceText
from portal.guidance.rules import Reader
from portal.guidance.views.blueprint import routes
from portal.guidance.views.reading import reader_named, words_in
from portal.pages import go, refused, show, tell


@routes.get("/<reader>/languages")
@allow(To.WRITE_GUIDANCE)
def languages(reader: str):
    """In which languages there is a text of the school's own."""
    which = reader_named(reader)
    return show("guidance/languages.html", reader=which, title=READERS[which], own=queries.own_languages(which))


@routes.route("/<reader>/languages/<language>", methods=["GET", "POST"])
@allow(To.WRITE_GUIDANCE)
def write(reader: str, language: str):
    which, code = reader_named(reader), _spoken(language)
    form = TextForm()
    if form.is_submitted():
        return _written(which, code, form)
    newest = queries.in_force(which, code)
    if form.words.data is None:
        form.words.data, form.after.data = words_in(which, code), str(newest.number if newest else 0)
    return show("guidance/write.html", **_context(which, code, form))


def _written(reader: Reader, code: str, form: TextForm):
    if not form.validate():
        return refused("guidance/write.html", **_context(reader, code, form))
    try:
        words = (form.words.data or "").strip()
        actions.write(reader, code, words, actor(), after=form.number, now=clock.now())
    except actions.SomebodyWrote:
        reason = _("Somebody wrote another version meanwhile. It stands below; put what you want to keep into it.")
        return refused("guidance/write.html", **_context(reader, code, form, reason))
    tell(_("The page says this from now on. The text of before is kept."))
    return go(".read", reader=reader.value)


@routes.post("/<reader>/languages/<language>/default")
@allow(To.WRITE_GUIDANCE)
def use_default(reader: str, language: str):
    """The portal's own text holds again; what the school wrote stays in the history."""
    which, code = reader_named(reader), _spoken(language)
    newest = queries.in_force(which, code)
    if newest is not None:
        actions.write(which, code, "", actor(), after=newest.number, now=clock.now())
    tell(_("The portal's own text holds again. What the school wrote is kept."))
    return go(".write", reader=which.value, language=code)


@routes.post("/texts/<int:guidance_text>/bring-back")
@allow(To.WRITE_GUIDANCE, guidance_text=GuidanceText)
def bring_back(guidance_text: GuidanceText):
    actions.bring_back(guidance_text, actor(), now=clock.now())
    tell(_("This text holds again. The one of a moment ago is kept."))
    return go(".write", reader=guidance_text.reader.value, language=guidance_text.language)


def _spoken(code: str) -> str:
    if code not in i18n.LANGUAGES:
        abort(404)
    return code


def _context(reader: Reader, code: str, form: TextForm, reason: str = "") -> dict:
    history = queries.history(reader, code)
    form.words.render_kw = (form.words.render_kw or {}) | {"lang": code, "dir": i18n.language(code).dir}
    if reason and history:
        form.after.data = str(history[0].number)
    return {
        "reader": reader, "title": READERS[reader], "spoken": i18n.language(code), "form": form, "reason": reason,
        "history": history,
    }  # fmt: skip
