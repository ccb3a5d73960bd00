"""What the teachers of a class see of its group: who offers to host, and an invitation to read along. Nothing else."""

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow, may
from portal.class_group import actions, queries
from portal.class_group.actions import HostsAreThere
from portal.class_group.models import Guest, Host
from portal.class_group.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school.models import SchoolClass


@routes.get("/<int:school_class>/team")
@allow(To.TEND_GROUP, school_class=SchoolClass)
def team(school_class: SchoolClass):
    return show("class_group/team.html", **_context(school_class))


def _context(school_class: SchoolClass, reason: str = "") -> dict:
    return {
        "school_class": school_class, "hosts": queries.hosts_of([school_class.id]), "reason": reason,
        "guest": queries.guest_of(actor(), school_class.id), "settles": may(To.SETTLE_GROUP),
    }  # fmt: skip


@routes.post("/hosts/<int:host>/confirm")
@allow(To.TEND_GROUP, host=Host)
def confirm_host(host: Host):
    """Two parents host, no more."""
    school_class = host.school_class
    try:
        actions.confirm(host, actor(), now=clock.now())
    except HostsAreThere:
        reason = _("Two parents host already. One of them has to stop first.")
        return refused("class_group/team.html", **_context(school_class, reason))
    tell(_("Confirmed. This parent gets a message."))
    return go(".team", school_class=school_class.id)


@routes.post("/hosts/<int:host>/decline")
@allow(To.TEND_GROUP, host=Host)
def decline_host(host: Host):
    school_class = host.class_id
    actions.decline(host, actor(), now=clock.now())
    tell(_("This parent does not host."))
    return go(".team", school_class=school_class)


@routes.post("/guests/<int:guest>/read-along")
@allow(To.READ_ALONG, guest=Guest)
def read_along(guest: Guest):
    actions.read_along(guest, now=clock.now())
    tell(_("You read along. The parents see that you do."))
    return go(".group", school_class=guest.class_id)


@routes.post("/guests/<int:guest>/stop-reading")
@allow(To.READ_ALONG, guest=Guest)
def stop_reading(guest: Guest):
    school_class = guest.class_id
    actions.stop_reading(guest, actor(), now=clock.now())
    tell(_("You do not read along any more."))
    return go(".team", school_class=school_class)
