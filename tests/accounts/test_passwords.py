"""A password is set through a mailed link or by who knows the old one; it is long, and not easily guessed."""

import pytest

from portal import clock
from portal.accounts import actions
from portal.accounts.models import PasswordLink, Secret
from portal.accounts.rules import Fault, fault_of
from portal.audit import Audit
from portal.db import db
from portal.demo.rules import PASSWORD
from portal.school.models import Person, Role, StaffRole
from tests.accounts.reading import found
from tests.accounts.test_second_step import an_app, by_password
from tests.conftest import rows

NEW = "zeven kraanvogels eten kersen"


@pytest.fixture
def link(cast, work):
    """The address in the mail that this person gets."""

    def sent(person: Person) -> str:
        actions.send_password_link(person, now=clock.now())
        db.session.commit()
        (text,) = [mail.text for mail in work() if mail.to == person.email and "/sign-in/password/" in mail.text]
        return _link_in(text)

    return sent


def _link_in(text: str) -> str:
    return found(r"https?://\S+?(/sign-in/password/\S+)", text)


def test_a_new_colleague_gets_a_link_from_the_office_and_comes_in(cast, visit, work):
    person = Person(first_name="Nieuw", email="nieuw@regenboog.example", staff_roles=[StaffRole(role=Role.TEACHER)])
    db.session.add(person)
    db.session.commit()
    office = visit("office")
    assert f"/office/staff/{person.id}/password-link" in office.get(f"/office/staff/{person.id}/sign-in").forms
    assert office.post(f"/office/staff/{person.id}/password-link").location == "/office/recovery"
    (mail,) = work()
    address, someone = _link_in(mail.text), visit()
    assert mail.to == person.email and "Nieuw" in someone.get(address)
    assert someone.post(address, {"new_password": NEW}).location == "/"
    assert "Nieuw" in someone.get("/")
    assert by_password(visit(), "nieuw", NEW).location == "/"
    assert db.session.query(Audit).filter_by(did="password link sent").one().person_id == cast.people["office"].id


def test_the_office_goes_on_where_it_came_from(cast, visit):
    path = f"/office/staff/{cast.people['celik'].id}/password-link"
    assert visit("office").post(path, {"next": "/office"}).location == "/office"
    assert visit("office").post(path, {"next": "https://elsewhere.example"}).location == "/"


def test_looking_at_the_link_uses_nothing_up_and_it_works_once(cast, visit, link):
    address = link(cast.people["celik"])
    assert [visit().get(address).status for _scanner in range(3)] == [200, 200, 200]
    assert visit().post(address, {"new_password": NEW}).status == 303
    for page in (visit().get(address), visit().post(address, {"new_password": NEW})):
        assert page.status == 422 and page.alerts == 1


def test_a_refused_password_leaves_the_link_as_it_was(cast, visit, link):
    address, someone = link(cast.people["celik"]), visit()
    page = someone.post(address, {"new_password": "te klein"})
    assert page.status == 422 and page.alerts == 1 and "te klein" not in page.html
    assert someone.post(address, {"new_password": NEW}).status == 303


def test_a_link_is_over_after_three_days_or_when_a_newer_one_is_sent(cast, visit, link):
    old, new = link(cast.people["celik"]), link(cast.people["celik"])
    assert visit().get(old).status == 422 and visit().get(new).status == 200
    clock.advance(days=3, seconds=1)
    assert visit().post(new, {"new_password": NEW}).status == 422


def test_a_link_of_somebody_who_left_opens_nothing(cast, visit, link):
    address = link(cast.people["celik"])
    cast.people["celik"].left_on = clock.now().date()
    db.session.commit()
    assert visit().get(address).status == 422 and visit().post(address, {"new_password": NEW}).status == 422


def test_a_made_up_link_opens_nothing_and_guessing_is_stopped(cast, visit):
    someone = visit()
    statuses = [someone.post("/sign-in/password/" + "a" * 43, {"new_password": NEW}).status for _try in range(31)]
    assert set(statuses[:30]) == {422} and statuses[30] == 429


def test_the_token_is_not_in_the_database(cast, link):
    token = link(cast.people["celik"]).rpartition("/")[2]
    assert all(token not in str(row) for table in ("password_link", "message") for row in rows(table))


def test_a_link_signs_every_device_out_and_tells_the_owner(cast, visit, link, work):
    celik, address = visit("celik"), link(cast.people["celik"])
    visit().post(address, {"new_password": NEW})
    assert celik.get("/").status == 303
    assert [mail.to for mail in work()] == ["celik@regenboog.example"]


def test_who_was_half_way_with_the_old_password_begins_again(cast, visit, link):
    someone = visit()
    assert by_password(someone, "office").location.startswith("/sign-in/set-up")
    visit().post(link(cast.people["office"]), {"new_password": NEW})
    assert someone.post("/sign-in/set-up/app").location == "/sign-in/staff"


