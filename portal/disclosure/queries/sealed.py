"""Whether a file is a copy as it was released: its hash stands in the chain."""

import hashlib
from typing import NamedTuple

from sqlalchemy import select

from portal.db import db
from portal.incidents import queries as incidents
from portal.incidents.models import RegisterEntry
from portal.incidents.rules import What


class Sealed(NamedTuple):
    """Which file of which release it is: `part` is "zip", "pdf" or "json"."""

    part: str
    entry: RegisterEntry

    @property
    def incidents(self) -> list[int]:
        return self.entry.facts["incidents"]


def release_of(data: bytes) -> Sealed | None:
    """The release of exactly these bytes, when the register's entry about it is as it was written."""
    mark = hashlib.sha256(data).hexdigest()
    entries = select(RegisterEntry).where(RegisterEntry.what == What.COPY_RELEASED).order_by(RegisterEntry.number)
    changed = {each.number for each in incidents.broken()}
    for entry in db.session.scalars(entries).unique():
        for part, known in entry.facts.get("sha256", {}).items():
            if known == mark and entry.number not in changed:
                return Sealed(part, entry)
    return None
