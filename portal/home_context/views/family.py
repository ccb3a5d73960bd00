"""A family's page about one child, theme by theme: keep a draft, share, take back."""

from dataclasses import replace
from datetime import date

from flask import abort, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.home_context import actions, queries
from portal.home_context.actions import NotASound, VoiceTooLong
from portal.home_context.forms import AUDIENCES, PURPOSES, SIGNS, THEMES, WHY_NO_SOUND, ThemeForm, as_data
from portal.home_context.models import HomeDraft, HomeItem
from portal.home_context.queries import Standing
from portal.home_context.rules import NEEDED_TODAY, Clean, Theme, hints_in
from portal.home_context.views.blueprint import routes
from portal.home_context.views.readers import for_teacher
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Pupil

# Here, and on no other page, a browser may ask for the microphone.
MAY_RECORD = "camera=(), geolocation=(), microphone=(self)"


@routes.get("/<int:pupil>")
@allow(To.SEE_HOME_CONTEXT, pupil=Pupil)
def child(pupil: Pupil):
    """The family finds every theme; the child's teachers read."""
    if not may(To.WRITE_HOME_CONTEXT, pupil):
        return for_teacher(pupil)
    today = i18n.local_date(clock.now())
    standings = queries.standings(pupil, actor())
    items = [each.item for each in standings if each.item]
    return show(
        "home_context/themes.html", pupil=pupil, standings=standings, themes=THEMES, signs=SIGNS, today=today,
        asked=queries.asked_about(actor(), today=today).get(pupil.id, []), looks=queries.looks_at(items),
        readers=_readers(pupil),
    )  # fmt: skip


@routes.route("/<int:pupil>/<theme>", methods=["GET", "POST"])
@allow(To.WRITE_HOME_CONTEXT, pupil=Pupil)
def theme(pupil: Pupil, theme: str):
    """One theme: what is filled in is kept as a draft, or shared."""
    about, today = _theme(theme), i18n.local_date(clock.now())
    standing = queries.standing(pupil, actor(), about)
    last_day = queries.last_day_for(standing, today)
    form = ThemeForm(about, data=as_data(standing, today=today, last_day=last_day))
    if not form.is_submitted():
        response = show("home_context/theme.html", **_context(form, pupil, standing, last_day))
        response.headers["Permissions-Policy"] = MAY_RECORD
        return response
    sound = _sound_in(form) if form.validate() and form.is_within(today, last_day) else None
    if form.errors:
        return refused("home_context/theme.html", **_context(form, pupil, standing, last_day))
    return _kept(form, pupil, standing, sound, last_day)


@routes.post("/drafts/<int:home_draft>/discard")
@allow(To.CHANGE_HOME_ITEM, home_draft=HomeDraft)
def discard(home_draft: HomeDraft):
    actions.discard(home_draft)
    tell(_("The draft is gone."))
    return go(".child", pupil=home_draft.pupil_id)


@routes.post("/items/<int:item>/remove")
@allow(To.CHANGE_HOME_ITEM, item=HomeItem)
def remove(item: HomeItem):
    actions.remove(item, actor(), now=clock.now())
    return show("home_context/removed.html", item=item, theme=THEMES[item.theme])


@routes.post("/items/<int:item>/bring-back")
@allow(To.CHANGE_HOME_ITEM, item=HomeItem)
def bring_back(item: HomeItem):
    actions.bring_back(item, actor(), now=clock.now())
    tell(_("It is back."))
    return go(".child", pupil=item.pupil_id)


@routes.post("/items/<int:item>/forget-history")
@allow(To.CHANGE_HOME_ITEM, item=HomeItem)
def forget_history(item: HomeItem):
    actions.forget_history(item, actor(), now=clock.now())
    tell(_("What you wrote before is erased."))
    return go(".theme", pupil=item.pupil_id, theme=item.theme.value)


def _kept(form: ThemeForm, pupil: Pupil, standing: Standing, sound: Clean | None, last_day: date):
    """First as a draft; then, unless that was all or a word deserves a second look, it is shared."""
    guardian, now, deed = actor(), clock.now(), request.form.get("deed", "share")
    if form.without_sound.data:
        standing = _without_voices(standing)
    if not (form.words.text or form.words.signs or form.words.in_conversation or sound or standing.is_spoken):
        return _emptied(standing, pupil)
    draft = actions.keep_draft(guardian, pupil, standing.theme, form.words, until=form.until.data, now=now)
    if sound:
        actions.keep_voice(draft, sound, now=now)
    if deed == "draft":
        tell(_("Kept for you. Nobody at school reads it until you share it."))
        return go(".theme", pupil=pupil.id, theme=standing.theme.value)
    if deed != "anyway" and hints_in(form.words.text):
        return go(".theme", pupil=pupil.id, theme=standing.theme.value)
    actions.share_draft(draft, guardian, until=form.until.data or last_day, now=now)
    tell(_("Saved. The teachers of %(child)s can read it now, and you see here when they do.", child=pupil.first_name))
    return go(".child", pupil=pupil.id)


def _emptied(standing: Standing, pupil: Pupil):
    """Nothing is left of it: what was shared is taken back, what was a draft is gone."""
    if standing.draft:
        actions.discard(standing.draft)
    if standing.item:
        actions.remove(standing.item, actor(), now=clock.now())
        return show("home_context/removed.html", item=standing.item, theme=THEMES[standing.theme])
    return go(".child", pupil=pupil.id)


def _without_voices(standing: Standing) -> Standing:
    for thing in (standing.item, standing.draft):
        if thing:
            actions.forget_voice(thing)
    return replace(standing, voice=None, draft_voice=None)


def _sound_in(form: ThemeForm) -> Clean | None:
    """The recording that came with the form, without traces; None when there is none, or when it says why not."""
    upload = form.sound.data
    if not upload or not upload.filename:
        return None
    try:
        return actions.listened_to(upload.read())
    except (NotASound, VoiceTooLong) as refusal:
        form.sound.errors = [WHY_NO_SOUND[type(refusal)]]
        return None


def _theme(name: str) -> Theme:
    return Theme(name) if name in set(Theme) else abort(404)


def _readers(pupil: Pupil) -> list:
    school_class = school.class_of(pupil)
    return school.teachers_of(school_class.id) if school_class else []


def _context(form: ThemeForm, pupil: Pupil, standing: Standing, last_day: date) -> dict:
    item, draft = standing.item, standing.draft
    return {
        "form": form, "pupil": pupil, "standing": standing, "last_day": last_day, "readers": _readers(pupil),
        "question": THEMES[standing.theme], "purpose": PURPOSES[standing.theme], "sign_words": SIGNS,
        "is_needed_today": standing.theme in NEEDED_TODAY, "audiences": AUDIENCES,
        "hints": hints_in(draft.text) if draft else [], "versions": queries.versions_of(item) if item else [],
        "looks": queries.looks_at([item]) if item else [],
    }  # fmt: skip
