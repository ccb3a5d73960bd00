"""Whether each way out answers, asked without sending anything to anybody."""

from flask import current_app

from portal import channels
from portal.channels import CannotSend
from portal.outbox.choices import living_devices
from portal.outbox.models import PushDevice
from portal.outbox.rules import Channel
from portal.outbox.ways import is_only_shown, is_set_up


def does_answer(channel: Channel) -> str:
    """Ask the servers of a channel; returns "" when they answer or none is needed, else what went wrong."""
    if is_only_shown() or not is_set_up(channel):
        return ""
    try:
        if channel is Channel.PUSH:
            _ask_push_services(living_devices())
        else:
            channels.ask_whether_there(channel, current_app.config["SETTINGS"])
    except CannotSend as trouble:
        return str(trouble)
    return ""


def _ask_push_services(devices: list[PushDevice]) -> None:
    """One knock at each service on which somebody's phone is."""
    services = {device.service: device.endpoint for device in devices}
    for endpoint in services.values():
        channels.ask_whether_there(Channel.PUSH, current_app.config["SETTINGS"], endpoint)
