"""Who asks for a copy: writing it down, where it stands, more time, and a refusal with its reason."""

from flask import request
from flask_babel import gettext as _

from portal import audit, clock, i18n
from portal.access import To, actor, allow, may
from portal.disclosure import actions, queries
from portal.disclosure.actions import ExtendedAlready, NotNow
from portal.disclosure.forms import FileForm, ReasonForm, RequestForm
from portal.disclosure.models import AccessRequest
from portal.disclosure.rules import Purpose, Stage
from portal.disclosure.views.blueprint import routes
from portal.incidents.actions import IsDestroyed
from portal.incidents.models import Incident
from portal.pages import Form, go, refused, show, tell


@routes.get("/requests")
@allow(To.LOG_REQUEST)
def requests():
    today = i18n.local_date(clock.now())
    return show("disclosure/requests.html", found=queries.requests_for(actor()), today=today, stages=stages())


@routes.route("/requests/new", methods=["GET", "POST"])
@allow(To.LOG_REQUEST)
def new():
    form = RequestForm(today=i18n.local_date(clock.now()), me=actor())
    if request.method == "GET":
        return show("disclosure/new.html", form=form)
    if not form.validate():
        return refused("disclosure/new.html", form=form)
    asked = actions.ask(form.asker(), actor(), now=clock.now())
    tell(_("Written down. There has to be an answer on %(day)s at the latest.", day=i18n.dated(asked.due_on)))
    return go(".read", access_request=asked.id)


@routes.get("/requests/<int:access_request>")
@allow(To.SEE_REQUEST, access_request=AccessRequest)
def read(access_request: AccessRequest):
    return show("disclosure/request.html", **about(access_request))


@routes.post("/requests/<int:access_request>/refuse")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def refuse(access_request: AccessRequest):
    said = _("Refused. Tell the asker why, and where to complain.")
    return _with_reason(access_request, actions.refuse, "refuse", said)


@routes.post("/requests/<int:access_request>/extend")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def extend(access_request: AccessRequest):
    return _with_reason(access_request, actions.extend, "extend", _("Two more months. Tell the asker now, and why."))


@routes.route("/incidents/<int:incident>/file", methods=["GET", "POST"])
@allow(To.ANSWER_REQUEST, incident=Incident)
def ask_for_file(incident: Incident):
    """The whole incident for the school's own file; somebody else releases it."""
    form = FileForm()
    if request.method == "GET":
        return show("disclosure/file.html", form=form, incident=incident, reason=None)
    if not form.validate():
        return refused("disclosure/file.html", form=form, incident=incident, reason=None)
    try:
        asked = actions.ask_for_file(incident, form.reason.data or "", actor(), now=clock.now())
    except IsDestroyed:
        gone = _("The names and words of this incident were destroyed.")
        return refused("disclosure/file.html", form=form, incident=incident, reason=gone)
    tell(_("Asked for. Somebody else of school leader and safety coordinator releases it."))
    return go(".read", access_request=asked.id)


def about(asked: AccessRequest, *, reason: str | None = None, forms: dict[str, Form] | None = None) -> dict:
    """What the page of a request shows; that it was looked at is written down first."""
    now = clock.now()
    audit.saw(actor(), asked, now=now)
    is_open = asked.stage in (Stage.OPEN, Stage.TO_CHECK)
    answers = may(To.ANSWER_REQUEST)
    return {
        "asked": asked, "stages": stages(), "reason": reason, "answers": answers, "is_open": is_open,
        "is_for_school": asked.purpose is Purpose.SCHOOL, "left": queries.left_to_do(asked) if answers else 0,
        "may_release": queries.may_release(actor(), asked), "today": i18n.local_date(now), "now": now,
        "refuse_form": ReasonForm(formdata=None, prefix="no-"),
        "extend_form": ReasonForm(formdata=None, prefix="more-"),
        **(forms or {}),
    }  # fmt: skip


def stages() -> dict[Stage, str]:
    """Where a request stands, in words."""
    return {
        Stage.OPEN: _("being prepared"), Stage.TO_CHECK: _("waits for a second person"),
        Stage.MAKING: _("is being made"), Stage.RELEASED: _("released"), Stage.REFUSED: _("refused"),
    }  # fmt: skip


def _with_reason(asked: AccessRequest, deed, name: str, said: str):
    form = ReasonForm(prefix="no-" if name == "refuse" else "more-")
    if not form.validate():
        return refused("disclosure/request.html", **about(asked, forms={f"{name}_form": form}))
    try:
        deed(asked, form.reason.data or "", actor(), now=clock.now())
    except (NotNow, ExtendedAlready):
        moved = _("This changed a moment ago. Look at how it stands now.")
        return refused("disclosure/request.html", **about(asked, reason=moved))
    tell(said)
    return go(".read", access_request=asked.id)
