"""What is kept no longer goes by itself, when its time has come and not before."""

import pytest

from portal import clock, retention
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.db import db
from portal.home_context.models import HomeItem
from portal.invitations.models import Invitation
from portal.outbox import Message
from portal.privacy.models import Erasure
from tests.stories import a_home_item, a_letter, told


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


def test_a_letter_goes_a_month_after_the_day_that_is_printed_on_it(cast, run):
    a_letter(cast, "bart")
    db.session.commit()
    clock.advance(days=89)
    assert run("retention")["invitation"] == "0"
    clock.advance(days=2)
    assert run("retention")["invitation"] == "1"


def test_a_letter_outlives_the_browser_and_the_work_it_names(cast, run):
    letter, _batch = a_letter(cast, "bart")
    accounts.start_session(cast.people["bart"], "a phone", now=clock.now())
    number, letter.session_id = letter.id, db.session.query(UserSession.id).scalar()
    db.session.commit()
    clock.advance(days=50)
    gone = run("retention")
    assert (gone["user_session"], gone["task"], gone["invitation"]) == ("1", "1", "0")
    kept = db.session.get_one(Invitation, number)
    assert kept.session_id is None and kept.task_id is None


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
