"""Names in the parts that Dutch names have, and as they are searched for."""

from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from portal.school.rules import folded


class Named:
    """A name in the parts that Dutch names have: given name, infix ("van der"), family name."""

    first_name: Mapped[str]
    infix: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    # The name as it is searched for; written with the row, by nobody else.
    folded_name: Mapped[str] = mapped_column(default="", server_default="")

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.infix, self.last_name) if part)

    def in_step(self) -> dict[str, str | None]:
        """What follows from other columns, by column: for rows that were written without this class."""
        return {"folded_name": folded(self.full_name)}


@event.listens_for(Named, "before_insert", propagate=True)
@event.listens_for(Named, "before_update", propagate=True)
def _fold_name(_mapper, _connection, named: Named) -> None:
    named.folded_name = folded(named.full_name)