def test_a_link_is_one_step_for_who_needs_two(cast, visit, link):
    assert visit().post(link(cast.people["office"]), {"new_password": NEW}).location.startswith("/sign-in/set-up")
    an_app(cast.people["head"])
    answer = visit().post(link(cast.people["head"]), {"new_password": NEW})
    assert answer.location.startswith("/sign-in/second-step"), "the second step stays as it was"


def test_the_own_password_is_changed_by_who_knows_the_old_one(cast, visit, work):
    celik, phone = visit("celik"), visit("celik")
    page = celik.post("/account/password", {"password": PASSWORD, "new_password": NEW})
    assert page.location == "/account" and celik.get("/").status == 200
    assert phone.get("/").status == 303, "every other device is signed out"
    assert by_password(visit(), "celik").status == 422 and by_password(visit(), "celik", NEW).status == 303
    assert [mail.to for mail in work()] == ["celik@regenboog.example"]
    assert db.session.query(Audit).filter_by(did="password set").one().person_id == cast.people["celik"].id


def test_without_the_old_password_nothing_changes_and_guessing_is_stopped(cast, visit):
    celik = visit("celik")
    for _try in range(8):
        page = celik.post("/account/password", {"password": "a guess at it", "new_password": NEW})
        assert page.status == 422 and page.alerts == 1 and NEW not in page.html
    assert celik.post("/account/password", {"password": PASSWORD, "new_password": NEW}).status == 429


@pytest.mark.parametrize("new", ["kort", "x" * 129, "welkom123456", "Zeynep Celik 2026", "regenboog-2026!", ""])
def test_an_easy_password_is_refused_with_the_reason_beside_it(new, cast, visit):
    page = visit("celik").post("/account/password", {"password": PASSWORD, "new_password": new})
    assert page.status == 422 and page.alerts == 1 and 'id="new_password-error"' in page.html


def test_who_has_no_password_asks_for_a_link(cast, visit, work):
    db.session.query(Secret).filter_by(person_id=cast.people["celik"].id).delete()
    db.session.commit()
    celik = visit("celik")
    assert "/account/password" not in celik.get("/account/password").forms
    assert celik.post("/account/password/link").location == "/account"
    assert _link_in(work()[0].text)
    for _press in range(3):
        celik.post("/account/password/link")
    assert celik.post("/account/password/link").status == 429


def test_without_an_address_there_is_nowhere_to_send_a_link(cast, visit):
    person = Person(first_name="Nieuw", staff_roles=[StaffRole(role=Role.TEACHER)])
    db.session.add(person)
    db.session.commit()
    office = visit("office")
    for deed in ("password-link", "recovery"):
        page = office.post(f"/office/staff/{person.id}/{deed}")
        assert page.status == 422 and page.alerts == 1
    assert db.session.query(PasswordLink).count() == 0


def test_who_has_no_address_is_told_so(cast, visit):
    celik = visit("celik")
    cast.people["celik"].email = None
    db.session.commit()
    page = celik.post("/account/password/link")
    assert page.status == 422 and page.alerts == 1


def test_a_parent_gets_no_password(cast, visit):
    office, amina = visit("office"), cast.people["amina"].id
    assert office.get(f"/office/staff/{amina}/sign-in").status == 404
    assert office.post(f"/office/staff/{amina}/password-link").status == 404
    assert visit("amina").get("/account/password").status == 403


def test_the_first_person_of_a_new_school_is_led_to_a_second_step(cast, visit, app):
    run = app.test_cli_runner().invoke
    for weak in ("kort", "password1234", "regenboog 2026", "x" * 129):
        assert run(args=["create-admin", "eerste@elders.example", "--password", weak]).exit_code == 2
    done = run(args=["create-admin", "eerste@elders.example", "--password", NEW])
    assert done.exit_code == 0, done.output
    answer = visit().post("/sign-in/staff", {"email": "eerste@elders.example", "password": NEW})
    assert answer.location.startswith("/sign-in/set-up")


ABOUT = ["Hanna", "van", "Dijk", "head@regenboog.example", "De Regenboog"]


@pytest.mark.parametrize(
    "password, fault",
    [
        ("elf tekens.", Fault.SHORT),
        ("twaalf teken", None),
        ("x y" * 43, Fault.LONG),
        ("aaaaaaaaaaaaaaa", Fault.COMMON),
        ("abcabcabcabc", Fault.COMMON),
        ("1q2w3e4r5t6y", Fault.COMMON),
        ("Welkom012345", Fault.COMMON),
        ("P@ssw0rd2026!", Fault.COMMON),
        ("123456789012", Fault.COMMON),
        ("HannaVanDijk", Fault.PERSONAL),
        ("head@regenboog.example", Fault.PERSONAL),
        ("De-Regenboog-2026", Fault.PERSONAL),
        ("welkom hanna 12", Fault.PERSONAL),
        ("correct horse battery staple", None),
        ("zonnebloem fiets kajak", None),
        ("كلمة مرور طويلة جداً", None),
        ("tR8#kk20vLq9", None),
    ],
)
def test_what_a_password_may_be(password, fault):
    assert fault_of(password, ABOUT) is fault
