"""A post in other languages, for its teachers: by hand beside the original, by the engine, checked."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.news import actions, queries
from portal.news.forms import VersionForm
from portal.news.models import NEVER_BY_MACHINE_ALONE, Post, Version, Words
from portal.news.views.blueprint import routes
from portal.news.views.form import alternatives_in
from portal.pages import go, refused, show, tell
from portal.translating import queries as translating


@routes.get("/posts/<int:post>/versions")
@allow(To.CHANGE_NEWS, post=Post)
def versions(post: Post):
    """Every language: who reads it, what there is, and how it came to be."""
    return show("news/versions.html", **_context(post))


@routes.post("/posts/<int:post>/versions")
@allow(To.CHANGE_NEWS, post=Post)
def ask_engine(post: Post):
    try:
        asked = actions.ask_engine(post, now=clock.now())
    except actions.NoEngine:
        return refused("news/versions.html", **_context(post, _("This school has no translation engine.")))
    tell(
        _("The engine is at work. Look again in a minute.")
        if asked
        else _("There is nothing that the engine has to do.")
    )
    return go(".versions", post=post.id)


@routes.route("/posts/<int:post>/versions/<code>", methods=["GET", "POST"])
@allow(To.CHANGE_NEWS, post=Post)
def write_version(post: Post, code: str):
    """By hand, beside the original; what the engine made is read here, corrected, and then checked."""
    if code not in i18n.LANGUAGES or code == post.language:
        abort(404)
    version = queries.version_in(post, code)
    target = i18n.language(code)
    form = VersionForm(target, data={name: getattr(version, name) for name in Words._fields} if version else {})
    page = {"post": post, "target": target, "source": i18n.language(post.language), "version": version,
            "alternatives": (version.alternatives if version else {}) | alternatives_in(request.form)}  # fmt: skip
    if request.method == "GET":
        return show("news/version.html", form=form, **page)
    if not form.validate():
        return refused("news/version.html", form=form, **page)
    title, text, place_words, bring = ((form[name].data or "").strip() for name in Words._fields)
    words, said = Words(title, text, place_words, bring), alternatives_in(request.form)
    actions.write_version(post, code, words, actor(), now=clock.now(), alternatives=said)
    tell(_("Families who read %(language)s now get these words.", language=i18n.name_of(code)))
    return go(".versions", post=post.id)


@routes.post("/versions/<int:version>/remove")
@allow(To.CHANGE_NEWS, version=Version)
def remove_version(version: Version):
    actions.remove_version(version, actor(), now=clock.now())
    tell(_("The version is gone. Families read the original again."))
    return go(".versions", post=version.post_id)


def _context(post: Post, reason: str = "") -> dict:
    return {
        "post": post, "source": i18n.language(post.language), "rows": queries.in_all_languages(post), "reason": reason,
        "engine": translating.standing(clock.now()), "needs_check": post.kind in NEVER_BY_MACHINE_ALONE,
        "tiers": i18n.tier_of,
    }  # fmt: skip
