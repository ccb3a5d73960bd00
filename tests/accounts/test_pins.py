"""A colleague chooses the PIN for the kiosk, and a second one for when somebody forces them; the two never match."""

import re

import pytest

from portal import clock
from portal.access import FRESH, To
from portal.accounts import actions
from portal.accounts.actions import Signature
from portal.accounts.models import Secret
from portal.accounts.rules import PinFault, pin_fault_of
from portal.db import db
from portal.demo.rules import PIN, SECOND_PIN
from portal.privacy.queries.labels_of_values import WORDS
from tests.conftest import rows

NEW = "730491"
AT = re.compile(r"\d\d:\d\d")


def said_by(person, pin: str) -> Signature:
    return actions.signature(person, pin)


def test_a_colleague_sets_a_new_pin_and_is_told(cast, visit, work):
    noor = visit("noor")
    page = noor.follow(noor.post("/account/pin", {"new_pin": NEW}))
    assert page.status == 200 and NEW not in page.html
    assert said_by(cast.people["noor"], NEW) is Signature.FREE
    assert said_by(cast.people["noor"], PIN) is Signature.WRONG
    (mail,) = [message for message in work() if message.to == cast.people["noor"].email]
    assert NEW not in mail.text


def test_a_second_pin_is_chosen_changed_and_taken_away(cast, visit):
    elif_, person = visit("elif"), cast.people["elif"]
    assert "/account/pin/second/remove" not in elif_.get("/account/pin").forms
    assert elif_.post("/account/pin/second", {"second_pin": NEW}).status == 303
    assert said_by(person, NEW) is Signature.FORCED and said_by(person, PIN) is Signature.FREE
    assert "/account/pin/second/remove" in elif_.get("/account/pin").forms
    assert elif_.post("/account/pin/second/remove").status == 303
    assert said_by(person, NEW) is Signature.WRONG


@pytest.mark.parametrize(
    "path, field, pin", [("/account/pin", "new_pin", SECOND_PIN), ("/account/pin/second", "second_pin", PIN)]
)
def test_both_pins_alike_are_refused(cast, visit, path, field, pin):
    page = visit("noor").post(path, {field: pin})
    assert page.status == 422 and page.alerts == 1 and pin not in page.html
    assert said_by(cast.people["noor"], PIN) is Signature.FREE
    assert said_by(cast.people["noor"], SECOND_PIN) is Signature.FORCED


def test_a_second_pin_needs_a_first(cast, visit):
    db.session.query(Secret).filter_by(person_id=cast.people["elif"].id, kind="pin").delete()
    elif_ = visit("elif")
    assert "second_pin" not in elif_.get("/account/pin").html
    assert elif_.post("/account/pin/second", {"second_pin": NEW}).status == 422


@pytest.mark.parametrize("pin, fault", [
    ("12345", PinFault.LENGTH), ("1234567890123", PinFault.LENGTH), ("abcdef", PinFault.NO_DIGITS),
    ("١٢٣٤٥٦", PinFault.NO_DIGITS), ("111111", PinFault.EASY), ("123456", PinFault.EASY), ("987654", PinFault.EASY),
    ("567890", PinFault.EASY), ("121212", PinFault.EASY), ("123123", PinFault.EASY), (PIN, None), (NEW, None),
])  # fmt: skip
def test_a_pin_that_everybody_tries_first_is_no_pin(pin, fault):
    assert pin_fault_of(pin) is fault


def test_every_refusal_is_said_and_changes_nothing(cast, visit):
    noor, before = visit("noor"), rows("secret")
    for pin in ("", "12345", "abcdef", "111111", "9" * 50):
        for path, field in (("/account/pin", "new_pin"), ("/account/pin/second", "second_pin")):
            page = noor.post(path, {field: pin})
            assert page.status == 422 and page.alerts == 1, (path, pin)
    assert rows("secret") == before


def test_changing_it_again_and_again_has_to_wait(visit):
    noor = visit("noor")
    assert [noor.post("/account/pin", {"new_pin": "111111"}).status for _try in range(11)][-2:] == [422, 429]


def test_neither_the_log_nor_the_mail_says_which_of_the_two_it_was(cast, visit, work):
    noor = visit("noor")
    told = []
    for path, field in (("/account/pin", "new_pin"), ("/account/pin/second", "second_pin")):
        noor.post(path, {field: f"{NEW}{len(told)}"})
        told.append([AT.sub("at", message.text) for message in work()])
    assert len(told[0]) == 1 and told[0] == told[1]
    assert {row.did for row in rows("audit") if "pin" in row.did} == {"pin changed"}


def test_a_fresh_proof_comes_first_and_a_copy_of_the_data_has_a_word_for_it(visit):
    assert To.CHANGE_OWN_STEPS in FRESH and ("proof", "duress") in WORDS
    noor = visit("noor")
    clock.advance(minutes=16)
    assert noor.get("/account/pin").location == "/prove?next=/account/pin"
