"""The norm in its versions, the lines of each in every language, and who said to have read one."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.norms.rules import Side
from portal.school.models import Person


class NormVersion(Base):
    """The norm as it is, was, or (a draft) will be. The published one with the highest number is in force.

    A draft has the number that comes next, so that there is never a second one.
    """

    __tablename__ = "norm_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_by: Mapped[Person | None] = relationship(foreign_keys=published_by_id)
    lines: Mapped[list["NormLine"]] = relationship(
        order_by="NormLine.position, NormLine.id", cascade="all, delete-orphan", back_populates="version"
    )

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def standing_lines(self) -> list["NormLine"]:
        """The lines without those that were taken out of a draft."""
        return [line for line in self.lines if not line.is_removed]


class NormLine(Base):
    """A line of one version; `key` stays the same from version to version, whatever its words become.

    What was taken out of a draft can be put back until the draft is published.
    """

    __tablename__ = "norm_line"
    __table_args__ = (UniqueConstraint("version_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("norm_version.id"))
    key: Mapped[str]
    position: Mapped[int]
    side: Mapped[Side]
    is_removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[NormVersion] = relationship(back_populates="lines", lazy="joined", innerjoin=True)
    texts: Mapped[list["NormText"]] = relationship(
        order_by="NormText.language", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def is_draft(self) -> bool:
        return self.version.is_draft

    @property
    def by_language(self) -> dict[str, str]:
        """Its text in each language in which it was written."""
        return {each.language: each.text for each in self.texts}


class NormText(Base):
    """What a line says in one language."""

    __tablename__ = "norm_text"
    __table_args__ = (UniqueConstraint("line_id", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("norm_line.id"))
    language: Mapped[str]
    text: Mapped[str]


class NormReading(Base):
    """That somebody said to have read a version, or put the invitation to it away; nothing depends on it."""

    __tablename__ = "norm_reading"
    version_id: Mapped[int] = mapped_column(ForeignKey("norm_version.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    read_at: Mapped[datetime | None]
    put_away_at: Mapped[datetime | None]
