"""What was agreed in a conversation: the team writes five lines, each home says whether they are right."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.conversations import actions, queries
from portal.conversations.actions import MovedOn, NotYet
from portal.conversations.forms.agreements import (
    HOW_OFTEN,
    LINES,
    WAYS_IN_TOUCH,
    AgreementForm,
    InLanguageForm,
    NotRightForm,
    as_typed,
)
from portal.conversations.models import Agreement, Booking
from portal.conversations.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.get("/bookings/<int:booking>/agreement")
@allow(To.SEE_AGREEMENT, booking=Booking)
def agreement(booking: Booking):
    """Both sides read the newest version; the team writes the next, a home answers."""
    return show("conversations/agreement.html", **_context(booking))


@routes.post("/bookings/<int:booking>/agreement")
@allow(To.MANAGE_ROUND, booking=Booking)
def write_agreement(booking: Booking):
    _only_held(booking)
    form = AgreementForm()
    if not form.validate():
        return refused("conversations/agreement.html", **_context(booking, form=form))
    try:
        actions.write_agreement(booking, form.said(), actor(), on=form.on.data or 0, now=clock.now())
    except NotYet:
        reason = _("The conversation has not begun. Write this down when you have spoken with each other.")
        return refused("conversations/agreement.html", **_context(booking, form=form, reason=reason))
    except MovedOn:
        reason = _("A colleague wrote something meanwhile: you see it here. Your own words are still below.")
        return refused("conversations/agreement.html", **_context(booking, form=form, reason=reason))
    tell(_("Saved. The family can read it, and say whether it is right."))
    return go(".agreement", booking=booking.id)


@routes.post("/bookings/<int:booking>/agreement/in/<language>")
@allow(To.MANAGE_ROUND, booking=Booking)
def put_agreement_into(booking: Booking, language: str):
    _only_held(booking)
    if language not in i18n.LANGUAGES:
        abort(404)
    form = InLanguageForm(prefix=language)
    if not form.validate():
        return refused("conversations/agreement.html", **_context(booking, in_language={language: form}))
    try:
        on = form.on.data or 0
        actions.put_agreement_into(booking, language, form.said(), actor(), on=on, now=clock.now())
    except MovedOn:
        reason = _("A colleague wrote something meanwhile: you see it here. Your own words are still below.")
        return refused("conversations/agreement.html", **_context(booking, in_language={language: form}, reason=reason))
    tell(_("Saved. Who reads this language sees these words first, with your own words below them."))
    return go(".agreement", booking=booking.id)


@routes.post("/bookings/<int:booking>/agreement/right")
@allow(To.CHANGE_BOOKING, booking=Booking)
def say_right(booking: Booking):
    return _answer(booking, request.form.get("on", 0, type=int), is_right=True)


@routes.post("/bookings/<int:booking>/agreement/not-right")
@allow(To.CHANGE_BOOKING, booking=Booking)
def say_not_right(booking: Booking):
    form = NotRightForm()
    if not form.validate():
        return refused("conversations/agreement.html", **_context(booking, form=form))
    return _answer(booking, form.on.data or 0, is_right=False, form=form)


def _answer(booking: Booking, on: int, *, is_right: bool, form: NotRightForm | None = None):
    _only_held(booking)
    words = (form.words.data or "").strip() if form else ""
    try:
        actions.answer_agreement(booking, actor(), is_right=is_right, words=words, on=on, now=clock.now())
    except MovedOn:
        reason = _("The teachers changed it meanwhile. Read it again.")
        return refused("conversations/agreement.html", **_context(booking, form=form, reason=reason))
    tell(_("Thank you. The teachers see that it is right.") if is_right else _("Thank you. The teachers read it."))
    return go(".agreement", booking=booking.id)


def _only_held(booking: Booking) -> None:
    if booking.cancelled_at is not None:
        abort(404)


def _context(
    booking: Booking, *, form: AgreementForm | NotRightForm | None = None, reason: str = "",
    in_language: dict[str, InLanguageForm] | None = None,
) -> dict:  # fmt: skip
    _only_held(booking)
    is_family, versions = may(To.CHANGE_BOOKING, booking), queries.versions_of(booking)
    newest, before = (versions[0] if versions else None), queries.agreed_before(booking)
    if before and not is_family:
        actions.note_look_at_agreement(before, actor(), now=clock.now())
    form = form or _form(is_family, newest, before)
    # Whoever presses again has seen the newest version by then.
    form.on.data, form.on.raw_data = newest.version if newest else 0, None
    return {
        "booking": booking, "is_family": is_family, "newest": newest, "earlier": versions[1:], "before": before,
        "form": form, "reason": reason, "has_begun": clock.now() >= booking.slot.starts_at,
        "answers": _answers(newest, is_family), "lines": LINES, "ways": WAYS_IN_TOUCH, "often": HOW_OFTEN,
        "names": queries.names_of_household(booking), "team": queries.names_of_team(booking.class_id),
        "also": [] if is_family else _headings_for(booking),
        "into": [] if is_family or newest is None else _into(booking, newest, in_language or {}),
        "read_in": i18n.current_language().code,
    }  # fmt: skip


def _form(is_family: bool, newest: Agreement | None, before: Agreement | None) -> AgreementForm | NotRightForm:
    if is_family:
        return NotRightForm(formdata=None)
    from_last = before if "again" in request.args and newest is None else None
    return AgreementForm(formdata=None, data=as_typed(newest or from_last))


def _answers(newest: Agreement | None, is_family: bool) -> list:
    """A home sees its own answer and never another's; the team sees all."""
    if newest is None:
        return []
    if not is_family:
        return newest.answers
    home = actor().guardian
    return [each for each in newest.answers if home and each.household_id == home.household_id]


def _headings_for(booking: Booking) -> list[tuple[i18n.Language, dict[str, str]]]:
    """The questions in the languages of the family that the reader does not use, for reading back."""
    codes = {person.language for person, is_family in queries.both_sides_of(booking) if is_family}
    found = []
    for code in sorted(codes - {actor().language}):
        with i18n.in_language(code):
            found.append((i18n.language(code), {name: str(label) for name, label in LINES.items()}))
    return found


def _into(
    booking: Booking, newest: Agreement, typed: dict[str, InLanguageForm]
) -> list[tuple[i18n.Language, InLanguageForm, bool]]:
    """For each language of the family in which it was not written: a form, and whether it was just filled in."""
    codes = {person.language for person, is_family in queries.both_sides_of(booking) if is_family}
    found, said = [], newest.in_languages or {}
    for code in sorted((codes | set(said) | set(typed)) - {newest.language}):
        language = i18n.language(code)
        form = typed.get(code) or InLanguageForm(formdata=None, prefix=code, data=said.get(code, {}))
        form.on.data, form.on.raw_data = newest.version, None
        for line in form.lines_of(newest):
            line.render_kw = {"rows": 3, "lang": code, "dir": language.dir}
        found.append((language, form, code in typed))
    return found
