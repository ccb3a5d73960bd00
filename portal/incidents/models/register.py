"""The register's chronology: entries that are only added, chained by their hashes, and the key of each incident."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ForeignKey, Index, LargeBinary, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.incidents.rules import What, place_of
from portal.school.models import Person
from portal.vault import EncryptedText, KeyRing

if TYPE_CHECKING:
    from portal.incidents.models.incidents import Incident


class OnlyAdded(Exception):
    """An entry of the register is never changed and never deleted; a correction is an entry of its own."""


class RegisterEntry(Base):
    """One entry: `what` happened by whom, the person-free `core` as JSON, and words that only the incident's key opens.

    `number` counts the entries of the whole school from 1. `before` is the hash of the entry before it.
    """

    __tablename__ = "register_entry"
    __table_args__ = (Index("ix_register_entry_incident", "incident_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    what: Mapped[What]
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    core: Mapped[str]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    before: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str]
    person: Mapped[Person | None] = relationship(lazy="joined")
    incident: Mapped["Incident"] = relationship(back_populates="entries")

    @property
    def facts(self) -> dict[str, Any]:
        """What stands in the core."""
        return json.loads(self.core)

    @property
    def words(self) -> dict[str, Any]:
        """What was written with names in it; empty when there is nothing, or when the key was discarded."""
        key = self.incident.identity_key
        if self.sealed is None or key is None:
            return {}
        return json.loads(key.ring.open(bytes(self.sealed), place_of(self.incident_id, self.number)))


class RegisterKey(Base):
    """The key of one incident's words. Discarding it destroys them for good; the chain stays verifiable."""

    __tablename__ = "register_key"
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True)
    key: Mapped[str] = mapped_column(EncryptedText("register_key.key"))

    @property
    def ring(self) -> KeyRing:
        """What seals and opens with this key."""
        return KeyRing({1: AESGCM(bytes.fromhex(self.key))})


class RegisterHead(Base):
    """The newest entry's number and hash; its mark is made with a key that is not in the database."""

    __tablename__ = "register_head"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str]
    mark: Mapped[str]


@event.listens_for(RegisterEntry, "before_update")
@event.listens_for(RegisterEntry, "before_delete")
def _refuse(_mapper, _connection, _entry) -> None:
    raise OnlyAdded
