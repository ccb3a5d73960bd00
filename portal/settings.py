"""Every setting of a deployment, read once from the environment; docs/settings.md explains each."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path

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
    language: str = "nl"
    time_zone: str = "Europe/Amsterdam"
    secure_cookies: bool = False
    proxies: int = 0
    metrics_from: str = "127.0.0.0/8,::1/128"
    upload_megabytes: int = 12


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
    instance = given.get("instance", Settings.instance).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    given["instance"] = instance
    given.setdefault("database_url", f"sqlite:///{instance / 'samen.db'}")
    given.setdefault("secret_key", _kept(instance / "secret-key"))
    given.setdefault("keys", _kept(instance / "keys", prefix="1:"))
    # The first key made the marks of a school that has no key for them yet: they keep working.
    given.setdefault("mark_key", _kept(instance / "mark-key", secret=given["keys"].partition(",")[0].partition(":")[2]))
    return Settings(**given)


def _read(name: str, text: str, kind: type):
    try:
        if kind is bool:
            return {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}[text.lower()]
        if name == "metrics_from":
            [ip_network(part.strip()) for part in text.split(",")]
        if name == "database_url":
            return text.replace("postgres://", "postgresql+psycopg://").replace(
                "postgresql://", "postgresql+psycopg://"
            )
        return kind(text) if kind is not type(Path()) else Path(text)
    except (KeyError, ValueError) as error:
        raise SettingsError(
            f"PORTAL_{name.upper()} cannot be {text!r}; docs/settings.md says what it takes."
        ) from error


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
