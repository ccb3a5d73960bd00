"""The school's own phrases, with their text in each language in which somebody wrote it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person

OWN = "own-"


class OwnPhrase(Base):
    """A phrase of this school. A message that holds it keeps its words: other words are another phrase.

    What is changed is retired and followed by a new one (`follows_id`); a language can be added to the same.
    """

    __tablename__ = "own_phrase"
    id: Mapped[int] = mapped_column(primary_key=True)
    group: Mapped[str]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("own_phrase.id"), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    made_by: Mapped[Person] = relationship()
    texts: Mapped[list["OwnPhraseText"]] = relationship(
        order_by="OwnPhraseText.language", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def key(self) -> str:
        """By which a message names it, beside the keys of the ready-made ones."""
        return f"{OWN}{self.id}"

    @property
    def by_language(self) -> dict[str, str]:
        """Its text in each language in which it was written, with places like {date}."""
        return {each.language: each.text for each in self.texts}


class OwnPhraseText(Base):
    """What an own phrase says in one language."""

    __tablename__ = "own_phrase_text"
    __table_args__ = (UniqueConstraint("phrase_id", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    phrase_id: Mapped[int] = mapped_column(ForeignKey("own_phrase.id"))
    language: Mapped[str]
    text: Mapped[str]
