"""The ways out of the portal: e-mail, the terminal, and a record that tests and the demo look at."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import unquote, urlsplit

from portal.settings import Settings

# Shorter than the shortest lease of a message, so that nobody else takes it while it is being sent.
TIMEOUT = 8
CALENDAR_METHODS = ("REQUEST", "CANCEL")


class CannotSend(Exception):
    """The channel did not take the message; the text names the kind of trouble, never a person."""


class NeverSends(CannotSend):
    """The channel refused for good: trying again will not help."""


@dataclass(frozen=True)
class Parcel:
    """A message on its way out. `calendar` is an iCalendar text with its method, or None."""

    key: str
    to: str
    subject: str
    text: str
    language: str
    calendar: str | None = None
    calendar_method: str | None = None


recorded: list[Parcel] = []


def record(parcel: Parcel) -> None:
    """Keep the message where tests and the demo can see it, instead of sending it."""
    recorded.append(parcel)


def sender_for(channel: str, settings: Settings) -> Callable[[Parcel], None]:
    """How this deployment sends on a channel: for real when a gateway is set, else only recorded."""
    if channel == "email" and settings.mail_url:
        return lambda parcel: send_mail(parcel, settings)
    return record


def send_mail(parcel: Parcel, settings: Settings) -> None:
    """Hand one mail to the server of PORTAL_MAIL_URL; raises CannotSend or NeverSends."""
    try:
        with _connected(settings.mail_url) as server:
            server.send_message(written(parcel, settings))
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _ in error.recipients.values())
        raise (NeverSends if code >= 500 else CannotSend)(f"mail server: {code}") from error
    except smtplib.SMTPResponseException as error:
        raise CannotSend(f"mail server: {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise CannotSend(f"mail server: {type(error).__name__}") from error


def written(parcel: Parcel, settings: Settings) -> EmailMessage:
    """The e-mail as it is sent; the key makes its Message-ID, so that a second sending is the same mail."""
    mail = EmailMessage()
    domain = settings.mail_from.rpartition("@")[2]
    mail["Message-ID"] = make_msgid(parcel.key, domain) if not parcel.key else f"<{parcel.key}@{domain}>"
    mail["From"], mail["To"], mail["Subject"] = settings.mail_from, parcel.to, parcel.subject
    mail["Content-Language"] = parcel.language
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(parcel.text)
    if parcel.calendar:
        # Calendars in mail programs read the method from the part's type (RFC 6047, section 2.4).
        mail.add_alternative(
            parcel.calendar, subtype="calendar", params={"method": parcel.calendar_method or "REQUEST"}
        )
    return mail


def _connected(url: str) -> smtplib.SMTP:
    """A mail server for `smtp://user:password@host:port` or `smtps://…`; plain only without a password."""
    parts = urlsplit(url)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    server = kind(
        parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 25), timeout=TIMEOUT
    )
    if parts.username:
        if parts.scheme != "smtps":
            server.starttls()
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
