"""What the engine answered before, what it cost, how it is doing, and the school's own words."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.vault import EncryptedJson, EncryptedText


class Rendered(Base):
    """A sentence that the engine put into another language, with its placeholders, so that it is asked for once.

    Names of the class, dates and amounts are never in it; a sentence may still say more than a stranger should read.
    """

    __tablename__ = "rendered"
    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(unique=True)
    words: Mapped[str] = mapped_column(EncryptedText("rendered.words"))
    used_on: Mapped[date] = mapped_column(index=True)


class EngineMonth(Base):
    """What the engine was sent in one month; `month` is its first day."""

    __tablename__ = "engine_month"
    month: Mapped[date] = mapped_column(primary_key=True)
    characters: Mapped[int] = mapped_column(default=0)
    requests: Mapped[int] = mapped_column(default=0)


class EngineState(Base):
    """How the engine is doing: one row, which the worker writes and every process reads."""

    __tablename__ = "engine_state"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)
    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    failures: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    failed_at: Mapped[datetime | None]
    rests_until: Mapped[datetime | None]
    worked_at: Mapped[datetime | None]
    # What it said of itself: codes with spaces between, and characters by its own count.
    languages: Mapped[str] = mapped_column(default="")
    used: Mapped[int | None]
    most: Mapped[int | None]


class GlossaryTerm(Base):
    """A word of the school that is never left to an engine, with the school's own word in other languages."""

    __tablename__ = "glossary_term"
    __table_args__ = (UniqueConstraint("language", "term"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str]
    term: Mapped[str]
    words: Mapped[dict] = mapped_column(EncryptedJson("glossary_term.words"))
