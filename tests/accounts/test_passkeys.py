"""Passkeys: made on the own account, used to come in, removed; everything that is not quite right is refused."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from portal import clock
from portal.accounts.models import Challenge, Passkey, UserSession
from portal.accounts.rules import CHALLENGE_LIVES, Site, site_of
from portal.audit import Audit
from portal.db import db
from tests.accounts.authenticator import PRESENT, VERIFIED, Device, Key, add, asked, come_in, data, text, with_passkey
from tests.conftest import rows


@pytest.mark.parametrize("who", ["amina", "celik", "office", "head"])
def test_parents_and_staff_make_a_passkey_and_come_in_with_it_alone(who, cast, visit):
    device, someone = with_passkey(visit(who)), visit()
    assert come_in(someone, device).location == "/"
    assert cast.people[who].first_name in someone.get("/")
    assert db.session.query(UserSession).order_by(UserSession.id.desc()).limit(1).one().is_strong


def test_the_page_that_was_asked_for_opens_afterwards(cast, visit):
    device, someone = with_passkey(visit("head")), visit()
    answer = device.signed(asked(someone, "/sign-in/passkey/options"))
    assert someone.post("/sign-in/passkey?next=/incidents", {"answer": answer}).location == "/incidents"


def test_the_owner_sees_it_is_told_by_mail_and_it_is_written_down(cast, visit, work):
    amina = visit("amina")
    with_passkey(amina)
    page = amina.get("/account/passkeys")
    assert "My phone" in page and "لم يُستخدم بعد" in page
    (mail,) = work()
    assert (mail.to, mail.language) == ("amina@regenboog.example", "ar") and "/account" in mail.text
    assert "My phone" not in mail.text
    assert db.session.query(Audit).filter_by(did="passkey added").one().person_id == cast.people["amina"].id


def test_a_used_passkey_says_when_it_was_used(cast, visit):
    cast.people["bart"].language = "en"
    device = with_passkey(visit("bart"))
    someone = visit()
    come_in(someone, device)
    assert "last used" in someone.get("/account/passkeys")


def test_its_name_is_sealed_in_the_database(cast, visit):
    with_passkey(visit("bart"))
    assert "My phone" not in str(rows("passkey")) and db.session.query(Passkey).one().name == "My phone"


def test_a_passkey_without_a_name_is_asked_for_one(cast, visit):
    bart = visit("bart")
    page = add(bart, Device(), name=" ")
    assert page.status == 422 and page.alerts == 1 and db.session.query(Passkey).count() == 0


def test_the_same_answer_opens_nothing_twice(cast, visit):
    device, someone = with_passkey(visit("bart")), visit()
    answer = device.signed(asked(someone, "/sign-in/passkey/options"))
    assert someone.post("/sign-in/passkey", {"answer": answer}).status == 303
    replayed = visit()
    assert replayed.post("/sign-in/passkey", {"answer": answer}).status == 422
    asked(replayed, "/sign-in/passkey/options")
    page = replayed.post("/sign-in/passkey", {"answer": answer})
    assert page.status == 422 and page.alerts == 1 and replayed.get("/").status == 303


def test_a_refused_answer_has_spent_its_question(cast, visit):
    device, someone = with_passkey(visit("bart")), visit()
    options = asked(someone, "/sign-in/passkey/options")
    with someone.client.session_transaction() as session:
        cookie = dict(session)
    assert someone.post("/sign-in/passkey", {"answer": "{}"}).status == 422
    with someone.client.session_transaction() as session:
        session.update(cookie)
    assert someone.post("/sign-in/passkey", {"answer": device.signed(options)}).status == 422
    assert db.session.query(Challenge).count() == 0


def test_the_question_of_another_browser_is_not_answered_here(cast, visit):
    device, mine, theirs = with_passkey(visit("bart")), visit(), visit()
    options = asked(theirs, "/sign-in/passkey/options")
    asked(mine, "/sign-in/passkey/options")
    assert mine.post("/sign-in/passkey", {"answer": device.signed(options)}).status == 422


def test_a_question_is_over_after_five_minutes(cast, visit):
    device, someone = with_passkey(visit("bart")), visit()
    options = asked(someone, "/sign-in/passkey/options")
    clock.advance(seconds=CHALLENGE_LIVES.total_seconds())
    assert someone.post("/sign-in/passkey", {"answer": device.signed(options)}).status == 422


BENT = {
    "a foreign page": {"origin": "https://elsewhere.example"},
    "another port": {"origin": "http://localhost:9000"},
    "a foreign host": {"host": "elsewhere.example"},
    "nobody verified": {"flags": PRESENT},
    "nobody present": {"flags": VERIFIED},
}


@pytest.mark.parametrize("bent", BENT.values(), ids=list(BENT))
def test_what_was_bent_opens_nothing(bent, cast, visit):
    device, someone = with_passkey(visit("bart")), visit()
    bad = Device(**bent, keys=device.keys)
    assert come_in(someone, bad).status == 422 and someone.get("/").status == 303
    assert come_in(someone, device).status == 303, "the passkey itself is still good"


@pytest.mark.parametrize("bent", BENT.values(), ids=list(BENT))
def test_what_was_bent_is_not_kept_either(bent, cast, visit):
    page = add(visit("bart"), Device(**bent))
    assert page.status == 422 and page.alerts == 1 and db.session.query(Passkey).count() == 0


def _signature_of_another_key(answer: dict) -> None:
    answer["response"]["signature"] = text(b"\x30\x06\x02\x01\x01\x02\x01\x01")


def _somebody_elses_handle(answer: dict) -> None:
    answer["response"]["userHandle"] = text(bytes(32))


def _in_a_frame(answer: dict) -> None:
    client = json.loads(data(answer["response"]["clientDataJSON"]))
    answer["response"]["clientDataJSON"] = text(json.dumps(client | {"crossOrigin": True}).encode())


def _unknown_key(answer: dict) -> None:
    answer["id"] = answer["rawId"] = text(b"no such key")


def _for_another_deed(answer: dict) -> None:
    client = json.loads(data(answer["response"]["clientDataJSON"]))
    answer["response"]["clientDataJSON"] = text(json.dumps(client | {"type": "webauthn.create"}).encode())


SPOILED = [_signature_of_another_key, _somebody_elses_handle, _in_a_frame, _unknown_key, _for_another_deed]


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_tampered_answer_opens_nothing(spoil, cast, visit):
    device, someone = with_passkey(visit("bart")), visit()
    answer = json.loads(device.signed(asked(someone, "/sign-in/passkey/options")))
    spoil(answer)
    assert someone.post("/sign-in/passkey", {"answer": json.dumps(answer)}).status == 422
    assert someone.get("/").status == 303


NONSENSE = ["", "x", "[]", "{}", "null", '{"rawId": 7, "response": {}}', "[" * 15_000, "é" * 30_000,
            '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30"}}',
            '{"rawId":"A","response":{"clientDataJSON":"eyJ0eXBlIjoxfQ"}}']  # fmt: skip


@pytest.mark.parametrize("answer", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_refused_and_breaks_nothing(answer, cast, visit):
    someone, bart = visit(), visit("bart")
    asked(someone, "/sign-in/passkey/options")
    assert someone.post("/sign-in/passkey", {"answer": answer}).status == 422
    asked(bart, "/account/passkeys/options")
    assert bart.post("/account/passkeys/add", {"name": "x", "answer": answer}).status == 422


@pytest.mark.parametrize("key", [b"", b"\x00", b"\xa0", b"\xa1\x01\x02", b"\x82\x01\x02"])
def test_a_key_that_is_none_is_not_kept(key, cast, visit, monkeypatch):
    monkeypatch.setattr(Key, "public", lambda self: key)
    assert add(visit("bart"), Device()).status == 422 and db.session.query(Passkey).count() == 0


def test_a_removed_passkey_opens_nothing(cast, visit, work):
    bart = visit("bart")
    device = with_passkey(bart)
    work()
    (remove,) = [link for link in bart.get("/account/passkeys").links if link.endswith("/remove")]
    assert "My phone" in bart.get(remove)
    assert bart.post(remove).location == "/account/passkeys"
    assert come_in(visit(), device).status == 422
    assert len(work()) == 1 and db.session.query(Audit).filter_by(did="passkey removed").count() == 1


def test_somebody_elses_passkey_does_not_exist(cast, visit):
    with_passkey(visit("bart"))
    number = db.session.query(Passkey.id).scalar()
    assert visit("dana").get(f"/account/passkeys/{number}/remove").status == 404
    assert visit("dana").post(f"/account/passkeys/{number}/remove").status == 404


def test_the_question_for_one_person_makes_no_passkey_for_another(cast, visit):
    bart, dana, device = visit("bart"), visit("dana"), Device()
    options = asked(bart, "/account/passkeys/options")
    with bart.client.session_transaction() as session:
        token = session["asked"]
    asked(dana, "/account/passkeys/options")
    with dana.client.session_transaction() as session:
        session["asked"] = token
    assert dana.post("/account/passkeys/add", {"name": "x", "answer": device.made(options)}).status == 422
    assert db.session.query(Passkey).count() == 0


def test_a_question_to_sign_in_makes_no_passkey(cast, visit):
    bart, device = visit("bart"), Device()
    options = asked(bart, "/account/passkeys/options")
    made = json.loads(device.made(options))
    other = asked(bart, "/sign-in/passkey/options")
    client = {"type": "webauthn.create", "challenge": other["challenge"], "origin": device.origin}
    made["response"]["clientDataJSON"] = text(json.dumps(client).encode())
    assert bart.post("/account/passkeys/add", {"name": "x", "answer": json.dumps(made)}).status == 422


def test_one_passkey_is_kept_once(cast, visit):
    device = with_passkey(visit("bart"))
    page = add(visit("dana"), Device(number=device.keys[0].number))
    assert page.status == 422 and page.alerts == 1
    assert db.session.query(Passkey).one().person_id == cast.people["bart"].id


def test_a_device_is_told_which_passkeys_it_need_not_make_again(cast, visit):
    bart = visit("bart")
    device = with_passkey(bart)
    options = asked(bart, "/account/passkeys/options")
    assert [key["id"] for key in options["excludeCredentials"]] == [text(device.keys[0].number)]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["rp"] == {"name": "De Regenboog", "id": "localhost"}
    assert "bart" not in str(options["user"]["id"])


def test_a_copy_is_refused_switched_off_and_its_owner_is_told(cast, visit, work):
    cast.people["bart"].language = "en"
    device = with_passkey(visit("bart"))
    assert come_in(visit(), device).status == 303
    work()
    copy = Device(keys=[Key(device.keys[0].handle, device.keys[0].number, device.keys[0].private, counter=0)])
    someone = visit()
    page = someone.follow(come_in(someone, copy))
    assert "hebben we hem uitgezet" in page and someone.get("/").status == 303
    (mail,) = work()
    assert "two places" in mail.text
    assert come_in(visit(), device).status == 422, "the real one is off as well: nobody can tell them apart"
    assert "My phone" not in visit("bart").get("/account/passkeys")
    assert db.session.query(Audit).filter_by(did="passkey stopped").count() == 1


def test_a_synced_passkey_does_not_count_and_goes_on_working(cast, visit):
    device = with_passkey(visit("bart"), Device(counts=False))
    assert [come_in(visit(), device).status for _time in range(3)] == [303, 303, 303]


def test_a_forged_copy_without_the_key_switches_nothing_off(cast, visit):
    device, someone = with_passkey(visit("bart")), visit()
    forger = Device(keys=[Key(device.keys[0].handle, device.keys[0].number, counter=0)])
    assert come_in(someone, forger).status == 422
    assert come_in(someone, device).status == 303


def test_somebody_who_left_stays_outside(cast, visit):
    device = with_passkey(visit("celik"))
    cast.people["celik"].left_on = clock.now().date()
    db.session.commit()
    assert come_in(visit(), device).status == 422


def test_asking_without_end_is_stopped(cast, visit):
    someone = visit()
    answers = [someone.post("/sign-in/passkey/options").status for _try in range(61)]
    assert set(answers[:60]) == {200} and answers[60] == 429


def test_a_passkey_form_without_its_token_is_refused(cast, visit):
    bart = visit("bart")
    for path in ("/sign-in/passkey/options", "/sign-in/passkey", "/account/passkeys/options", "/account/passkeys/add"):
        assert bart.post(path, {"csrf_token": "forged"}).status == 400


def test_the_offer_stands_on_the_first_page_until_it_is_answered(cast, visit):
    bart = visit("bart")
    assert "/account/passkeys/add" in bart.get("/").links
    assert bart.post("/account/passkeys/not-now").location == "/"
    assert "/account/passkeys/add" not in bart.get("/").links
    assert "/account/passkeys/add" not in visit("bart").get("/").links, "it is remembered"
    assert "/account/passkeys/add" in bart.get("/account/passkeys").links, "it can still be made"


def test_who_made_a_passkey_is_not_offered_one(cast, visit):
    celik = visit("celik")
    assert "/account/passkeys/add" in celik.get("/").links
    with_passkey(celik)
    assert "/account/passkeys/add" not in celik.get("/").links


def test_every_page_with_a_passkey_says_what_to_do_without_javascript(cast, visit):
    pages = [visit().get("/sign-in"), visit().get("/sign-in/staff"), visit("bart").get("/account/passkeys/add")]
    for page in pages:
        assert "<noscript><p" in page.html and re.search(r'<div class="needs-js">\s*<form[^>]*data-passkey', page.html)


def _at(app, monkeypatch, url: str) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], url=url))


def test_at_another_address_than_the_portals_own_one_is_led_there(cast, visit, app, monkeypatch):
    _at(app, monkeypatch, "https://portal.example")
    for path in ("/account/passkeys", "/account/passkeys/add"):
        page = visit("bart").get(path)
        assert "data-passkey" not in page.html and "https://portal.example" in page.links
    assert "data-passkey" not in visit().get("/sign-in").html
    assert "/account/passkeys/add" not in visit("bart").get("/").links


def test_where_there_can_be_no_passkeys_nobody_is_asked_for_one(cast, visit, app, monkeypatch):
    _at(app, monkeypatch, "http://portal.example")
    assert "https" in visit("bart").get("/account/passkeys")
    assert visit().post("/sign-in/passkey/options").status == 404
    assert visit().post("/sign-in/passkey", {"answer": "{}"}).status == 404
    assert visit("bart").post("/account/passkeys/options").status == 404
    assert visit("bart").post("/account/passkeys/add", {"name": "x", "answer": "{}"}).status == 404


@pytest.mark.parametrize(
    "url, site",
    [
        ("https://portal.example", Site("portal.example", "https://portal.example")),
        ("https://portal.example:8443/", Site("portal.example", "https://portal.example:8443")),
        ("http://127.0.0.1:8000", Site("localhost", "http://localhost:8000")),
        ("http://localhost:8000", Site("localhost", "http://localhost:8000")),
        ("http://[::1]:8000", Site("localhost", "http://localhost:8000")),
        ("http://portal.example", None),
        ("https://192.168.1.5", None),
        ("", None),
    ],
)
def test_passkeys_want_a_safe_address_with_a_name(url, site):
    assert site_of(url) == site


def test_old_questions_are_not_kept(cast, visit, app):
    asked(visit(), "/sign-in/passkey/options")
    clock.advance(seconds=(CHALLENGE_LIVES + timedelta(seconds=1)).total_seconds())
    db.session.rollback()
    app.test_cli_runner().invoke(args=["retention"])
    assert db.session.query(Challenge).count() == 0
