"""Two people with one letter at the same moment: one comes in, the other is told that the letter is over."""

from collections import Counter
from threading import Barrier, Thread

from portal.accounts.models import UserSession
from portal.db import db
from portal.invitations.models import Invitation
from portal.invitations.rules import Ending
from tests.invitations.conftest import birthday_of
from tests.live import Browser, served

CROWD = 5


def test_of_five_at_once_one_comes_in(cast, app, letter_of):
    code, date = letter_of("bart"), birthday_of(cast.pupils["fleur"])
    db.session.commit()
    answers: list[int] = []
    with served(app.config["SETTINGS"]) as url:
        start = Barrier(CROWD)
        crowd = [Thread(target=_enter, args=(url, code, date, start, answers)) for _each in range(CROWD)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
    db.session.rollback()
    assert Counter(answers) == {303: 1, 422: CROWD - 1}
    assert db.session.query(UserSession).filter_by(person_id=cast.people["bart"].id).count() == 1
    assert db.session.query(Invitation).one().ending is Ending.USED


def _enter(url: str, code: str, date: str, start: Barrier, answers: list[int]) -> None:
    browser = Browser(url, "")
    browser.get(f"/invitations/{code}")
    browser.close()
    start.wait(timeout=60)
    status, _page = browser.post("/invitations", {"code": code, "born_on": date})
    answers.append(status)
    browser.close()
