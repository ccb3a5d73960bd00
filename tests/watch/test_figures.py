"""What a monitor reads about calls for help, and that the example rules ask for figures which exist."""

import re

from portal import clock, heartbeat
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.school.models import Place
from portal.settings import ROOT


def figures(visit) -> dict[str, float]:
    text = visit().get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).html
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in text.splitlines() if line[0] != "#"}


def test_open_calls_lateness_and_signs_of_life(well, visit):
    place = db.session.get_one(Place, well.place_id)
    help_calls.raise_call(place, key="k", is_quiet=False, now=clock.now())
    db.session.commit()
    found = figures(visit)
    assert found['samen_help_calls_open{drill="no",state="raised"}'] == 1
    assert found['samen_help_calls_open{drill="yes",state="raised"}'] == 0
    assert found["samen_help_step_lateness_seconds"] == 0
    clock.advance(seconds=90)
    heartbeat.beat("lane sms urgent", clock.now())
    found = figures(visit)
    assert 29 <= found["samen_help_step_lateness_seconds"] < 60
    assert found['samen_heartbeat_age_seconds{part="worker"}'] >= 90
    assert found['samen_heartbeat_age_seconds{part="lane sms urgent"}'] < 30
    assert (found["samen_kiosks"], found["samen_kiosks_silent"]) == (1, 1)
    assert found["samen_self_test_passed"] == 1 and found["samen_self_test_age_seconds"] > 0


def test_the_example_rules_ask_for_figures_that_exist(well, visit):
    place = db.session.get_one(Place, well.place_id)
    help_calls.raise_call(place, key="k", is_quiet=False, now=clock.now(), is_drill=True)
    db.session.commit()
    known = {re.split(r"[{ ]", name)[0] for name in figures(visit)} | {"samen_channel_failures"}
    rules = (ROOT / "docs" / "alerts.yml").read_text()
    expressions = " ".join(re.findall(r"expr: (.*)", rules))
    asked = set(re.findall(r"\bsamen_\w+", expressions))
    assert len(asked) > 8 and asked <= known, asked - known
    documented = set(re.findall(r"samen_\w+", (ROOT / "docs" / "help-calls.md").read_text())) - {"samen_wake"}
    assert documented <= known | {"samen_messages_undelivered"}, documented - known
