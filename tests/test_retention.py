"""What is kept no longer goes by itself, when its time has come and not before."""

import pytest

from portal import clock, retention
from portal.db import db
from portal.home_context.models import HomeItem
from portal.outbox import Message
from portal.privacy.models import Erasure
from tests.stories import a_home_item, told


@pytest.fixture
def run(app):
    def command(*words):
        db.session.rollback()
        done = app.test_cli_runner().invoke(args=list(words))
        assert done.exit_code == 0, done.output
        return dict(line.split() for line in done.output.splitlines())

    return command


def test_a_fresh_school_keeps_everything(cast, run):
    told(cast)
    assert set(run("retention").values()) == {"0"}


def test_a_dry_run_counts_and_deletes_nothing(cast, run, work):
    told(cast)
    work()
    clock.advance(days=100)
    assert int(run("retention", "--dry-run")["message"]) == db.session.query(Message).count() > 0
    clock.advance(days=100)
    assert int(run("retention")["message"]) > 0 and db.session.query(Message).count() == 0


def test_a_message_that_still_waits_is_never_deleted(cast, run):
    told(cast)
    # The day on which somebody is erased is another story.
    db.session.query(Erasure).delete()
    db.session.commit()
    waiting = db.session.query(Message).filter_by(state="waiting").count()
    clock.advance(days=400)
    run("retention")
    assert waiting and db.session.query(Message).count() == waiting


def test_what_a_family_took_back_is_gone_after_a_day(cast, run):
    item = a_home_item(cast.people["bart"], cast.pupils["fleur"], "Fleur houdt van paarden.")
    item.removed_at = clock.now()
    db.session.commit()
    clock.advance(hours=23)
    assert run("retention")["home_item"] == "0"
    clock.advance(hours=2)
    assert run("retention")["home_item"] == "1" and db.session.query(HomeItem).count() == 0


def test_the_worker_lets_go_by_itself_but_not_all_the_time(cast, queries, work):
    a_home_item(cast.people["bart"], cast.pupils["fleur"], "Fleur houdt van paarden.")
    db.session.commit()
    work()
    clock.advance(days=200)
    work()
    assert db.session.query(HomeItem).count() == 0
    db.session.rollback()
    with queries() as asked:
        retention.forget_one(clock.now())
    assert not [question for question in asked if question.startswith("DELETE")]
