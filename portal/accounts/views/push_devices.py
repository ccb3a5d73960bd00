"""Notices on this phone or computer: asked for here, and ended here."""

from urllib.parse import urlsplit

from flask import Response, current_app, request
from flask_babel import gettext as _
from flask_login import current_user

from portal import clock, outbox
from portal.access import To, actor, allow, open_to_all
from portal.accounts import queries
from portal.accounts.views.blueprint import routes
from portal.channels import push
from portal.outbox import Channel, PushDevice, Way
from portal.pages import go, tell


@routes.post("/account/messages/devices")
@allow(To.SEE_OWN_ACCOUNT)
def keep_device():
    """This browser allowed notices and says where its push service listens; the first notice shows that it works."""
    endpoint, p256dh, auth = (request.form.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    try:
        found = push.checked(endpoint, p256dh, auth, current_app.config["SETTINGS"].push_hosts)
    except push.CannotBeReached:
        tell(_("This browser cannot show notices from the school. You find your messages here, and by e-mail."))
        return go(".messages")
    now, service = clock.now(), urlsplit(found.endpoint).netloc
    name = queries.words_for_device(current_user.session.browser, current_user.session.system)
    device = outbox.keep_device(actor(), current_user.session.id, found, service=service, name=name, now=now)
    way = Way(Channel.PUSH, str(device.id), f"push {service}")
    outbox.queue_to(way, actor(), "accounts/messages/device.txt", device, now=now, path="/account/messages")
    tell(_("We send a first notice to this device now. From then on it tells you when there is a message."))
    return go(".messages")


@routes.post("/account/messages/devices/<int:push_device>/remove")
@allow(To.END_NOTICES, push_device=PushDevice)
def forget_device(push_device: PushDevice):
    outbox.forget_device(push_device.id)
    tell(_("That device shows no more notices."))
    return go(".messages")


@routes.get("/sw.js")
@open_to_all
def service_worker() -> Response:
    """What runs on a phone when a notice comes; at the root, since it serves the whole portal."""
    answer = current_app.send_static_file("sw.js")
    answer.headers["Content-Type"] = "text/javascript; charset=utf-8"
    answer.headers["Cache-Control"] = "no-cache"
    return answer
