"""Troubles that were written down, and the self-tests with what they found."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.watch.rules import Kind, Noted, Trouble


class NotedTrouble(Base):
    """One trouble from its beginning to its end; of each kind and thing one is open at a time."""

    __tablename__ = "trouble"
    __table_args__ = (
        Index("ix_trouble_open", "kind", "about", unique=True, sqlite_where=text("over_at IS NULL"),
              postgresql_where=text("over_at IS NULL")),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind]
    about: Mapped[str]
    name: Mapped[str]
    since: Mapped[datetime] = mapped_column(index=True)
    told_at: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]

    @property
    def trouble(self) -> Trouble:
        return Trouble(self.kind, self.about, self.name)

    @property
    def noted(self) -> Noted:
        return Noted(self.kind, self.since, self.told_at, self.gone_at)


class SelfTest(Base):
    """One test of everything that help needs. `day` is set on the day's own test, of which there is one.

    `findings` are the troubles it met: [kind, about, name] each. `verified` of `people` in the chains can be reached
    for certain; `round_trip_ms` is from asking the worker to its beginning.
    """

    __tablename__ = "self_test"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date | None] = mapped_column(unique=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    findings: Mapped[list] = mapped_column(JSON, default=list)
    people: Mapped[int] = mapped_column(default=0)
    verified: Mapped[int] = mapped_column(default=0)
    round_trip_ms: Mapped[int | None]

    @property
    def troubles(self) -> list[Trouble]:
        return [Trouble(Kind(kind), about, name) for kind, about, name in self.findings]

    @property
    def is_passed(self) -> bool:
        return self.ended_at is not None and not self.findings
