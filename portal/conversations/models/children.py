"""What a round knows of a child."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.conversations.rules import Wanted
from portal.db import Base
from portal.school.models import Pupil


class ChildInRound(Base):
    """What a round knows of one child: no row is the round's own length, and each of its homes has its own.

    `is_apart`: each household has a conversation of its own, unseen by the other; else one for all its homes.
    `minutes` is longer or shorter than the round's. `wanted`: the family may choose first, or need not come.
    """

    __tablename__ = "child_in_round"
    __table_args__ = (UniqueConstraint("round_id", "class_id", "pupil_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    pupil_id: Mapped[int] = mapped_column(ForeignKey("pupil.id"), index=True)
    is_apart: Mapped[bool] = mapped_column(default=True)
    minutes: Mapped[int | None]
    wanted: Mapped[Wanted | None]
    pupil: Mapped[Pupil] = relationship()
