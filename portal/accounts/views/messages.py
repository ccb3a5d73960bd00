"""How the school reaches a person: what they chose, what they received, and the way out of a mail."""

from urllib.parse import urlsplit

from flask import abort, current_app, g, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from portal import outbox, pages, phones
from portal.access import To, actor, allow, open_to_all
from portal.accounts.forms.messages import ChoiceForm
from portal.accounts.views.blueprint import routes
from portal.accounts.views.times import in_words
from portal.channels import push
from portal.outbox import Topic
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.actions import contact
from portal.school.models import Person


@routes.route("/account/messages", methods=["GET", "POST"])
@allow(To.SEE_OWN_ACCOUNT)
def messages():
    """The own addresses and devices, and on which channels a person hears of what."""
    person = actor()
    form = _form(person)
    if request.method == "GET":
        return show("accounts/messages.html", **_context(person, form))
    if not form.validate():
        return refused("accounts/messages.html", **_context(person, form))
    for topic in form.topics:
        outbox.choose(person, topic, form.wanted(topic, outbox.chosen_by(person, topic) or ()))
    if form.prefers_call is not None:
        contact.set_prefers_call(person, form.prefers_call.data)
    tell(_("That is how we reach you from now on."))
    return go(".messages")


def _form(person: Person) -> ChoiceForm:
    chosen = {topic: outbox.channels_now(person, topic) for topic in _topics(person)}
    offered = [channel for channel in outbox.OUTSIDE if outbox.ways_on(person, channel)]
    return ChoiceForm(chosen, offered, person.guardian.prefers_call if person.guardian else None)


def _topics(person: Person) -> list[Topic]:
    """What this person is told of and may choose about."""
    topics = [Topic.NEWS] if person.is_guardian else []
    return topics + ([Topic.CONVERSATIONS] if person.is_guardian or school.classes_taught_by(person) else [])


def _context(person: Person, form: ChoiceForm) -> dict:
    devices = outbox.devices_of(person)
    return {
        "form": form,
        "times": in_words(outbox.times_of(person), tells_news=person.is_guardian),
        "phone": phones.shown(person.phone),
        "takes_sms": outbox.is_open(outbox.Channel.SMS),
        "email_works": outbox.has_working_email(person),
        "devices": devices,
        "this_session": current_user.session.id,
        "is_here": any(device.session_id == current_user.session.id for device in devices),
        "public_key": push.public_key(current_app.config["SETTINGS"]),
    }


@routes.get("/account/messages/received")
@allow(To.SEE_OWN_ACCOUNT)
def received():
    """Every message to the person, whichever way it went, newest first."""
    page = max(1, request.args.get("page", default=1, type=int))
    rows, has_older = outbox.received_by(actor(), page=page)
    return show(
        "accounts/received.html", messages=rows, older=page + 1 if has_older else None, is_first=page == 1,
        words=outbox.words_in_the_portal, opens=_opens({}),
    )  # fmt: skip


def _opens(known: dict[str, bool]):
    """Says whether what a message is about is still there for its reader; each page is looked at once."""

    def opens(path: str) -> bool:
        if path not in known:
            known[path] = path != "/" and _is_there(path)
        return known[path]

    return opens


def _is_there(path: str) -> bool:
    try:
        endpoint, parts = current_app.url_map.bind("").match(urlsplit(path).path)
        check = getattr(current_app.view_functions[endpoint], "check", None)
        if check is not None:
            check(actor(), dict(parts))
    except HTTPException:
        return False
    return True


@routes.route("/unsubscribe/<token>", methods=["GET", "POST"])
@open_to_all
def unsubscribe(token: str):
    """No more mail about this topic: asked by a person on the page, or by a mail program with one press (RFC 8058).

    Who looks changes nothing; the address itself, which only that mail holds, is the proof.
    """
    person, topic = _who_ends_what(token)
    if request.method == "GET":
        return show("accounts/unsubscribe.html", token=token, is_done=False)
    outbox.choose(person, topic, outbox.channels_now(person, topic) - {outbox.Channel.EMAIL})
    return show("accounts/unsubscribe.html", token=token, is_done=True)


@routes.post("/unsubscribe/<token>/undo")
@open_to_all
def subscribe_again(token: str):
    """Mail about this topic after all."""
    person, topic = _who_ends_what(token)
    outbox.choose(person, topic, outbox.channels_now(person, topic) | {outbox.Channel.EMAIL})
    tell(_("We mail you again when there is news."))
    return go(".unsubscribe", token=token)


def _who_ends_what(token: str) -> tuple[Person, Topic]:
    found = outbox.who_ends_what(token)
    person = school.person_numbered(found[0]) if found else None
    if found is None or person is None:
        abort(404)
    # The reader of the mail, whoever is signed in on this browser.
    g.language = person.language
    return person, found[1]


# A mail program has no page of ours to take a forgery token from.
pages.csrf.exempt(unsubscribe)
