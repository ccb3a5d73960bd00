"""Incidents of long ago, requests for a copy at every stage, and a copy that was released."""

from contextvars import Context
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from portal import clock
from portal.db import db
from portal.disclosure import actions, queries
from portal.disclosure.models import AccessRequest
from portal.incidents import actions as incidents
from portal.incidents.actions import Named
from portal.incidents.models import Incident
from portal.incidents.rules import Part
from tests.stories import an_asker, some_facts

WORDS = "Bart Visser riep naar Noor de Wit. Daarna ging Ravi Sharma erbij staan."
# The registers of tests are closed by nobody: aftercare is over as soon as it is asked for.
LONG = timedelta(days=735)


@pytest.fixture
def incident(cast) -> Incident:
    """What Noor logged a moment ago about Bart, and what Sam added."""
    logged = incidents.log(cast.people["noor"], some_facts(cast, WORDS), now=clock.now())
    incidents.name(logged, Named({Part.TARGET: [cast.people["elif"]]}, [cast.classes["3B"]]), cast.people["noor"],
                   now=clock.now())  # fmt: skip
    incidents.add(logged, cast.people["sam"], "Mevrouw Jansen zag het ook.", now=clock.now())
    db.session.commit()
    return logged


@pytest.fixture
def finished(incident) -> Incident:
    """The same with all aftercare done."""
    db.session.execute(db.text("UPDATE aftercare_step SET closed_at = due_at, outcome = 'done'"))
    db.session.commit()
    return incident


@pytest.fixture
def asked(cast, incident) -> AccessRequest:
    """Bart asks; the leader chose the incident and went through nothing yet."""
    request = actions.ask(an_asker(cast), cast.people["office"], now=clock.now())
    db.session.flush()
    actions.choose(request, [incident], cast.people["head"], now=clock.now())
    db.session.commit()
    return request


def go_through(request: AccessRequest, by, *, hide: str = "Noor de Wit Ravi Sharma Jansen Elif Sam Bakker 3B") -> None:
    """Mask these words wherever they stand, and hand it on."""
    for texts in queries.unread(request):
        hidden = {
            passage.key: [n for n, word in enumerate(passage.text.split()) if word.strip(".") in hide.split()]
            for passage in texts.passages
        }
        actions.mask(request, texts, hidden, by, now=clock.now())
    actions.hand_on(request, by, now=clock.now())
    db.session.commit()


@pytest.fixture
def checked(cast, asked) -> AccessRequest:
    """The leader masked everybody but Bart; the coordinator has to check it."""
    go_through(asked, cast.people["head"])
    return asked


@pytest.fixture
def command(app):
    """A command of the portal in a context of its own; what came of it."""

    def run(*words: str):
        def invoked():
            with app.app_context():
                return app.test_cli_runner().invoke(args=list(words))

        db.session.commit()
        done = Context().run(invoked)
        db.session.expire_all()
        return done

    return run


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def released(visit, request: AccessRequest, work, who: str = "sam") -> bytes:
    """Check, release, let the worker make it, and fetch it."""
    visitor = visit(who)
    page = visitor.post(f"/disclosure/requests/{request.id}/release")
    assert page.status == 303, page.text
    work()
    response = visitor.get(f"/disclosure/requests/{request.id}/file").response
    assert response.status_code == 200, response.get_data(as_text=True)
    return response.get_data()
