"""Signing somebody out everywhere, or everybody, from the office: when a phone is lost, or somebody was an impostor."""

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions as accounts
from portal.office.queries import sessions as queries
from portal.office.views.blueprint import routes
from portal.pages import go, show, tell, without_control_characters
from portal.school.models import Person


@routes.get("/sessions")
@allow(To.RUN_OFFICE)
def sessions():
    words = without_control_characters(request.args.get("q", ""))[:80]
    return show("office/sessions.html", found=queries.signed_in(words, now=clock.now()), words=words)


@routes.post("/people/<int:person>/sign-out")
@allow(To.RUN_OFFICE, person=Person)
def sign_person_out(person: Person):
    accounts.sign_out_everywhere(person, actor(), but=current_user.session, now=clock.now())
    tell(_("%(name)s is signed out everywhere.", name=person.full_name))
    return go(".sessions")


@routes.get("/sessions/end-all")
@allow(To.RUN_OFFICE)
def ask_to_sign_all_out():
    return show("office/sign_all_out.html")


@routes.post("/sessions/end-all")
@allow(To.RUN_OFFICE)
def sign_all_out():
    accounts.sign_everybody_out(actor(), but=current_user.session, now=clock.now())
    tell(_("Everybody is signed out, except you on this device."))
    return go(".sessions")
