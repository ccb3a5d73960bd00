"""Noting who opened which posts."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from portal.db import apart
from portal.news.models import Opened
from portal.school.models import Person


def note_opened(posts: list[int], person: Person, *, now: datetime) -> None:
    """Remember which posts a guardian has opened; kept beside the request, which only looks."""
    rows = [{"post_id": number, "person_id": person.id, "at": now} for number in posts]
    if not rows:
        return
    with apart() as session:
        # Two tabs at once may both be first.
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        session.execute(dialect.insert(Opened).on_conflict_do_nothing(), rows)
