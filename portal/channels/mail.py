"""E-mail: one message in text and HTML, handed to the school's mail server over a checked connection."""

import re
import smtplib
from contextlib import closing, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from portal import clock
from portal.channels.parcels import AddressRefused, CannotSend, ChannelDown, NeverSends, Parcel
from portal.channels.patience import at_most, patience
from portal.channels.web import trusting
from portal.settings import Settings

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
# Refusals of RCPT that are about the address; 5.7 is about us (RFC 3463, section 3).
OF_THE_ADDRESS = (550, 551, 552, 553)
STATUS = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b")


def send_mail(parcel: Parcel, settings: Settings, seconds: tuple[float, float] | None = None) -> None:
    """Hand one mail to the server of PORTAL_MAIL_URL.

    Raises AddressRefused, NeverSends, ChannelDown (no connection, not who it should be, not now) or CannotSend.
    """
    step, whole = seconds or patience(is_urgent=parcel.is_urgent)
    mail, sender = written(parcel, settings), envelope_sender(parcel, settings)
    try:
        with closing(_connected(settings, step)) as server, at_most(whole, lambda: server.sock):
            _sign_in(server, settings)
            server.send_message(mail, from_addr=sender, to_addrs=[parcel.to])
            parcel.when_taken()
            # Taken is taken: what goes wrong while saying goodbye must not send it again.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(*next(iter(error.recipients.values()))) from error
    except smtplib.SMTPDataError as error:
        raise (NeverSends if error.smtp_code >= 500 else CannotSend)(f"mail server: {error.smtp_code}") from error
    except smtplib.SMTPResponseException as error:
        raise ChannelDown(f"mail server: {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise ChannelDown(f"mail server: {type(error).__name__}") from error


def greet(settings: Settings) -> None:
    """Sign in at the mail server, and send nothing. Raises ChannelDown."""
    step, whole = patience(is_urgent=True)
    try:
        with closing(_connected(settings, step)) as server, at_most(whole, lambda: server.sock):
            _sign_in(server, settings)
            code, _said = server.noop()
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
    except smtplib.SMTPResponseException as error:
        raise ChannelDown(f"mail server: {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise ChannelDown(f"mail server: {type(error).__name__}") from error
    if code >= 400:
        raise ChannelDown(f"mail server: {code}")


def _refused(code: int, said: bytes | str) -> CannotSend:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    found = STATUS.search(words)
    status = found.group(1) if found else ""
    if code == 421:
        return ChannelDown(f"mail server: {code}")
    if code < 500:
        return CannotSend(f"mail server: {code}")
    if code in OF_THE_ADDRESS and not status.startswith("5.7"):
        return AddressRefused(f"mail server: {code}", status)
    return NeverSends(f"mail server: {code}")


def envelope_sender(parcel: Parcel, settings: Settings) -> str:
    """Where a mail that cannot be delivered returns to: an address that holds the key of this very mail."""
    if not settings.mail_bounces:
        return parseaddr(settings.mail_from)[1]
    name, _, domain = settings.mail_bounces.rpartition("@")
    return f"{name}+{parcel.key}@{domain}"


def written(parcel: Parcel, settings: Settings) -> EmailMessage:
    """The e-mail as it is sent; the key makes its Message-ID, so that a second sending is the same mail."""
    mail = EmailMessage()
    name, address = parseaddr(settings.mail_from)
    user, _, domain = address.rpartition("@")
    mail["Message-ID"] = f"<{parcel.key}@{domain}>"
    mail["Date"] = format_datetime(clock.now())
    mail["From"] = Address(_one_line(name or parcel.school), user, domain)
    mail["To"], mail["Subject"] = parcel.to, _one_line(parcel.subject)
    mail["Content-Language"] = parcel.language
    mail["Auto-Submitted"] = "auto-generated"
    if parcel.unsubscribe:
        mail["List-Unsubscribe"] = f"<{parcel.unsubscribe}>"
        if parcel.unsubscribe.startswith("https:"):
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058 asks for https
    mail.set_content(parcel.text)
    if parcel.html:
        mail.add_alternative(parcel.html, subtype="html")
    if parcel.calendar:
        # Calendars in mail programs read the method from the part's type (RFC 6047, section 2.4).
        mail.add_alternative(
            parcel.calendar, subtype="calendar", params={"method": parcel.calendar_method or "REQUEST"}
        )
    return mail


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _connected(settings: Settings, step: float) -> smtplib.SMTP:
    parts = urlsplit(settings.mail_url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=step, context=trusting(settings.ca_file))
    return smtplib.SMTP(host, port, timeout=step)


def _sign_in(server: smtplib.SMTP, settings: Settings) -> None:
    parts = urlsplit(settings.mail_url)
    server.ehlo_or_helo_if_needed()
    if parts.scheme != "smtps" and _wants_tls(server, parts):
        # Raises when the server does not offer it: a password, or a parent's address, is not sent in the open.
        server.starttls(context=trusting(settings.ca_file))
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))


def _wants_tls(server: smtplib.SMTP, parts: SplitResult) -> bool:
    if parts.scheme == "smtp+starttls" or parts.username:
        return True
    # Without a password: encrypted when the other machine can; on this machine there is nobody in between.
    return server.has_extn("starttls") and not is_this_machine(parts.hostname or "localhost")


def is_this_machine(host: str) -> bool:
    """Whether a host name or address is that of this very machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
