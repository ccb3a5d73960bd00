"""Mail that came back: what a mail server reports about it (RFC 3464), and where such reports are read."""

import imaplib
import mailbox
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from portal.channels.patience import ORDINARY
from portal.channels.web import trusting
from portal.settings import Settings

# The key of a message, as the portal wrote it in the sender of the envelope and in the Message-ID.
KEY = re.compile(r"(message-\d+-[0-9a-f]{12})(?=@)")
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
CODE = re.compile(r"(?<![\d.])(5\d\d)[ -]")
LARGEST = 2 * 1024 * 1024
AT_ONCE = 200


class CannotRead(Exception):
    """The mailbox of PORTAL_BOUNCES_URL could not be opened; the text names the kind of trouble."""


@dataclass(frozen=True)
class Bounce:
    """One mail that was not delivered: its key, and the status "5.1.1" by which the server says why."""

    key: str
    status: str


def read(data: bytes) -> Bounce | None:
    """The bounce in a mail, or None: for a mail that is only late, was delivered, or is an answer of a person."""
    mail = message_from_bytes(data[:LARGEST], policy=policy.default)
    assert isinstance(mail, EmailMessage)
    key = _key(mail, data[:LARGEST])
    if key is None:
        return None
    reported = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    status = _reported(reported[0]) if reported else _told_in_words(mail)
    return Bounce(key, status) if status else None


def _key(mail: EmailMessage, data: bytes) -> str | None:
    # First the address that this very report came to; else the headers of the mail that it gives back.
    for name in ("Delivered-To", "X-Original-To", "Envelope-To", "To", "X-Failed-Recipients"):
        for value in mail.get_all(name, []):
            if found := KEY.search(str(value)):
                return found.group(1)
    found = KEY.search(data.decode("ascii", "replace"))
    return found.group(1) if found else None


def _reported(part: EmailMessage) -> str | None:
    """The status of the first recipient for whom delivery failed."""
    for block in part.iter_parts():
        fields = {name.lower(): str(value).strip() for name, value in block.items()}
        if fields.get("action", "").lower() != "failed":
            continue
        said = STATUS.search(fields.get("diagnostic-code", ""))
        given = STATUS.search(fields.get("status", ""))
        status = given.group(1) if given else ""
        # "5.0.0" says nothing; what the other server said may say more.
        return said.group(1) if said and status in ("", "5.0.0") else status or "5.0.0"
    return None


def _told_in_words(mail: EmailMessage) -> str | None:
    """For servers that write a letter instead of a report: only from a mail daemon, and only with a number in it."""
    sender = parseaddr(str(mail.get("From", "")))[1].partition("@")[0].lower()
    is_daemon = sender in ("mailer-daemon", "postmaster") or str(mail.get("Return-Path", "")).strip() == "<>"
    if not is_daemon or str(mail.get("Auto-Submitted", "")).lower() == "auto-replied":
        return None
    body = mail.get_body(("plain",))
    words = body.get_content() if body else ""
    # What comes after it is the mail itself, in which numbers mean nothing.
    words = re.split(r"--- Below this line|------ This is a copy", words)[0]
    if found := STATUS.search(words):
        return found.group(1) if found.group(1).startswith("5") else None
    return "5.0.0" if CODE.search(words) else None


def in_file(path: Path) -> Iterator[bytes]:
    """Every mail of an mbox file, of a Maildir folder, or the only mail of a file."""
    if path.is_dir():
        for mail in mailbox.Maildir(path, create=False):
            yield mail.as_bytes()
        return
    data = path.read_bytes()
    if not data.startswith(b"From "):
        yield data
        return
    for mail in mailbox.mbox(path, create=False):
        yield mail.as_bytes()


@contextmanager
def in_mailbox(settings: Settings) -> Iterator[Iterator[bytes]]:
    """The unread mails of the mailbox of PORTAL_BOUNCES_URL (imaps); each is marked as read. Raises CannotRead."""
    parts = urlsplit(settings.bounces_url)
    try:
        server = imaplib.IMAP4_SSL(
            parts.hostname or "", parts.port or 993, ssl_context=trusting(settings.ca_file), timeout=ORDINARY[0]
        )
        with server:
            server.login(unquote(parts.username or ""), unquote(parts.password or ""))
            server.select(unquote(parts.path.strip("/")) or "INBOX")
            yield _unread(server)
    except (OSError, imaplib.IMAP4.error) as error:
        raise CannotRead(type(error).__name__) from error


def _unread(server: imaplib.IMAP4) -> Iterator[bytes]:
    _answer, found = server.search(None, "UNSEEN")
    for number in (found[0] or b"").split()[:AT_ONCE]:
        _answer, parts = server.fetch(number.decode(), "(RFC822)")
        yield from (part[1] for part in parts if isinstance(part, tuple))
