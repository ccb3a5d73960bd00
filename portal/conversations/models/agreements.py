"""What a family and its teachers agreed in a conversation, and what the family says of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.rules import Often, Way
from portal.db import Base
from portal.school.models import Person, Pupil
from portal.vault import EncryptedJson, EncryptedText


class Agreement(Base):
    """One version of what was agreed; the newest counts, the earlier ones stay readable.

    It belongs to the round and not to the booking. `lines`: {"expect" | "attention" | "support" | "agreed" | "touch":
    str}, what was left empty is not in it. `in_languages`: the same by language, as far as the school put it into words
    by hand. `way` and `often`: how and how often they keep in touch, for other
    features. `is_together`: all homes of the child have it. `was_read_back`: the team read it to the family.
    """

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("round_id", "class_id", "pupil_id", "household_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    version: Mapped[int]
    is_together: Mapped[bool]
    lines: Mapped[dict] = mapped_column(EncryptedJson("agreement.lines"))
    in_languages: Mapped[dict | None] = mapped_column(EncryptedJson("agreement.in_languages"))
    way: Mapped[Way | None]
    often: Mapped[Often | None]
    language: Mapped[str]
    was_read_back: Mapped[bool]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(index=True)
    written_by: Mapped[Person] = relationship()
    pupil: Mapped[Pupil] = relationship()
    answers: Mapped[list["AgreementAnswer"]] = relationship(
        back_populates="agreement", order_by="AgreementAnswer.id", lazy="selectin"
    )


class AgreementAnswer(Base):
    """What one home says of one version: that it is right, or what is not, in its own words."""

    __tablename__ = "agreement_answer"
    __table_args__ = (UniqueConstraint("agreement_id", "household_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id", ondelete="CASCADE"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    is_right: Mapped[bool]
    words: Mapped[str] = mapped_column(EncryptedText("agreement_answer.words"))
    language: Mapped[str]
    at: Mapped[datetime]
    agreement: Mapped[Agreement] = relationship(back_populates="answers")
    person: Mapped[Person] = relationship(lazy="joined")
