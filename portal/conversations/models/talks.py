"""What both sides prepared for a conversation."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.rules import Side
from portal.db import Base
from portal.school.models import Person
from portal.vault import EncryptedJson


class TalkCard(Base):
    """One side's answers before a conversation: by one household about one child, or by the team for that household.

    It belongs to the round and not to the booking: who cancels and books again finds it as it was.
    `answers`: {question: {"text": str, "in_conversation": bool}}, and on the child's card {question: picture}.
    """

    __tablename__ = "talk_card"
    __table_args__ = (UniqueConstraint("round_id", "class_id", "pupil_id", "household_id", "side"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    side: Mapped[Side]
    answers: Mapped[dict] = mapped_column(EncryptedJson("talk_card.answers"))
    language: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    written_by: Mapped[Person] = relationship()
