"""The same portal with demo mode on: over the cast of the other tests, and over an empty database of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.app import create_app
from portal.db import db
from portal.school.models import School
from portal.settings import Settings
from tests.visitor import Visitor


def _closed(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def demo_portal(stage) -> Flask:
    """The portal in demo mode."""
    return create_app(replace(stage.settings, demo=True))


@pytest.fixture
def demo_app(demo_portal, app, cast) -> Iterator[Flask]:
    """The portal in demo mode, over the database of this test."""
    yield demo_portal
    _closed(demo_portal)


@pytest.fixture
def enter(demo_app) -> Callable[..., Visitor]:
    """A browser at the demo; nobody is signed in yet."""
    return lambda: Visitor(demo_app)


@pytest.fixture
def a_real_school(cast) -> None:
    """The school of this test is no demo."""
    db.session.query(School).update({"is_demo": False})
    db.session.commit()


@pytest.fixture
def empty_settings(stage, tmp_path: Path) -> Settings:
    """A deployment of its own, with the keys of this test run, on an empty SQLite database."""
    address = f"sqlite:///{tmp_path / 'demo.db'}"
    return replace(stage.settings, demo=True, instance=tmp_path, database_url=address)


@pytest.fixture
def empty_app(empty_settings) -> Iterator[Flask]:
    """The portal over that empty database, with its tables."""
    made = create_app(empty_settings)
    with made.app_context():
        db.create_all()
    yield made
    _closed(made)
