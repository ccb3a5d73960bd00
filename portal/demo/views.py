"""The demo's door: sign in as anybody of the cast, and read every message that would have gone out."""

from flask import Blueprint, Flask, abort, current_app, request

from portal import clock
from portal.access import open_to_all
from portal.accounts.views import come_in
from portal.demo import queries
from portal.demo.rules import PASSWORD, PIN, SECOND_PIN
from portal.kiosk import actions as kiosk
from portal.kiosk.views import pair_this_browser
from portal.outbox import only_show_when, words_on_the_way
from portal.pages import go, show
from portal.school import queries as school
from portal.school.models import Hat

routes = Blueprint("demo", __name__, url_prefix="/demo")


def init_app(app: Flask) -> None:
    """Every page says that this is a demo, and no message leaves it."""
    app.context_processor(lambda: {"demo": is_on()})
    only_show_when(is_on)


def is_on() -> bool:
    """Whether this portal is a demo now: it was asked for, and no real school is here."""
    return queries.is_on(current_app.config["SETTINGS"].demo)


@routes.before_request
def only_in_the_demo():
    if not is_on():
        abort(404)


@routes.get("")
@open_to_all
def cast():
    secrets = {"password": PASSWORD, "pin": PIN, "second_pin": SECOND_PIN}
    return show("demo/cast.html", cast=queries.cast(), children=queries.children(), **secrets)


@routes.post("/sign-in")
@open_to_all
def sign_in():
    """Come in as a member of the cast, or make this browser the reception's kiosk."""
    who, now = request.form.get("who", ""), clock.now()
    people = dict(queries.cast())
    if who == "kiosk":
        reception = next(place for place in school.places() if place.name == "Balie")
        code = kiosk.make_pairing_code(reception, people["office"], now=now)
        return pair_this_browser(code, now=now)
    if who not in people:
        abort(404)
    come_in(people[who], hat=Hat.STAFF if people[who].staff_roles else None, is_strong=True)
    return go("today.today")


@routes.get("/outbox")
@open_to_all
def outbox():
    return show("demo/outbox.html", messages=queries.messages(), words=words_on_the_way)
