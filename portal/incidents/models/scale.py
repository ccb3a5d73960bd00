"""How the school says its scale of seriousness, and what must be reported."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base


class SeriousnessExample(Base):
    """The school's own example words for a level (1–4) in one language; without any the portal's own words count."""

    __tablename__ = "seriousness_example"
    __table_args__ = (
        UniqueConstraint("level", "language"), CheckConstraint("level BETWEEN 1 AND 4", name="on_the_scale"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[int]
    language: Mapped[str]
    text: Mapped[str]


class ReportingRule(Base):
    """What must be reported, the one row there is: from which level, and which kinds in any case."""

    __tablename__ = "reporting_rule"
    id: Mapped[int] = mapped_column(primary_key=True)
    from_level: Mapped[int | None]
    kinds: Mapped[list] = mapped_column(JSON, default=list)
    set_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
