"""The log says what happened to calls and messages by their numbers, as JSON when asked, and names nobody."""

import json
import logging

import pytest

from portal import clock
from portal.channels import CannotSend
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.logs import AsJson
from portal.school.models import Person, Pupil
from tests.stories import a_call, told


@pytest.fixture
def lines(caplog):
    """Everything that was said so far, as lines of JSON and as they are."""
    caplog.set_level(logging.INFO, logger="portal")
    shape = AsJson()
    return lambda: [json.loads(shape.format(record)) for record in caplog.records]


def test_a_call_is_followed_by_its_number(cast, work, lines):
    call = a_call(cast)
    db.session.commit()
    help_calls.answer_coming(call, cast.people["ravi"], now=clock.now())
    db.session.commit()
    work()
    said = [(line["what"], line["call"]) for line in lines() if "call" in line]
    assert said == [("raised", call.id), ("told", call.id), ("told", call.id), ("coming", call.id)]
    taken = [line for line in lines() if line["said"].endswith("was taken")]
    assert {line["channel"] for line in taken} == {"email"} and all(line["message_id"] for line in taken)


def test_a_call_that_was_not_kept_is_not_said(cast, lines):
    a_call(cast)
    db.session.rollback()
    db.session.commit()
    assert [line for line in lines() if "call" in line] == []


def test_a_whole_day_at_school_names_nobody(cast, visit, work, lines, monkeypatch, caplog):
    told(cast)
    people = db.session.query(Person).all()
    private = {p.email for p in people if p.email} | {p.phone for p in people if p.phone}
    private |= {word for p in [*people, *db.session.query(Pupil)] for word in (p.first_name, p.last_name)}
    private = {word for word in private if len(word) > 3}
    work()
    monkeypatch.setattr("portal.channels.record", _breaks)
    a_call(cast, key="another")
    db.session.commit()
    for _step in range(6):
        clock.advance(seconds=70)
        work()
    visit("bart").get("/")
    visit().get("/nowhere/Fleur")
    said = " ".join(json.dumps(line, ensure_ascii=False) for line in lines()) + caplog.text
    assert "call" in said and "was not taken" in said
    found = {word for word in private if word in said}
    assert not found, f"the log names {found}"


def _breaks(parcel) -> None:
    raise CannotSend("mail server: 451")


def test_an_error_says_where_and_not_what_somebody_typed():
    try:
        raise ValueError("the secret of Zofia")
    except ValueError:
        import sys

        record = logging.LogRecord("portal", logging.ERROR, "", 0, "a page broke", None, sys.exc_info())
    line = AsJson().format(record)
    assert "Zofia" not in line and json.loads(line)["error"] == "ValueError" and "test_logs.py" in line


def test_with_the_setting_the_process_writes_json(tmp_path, stage):
    import os
    import subprocess
    import sys

    from portal.settings import ROOT
    from tests.live import as_environment

    command = [sys.executable, "-c", "import wsgi, logging; logging.getLogger('portal').info('here')"]
    environment = os.environ | as_environment(stage.settings) | {"PORTAL_LOG_JSON": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert json.loads(done.stderr.splitlines()[-1])["said"] == "here"
