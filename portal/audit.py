"""Who saw or did what about whom: rows that are only ever added."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal import db as database
from portal.db import Base, db
from portal.vault import EncryptedJson

if TYPE_CHECKING:
    from portal.school.models import Person


class Audit(Base):
    """One deed: `did` is a verb of the code ("news.post"), `kind` and `about` name the thing.

    `detail` says what changed, when the deed is about a person: {"first_name": [old, new], …} in plain JSON.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_about", "kind", "about", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    did: Mapped[str]
    kind: Mapped[str]
    about: Mapped[int]
    detail: Mapped[dict | None] = mapped_column(EncryptedJson("audit.detail"), deferred=True)
    person: Mapped["Person | None"] = relationship()


def did(person: "Person | None", verb: str, thing, *, now: datetime, detail: dict | None = None) -> None:
    """Write down a change, in the transaction that makes it. Flushes a new thing first, to know its number."""
    if thing.id is None:
        db.session.flush()
    who = person.id if person else None
    db.session.add(Audit(at=now, person_id=who, did=verb, kind=thing.__tablename__, about=thing.id, detail=detail))


def saw(person: "Person", thing, *, now: datetime) -> None:
    """Write down that somebody opened what is sensitive; kept whatever becomes of the page."""
    row = Audit(at=now, person_id=person.id, did="saw", kind=thing.__tablename__, about=thing.id)
    with database.apart() as session:
        session.add(row)


def deeds_about(thing, *, verb: str | None = None) -> list[Audit]:
    """What was done or seen about a thing, newest first, with the persons loaded."""
    query = select(Audit).where(Audit.kind == thing.__tablename__, Audit.about == thing.id)
    if verb is not None:
        query = query.where(Audit.did == verb)
    query = query.options(joinedload(Audit.person)).order_by(Audit.at.desc(), Audit.id.desc())
    return list(db.session.scalars(query).unique())
