"""The page of a home, and how a teacher taps on it."""

import pytest

from portal.contact import queries
from portal.contact.models import ContactMoment
from portal.db import db
from tests.visitor import Page


@pytest.fixture
def page_of(cast):
    """The address of the page about a home: `page_of("zofia", 1)` is that of her second home."""

    def find(child: str, home: int = 0) -> str:
        where = queries.homes_of_pupil(cast.pupils[child].id)[home]
        return f"/contact/families/{where.pupil_id}/{where.household_id}"

    return find


@pytest.fixture
def tap(visit, page_of):
    """A teacher taps how, and what it was about and who began: `tap("celik", "yusuf", "good_news school")`."""

    def log(who: str, child: str, said: str, way: str = "in_person", home: int = 0, **more) -> Page:
        fields = {"way": way, "said": said, "key": f"key-of-{said}-{way}", **more}
        return visit(who).post(page_of(child, home) + "/log", fields)

    return log


def logged() -> list[ContactMoment]:
    """Every contact there is, as it lies in the database now, oldest first."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(ContactMoment).order_by(ContactMoment.id).all()
