"""Whether the server of a channel is there, without sending anything to anybody: as far as its protocol allows."""

from portal.channels.mail import greet
from portal.channels.parcels import ChannelDown
from portal.channels.patience import patience
from portal.channels.web import NoAnswer, knock
from portal.settings import Settings


def ask_whether_there(channel: str, settings: Settings, address: str = "") -> None:
    """Mail: connect, sign in, NOOP. Text messages and notices: connect, and the certificate. Raises ChannelDown.

    A gateway's own protocol has no question that costs nothing; whether it takes a message shows with the next one.
    `address` is that of a device, for notices.
    """
    if channel == "email":
        greet(settings)
        return
    url, called = (settings.sms_url, "sms gateway") if channel == "sms" else (address, "push service")
    try:
        knock(url, patience=patience(is_urgent=True), ca_file=settings.ca_file)
    except NoAnswer as error:
        raise ChannelDown(f"{called}: {error}") from error
