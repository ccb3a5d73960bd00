"""Every setting of a deployment, read once from the environment; docs/settings.md explains each."""

import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting has a value that cannot work; the text names the setting and what it takes."""


@dataclass(frozen=True)
class Settings:
    """One attribute for each `PORTAL_<NAME>` variable; the types are those of the defaults."""

    instance: Path = ROOT / "instance"
    database_url: str = ""
    demo: bool = False
    url: str = "http://127.0.0.1:8000"
    secret_key: str = ""
    keys: str = ""
    mark_key: str = ""
    mail_url: str = ""
    mail_from: str = "school@localhost"
    mail_bounces: str = ""
    bounces_url: str = ""
    sms_url: str = ""
    sms_method: str = "POST"
    sms_headers: str = ""
    sms_body: str = ""
    sms_success: str = ""
    sms_sender: str = "School"
    push_key: str = ""
    push_hosts: str = "fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com"
    engine: str = ""
    engine_url: str = ""
    engine_key: str = ""
    engine_seconds: int = 20
    engine_characters: int = 100_000
    ca_file: str = ""
    phone_region: str = "NL"
    language: str = "nl"
    pseudo: bool = False
    time_zone: str = "Europe/Amsterdam"
    secure_cookies: bool = False
    proxies: int = 0
    metrics_from: str = "127.0.0.0/8,::1/128"
    log_json: bool = False
    upload_megabytes: int = 12
    document_megabytes: int = 8


def from_environment(environ: dict[str, str] | None = None) -> Settings:
    """Settings from `PORTAL_*`; what is secret and unset is made once and kept in the instance folder.

    Raises SettingsError for a value that cannot be read.
    """
    environ = dict(os.environ) if environ is None else environ
    given = {}
    for field in fields(Settings):
        text = environ.get(f"PORTAL_{field.name.upper()}", "").strip()
        if text:
            given[field.name] = _read(field.name, text, type(field.default))
    if "sms_url" in given and "sms_body" not in given:
        raise SettingsError("PORTAL_SMS_URL needs PORTAL_SMS_BODY; docs/channels.md shows it for several providers.")
    if ("engine" in given and "engine_url" not in given) or (
        given.get("engine") == "deepl" and "engine_key" not in given
    ):
        raise SettingsError("PORTAL_ENGINE needs PORTAL_ENGINE_URL, and deepl PORTAL_ENGINE_KEY; docs/settings.md.")
    instance = given.get("instance", Settings.instance).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    given["instance"] = instance
    given.setdefault("database_url", f"sqlite:///{instance / 'samen.db'}")
    given.setdefault("secret_key", _kept(instance / "secret-key"))
    given.setdefault("keys", _kept(instance / "keys", prefix="1:"))
    given.setdefault("push_key", _kept(instance / "push-key"))
    # The first key made the marks of a school that has no key for them yet: they keep working.
    given.setdefault("mark_key", _kept(instance / "mark-key", secret=given["keys"].partition(",")[0].partition(":")[2]))
    return Settings(**given)


def _are_networks(text: str) -> bool:
    return all(ip_network(part.strip()) for part in text.split(","))


def _is_safe_url(text: str) -> bool:
    # Plain http only to a server on this very machine: numbers and words would travel in the open.
    parts = urlsplit(text)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def _are_headers(text: str) -> bool:
    headers = json.loads(text)
    return isinstance(headers, dict) and all(isinstance(value, str) for value in headers.values())


def _is_sms_body(text: str) -> bool:
    if text.startswith(("{", "[")):
        json.loads(text)
    return "{to" in text and "{text}" in text


# These may hold a password: an error does not repeat them.
SECRET = (
    "database_url",
    "mail_url",
    "bounces_url",
    "sms_url",
    "sms_headers",
    "sms_body",
    "push_key",
    "engine_url",
    "engine_key",
)
# What a value has to be; a ValueError says no as well.
CHECKS: dict[str, Callable[[str], bool]] = {
    "metrics_from": _are_networks,
    "mail_url": lambda text: urlsplit(text).scheme in ("smtp", "smtp+starttls", "smtps"),
    "mail_bounces": lambda text: "@" in text and " " not in text,
    "bounces_url": lambda text: urlsplit(text).scheme == "imaps" and bool(urlsplit(text).username),
    "sms_url": _is_safe_url,
    "sms_method": lambda text: text in ("POST", "GET", "PUT"),
    "sms_headers": _are_headers,
    "sms_body": _is_sms_body,
    "push_key": lambda text: len(text) in (43, 64) and text.isascii(),
    "engine": lambda text: text in ("libretranslate", "deepl"),
    "engine_url": lambda text: _is_safe_url(text) and not urlsplit(text).query,
    "engine_seconds": lambda text: 2 <= int(text) <= 40,
    "engine_characters": lambda text: 0 < int(text) < 2**31,
    "ca_file": lambda text: Path(text).is_file(),
    "phone_region": lambda text: len(text) == 2 and text.isalpha() and text.isupper(),
}


def _read(name: str, text: str, kind: type):
    try:
        if kind is bool:
            return {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}[text.lower()]
        if name in CHECKS and not CHECKS[name](text):
            raise ValueError(name)
        if name == "database_url":
            return text.replace("postgres://", "postgresql+psycopg://").replace(
                "postgresql://", "postgresql+psycopg://"
            )
        return kind(text) if kind is not type(Path()) else Path(text)
    except (KeyError, ValueError) as error:
        shown = "what it is now" if name in SECRET else repr(text)
        raise SettingsError(f"PORTAL_{name.upper()} cannot be {shown}; docs/settings.md says what it takes.") from error


def _kept(path: Path, prefix: str = "", secret: str = "") -> str:
    """The secret in this file; made with 256 random bits, readable by the owner alone, when it is not there.

    Two processes that start at once keep the same secret: the file appears whole or not at all.
    """
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(prefix + (secret or secrets.token_hex(32)))
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text().strip()
