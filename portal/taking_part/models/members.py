"""The parents who sit in the safety working group, by their own choice."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.school.models import Person


class WorkingGroupMember(Base):
    """A parent in the safety working group; other parents read the name only when this parent said so."""

    __tablename__ = "working_group_member"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    joined_at: Mapped[datetime]
    shows_name: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship()
