"""Staff come in with two steps: a password, and a code of an app, a passkey or a code on paper."""

import re
import threading

import pyotp
import pytest
from pyotp.otp import OTP
from pyotp.totp import TOTP

from portal import clock
from portal.accounts import actions
from portal.accounts.actions import WrongProof
from portal.accounts.models import CodeApp, HalfWay, UserSession
from portal.accounts.rules import Follows, follows
from portal.audit import Audit
from portal.db import db
from portal.demo.rules import PASSWORD
from portal.school.models import Guardian, Household, Role, StaffRole
from tests.accounts.authenticator import Device, asked, come_in, with_passkey
from tests.accounts.reading import found
from tests.conftest import rows

MUST = ["head", "sam", "office"]


def by_password(visitor, who: str, password: str = PASSWORD, to: str = ""):
    """The first step, with the demo's password."""
    return visitor.post(f"/sign-in/staff{to}", {"email": f"{who}@regenboog.example", "password": password})


def first_step(visitor, person) -> None:
    """What a right password leaves in the browser, without the work of hashing one."""
    token = actions.begin_half_way(person, now=clock.now())
    with visitor.client.session_transaction() as session:
        session["half_way"] = token
    db.session.commit()


def an_app(person, *, secret: str = "") -> TOTP:
    """A code app of this person that is confirmed, as it stands in their hand."""
    secret = secret or pyotp.random_base32()
    db.session.add(CodeApp(person_id=person.id, secret=secret, made_at=clock.now(), confirmed_at=clock.now()))
    db.session.commit()
    return TOTP(secret)


def code_now(app: OTP, steps: int = 0) -> str:
    assert isinstance(app, TOTP)
    return app.at(clock.now(), counter_offset=steps)


def set_up(visitor, start: str, confirm: str):
    """Begin with an app, read its secret from the page, and fill in the first code."""
    page = visitor.follow(visitor.post(start))
    secret = found(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page.html).replace(" ", "")
    app = TOTP(secret)
    return app, visitor.post(confirm, {"app_code": code_now(app)})


@pytest.mark.parametrize("who", MUST)
def test_who_sees_much_must_set_up_a_second_step_before_anything_opens(who, cast, visit):
    someone = visit()
    page = someone.follow(by_password(someone, who))
    assert page.status == 200 and "/sign-in/set-up/app?next=/" in page.forms
    for path in ("/", "/account", "/office", "/incidents", "/help-calls", "/account/second-step"):
        assert someone.get(path).location.startswith("/sign-in/second-step"), path
        assert someone.follow(someone.get(path)).location == f"/sign-in/set-up?next={path}"
    assert db.session.query(UserSession).count() == 0
    assert someone.post("/language/en", {"next": "/sign-in/set-up"}).location == "/sign-in/set-up"
    assert "Set up a second step" in someone.get("/sign-in/set-up")
    assert someone.post("/sign-out").status == 303
    assert someone.get("/sign-in/set-up").location == "/sign-in/staff"


def test_an_app_is_set_up_and_the_way_back_is_kept(cast, visit, work):
    someone = visit()
    someone.post("/language/en", {"next": "/"})
    by_password(someone, "head", to="?next=/incidents")
    app, answer = set_up(someone, "/sign-in/set-up/app?next=/incidents", "/sign-in/set-up/app/confirm?next=/incidents")
    assert answer.location == "/account/recovery-codes?next=/incidents"
    someone.token = ""
    page = someone.follow(answer)
    assert "Vanaf nu log je in met twee stappen" in page, "in the language of who came in"
    assert "/incidents" in page.links and someone.get("/incidents").status == 200
    assert [mail.to for mail in work()] == ["head@regenboog.example"]
    again = visit()
    by_password(again, "head")
    clock.advance(seconds=60)
    assert again.post("/sign-in/second-step", {"app_code": code_now(app)}).location == "/"
    assert "Hanna" in again.get("/")


def test_the_picture_holds_the_secret_for_the_app(cast, visit):
    someone = visit()
    first_step(someone, cast.people["office"])
    page = someone.follow(someone.post("/sign-in/set-up/app"))
    address = found(r'href="(otpauth://totp/[^"]+)"', page.html).replace("&amp;", "&")
    assert page.response.headers["Cache-Control"] == "no-store"
    app = pyotp.parse_uri(address)
    assert app.issuer == "De Regenboog" and app.name == "office@regenboog.example"
    assert re.search(r'<svg[^>]*class="qr"', page.html)
    assert someone.post("/sign-in/set-up/app/confirm", {"app_code": code_now(app)}).status == 303


