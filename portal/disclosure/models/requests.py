"""Requests for a copy of incidents, which words are masked in it, and the copy that was released."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.disclosure.rules import Purpose, Stage
from portal.incidents.models import Incident, RegisterEntry
from portal.school.models import Person
from portal.tasks import Task
from portal.vault import EncryptedJson, EncryptedText


class AccessRequest(Base):
    """Somebody asks for a copy: who, on which day, whose identity was checked by whom, and about what.

    `prepared_by_id` chose and masked; whoever releases is somebody else. `answer` is the reason of a refusal, or what
    the checker wants to see changed. For the school's own file `name` is empty and `about` says why.
    """

    __tablename__ = "access_request"
    __table_args__ = (
        CheckConstraint("released_by_id IS NULL OR released_by_id <> prepared_by_id", name="four_eyes"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[Purpose]
    stage: Mapped[Stage] = mapped_column(default=Stage.OPEN, index=True)
    name: Mapped[str] = mapped_column(EncryptedText("access_request.name"))
    about: Mapped[str] = mapped_column(EncryptedText("access_request.about"))
    identity: Mapped[str] = mapped_column(EncryptedText("access_request.identity"), default="")
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    language: Mapped[str]
    asked_on: Mapped[date]
    due_on: Mapped[date]
    extended_because: Mapped[str | None] = mapped_column(EncryptedText("access_request.extended_because"))
    logged_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    logged_at: Mapped[datetime]
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[str | None] = mapped_column(EncryptedText("access_request.answer"))
    settled_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id", ondelete="SET NULL"))
    checked_by: Mapped[Person | None] = relationship(foreign_keys=[checked_by_id])
    logged_by: Mapped[Person] = relationship(foreign_keys=[logged_by_id])
    prepared_by: Mapped[Person | None] = relationship(foreign_keys=[prepared_by_id])
    released_by: Mapped[Person | None] = relationship(foreign_keys=[released_by_id])
    task: Mapped[Task | None] = relationship()
    about_incidents: Mapped[list["RequestedIncident"]] = relationship(order_by="RequestedIncident.incident_id")
    masks: Mapped[list["MaskedText"]] = relationship(order_by="MaskedText.id")
    copy: Mapped["ReleasedCopy | None"] = relationship()

    @property
    def incidents(self) -> list[Incident]:
        return [row.incident for row in self.about_incidents]

    @property
    def is_settled(self) -> bool:
        return self.stage in (Stage.RELEASED, Stage.REFUSED)


class RequestedIncident(Base):
    """An incident that a request is about."""

    __tablename__ = "requested_incident"
    request_id: Mapped[int] = mapped_column(ForeignKey("access_request.id"), primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, index=True)
    incident: Mapped[Incident] = relationship(lazy="joined", innerjoin=True)


class MaskedText(Base):
    """Somebody went through one text of an entry, and these words of it (by number) are masked; maybe none.

    `mark` is of the very text that was read: when a name in it changed since, it has to be gone through again.
    """

    __tablename__ = "masked_text"
    __table_args__ = (UniqueConstraint("request_id", "entry_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("access_request.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id"))
    key: Mapped[str]
    mark: Mapped[str]
    words: Mapped[list] = mapped_column(EncryptedJson("masked_text.words"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    entry: Mapped[RegisterEntry] = relationship()


class ReleasedCopy(Base):
    """The sealed copy itself (a zip, base64), until it can be fetched no longer."""

    __tablename__ = "released_copy"
    request_id: Mapped[int] = mapped_column(ForeignKey("access_request.id"), primary_key=True)
    file: Mapped[str] = mapped_column(EncryptedText("released_copy.file"), deferred=True)
    ends_at: Mapped[datetime]
