"""Groups of colleagues who are called together."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.chains import actions, queries
from portal.chains.forms.chains import GroupForm
from portal.chains.models import HelpGroup
from portal.chains.views.blueprint import routes
from portal.chains.views.chains import would_leave
from portal.pages import go, refused, show, tell


@routes.route("/chains/groups", methods=["GET", "POST"])
@allow(To.SET_CHAINS)
def groups():
    """Every group, and a form for one more."""
    form = GroupForm()
    if request.method == "GET":
        return show("chains/groups.html", form=form, groups=queries.groups())
    if not form.validate():
        return refused("chains/groups.html", form=form, groups=queries.groups())
    try:
        group = actions.add_group(form.name.data or "", form.members.data or [], actor(), now=clock.now())
    except actions.NameTaken:
        form.name.errors = [_("There is a group with this name already.")]
        return refused("chains/groups.html", form=form, groups=queries.groups())
    tell(_("%(name)s is added. It can be told in a step now.", name=group.name))
    return go(".groups")


@routes.route("/chains/groups/<int:group>", methods=["GET", "POST"])
@allow(To.SET_CHAINS, group=HelpGroup)
def group(group: HelpGroup):
    """Another name, other members; refused when a chain would be left with too few."""
    form = GroupForm(data={"name": group.name, "members": [row.person_id for row in group.members]})
    if request.method == "GET":
        return show("chains/group.html", form=form, group=group, called_by=queries.places_that_call(group))
    reason = ""
    if form.validate():
        try:
            actions.change_group(group, form.name.data or "", form.members.data or [], actor(), now=clock.now())
        except actions.NameTaken:
            form.name.errors = [_("There is a group with this name already.")]
        except actions.LeavesNobody as refusal:
            reason = would_leave(refusal)
        else:
            tell(_("Saved."))
            return go(".groups")
    return refused("chains/group.html", form=form, group=group, called_by=queries.places_that_call(group),
                   reason=reason)  # fmt: skip


@routes.post("/chains/groups/<int:group>/remove")
@allow(To.SET_CHAINS, group=HelpGroup)
def remove_group(group: HelpGroup):
    try:
        actions.remove_group(group, actor(), now=clock.now())
    except actions.StillCalled:
        form = GroupForm(formdata=None, data={"name": group.name, "members": [row.person_id for row in group.members]})
        reason = _("A chain still calls this group. Take it out of the chain first.")
        return refused("chains/group.html", form=form, group=group, called_by=queries.places_that_call(group),
                       reason=reason)  # fmt: skip
    tell(_("The group is removed."))
    return go(".groups")
