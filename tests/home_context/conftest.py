"""What a family has shared before a test, and how a browser shares it."""

import pytest

from portal.db import db
from portal.home_context.models import HomeItem
from tests.visitor import Page


@pytest.fixture
def zofias_page(cast) -> str:
    """The page about Zofia, who has two homes: Dana's and Paweł's."""
    return f"/home-context/{cast.pupils['zofia'].id}"


@pytest.fixture
def share(visit, zofias_page):
    """Fill in themes on Zofia's page: `share("dana", loves="Paarden")`."""

    def fill_in(who: str, **fields: str) -> Page:
        return visit(who).post(zofias_page, fields)

    return fill_in


@pytest.fixture
def the_item():
    """The only item there is, as it lies in the database now."""

    def look_up() -> HomeItem:
        db.session.rollback()
        db.session.expire_all()
        return db.session.query(HomeItem).one()

    return look_up
