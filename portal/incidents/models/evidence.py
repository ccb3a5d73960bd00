"""Files that show what happened: sealed under the incident's key, their hashes in the chain."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.incidents.models.incidents import Incident
from portal.school.models import Person


class Evidence(Base):
    """One file as it came. `number` is that of its entry, where its name stands; `sha256` is of the file as it came.

    The same file twice by the same person is one.
    """

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("incident_id", "added_by_id", "sha256"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    number: Mapped[int | None] = mapped_column(unique=True)
    kind: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    sealed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]
    incident: Mapped[Incident] = relationship()
    added_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def words(self) -> dict[str, str]:
        """Its name and what it is, as its entry says it; empty once the key was discarded."""
        return next((entry.words for entry in self.incident.entries if entry.number == self.number), {})

    @property
    def name(self) -> str:
        """What it is saved as."""
        return self.words.get("file") or f"{self.number}.{self.kind}"
