"""Letting a colleague come in: links to set a password, and requests that two people decide."""

from flask import redirect, request, url_for
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions as accounts
from portal.accounts import queries
from portal.accounts.actions import ApprovedAlready, NoAddress, OwnRequest, RecoveryOver, TooFewColleagues
from portal.accounts.models import Recovery
from portal.accounts.views import safe_path
from portal.office.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Person


@routes.get("/recovery")
@allow(To.DECIDE_RECOVERY)
def recoveries():
    """The requests that wait, and the colleagues whom the office can help."""
    return show("office/recoveries.html", requests=queries.open_recoveries(now=clock.now()), staff=school.staff())


@routes.get("/recovery/<int:recovery>")
@allow(To.DECIDE_RECOVERY, recovery=Recovery)
def recovery(recovery: Recovery):
    return show("office/recovery.html", asked=recovery, **_deciding(recovery))


@routes.post("/recovery/<int:recovery>/approve")
@allow(To.DECIDE_RECOVERY, recovery=Recovery)
def approve_recovery(recovery: Recovery):
    try:
        is_decided = accounts.approve(recovery, actor(), now=clock.now())
    except OwnRequest:
        return _refused(recovery, _("Somebody else must decide: you asked for this yourself."))
    except ApprovedAlready:
        return _refused(recovery, _("You agreed already. The second one must be somebody else."))
    except RecoveryOver:
        return _refused(recovery, _("This request is over: it was decided, or 24 hours have passed."))
    except NoAddress:
        return _refused(recovery, _("There is no e-mail address to send the link to. Fill it in first."))
    name = recovery.person.full_name
    if is_decided:
        tell(_("Two of you agreed. We mailed %(name)s a link to begin anew.", name=name))
    else:
        tell(_("You agreed. One more colleague must agree before %(name)s gets a link.", name=name))
    return go(".recoveries")


@routes.post("/recovery/<int:recovery>/refuse")
@allow(To.DECIDE_RECOVERY, recovery=Recovery)
def refuse_recovery(recovery: Recovery):
    try:
        accounts.refuse(recovery, actor(), now=clock.now())
    except OwnRequest:
        return _refused(recovery, _("Somebody else must decide: you asked for this yourself."))
    except RecoveryOver:
        return _refused(recovery, _("This request is over: it was decided, or 24 hours have passed."))
    tell(_("Refused. We told %(name)s; nothing has changed for that account.", name=recovery.person.full_name))
    return go(".recoveries")


@routes.get("/staff/<int:member>/sign-in")
@allow(To.HELP_COLLEAGUE_IN, member=Person)
def colleague(member: Person):
    """What the office can do for a colleague who cannot come in."""
    return show("office/colleague.html", person=member, ways=queries.ways_of(member))


@routes.post("/staff/<int:member>/password-link")
@allow(To.HELP_COLLEAGUE_IN, member=Person)
def send_password_link(member: Person):
    """Mail a link to set a password; a form elsewhere may say with `next` where to go on."""
    try:
        accounts.send_password_link(member, by=actor(), now=clock.now())
    except NoAddress:
        return _cannot(member, _("There is no e-mail address to send the link to. Fill it in first."))
    tell(_("We mailed %(name)s a link to set a password. It works once, for three days.", name=member.full_name))
    return redirect(safe_path(request.form.get("next") or url_for(".recoveries")), 303)


@routes.post("/staff/<int:member>/recovery")
@allow(To.HELP_COLLEAGUE_IN, member=Person)
def ask_recovery(member: Person):
    try:
        accounts.ask_for(member, actor(), now=clock.now())
    except OwnRequest:
        return _cannot(
            member, _("You are signed in, so you need no recovery. Change how you come in on your own account.")
        )
    except NoAddress:
        return _cannot(member, _("There is no e-mail address to send the link to. Fill it in first."))
    except TooFewColleagues:
        return _cannot(
            member,
            _(
                "Two others must agree, and besides you there are not two. Let %(name)s ask on the sign-in page; then "
                "you can agree too.",
                name=member.full_name,
            ),
        )
    tell(_("Asked. Two colleagues of the office or the school leader must agree; we told them."))
    return go(".recoveries")


def _deciding(asked: Recovery) -> dict:
    """What the page about one request shows."""
    now, me = clock.now(), actor()
    return {
        "is_open": any(each.id == asked.id for each in queries.open_recoveries(now=now)),
        "is_own": me.id in (asked.person_id, asked.asked_by_id),
        "has_agreed": any(approval.person_id == me.id for approval in asked.approvals),
        "deciders": queries.deciders(asked.person, asked_by=asked.asked_by),
    }


def _refused(asked: Recovery, reason: str):
    return refused("office/recovery.html", asked=asked, reason=reason, **_deciding(asked))


def _cannot(person: Person, reason: str):
    return refused("office/colleague.html", person=person, ways=queries.ways_of(person), reason=reason)
