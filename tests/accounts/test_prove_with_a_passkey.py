"""A passkey shows again who one is, before what is most sensitive; only the own one, and each answer once."""

from dataclasses import replace

import pytest

from portal import clock
from portal.accounts.models import Passkey, UserSession
from portal.db import db
from portal.incidents import actions as incidents
from portal.school.models import Person
from tests.accounts.authenticator import PRESENT, Device, asked, with_passkey
from tests.accounts.test_second_step import by_password
from tests.stories import some_facts
from tests.visitor import Page, Visitor

OPTIONS, PROVE = "/prove/passkey/options", "/prove/passkey"
PASSKEYS = "/account/passkeys"


def prove(visitor: Visitor, device: Device, back: str = PASSKEYS) -> Page:
    return visitor.post(f"{PROVE}?next={back}", {"answer": device.signed(asked(visitor, OPTIONS))})


def last_session(person: Person) -> UserSession:
    newest = UserSession.id.desc()
    return db.session.query(UserSession).filter_by(person_id=person.id).order_by(newest).limit(1).one()


@pytest.fixture
def bart(cast, visit):
    """Bart and the phone with his passkey, when his last proof is too long ago."""
    browser = visit("bart")
    device = with_passkey(browser)
    clock.advance(minutes=16)
    assert browser.get(PASSKEYS).location == f"/prove?next={PASSKEYS}"
    return browser, device


def proves_nothing(page: Page, browser: Visitor) -> bool:
    return page.status == 422 and page.alerts == 1 and browser.get(PASSKEYS).location == f"/prove?next={PASSKEYS}"


def test_the_own_passkey_leads_back_and_makes_the_session_strong(cast, visit):
    logged = incidents.log(cast.people["noor"], some_facts(cast), now=clock.now())
    db.session.commit()
    address, noor = f"/incidents/{logged.id}", visit()
    by_password(noor, "noor")
    noor.token = ""
    device = with_passkey(noor)
    assert not last_session(cast.people["noor"]).is_strong, "a password is one step"
    clock.advance(minutes=16)
    page = noor.follow(noor.get(address))
    assert f"{PROVE}?next={address}" in page.forms and f'data-options="{OPTIONS}"' in page.html
    assert prove(noor, device, address).location == address
    assert noor.get(address).status == 200 and last_session(cast.people["noor"]).is_strong
    clock.advance(minutes=16)
    assert noor.get(address).location == f"/prove?next={address}", "and it is a proof for a quarter of an hour"


def test_a_parent_proves_with_it_and_the_session_gets_a_new_token(cast, visit, bart):
    browser, device = bart
    with browser.client.session_transaction() as session:
        before = dict(session)
    assert prove(browser, device).location == PASSKEYS and browser.get(PASSKEYS).status == 200
    thief = visit()
    with thief.client.session_transaction() as session:
        session.update(before)
    assert thief.get("/").location.startswith("/sign-in")


def test_it_wakes_a_colleague_after_a_nights_rest(cast, visit):
    celik = visit("celik")
    device = with_passkey(celik)
    clock.advance(hours=13)
    assert celik.get("/conversations").location == "/prove?next=/conversations"
    assert prove(celik, device, "/conversations").location == "/conversations"
    assert celik.get("/conversations").status == 200


def test_it_is_good_for_the_hat_of_the_staff(both, visit):
    celik = visit("celik")
    device = with_passkey(celik)
    assert celik.post("/hat/staff", {"next": "/incidents"}).location == "/prove?next=/incidents"
    assert prove(celik, device, "/incidents").location == "/incidents"
    assert "Je bent hier als leerkracht" in celik.get("/")


def test_somebody_elses_passkey_proves_nothing(cast, visit, bart):
    browser, device = bart
    hers = with_passkey(visit("dana"))
    assert proves_nothing(prove(browser, hers), browser)
    assert prove(browser, device).status == 303, "the own one does"


def test_an_answer_proves_once(cast, bart):
    browser, device = bart
    answer = device.signed(asked(browser, OPTIONS))
    with browser.client.session_transaction() as session:
        question = session["asked"]
    assert browser.post(PROVE, {"answer": answer}).status == 303
    clock.advance(minutes=16)
    assert proves_nothing(browser.post(PROVE, {"answer": answer}), browser), "no question was asked"
    with browser.client.session_transaction() as session:
        session["asked"] = question
    assert proves_nothing(browser.post(PROVE, {"answer": answer}), browser), "the question was answered"
    asked(browser, OPTIONS)
    assert proves_nothing(browser.post(PROVE, {"answer": answer}), browser), "another question was asked"


def test_an_answer_to_another_browsers_question_proves_nothing(cast, visit, bart):
    browser, device = bart
    options = asked(visit(), "/sign-in/passkey/options")
    asked(browser, OPTIONS)
    assert proves_nothing(browser.post(PROVE, {"answer": device.signed(options)}), browser)


@pytest.mark.parametrize("bent", [{"origin": "https://elsewhere.example"}, {"flags": PRESENT}])
def test_what_was_bent_proves_nothing(bent, cast, bart):
    browser, device = bart
    assert proves_nothing(prove(browser, Device(**bent, keys=device.keys)), browser)


@pytest.mark.parametrize("answer", ["", "x", "[]", "{}", "null", "[" * 15_000, '{"rawId": 7, "response": {}}'])
def test_nonsense_proves_nothing(answer, cast, bart):
    browser, _device = bart
    asked(browser, OPTIONS)
    assert proves_nothing(browser.post(PROVE, {"answer": answer}), browser)


def test_a_passkey_that_was_let_go_proves_nothing(cast, bart):
    browser, device = bart
    db.session.query(Passkey).delete()
    db.session.commit()
    assert proves_nothing(prove(browser, device), browser)


def test_trying_without_end_is_stopped(cast, bart):
    browser, _device = bart
    statuses = [browser.post(PROVE, {"answer": "{}"}).status for _try in range(9)]
    assert statuses == [422] * 8 + [429]
    assert browser.post(OPTIONS).status == 200, "a question proves nothing, and locks no other way"


def test_only_who_has_a_passkey_is_shown_this_way(cast, visit, bart):
    browser, _device = bart
    assert _shows_it(browser) and not _shows_it(visit("dana"))
    db.session.query(Passkey).one().stopped_at = clock.now()
    db.session.commit()
    assert not _shows_it(browser), "one that was switched off is none"


@pytest.mark.parametrize("url", ["https://portal.example", "http://portal.example"])
def test_it_is_shown_only_where_passkeys_work(url, cast, app, bart, monkeypatch):
    browser, _device = bart
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], url=url))
    assert not _shows_it(browser)


def test_where_there_can_be_no_passkeys_the_way_is_not_there(cast, app, bart, monkeypatch):
    browser, _device = bart
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], url="http://portal.example"))
    assert browser.post(OPTIONS).status == browser.post(PROVE, {"answer": "{}"}).status == 404


def _shows_it(visitor: Visitor) -> bool:
    return "data-passkey" in visitor.get("/prove").html


def test_a_visitor_and_a_forged_form_are_sent_away(visit, bart):
    browser, _device = bart
    for path in (OPTIONS, PROVE):
        assert visit().post(path).location.startswith("/sign-in")
        assert browser.post(path, {"csrf_token": "forged"}).status == 400
