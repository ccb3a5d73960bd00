"""Parents come in by a link in an e-mail: once, for thirty minutes, and a mail scanner uses nothing up."""

import re

from portal import clock
from portal.accounts.models import SignInLink, UserSession
from portal.db import db
from tests.conftest import rows

AMINA = "amina@regenboog.example"


def _asked(visitor, work, email=AMINA):
    answer = visitor.post("/sign-in", {"email": email})
    mails = work()
    found = re.search(r"https?://\S+?(/sign-in/link/\S+)", mails[0].text) if mails else None
    return answer, mails, found.group(1) if found else ""


def test_a_parent_comes_in_with_the_mailed_link(cast, visit, work):
    someone = visit()
    answer, mails, link = _asked(someone, work)
    assert answer.status == 303 and mails[0].to == AMINA and mails[0].language == "ar"
    assert "Sign in" in someone.get(link) or someone.get(link).status == 200
    assert someone.post(link).status == 303
    assert someone.get("/").status == 200


def test_looking_at_the_link_uses_nothing_up(cast, visit, work):
    _answer, _mails, link = _asked(visit(), work)
    for _scanner in range(5):
        assert visit().get(link).status == 200
    assert visit().post(link).status == 303


def test_a_link_works_once(cast, visit, work):
    _answer, _mails, link = _asked(visit(), work)
    assert visit().post(link).status == 303
    second = visit().post(link)
    assert second.status == 422 and second.alerts == 1


def test_a_link_is_over_after_thirty_minutes(cast, visit, work):
    _answer, _mails, link = _asked(visit(), work)
    clock.advance(minutes=30, seconds=1)
    assert visit().post(link).status == 422


def test_an_unknown_address_gets_the_same_answer(cast, visit, work):
    known, _mails, _link = _asked(visit(), work)
    unknown, mails, _link = _asked(visit(), work, "nobody@elsewhere.example")
    assert (known.status, known.location, known.html) == (unknown.status, unknown.location, unknown.html)
    assert mails == []


def test_a_made_up_link_opens_nothing(cast, visit):
    assert visit().post("/sign-in/link/" + "a" * 43).status == 422


def test_asking_again_and_again_is_stopped(cast, visit):
    someone = visit()
    answers = [someone.post("/sign-in", {"email": AMINA}) for _ in range(5)]
    assert [a.status for a in answers] == [303, 303, 303, 303, 429]
    assert answers[-1].response.headers["Retry-After"] == "1800"
    clock.advance(minutes=31)
    assert someone.post("/sign-in", {"email": AMINA}).status == 303


def test_what_is_typed_wrong_is_said_and_kept(cast, visit):
    page = visit().post("/sign-in", {"email": "amina at home"})
    assert page.status == 422 and page.alerts == 1 and 'value="amina at home"' in page.html


def test_the_token_is_not_in_the_database(cast, visit, work):
    _answer, _mails, link = _asked(visit(), work)
    token = link.rpartition("/")[2]
    assert all(token not in str(row) for table in ("sign_in_link", "message") for row in rows(table))


def test_somebody_who_left_cannot_use_an_old_link(cast, visit, work):
    _answer, _mails, link = _asked(visit(), work)
    cast.people["amina"].left_on = clock.now().date()
    db.session.commit()
    assert visit().post(link).status == 422
    assert db.session.query(UserSession).count() == 0 and db.session.query(SignInLink).count() == 1


def test_the_way_back_stays_inside_the_portal(cast, visit, work):
    for target in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"):
        _answer, _mails, link = _asked(visit(), work)
        assert visit().post(link + "?next=" + target).location == "/"
        # What was sent about the new device is not the next link.
        work()
        clock.advance(minutes=31)
