"""Files as evidence: adding one, and fetching one; each look is written down."""

from io import BytesIO

from flask import send_file
from flask_babel import gettext as _

from portal import audit, clock
from portal.access import To, actor, allow
from portal.incidents import actions, queries
from portal.incidents.actions import EvidenceIsGone, FileTooLarge, NotEvidence, TooManyFiles
from portal.incidents.forms import WHY_NOT, EvidenceForm
from portal.incidents.models import Evidence, Incident
from portal.incidents.rules import TYPES
from portal.incidents.views.blueprint import routes
from portal.pages import error_page, go, refused, show, tell


@routes.route("/<int:incident>/evidence", methods=["GET", "POST"])
@allow(To.ADD_EVIDENCE, incident=Incident)
def evidence(incident: Incident):
    """The files that this person may fetch, and one more."""
    form = EvidenceForm()
    context = {"form": form, "incident": incident, "files": queries.evidence_for(actor(), incident)}
    audit.saw(actor(), incident, now=clock.now())
    if not form.is_submitted():
        return show("incidents/evidence.html", **context)
    if not form.validate():
        return refused("incidents/evidence.html", **context)
    upload = form.file.data
    try:
        actions.keep_evidence(
            incident, upload.read(), upload.filename or "", form.text.data or "", actor(), now=clock.now()
        )
    except (FileTooLarge, NotEvidence, TooManyFiles) as refusal:
        form.file.errors = [WHY_NOT[type(refusal)]]
        return refused("incidents/evidence.html", **context)
    tell(_("The file is kept, sealed. It can no longer be changed or exchanged without being seen."))
    return go(".evidence", incident=incident.id)


@routes.get("/evidence/<int:evidence>")
@allow(To.FETCH_EVIDENCE, evidence=Evidence)
def fetch_evidence(evidence: Evidence):
    """A file, always to be saved: what is inside never opens as a page of the portal."""
    audit.saw(actor(), evidence, now=clock.now())
    try:
        data = actions.opened(evidence)
    except EvidenceIsGone:
        return error_page(404)
    response = send_file(BytesIO(data), mimetype=TYPES[evidence.kind], as_attachment=True, download_name=evidence.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
