"""Showing that an address is one's own: the code that was sent there, and how it went."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.outbox.rules import Channel
from portal.vault import EncryptedText


class AddressProof(Base):
    """An address that somebody wants to be reached at, until the code from there is typed; one for each person.

    `is_free` is false for an e-mail address that another account has: then no code was sent, and none is right.
    """

    __tablename__ = "address_proof"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    channel: Mapped[Channel]
    address: Mapped[str] = mapped_column(EncryptedText("address_proof.address"))
    code_mark: Mapped[str]
    is_free: Mapped[bool]
    made_at: Mapped[datetime]
