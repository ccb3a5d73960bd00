"""Staff come in with an address and a password; no answer tells which of the two was wrong."""

from portal import clock
from portal.accounts.models import Secret
from portal.db import db
from portal.demo.rules import PASSWORD

CELIK = {"email": "celik@regenboog.example", "password": PASSWORD}


def test_a_teacher_comes_in(cast, visit):
    someone = visit()
    assert someone.post("/sign-in/staff", CELIK).status == 303
    assert someone.get("/").status == 200


def test_capitals_in_the_address_do_not_matter(cast, visit):
    assert visit().post("/sign-in/staff", CELIK | {"email": " Celik@Regenboog.example "}).status == 303


def test_a_wrong_password_and_an_unknown_address_look_the_same(cast, visit):
    wrong = visit().post("/sign-in/staff", CELIK | {"password": "not this one at all"})
    unknown = visit().post("/sign-in/staff", {"email": "nobody@regenboog.example", "password": "not this one at all"})
    assert wrong.status == unknown.status == 422
    assert wrong.text == unknown.text and wrong.alerts == 1


def test_a_password_is_never_given_back(cast, visit):
    page = visit().post("/sign-in/staff", CELIK | {"password": "not this one at all"})
    assert "not this one at all" not in page.html and "celik@regenboog.example" in page.html


def test_guessing_is_stopped_and_counted_for_the_person(cast, visit):
    for _ in range(8):
        assert visit().post("/sign-in/staff", CELIK | {"password": "guess"}).status == 422
    assert visit().post("/sign-in/staff", CELIK).status == 429
    clock.advance(minutes=16)
    assert visit().post("/sign-in/staff", CELIK).status == 303


def test_passwords_are_kept_as_argon2id(cast):
    assert all(secret.hash.startswith("$argon2id$") for secret in db.session.query(Secret))


def test_guessing_from_the_hashes_costs_memory_and_time(real_hashes):
    hasher, rounds, kibibytes = real_hashes
    assert hasher.hash(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert rounds >= 2 and kibibytes >= 19 * 1024


def test_a_parent_has_no_password(cast, visit):
    assert visit().post("/sign-in/staff", {"email": "amina@regenboog.example", "password": PASSWORD}).status == 422


def test_a_form_without_its_token_is_refused(cast, visit):
    assert visit().post("/sign-in/staff", CELIK | {"csrf_token": "forged"}).status == 400
