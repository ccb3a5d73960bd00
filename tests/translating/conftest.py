"""An engine of each protocol, and a school that has one."""

from dataclasses import replace

import pytest

from tests.engine import an_engine


@pytest.fixture(params=["libretranslate", "deepl"])
def engine(request):
    """An engine that listens, of either protocol."""
    with an_engine(request.param) as found:
        yield found


@pytest.fixture
def school_with_engine(app, engine, monkeypatch):
    """The school has this engine, and waits half a second for it."""
    settings = replace(
        app.config["SETTINGS"], engine=engine.kind, engine_url=engine.url, engine_key="a-key", engine_seconds=1
    )
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    return engine
