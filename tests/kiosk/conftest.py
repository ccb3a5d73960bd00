"""A browser at reception that is paired as the kiosk."""

import pytest

from portal import clock, heartbeat
from portal.db import db
from portal.demo.actions.help_calls import fill as fill_chain
from portal.kiosk import actions


@pytest.fixture
def pairing_code(cast) -> str:
    code = actions.make_pairing_code(cast.places["reception"], cast.people["office"], now=clock.now())
    db.session.commit()
    return code


@pytest.fixture
def kiosk(cast, visit, pairing_code):
    """The paired browser, with the demo's chain behind it and a worker that is alive."""
    fill_chain(cast, now=clock.now())
    db.session.add(heartbeat.Heartbeat(name="worker", at=clock.now()))
    db.session.commit()
    browser = visit()
    assert browser.post("/kiosk/pair", {"code": pairing_code}).status == 303
    browser.token = ""
    return browser
