"""The office's pages about privacy: whom it is asked about, the log, and copies that it makes for a family."""

from datetime import timedelta

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.privacy.actions import copying
from portal.privacy.forms import CopyForm, LogForm, SearchForm
from portal.privacy.queries import exporting, holds, log, people
from portal.privacy.views.blueprint import routes
from portal.privacy.views.telling import told
from portal.school import queries as school
from portal.school.models import Guardian, Pupil


@routes.get("/office")
@allow(To.SEE_AUDIT)
def office():
    """Find somebody; what waits to be erased, what is held, which copies were asked for."""
    form = SearchForm(request.args)
    words = (form.q.data or "") if form.validate() else ""
    return show(
        "privacy/office.html", form=form, found=people.found(words), words=words.strip(), erasures=holds.erasures(),
        holds=holds.holds(), exports=people.exports(), today=i18n.local_date(clock.now()),
    )  # fmt: skip


@routes.get("/audit")
@allow(To.SEE_AUDIT)
def audit_log():
    """Who saw or changed what about whom, the newest first."""
    form = LogForm(request.args)
    is_right = form.validate()
    found = log.log(_asked(form)) if is_right else log.Page([], has_older=False)
    kept = {name: value for name, value in request.args.items() if name != "before" and value}
    return show(
        "privacy/audit.html",
        200 if is_right else 422,
        form=form, lines=told(found.lines), kept=kept, has_older=found.has_older,
        only=people.name_of(_number("pupil"), _number("person")),
    )  # fmt: skip


def _asked(form: LogForm) -> log.Asked:
    end = form.end.data + timedelta(days=1) if form.end.data else None
    return log.Asked(
        who=form.who.data or "", about=form.about.data or "",
        start=i18n.at_school(form.start.data) if form.start.data else None,
        end=i18n.at_school(end) if end else None,
        pupil_id=_number("pupil"), person_id=_number("person"), before=request.args.get("before", type=int),
    )  # fmt: skip


def _number(name: str) -> int | None:
    number = request.args.get(name, type=int)
    return number if number and 0 < number < 2**31 else None


@routes.get("/pupils/<int:pupil>")
@allow(To.SEE_AUDIT, pupil=Pupil)
def pupil(pupil: Pupil):
    return show(
        "privacy/pupil.html", pupil=pupil, ties=people.guardians_of(pupil), hold=holds.hold_on(pupil),
        erasure=holds.erasure_of(pupil), is_held=pupil.id in holds.held().pupils, class_now=school.class_of(pupil),
    )  # fmt: skip


@routes.get("/guardians/<int:guardian>")
@allow(To.SEE_AUDIT, guardian=Guardian)
def guardian(guardian: Guardian):
    return show("privacy/guardian.html", **_about(guardian))


@routes.post("/guardians/<int:guardian>/copy")
@allow(To.EXPORT_DATA, guardian=Guardian)
def make_copy(guardian: Guardian):
    """A copy for an asking household; everybody in it is told."""
    form = CopyForm(children=exporting.children_for(guardian.person))
    if not form.validate():
        return refused("privacy/guardian.html", **_about(guardian, form))
    about = form.children.get(form.pupil.data)
    export = copying.ask(guardian.person, actor(), pupil=about, reason=form.reason.data or "", now=clock.now())
    tell(_("We are making the copy. Everybody in the household is told by e-mail."))
    return go(".copy", export=export.id)


def _about(guardian: Guardian, form: CopyForm | None = None) -> dict:
    household = people.household_of(guardian)
    return {
        "form": form or CopyForm(children=exporting.children_for(guardian.person)),
        "guardian": guardian,
        "household": household,
        "children": people.children_of(guardian),
        "hold": holds.hold_on(guardian.person),
        "hold_on_home": holds.hold_on(household),
        "erasure": holds.erasure_of(guardian.person),
        "is_held": guardian.person_id in holds.held().persons,
    }
