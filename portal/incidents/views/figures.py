"""The old address of the year in figures, which has pages of its own now."""

from flask import request

from portal.access import To, allow
from portal.incidents.views.blueprint import routes
from portal.pages import go


@routes.get("/figures")
@allow(To.SEE_FIGURES)
def figures():
    return go("yearly.page", year=request.args.get("year"))
