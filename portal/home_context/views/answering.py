"""Is this still right? A family answers with one tap, for one thing or for all of a child."""

from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.home_context import actions, queries
from portal.home_context.models import HomeItem
from portal.home_context.views.blueprint import routes
from portal.pages import go, tell
from portal.school.models import Pupil


@routes.post("/items/<int:item>/still-right")
@allow(To.CHANGE_HOME_ITEM, item=HomeItem)
def still_right(item: HomeItem):
    now = clock.now()
    asked = queries.asked_about(actor(), today=i18n.local_date(now)).get(item.pupil_id, [])
    if item in asked:
        actions.still_right([item], actor(), now=now)
    tell(_("Thank you. It is shared until %(day)s.", day=i18n.dated(item.expires_on)))
    return go(".child", pupil=item.pupil_id)


@routes.post("/<int:pupil>/still-right")
@allow(To.WRITE_HOME_CONTEXT, pupil=Pupil)
def all_still_right(pupil: Pupil):
    now = clock.now()
    asked = queries.asked_about(actor(), today=i18n.local_date(now)).get(pupil.id, [])
    actions.still_right(asked, actor(), now=now)
    tell(
        ngettext(
            "Thank you. %(num)d thing is shared for longer.",
            "Thank you. %(num)d things are shared for longer.",
            len(asked),
        )
    )
    return go(".child", pupil=pupil.id)
