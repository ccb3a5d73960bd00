"""Without a connection: the page that then says so, and whose news a phone may keep."""

from flask import Response, current_app, make_response, request, session
from flask_login import current_user

from portal import i18n, vault
from portal.access import actor, open_to_all
from portal.accounts.views.blueprint import routes

# Long enough that no two sessions have the same.
DIGITS = 24


@routes.get("/offline")
@open_to_all
def offline():
    """Kept on the phone beside the news, so it names nobody."""
    template = current_app.jinja_env.get_template("accounts/offline.html")
    return make_response(template.render(language=i18n.current_language()))


def name_reader(response: Response) -> Response:
    """Tell the service worker whose page this is: it keeps class news for one session of a guardian, in one language.

    Under the hat of the staff, and for who is not signed in, it says nothing, and what was kept goes.
    """
    is_page = request.endpoint != "static" and response.status_code == 200 and response.mimetype == "text/html"
    if not is_page or "_user_id" not in session or request.path == "/offline":
        return response
    person = actor()
    if getattr(person, "is_guardian", False) and current_user.is_authenticated:
        mark = vault.ring.mark(str(current_user.session.id), "user_session.reader")[:DIGITS]
        response.headers["X-Reader"] = f"{mark}.{i18n.current_language().code}"
    return response
