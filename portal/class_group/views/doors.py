"""What every page of a group asks first: is somebody in it, may they open this, and is it still open?"""

from flask import abort
from flask_babel import gettext as _
from wtforms import Field

from portal import clock, i18n
from portal.access import actor
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.class_group import queries
from portal.class_group.models import Entry, Member
from portal.class_group.queries import Circle
from portal.class_group.rules import Standing, standing
from portal.school.models import SchoolClass


def standing_of(school_class: SchoolClass) -> Standing:
    """How the group of a class stands today."""
    return standing(school_class.year.ends_on, i18n.local_date(clock.now()))


def me_in(class_id: int) -> Member:
    """The acting parent as a member; whoever did not join finds nothing here."""
    member = queries.member_of(actor(), class_id)
    if member is None or standing_of(member.school_class) is Standing.OVER:
        abort(404)
    return member


def circle_in(class_id: int) -> Circle:
    """The group as the acting parent meets it."""
    return queries.circle_of(me_in(class_id))


def writing_in(class_id: int) -> Circle:
    """The same, while there may be written: once the year is over the group is only read."""
    circle = circle_in(class_id)
    assert circle.me is not None
    if standing_of(circle.me.school_class) is not Standing.OPEN:
        abort(404)
    return circle


def opened(circle: Circle, entry: Entry) -> Entry:
    """An entry that is there for the acting parent; nobody else's are."""
    found = queries.entry_for(circle, entry.id)
    if found is None:
        abort(404)
    return found


def own(circle: Circle, entry: Entry) -> Entry:
    """What the acting parent wrote."""
    if circle.me is None or entry.member_id != circle.me.id:
        abort(404)
    return entry


def host_in(class_id: int) -> Circle:
    """The group as one of its hosts meets it."""
    circle = circle_in(class_id)
    if not circle.is_host:
        abort(404)
    return circle


def is_too_much(kind: str, field: Field) -> bool:
    """Whether somebody wrote more in this hour than a person does; the reason then stands beside the field."""
    try:
        accounts.count_try(kind, str(actor().id), now=clock.now())
    except TooManyTries:
        field.errors = [_("You wrote a lot in a short time. Wait an hour; what you typed is still here.")]
        return True
    return False