def test_a_passkey_is_set_up_instead(cast, visit):
    someone, device = visit(), Device()
    by_password(someone, "office")
    answer = device.made(asked(someone, "/sign-in/set-up/passkey/options"))
    page = someone.post("/sign-in/set-up/passkey", {"name": "My phone", "answer": answer})
    assert page.location == "/account/recovery-codes?next=/" and someone.get("/office").status == 200
    assert come_in(visit(), device).status == 303
    again = visit()
    page = again.follow(by_password(again, "office"))
    assert 'data-passkey="get"' in page.html and "/sign-in/second-step" not in page.forms
    assert come_in(again, device).status == 303 and again.get("/office").status == 200


def test_a_wrong_first_code_is_said_and_the_picture_stays(cast, visit):
    someone = visit()
    first_step(someone, cast.people["sam"])
    someone.post("/sign-in/set-up/app")
    page = someone.post("/sign-in/set-up/app/confirm", {"app_code": "000000"})
    assert page.status == 422 and page.alerts == 1 and "otpauth" in page.html
    assert someone.get("/").status == 303


def test_who_has_a_second_step_cannot_set_up_another_with_a_password_alone(cast, visit):
    an_app(cast.people["head"])
    someone = visit()
    assert by_password(someone, "head").location.startswith("/sign-in/second-step")
    for path in ("/sign-in/set-up", "/sign-in/set-up/app"):
        assert someone.get(path).location == "/sign-in/staff"
        first_step(someone, cast.people["head"])
    for path in ("app", "app/confirm", "passkey", "passkey/options"):
        assert someone.post(f"/sign-in/set-up/{path}", {"app_code": "1"}).location == "/sign-in/staff"
        first_step(someone, cast.people["head"])
    assert db.session.query(CodeApp).count() == 1


def test_other_staff_come_in_with_a_password_and_may_set_it_up(cast, visit):
    celik = visit()
    assert by_password(celik, "celik").location == "/"
    celik.token = ""
    app, answer = set_up(celik, "/account/second-step/app", "/account/second-step/app/confirm")
    assert answer.location == "/account/recovery-codes"
    again = visit()
    assert by_password(again, "celik").location.startswith("/sign-in/second-step")
    assert again.get("/").location.startswith("/sign-in/second-step")
    assert db.session.query(Audit).filter_by(did="second step switched on").one().person_id == cast.people["celik"].id
    clock.advance(seconds=60)
    assert again.post("/sign-in/second-step", {"app_code": code_now(app)}).status == 303


def test_a_teachers_passkey_alone_asks_no_second_step_of_a_password(cast, visit):
    with_passkey(visit("celik"))
    assert by_password(visit(), "celik").location == "/"


def test_a_code_works_once(cast, visit):
    app = an_app(cast.people["head"])
    first, second = visit(), visit()
    for browser in (first, second):
        first_step(browser, cast.people["head"])
    code = code_now(app)
    assert first.post("/sign-in/second-step", {"app_code": code}).status == 303
    page = second.post("/sign-in/second-step", {"app_code": code})
    assert page.status == 422 and page.alerts == 1
    assert second.post("/sign-in/second-step", {"app_code": code_now(app, -1)}).status == 422, "nor does an older one"
    clock.advance(seconds=30)
    assert second.post("/sign-in/second-step", {"app_code": code_now(app)}).status == 303


