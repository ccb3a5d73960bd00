"""The mail that leaves for real: a local server takes it, refuses it, or is not there."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from portal.channels import CannotSend, NeverSends, Parcel, send_mail
from portal.settings import Settings
from tests.postgres import free_port

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
PARCEL = Parcel("message-7", "amina@regenboog.example", "موعدكم في المدرسة", "أهلاً أمينة", "ar", CALENDAR, "REQUEST")


class Postbox:
    """A mail server that keeps what it gets, or answers with a refusal."""

    def __init__(self, refusal: str | None = None):
        self.refusal, self.mails = refusal, []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def postbox():
    running = []

    def start(refusal=None):
        port = free_port()
        controller = Controller(Postbox(refusal), hostname="127.0.0.1", port=port)
        controller.start()
        running.append(controller)
        return controller.handler, Settings(mail_url=f"smtp://127.0.0.1:{port}", mail_from="school@regenboog.example")

    yield start
    for controller in running:
        controller.stop()


def test_a_mail_arrives_whole_with_its_calendar_item(postbox):
    box, settings = postbox()
    send_mail(PARCEL, settings)
    (mail,) = box.mails
    assert (mail["Subject"], mail["To"]) == (PARCEL.subject, PARCEL.to)
    assert mail["Message-ID"] == "<message-7@regenboog.example>"
    text, calendar = mail.iter_parts()
    assert "أمينة" in text.get_content()
    assert calendar.get_content_type() == "text/calendar" and calendar.get_param("method") == "REQUEST"


def test_an_address_that_does_not_exist_is_refused_for_good(postbox):
    _box, settings = postbox("550 no such person")
    with pytest.raises(NeverSends, match="550"):
        send_mail(PARCEL, settings)


def test_a_busy_server_is_tried_again_later(postbox):
    _box, settings = postbox("451 later")
    with pytest.raises(CannotSend) as trouble:
        send_mail(PARCEL, settings)
    assert not isinstance(trouble.value, NeverSends)


def test_no_server_at_all_is_a_trouble_not_a_crash():
    with pytest.raises(CannotSend, match="ConnectionRefusedError"):
        send_mail(PARCEL, Settings(mail_url="smtp://127.0.0.1:1"))
