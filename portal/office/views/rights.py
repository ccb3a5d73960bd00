"""Who may do what, as the portal itself decides it."""

from flask import request

from portal.access import To, allow
from portal.office.queries import rights as queries
from portal.office.views.blueprint import routes
from portal.pages import show


@routes.get("/rights")
@allow(To.SEE_PEOPLE)
def rights():
    """The whole table, or what one kind of people may do."""
    of = request.args.get("of", "")
    of = of if of in queries.WHO else ""
    return show("office/rights.html", rights=queries.rights(of), who=queries.WHO, of=of)
