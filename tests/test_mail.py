"""The mail that leaves for real: a local server takes it, refuses it, proves to be another, hangs, or is not there."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from portal.channels import AddressRefused, CannotSend, ChannelDown, NeverSends, Parcel, send_mail, written
from portal.settings import Settings, SettingsError, from_environment
from tests.postgres import free_port
from tests.servers import Authority, silent

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
PARCEL = Parcel(
    "message-7", "amina@regenboog.example", "موعدكم في المدرسة", "أهلاً أمينة", "ar", CALENDAR, "REQUEST",
    html='<html lang="ar" dir="rtl"><p>أهلاً</p></html>', school="De Regenboog",
)  # fmt: skip
SOON = (0.3, 0.8)


class Postbox:
    """A mail server that keeps what it gets, or answers with a refusal."""

    def __init__(self, refusal: str | None = None, at: str = "RCPT"):
        self.refusal, self.at, self.mails, self.senders, self.encrypted = refusal, at, [], [], []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.refusal and self.at == "RCPT":
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        if self.refusal:
            return self.refusal
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.senders.append(envelope.mail_from)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def postbox():
    running = []

    def start(refusal=None, scheme="smtp", at="RCPT", user="", **options):
        port = free_port()
        controller = Controller(Postbox(refusal, at), hostname="127.0.0.1", port=port, **options)
        controller.start()
        running.append(controller)
        url = f"{scheme}://{user}localhost:{port}" if user or scheme != "smtp" else f"smtp://127.0.0.1:{port}"
        return controller.handler, Settings(mail_url=url, mail_from="school@regenboog.example")

    yield start
    for controller in running:
        controller.stop()


def test_a_mail_arrives_whole_with_its_calendar_item(postbox):
    box, settings = postbox()
    send_mail(PARCEL, settings)
    (mail,) = box.mails
    assert (mail["Subject"], mail["To"]) == (PARCEL.subject, PARCEL.to)
    assert mail["Message-ID"] == "<message-7@regenboog.example>" and mail["Date"]
    assert mail["From"] == "De Regenboog <school@regenboog.example>" and mail["Auto-Submitted"] == "auto-generated"
    text, html, calendar = mail.iter_parts()
    assert "أمينة" in text.get_content() and 'dir="rtl"' in html.get_content()
    assert calendar.get_content_type() == "text/calendar" and calendar.get_param("method") == "REQUEST"


def test_only_mail_that_people_may_end_says_how(postbox):
    box, settings = postbox()
    send_mail(replace(PARCEL, unsubscribe="https://portal.example/unsubscribe/abc"), settings)
    send_mail(PARCEL, settings)
    news, booking = box.mails
    assert news["List-Unsubscribe"] == "<https://portal.example/unsubscribe/abc>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not booking["List-Unsubscribe"] and not booking["List-Unsubscribe-Post"]


def test_one_press_is_only_promised_over_https():
    mail = written(replace(PARCEL, unsubscribe="http://127.0.0.1:8000/unsubscribe/abc"), Settings())
    assert mail["List-Unsubscribe"] and not mail["List-Unsubscribe-Post"]


def test_each_mail_returns_to_an_address_of_its_own(postbox):
    box, settings = postbox()
    send_mail(PARCEL, replace(settings, mail_bounces="bounces@regenboog.example"))
    send_mail(PARCEL, settings)
    assert box.senders == ["bounces+message-7@regenboog.example", "school@regenboog.example"]


def test_a_name_with_a_line_break_makes_no_header_of_its_own(postbox):
    box, settings = postbox()
    send_mail(replace(PARCEL, subject="Hallo\nBcc: all@example", school="De\nRegenboog"), settings)
    (mail,) = box.mails
    assert mail["Subject"] == "Hallo Bcc: all@example" and mail["Bcc"] is None


@pytest.mark.parametrize("scheme, options", [("smtp+starttls", "tls_context"), ("smtps", "ssl_context")])
def test_a_server_that_proves_who_it_is_gets_the_mail_encrypted(scheme, options, postbox, authority):
    box, settings = postbox(scheme=scheme, **{options: authority.server()})
    send_mail(PARCEL, replace(settings, ca_file=str(authority.ca_file)))
    assert len(box.mails) == 1 and (scheme == "smtps" or box.encrypted == [True])


@pytest.mark.parametrize("scheme, options", [("smtp+starttls", "tls_context"), ("smtps", "ssl_context")])
@pytest.mark.parametrize("name, is_trusted", [("localhost", False), ("mail.elsewhere.example", True)])
def test_a_server_that_is_another_or_that_nobody_vouches_for_gets_nothing(
    scheme, options, name, is_trusted, postbox, authority
):
    box, settings = postbox(scheme=scheme, **{options: authority.server(name)})
    with pytest.raises(ChannelDown, match="SSLCertVerificationError"):
        send_mail(PARCEL, replace(settings, ca_file=str(authority.ca_file) if is_trusted else ""))
    assert box.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_password_is_only_given_to_a_server_that_proved_who_it_is(postbox, authority):
    given = []

    def check(_server, _session, _envelope, _mechanism, data):
        given.append((data.login, data.password))
        return AuthResult(success=True)

    options = {"authenticator": check, "auth_required": True}
    plain, settings = postbox(user="school:s%40ch%3Aool@", auth_require_tls=False, **options)
    with pytest.raises(ChannelDown, match="SMTPNotSupportedError"):
        send_mail(PARCEL, settings)
    assert given == [] and plain.mails == []
    box, settings = postbox(user="school:s%40ch%3Aool@", tls_context=authority.server(), **options)
    send_mail(PARCEL, replace(settings, ca_file=str(authority.ca_file)))
    assert given == [(b"school", b"s@ch:ool")] and box.encrypted == [True]


def test_starttls_asked_for_and_not_offered_sends_nothing(postbox):
    box, settings = postbox(scheme="smtp+starttls")
    with pytest.raises(ChannelDown):
        send_mail(PARCEL, settings)
    assert box.mails == []


@pytest.mark.parametrize("said, kind", [
    ("550 no such person", AddressRefused), ("550 5.1.1 unknown", AddressRefused), ("552 5.2.2 full", AddressRefused),
    ("550 5.7.1 we do not like you", NeverSends), ("554 no", NeverSends), ("451 later", CannotSend),
    ("421 too busy", ChannelDown),
])  # fmt: skip
def test_what_a_refusal_of_the_address_means(said, kind, postbox):
    _box, settings = postbox(said)
    with pytest.raises(CannotSend, match=said[:3]) as trouble:
        send_mail(PARCEL, settings)
    assert type(trouble.value) is kind
    assert getattr(trouble.value, "status", None) in (None, "", "5.1.1", "5.2.2")


@pytest.mark.parametrize("said, kind", [("554 spam", NeverSends), ("452 disk full", CannotSend)])
def test_what_a_refusal_of_the_mail_means(said, kind, postbox):
    _box, settings = postbox(said, at="DATA")
    with pytest.raises(CannotSend) as trouble:
        send_mail(PARCEL, settings)
    assert type(trouble.value) is kind


def test_no_server_at_all_is_a_trouble_not_a_crash():
    with pytest.raises(ChannelDown, match="ConnectionRefusedError"):
        send_mail(PARCEL, Settings(mail_url="smtp://127.0.0.1:1"))


def test_a_server_that_hangs_is_let_go():
    with silent() as port, pytest.raises(ChannelDown):
        send_mail(PARCEL, Settings(mail_url=f"smtp://127.0.0.1:{port}"), SOON)


def test_a_server_that_drips_is_let_go_as_well():
    """Each byte comes within the time of a step; the whole would take for ever."""
    with silent(b"220 welcome\r\n", drip=b"2") as port, pytest.raises(ChannelDown):
        send_mail(PARCEL, Settings(mail_url=f"smtp://127.0.0.1:{port}"), SOON)


@pytest.mark.parametrize("name, value", [
    ("MAIL_URL", "http://mail.example"), ("MAIL_URL", "mail.example:25"), ("MAIL_BOUNCES", "bounces"),
    ("BOUNCES_URL", "imap://school:pw@mail.example"), ("CA_FILE", "/nowhere.pem"), ("PHONE_REGION", "Holland"),
])  # fmt: skip
def test_a_setting_that_cannot_work_stops_the_start_and_repeats_no_password(name, value, tmp_path):
    with pytest.raises(SettingsError, match=f"PORTAL_{name}") as refused:
        from_environment({"PORTAL_INSTANCE": str(tmp_path), f"PORTAL_{name}": value})
    assert "school:pw" not in str(refused.value)
