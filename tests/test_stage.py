"""The stage of the tests is set again in a moment: on PostgreSQL without a new database for each test."""

from sqlalchemy import func, select

from portal.db import db
from portal.school.models import Person
from tests import postgres
from tests.stories import a_post


def test_every_row_is_brought_back_without_a_new_database(cast, stage):
    number = db.session.scalar(select(func.count()).select_from(Person))
    a_post(cast.people["celik"], cast.classes["3B"])
    cast.people["amina"].first_name = "Anders"
    db.session.commit()
    db.session.remove()
    if stage.kind == "postgresql":
        assert postgres.bring_back(stage.settings.database_url, "template"), "each test would wait for a database"
    else:
        stage.reset()
    assert db.session.scalar(select(func.count()).select_from(Person)) == number
    assert db.session.scalar(select(Person.first_name).where(Person.email.like("amina%"))) == "Amina"
