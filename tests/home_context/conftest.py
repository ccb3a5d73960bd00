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
    """Share themes about Zofia, a page for each: `share("dana", loves="Paarden", more={"audience": "leader"})`."""

    def fill_in(who: str, *, more: dict | None = None, **fields: str) -> Page:
        visitor, page = visit(who), None
        for name, words in fields.items():
            theme, _, rather = name.partition("_in_conversation")
            is_rather = name != theme
            text = {"in_conversation": words} if is_rather else {"text": words}
            page = visitor.post(f"{zofias_page}/{theme}", {"text": "", **text, **(more or {})})
        assert page is not None
        return page

    return fill_in


@pytest.fixture
def the_item():
    """The only item there is, as it lies in the database now."""

    def look_up() -> HomeItem:
        db.session.rollback()
        db.session.expire_all()
        return db.session.query(HomeItem).one()

    return look_up
