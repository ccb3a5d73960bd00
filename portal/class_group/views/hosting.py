"""Offering to host, stopping, and inviting a teacher of the class to read along."""

from flask import abort
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.class_group import actions, queries
from portal.class_group.models import Guest
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import host_in, me_in, writing_in
from portal.pages import go, show, tell
from portal.school import queries as school
from portal.school.models import SchoolClass


@routes.get("/<int:school_class>/hosts")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def hosts(school_class: SchoolClass):
    """Who hosts, what a host does, and the teachers who read along."""
    me = me_in(school_class.id)
    circle = queries.circle_of(me)
    return show(
        "class_group/hosts.html", school_class=school_class, circle=circle, offer=queries.host_of(me),
        called=queries.name_of, team=school.teachers_of(school_class.id),
        guests={each.person_id: each for each in queries.guests_of(school_class.id)},
    )  # fmt: skip


@routes.post("/<int:school_class>/host")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def offer_to_host(school_class: SchoolClass):
    me = writing_in(school_class.id).me
    assert me is not None
    actions.offer(me, now=clock.now())
    tell(_("Thank you. The teachers of the class say whether that is fine; you get a message."))
    return go(".hosts", school_class=school_class.id)


@routes.post("/<int:school_class>/stop-hosting")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def stop_hosting(school_class: SchoolClass):
    host = queries.host_of(me_in(school_class.id))
    if host is not None:
        actions.stop_hosting(host, actor(), now=clock.now())
    tell(_("You do not host any more."))
    return go(".hosts", school_class=school_class.id)


@routes.post("/<int:school_class>/invite/<int:teacher>")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def invite(school_class: SchoolClass, teacher: int):
    circle = host_in(school_class.id)
    found = next((each for each in school.teachers_of(school_class.id) if each.id == teacher), None)
    if found is None or circle.me is None:
        abort(404)
    actions.invite(circle.me, found, now=clock.now())
    tell(_("%(teacher)s gets a message, and reads along after saying yes.", teacher=found.full_name))
    return go(".hosts", school_class=school_class.id)


@routes.post("/guests/<int:guest>/uninvite")
@allow(To.TAKE_PART_IN_GROUP, guest=Guest)
def uninvite(guest: Guest):
    host_in(guest.class_id)
    school_class = guest.class_id
    actions.stop_reading(guest, actor(), now=clock.now())
    tell(_("The teacher does not read along any more."))
    return go(".hosts", school_class=school_class)
