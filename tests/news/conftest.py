"""What the stories of the class page share: its address, letters, and where a reader finds a picture."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from portal import clock
from portal.db import db
from portal.news.actions import html_of
from portal.news.models import Post, PostClass
from tests.engine import an_engine
from tests.meanwhile import second_of
from tests.visitor import Visitor


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


@pytest.fixture
def engine(app, monkeypatch):
    """The school has a LibreTranslate of its own."""
    with an_engine("libretranslate") as found:
        settings = replace(
            app.config["SETTINGS"], engine=found.kind, engine_url=found.url, engine_key="k", engine_seconds=2
        )
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        yield found


@pytest.fixture
def at_once(app):
    """`at_once(look, first, second)`: the second looks before the first is kept, and goes on when it is.

    Returns what became of the second; both are given what they saw when they looked.
    """

    def both(look: Callable[[], tuple], first: Callable, second: Callable) -> object:
        def is_written(*seen) -> None:
            first(*seen)
            db.session.flush()

        return second_of(app, is_written, second, look=look).result()

    return both


def letters(cast, number: int, *, class_name: str = "3B", hours_apart: int = 1) -> list[int]:
    """This many letters, so many hours apart; the newest is "Bericht 0"."""
    now, words = clock.now(), "Morgen gaan we naar **het bos**."
    class_id = cast.classes[class_name].id
    about = {"author_id": cast.people["celik"].id, "language": "nl", "text": words, "html": html_of(words)}
    rows = [
        about | {"title": f"Bericht {n}.", "published_at": now - timedelta(hours=n * hours_apart)}
        for n in range(number)
    ]
    posts = db.session.scalars(insert(Post).returning(Post.id, sort_by_parameter_order=True), rows).all()
    places = [
        {"post_id": post, "class_id": class_id, "published_at": row["published_at"]}
        for post, row in zip(posts, rows, strict=True)
    ]
    db.session.execute(insert(PostClass), places)
    db.session.commit()
    return list(posts)


def own_address(reader: Visitor, picture: int, size: int = 400) -> str:
    """Where this reader gets a picture: the address on its page, in this size."""
    found = re.search(rf'src="/pictures/{picture}/1600(\?by=[^"]+)"', reader.get(f"/pictures/{picture}").html)
    assert found is not None
    return f"/pictures/{picture}/{size}{found[1]}"