@pytest.mark.parametrize("steps, status", [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_half_a_minute_off(steps, status, cast, visit):
    app, someone = an_app(cast.people["head"]), visit()
    first_step(someone, cast.people["head"])
    assert someone.post("/sign-in/second-step", {"app_code": code_now(app, steps)}).status == status


def test_spaces_in_a_code_do_not_matter(cast, visit):
    app, someone = an_app(cast.people["head"]), visit()
    first_step(someone, cast.people["head"])
    code = code_now(app)
    assert someone.post("/sign-in/second-step", {"app_code": f" {code[:3]} {code[3:]} "}).status == 303


@pytest.mark.parametrize("code", ["", "abcdef", "٠١٢٣٤٥", "123", "1" * 500, "😀"])
def test_what_is_no_code_is_refused(code, cast, visit):
    an_app(cast.people["head"])
    someone = visit()
    first_step(someone, cast.people["head"])
    page = someone.post("/sign-in/second-step", {"app_code": code})
    assert page.status == 422 and page.alerts == 1 and someone.get("/").status == 303


def test_guessing_codes_is_stopped_also_from_several_browsers(cast, visit):
    app = an_app(cast.people["head"])
    browsers = [visit() for _each in range(7)]
    for browser in browsers:
        first_step(browser, cast.people["head"])
    statuses = [browser.post("/sign-in/second-step", {"app_code": "000000"}).status for browser in browsers]
    assert statuses == [422] * 6 + [429]
    assert browsers[0].post("/sign-in/second-step", {"app_code": code_now(app)}).status == 429, "not even the right one"
    clock.advance(minutes=16)
    assert browsers[0].post("/sign-in/second-step", {"app_code": code_now(app)}).status == 303


def test_a_password_alone_leads_nowhere_without_the_second_step(cast, visit):
    an_app(cast.people["head"])
    someone = visit()
    by_password(someone, "head")
    assert someone.get("/").location == "/sign-in/second-step?next=/"
    assert (
        someone.post("/account/password", {"password": PASSWORD, "new_password": "een heel ander ding"}).status == 303
    )
    assert db.session.query(UserSession).count() == 0


def test_half_way_is_over_after_half_an_hour(cast, visit):
    app, someone = an_app(cast.people["head"]), visit()
    first_step(someone, cast.people["head"])
    clock.advance(minutes=30, seconds=1)
    assert someone.post("/sign-in/second-step", {"app_code": code_now(app)}).location == "/sign-in/staff"


def test_half_way_is_this_browsers_and_ends_with_the_second_step(cast, visit):
    app, someone = an_app(cast.people["head"]), visit()
    first_step(someone, cast.people["head"])
    with someone.client.session_transaction() as session:
        cookie = dict(session)
    assert visit().post("/sign-in/second-step", {"app_code": code_now(app)}).location == "/sign-in/staff"
    assert someone.post("/sign-in/second-step", {"app_code": code_now(app)}).location == "/"
    clock.advance(seconds=60)
    with someone.client.session_transaction() as session:
        session.clear()
        session.update(cookie)
    someone.token = ""
    assert someone.post("/sign-in/second-step", {"app_code": code_now(app)}).location == "/sign-in/staff"
    assert db.session.query(HalfWay).count() == 0


def test_one_proof_opens_no_session_for_who_needs_two(cast, visit):
    office = visit()
    token = actions.start_session(cast.people["office"], "a browser", now=clock.now())
    db.session.commit()
    with office.client.session_transaction() as session:
        session["_user_id"] = token
    assert office.get("/").location.startswith("/sign-in")


def test_a_mailed_link_is_no_way_around_the_second_step(cast, visit, work):
    an_app(cast.people["celik"])
    for who in ("head", "celik"):
        visit().post("/sign-in", {"email": f"{who}@regenboog.example"})
        assert work() == [], "who works here, and is nobody's parent here, gets no link"
    someone = visit()
    someone.post("/sign-in", {"email": "amina@regenboog.example"})
    assert someone.post(found(r"(/sign-in/link/\S+)", work()[0].text)).location == "/"


def test_who_gets_a_role_that_needs_two_steps_is_asked_for_them(cast, visit):
    celik = visit()
    by_password(celik, "celik")
    assert celik.get("/").status == 200
    cast.people["celik"].staff_roles.append(StaffRole(role=Role.OFFICE))
    db.session.commit()
    assert celik.get("/office").location.startswith("/sign-in")
    assert by_password(visit(), "celik").location.startswith("/sign-in/set-up")


def test_a_parent_who_also_works_in_the_office_needs_two_steps(cast, visit, work):
    office = cast.people["office"]
    db.session.add(Guardian(person_id=office.id, household=Household()))
    db.session.commit()
    someone = visit()
    someone.post("/sign-in", {"email": "office@regenboog.example"})
    link = found(r"(/sign-in/link/\S+)", work()[0].text)
    assert someone.post(link).location == "/", "as a parent"
    assert someone.get("/office").location.startswith("/hat?")
    someone.token = ""
    answer = someone.post("/hat/staff", {"next": "/office"})
    assert answer.location.startswith("/sign-in/staff?next="), "a password once more would be one step only"
    assert someone.get("/office").location.startswith("/hat?"), "still a parent"


def test_the_app_is_switched_off_and_its_owner_is_told(cast, visit, work):
    an_app(cast.people["celik"])
    celik = visit("celik")
    celik.post("/account/recovery-codes")
    work()
    assert celik.get("/account/second-step/off").status == 200
    assert celik.post("/account/second-step/off").location == "/account/second-step"
    assert by_password(visit(), "celik").location == "/"
    assert len(work()) == 1 and db.session.query(Audit).filter_by(did="second step switched off").count() == 1
    assert rows("recovery_code") == [], "the codes have no use any more"
    assert celik.post("/account/second-step/off").status == 303, "a second press changes nothing"


def test_who_must_have_a_second_step_keeps_one(cast, visit):
    an_app(cast.people["head"])
    head = visit("head")
    page = head.post("/account/second-step/off")
    assert page.status == 422 and page.alerts == 1 and db.session.query(CodeApp).count() == 1
    with_passkey(head)
    assert head.post("/account/second-step/off").status == 303
    (remove,) = [link for link in head.get("/account/passkeys").links if link.endswith("/remove")]
    page = head.post(remove)
    assert page.status == 422 and page.alerts == 1


def test_moving_to_another_phone_keeps_the_old_one_until_the_new_one_works(cast, visit):
    old = an_app(cast.people["head"])
    head, again = visit("head"), visit()
    page = head.follow(head.post("/account/second-step/app"))
    first_step(again, cast.people["head"])
    assert again.post("/sign-in/second-step", {"app_code": code_now(old)}).status == 303
    secret = found(r'<code dir="ltr">([A-Z2-7 ]+)</code>', page.html).replace(" ", "")
    assert head.post("/account/second-step/app/confirm", {"app_code": code_now(TOTP(secret))}).status == 303
    third = visit()
    first_step(third, cast.people["head"])
    clock.advance(seconds=60)
    assert third.post("/sign-in/second-step", {"app_code": code_now(old)}).status == 422
    assert third.post("/sign-in/second-step", {"app_code": code_now(TOTP(secret))}).status == 303


def test_a_set_up_that_was_not_finished_is_begun_again(cast, visit):
    someone = visit()
    first_step(someone, cast.people["head"])
    assert someone.get("/sign-in/set-up/app").location == "/sign-in/set-up?next=/"
    assert someone.post("/sign-in/set-up/app/confirm", {"app_code": ""}).location == "/sign-in/set-up?next=/"
    celik = visit("celik")
    assert celik.get("/account/second-step/app").location == "/account/second-step"
    assert celik.post("/account/second-step/app/confirm", {"app_code": "123456"}).location == "/account/second-step"
    celik.post("/account/second-step/app")
    clock.advance(hours=1, seconds=1)
    celik.sign_in("celik")
    assert celik.post("/account/second-step/app/confirm", {"app_code": "123456"}).location == "/account/second-step"


def test_the_secret_is_sealed_in_the_database(cast, visit):
    app = an_app(cast.people["head"])
    assert app.secret not in str(rows("code_app"))


def test_of_two_at_once_with_one_code_one_comes_in(cast, app):
    head = cast.people["head"]
    in_hand = an_app(head)
    code, now, number = code_now(in_hand), clock.now(), head.id
    together, wins = threading.Barrier(2), []

    def use() -> None:
        with app.app_context():
            from portal.db import transaction
            from portal.school.models import Person

            together.wait()
            try:
                with transaction() as session:
                    actions.use_app_code(session.get_one(Person, number), code, now=now)
                wins.append(1)
            except WrongProof:
                pass

    threads = [threading.Thread(target=use) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wins == [1]


@pytest.mark.parametrize(
    "who, then",
    [
        ({"is_staff": False, "is_required": False, "has_app": True, "has_passkey": True}, Follows.IN),
        ({"is_staff": True, "is_required": False, "has_app": False, "has_passkey": True}, Follows.IN),
        ({"is_staff": True, "is_required": False, "has_app": True, "has_passkey": False}, Follows.SECOND_STEP),
        ({"is_staff": True, "is_required": True, "has_app": False, "has_passkey": True}, Follows.SECOND_STEP),
        ({"is_staff": True, "is_required": True, "has_app": True, "has_passkey": False}, Follows.SECOND_STEP),
        ({"is_staff": True, "is_required": True, "has_app": False, "has_passkey": False}, Follows.SET_UP),
    ],
)
def test_what_follows_a_first_step(who, then):
    assert follows(**who) is then
