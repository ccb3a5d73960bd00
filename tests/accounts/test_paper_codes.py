"""Ten codes on paper, shown once, each good once in the place of a phone or passkey that is lost."""

import re

import pytest

from portal import clock
from portal.accounts.models import RecoveryCode
from portal.audit import Audit
from portal.db import db
from tests.accounts.authenticator import with_passkey
from tests.accounts.test_second_step import an_app, first_step
from tests.conftest import rows, the_cast


def made(visitor) -> list[str]:
    page = visitor.post("/account/recovery-codes")
    assert page.status == 200 and page.response.headers["Cache-Control"] == "no-store"
    return re.findall(r"<li><code>([a-z2-9-]+)</code></li>", page.html)


@pytest.fixture
def codes(cast, visit) -> list[str]:
    """The codes of the school leader, who has an app."""
    an_app(cast.people["head"])
    return made(visit("head"))


def use(visit, code: str, who: str = "head"):
    someone = visit()
    first_step(someone, the_cast().people[who])
    return someone, someone.post("/sign-in/second-step/paper", {"paper_code": code})


def test_ten_codes_are_shown_once_and_kept_as_hashes(codes, visit):
    assert len(set(codes)) == 10 and all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}", code) for code in codes)
    assert not set("".join(codes)) & set("il1o0")
    assert codes[0] not in visit("head").get("/account/recovery-codes").html
    stored = str(rows("recovery_code"))
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)


def test_each_code_works_once(codes, visit, work):
    work()
    someone, page = use(visit, codes[3])
    assert page.location == "/" and "Hanna" in someone.get("/")
    _again, refused = use(visit, codes[3])
    assert refused.status == 422 and refused.alerts == 1
    assert use(visit, codes[4])[1].status == 303
    told = [mail for mail in work() if "herstelcode" in mail.text]
    assert len(told) == 2, "the owner is told of each"
    assert db.session.query(Audit).filter_by(did="recovery code used").count() == 2


def test_capitals_spaces_and_missing_lines_do_not_matter(codes, visit):
    assert use(visit, f"  {codes[0].upper().replace('-', ' ')} ")[1].status == 303
    assert use(visit, codes[1].replace("-", ""))[1].status == 303


def test_the_account_says_how_many_are_left(codes, visit, cast):
    cast.people["head"].language = "en"
    use(visit, codes[0])
    assert "9 codes left" in visit("head").get("/account")


def test_new_codes_end_the_old_ones(codes, visit, cast):
    clock.advance(minutes=1)
    fresh = made(visit("head"))
    assert not set(fresh) & set(codes)
    assert use(visit, codes[0])[1].status == 422 and use(visit, fresh[0])[1].status == 303
    assert db.session.query(RecoveryCode).count() == 10


def test_the_code_of_a_colleague_opens_nothing(codes, visit, cast):
    an_app(cast.people["sam"])
    made(visit("sam"))
    assert use(visit, codes[0], "sam")[1].status == 422


def test_without_codes_nothing_is_right(cast, visit):
    an_app(cast.people["sam"])
    assert use(visit, "abcd-efgh-jkmn", "sam")[1].status == 422


def test_guessing_counts_with_the_codes_of_the_app(codes, visit, cast):
    someone = visit()
    first_step(someone, cast.people["head"])
    for _try in range(6):
        assert someone.post("/sign-in/second-step/paper", {"paper_code": "abcd-efgh-jkmn"}).status == 422
    assert someone.post("/sign-in/second-step/paper", {"paper_code": codes[0]}).status == 429
    assert someone.post("/sign-in/second-step", {"app_code": "000000"}).status == 429


def test_they_stand_in_for_a_passkey_too(cast, visit):
    office = visit("office")
    with_passkey(office)
    (code, *_rest) = made(office)
    someone, page = use(visit, code, "office")
    assert page.status == 303 and someone.get("/office").status == 200


def test_without_a_second_step_there_is_nothing_to_stand_in_for(cast, visit):
    celik = visit("celik")
    page = celik.post("/account/recovery-codes")
    assert page.status == 422 and page.alerts == 1 and db.session.query(RecoveryCode).count() == 0
    assert celik.get("/account/recovery-codes").status == 200


def test_nobody_half_way_means_no_code_is_even_tried(codes, visit):
    assert visit().post("/sign-in/second-step/paper", {"paper_code": codes[0]}).location == "/sign-in/staff"
