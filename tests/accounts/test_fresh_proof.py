"""What is most sensitive asks for a proof of the last quarter of an hour; nothing typed is lost; help never waits."""

import re

import pytest

from portal import clock
from portal.access import FRESH, NEVER_ASKS, To
from portal.accounts import actions
from portal.accounts.models import KeptFields, ProofCode, UserSession
from portal.db import db
from portal.demo.rules import PASSWORD
from portal.incidents import actions as incidents
from portal.school import queries as school
from tests.conftest import rows
from tests.stories import a_call, some_facts


@pytest.fixture
def address(cast) -> str:
    """The page of an incident that Noor logged."""
    logged = incidents.log(cast.people["noor"], some_facts(cast), now=clock.now())
    db.session.commit()
    return f"/incidents/{logged.id}"


def test_incidents_ask_for_a_proof_and_figures_and_help_do_not():
    assert {To.READ_INCIDENT, To.CHANGE_INCIDENT} <= FRESH
    assert not FRESH & {To.SEE_FIGURES, To.SEE_HELP_CALLS, To.ANSWER_HELP_CALL, To.USE_KIOSK, To.PROVE}
    assert {To.SEE_HELP_CALLS, To.ANSWER_HELP_CALL} <= NEVER_ASKS


def test_people_letters_and_the_ways_in_ask_for_a_proof(cast, visit):
    office, noor, bart = visit("office"), cast.people["noor"].id, cast.people["bart"].id
    pages = [f"/office/people/{bart}/change", f"/office/staff/{noor}/sign-in", "/office/recovery",
             "/invitations/school", "/account/passkeys", "/account/password", "/account/second-step"]  # fmt: skip
    assert [office.get(page).status for page in pages] == [200] * len(pages)
    clock.advance(minutes=16)
    for page in pages:
        assert office.get(page).location == f"/prove?next={page}"
    office.post(f"/office/people/{bart}/change", {"first_name": "Bart", "email": "thief@elsewhere.example"})
    office.post(f"/office/staff/{noor}/password-link")
    db.session.refresh(cast.people["bart"])
    assert cast.people["bart"].email == "bart@regenboog.example" and rows("password_link") == []


def test_a_sign_in_is_a_proof_for_a_quarter_of_an_hour(address, visit):
    noor = visit("noor")
    clock.advance(minutes=14, seconds=59)
    assert noor.get(address).status == 200
    clock.advance(seconds=2)
    assert noor.get(address).location == f"/prove?next={address}"


def test_the_password_leads_back_to_the_same_page(address, visit):
    noor = visit("noor")
    clock.advance(minutes=20)
    page = noor.follow(noor.get(address))
    assert 'type="password"' in page.html and "Ben jij het?" in page
    answer = noor.post(page.forms[-1].replace("&amp;", "&"), {"password": PASSWORD})
    assert answer.status == 303 and answer.location == address
    assert noor.get(address).status == 200
    clock.advance(minutes=16)
    assert noor.get(address).status == 303


def test_a_wrong_password_proves_nothing_and_is_not_given_back(address, visit):
    noor = visit("noor")
    clock.advance(minutes=20)
    page = noor.post(f"/prove/password?next={address}", {"password": "not this one"})
    assert page.status == 422 and page.alerts == 1 and "not this one" not in page.html
    assert noor.get(address).status == 303
    assert noor.post(f"/prove/password?next={address}", {"password": ""}).status == 422


def test_guessing_is_stopped_also_from_another_device(address, visit):
    noor, elsewhere = visit("noor"), visit("noor")
    for _ in range(8):
        assert noor.post("/prove/password", {"password": "guess"}).status == 422
    stopped = elsewhere.post("/prove/password", {"password": PASSWORD})
    assert stopped.status == 429 and stopped.response.headers["Retry-After"] == "900"
    clock.advance(minutes=16)
    assert noor.post("/prove/password", {"password": PASSWORD}).status == 303


def test_what_was_typed_is_still_there_after_the_proof_and_says_so(address, visit):
    noor = visit("noor")
    noor.get(address)
    clock.advance(minutes=16)
    asked = noor.post(
        f"{address}/additions", {"text": "Later bleek meer."}, headers={"Referer": f"http://localhost{address}"}
    )
    assert asked.location == f"/prove?next={address}"
    page = noor.get(asked.location)
    assert "Wat je typte is bewaard" in page and "Later bleek meer." not in page.html
    back = noor.post(f"/prove/password?next={address}", {"password": PASSWORD})
    assert back.location == f"{address}?kept=1"
    page = noor.get(back.location)
    assert "Later bleek meer.</textarea>" in page.html and "Wat je typte staat er nog" in page
    assert noor.post(f"{address}/additions", {"text": "Later bleek meer."}).status == 303


def test_what_was_typed_is_kept_sealed_and_without_secrets(address, visit):
    noor = visit("noor")
    clock.advance(minutes=16)
    noor.post(f"{address}/additions", {"text": "Later bleek meer.", "password": "a secret word"})
    (kept,) = db.session.query(KeptFields)
    assert kept.fields == [["text", "Later bleek meer."]]
    assert "bleek" not in str(rows("kept_fields"))


def test_what_was_typed_for_one_page_does_not_turn_up_on_another(address, visit):
    noor = visit("noor")
    clock.advance(minutes=16)
    noor.post(f"{address}/additions", {"text": "Later bleek meer."})
    noor.get(address)
    assert noor.post(f"/prove/password?next={address}", {"password": PASSWORD}).location == address
    assert "Later bleek meer." not in noor.get(f"{address}?kept=1").html


def test_a_language_switch_on_the_way_loses_nothing(address, visit):
    noor = visit("noor")
    clock.advance(minutes=16)
    noor.post(f"{address}/additions", {"text": "Later bleek meer."}, headers={"Referer": f"http://localhost{address}"})
    noor.post("/language/en", {"next": f"/prove?next={address}", "password": "half"})
    assert noor.post(f"/prove/password?next={address}", {"password": PASSWORD}).location.endswith("kept=1")
    assert "Later bleek meer." in noor.get(f"{address}?kept=1").html


def test_a_part_of_a_page_sends_the_whole_browser_and_returns_to_the_page(address, visit):
    noor = visit("noor")
    clock.advance(minutes=16)
    answer = noor.get(address, headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/incidents?before=9"})
    assert answer.status == 204
    assert answer.response.headers["HX-Redirect"] == "/prove?next=/incidents?before%3D9"
    elsewhere = noor.get(address, headers={"HX-Request": "true", "HX-Current-URL": "https://evil.example/x"})
    assert elsewhere.response.headers["HX-Redirect"] == f"/prove?next={address}"


def test_the_way_back_stays_inside_the_portal(cast, visit):
    noor = visit("noor")
    for target in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"):
        assert noor.post(f"/prove/password?next={target}", {"password": PASSWORD}).location == "/"


def test_without_the_right_no_proof_is_asked(address, visit):
    bart, celik = visit("bart"), visit("celik")
    clock.advance(minutes=20)
    assert bart.get(address).status == 403
    assert celik.get(address).status == 404


def test_the_proof_gives_the_session_a_new_token_and_ends_the_old_one(address, visit):
    noor = visit("noor")
    with noor.client.session_transaction() as session:
        before = dict(session)
    noor.post("/prove/password", {"password": PASSWORD})
    thief = visit()
    with thief.client.session_transaction() as session:
        session.update(before)
    assert thief.get("/").location.startswith("/sign-in") and noor.get("/").status == 200
    assert db.session.query(UserSession).filter_by(person_id=noor_id()).count() == 1


def noor_id() -> int:
    noor = school.person_by_email("noor@regenboog.example")
    assert noor is not None
    return noor.id


def test_answering_a_call_for_help_never_asks(cast, visit):
    call = a_call(cast)
    db.session.commit()
    ravi = visit("ravi")
    for hours in (1, 13, 24 * 8):
        clock.advance(hours=hours)
        assert ravi.get(f"/help-calls/{call.id}").status == 200
        assert ravi.get("/help-calls").status == 200
    assert ravi.get("/").location == "/prove?next=/", "all the rest waits for a proof"
    assert ravi.post(f"/help-calls/{call.id}/coming").location == f"/help-calls/{call.id}"
    assert ravi.post(f"/help-calls/{call.id}/stand-down", {"ending": "safe"}).status == 303


def _code(work) -> str:
    (message,) = work()
    found = re.search(r"\b(\d{6})\b", message.text)
    assert found and "incident" not in message.text.lower()
    return found.group(1)


def test_a_parent_proves_with_a_mailed_code(sensitive_for_parents, cast, visit, work):
    amina = visit("amina")
    clock.advance(minutes=16)
    page = amina.follow(amina.get("/conversations"))
    assert 'type="password"' not in page.html
    sent = amina.post("/prove/code/send?next=/conversations", {"channel": "email"})
    assert sent.location == "/prove?next=/conversations&sent=email"
    assert 'autocomplete="one-time-code"' in amina.get(sent.location).html
    code = _code(work)
    eastern = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert (
        amina.post("/prove/code?next=/conversations", {"code": f" {eastern[:3]} {eastern[3:]} "}).location
        == "/conversations"
    )
    assert amina.get("/conversations").status == 200


def test_a_code_comes_by_text_message_only_to_a_number_of_ones_own(with_sms, sensitive_for_parents, cast, visit, work):
    amina = cast.people["amina"]
    amina.phone, amina.email = "06 12345678", None
    db.session.commit()
    browser = visit()
    token = actions.start_session(amina, "", now=clock.now())
    db.session.commit()
    with browser.client.session_transaction() as session:
        session["_user_id"] = token
    clock.advance(minutes=16)
    assert "send-email" not in browser.get("/prove").html
    browser.post("/prove/code/send", {"channel": "sms"})
    messages = work()
    assert messages[0].to == "+31612345678" and len(messages[0].text) <= 70
    cast.people["bart"].phone = "06 12345678"
    db.session.commit()
    page = browser.get("/prove")
    assert "send-sms" not in page.html and "لا نستطيع التأكد" in page
    browser.post("/prove/code/send", {"channel": "sms"})
    assert work() == []


def test_a_code_works_once_in_its_own_session_for_ten_minutes(sensitive_for_parents, cast, visit, work):
    amina, other = visit("amina"), visit("amina")
    amina.post("/prove/code/send", {"channel": "email"})
    code = _code(work)
    assert other.post("/prove/code", {"code": code}).status == 422, "it is bound to the session that asked"
    assert amina.post("/prove/code", {"code": code}).status == 303
    assert amina.post("/prove/code", {"code": code}).status == 422
    amina.post("/prove/code/send", {"channel": "email"})
    late = _code(work)
    clock.advance(minutes=10, seconds=1)
    page = amina.post("/prove/code", {"code": late})
    assert page.status == 422 and page.alerts == 1


def test_a_new_code_ends_the_one_before(sensitive_for_parents, cast, visit, work):
    amina = visit("amina")
    amina.post("/prove/code/send", {"channel": "email"})
    first = _code(work)
    amina.post("/prove/code/send", {"channel": "email"})
    second = _code(work)
    assert first == second or amina.post("/prove/code", {"code": first}).status == 422
    assert amina.post("/prove/code", {"code": second}).status == 303


def test_asking_for_codes_and_guessing_them_is_stopped(cast, visit, work):
    amina = visit("amina")
    sent = [amina.post("/prove/code/send", {"channel": "email"}).status for _ in range(5)]
    assert sent == [303, 303, 303, 303, 429]
    assert [amina.post("/prove/code", {"code": "000000x"}).status for _ in range(9)][-1] == 429


def test_a_code_is_not_in_the_database_as_such(cast, visit, work):
    amina = visit("amina")
    amina.post("/prove/code/send", {"channel": "email"})
    code = _code(work)
    assert code not in str(rows("proof_code")) and code not in str(rows("message"))
    assert db.session.query(ProofCode).count() == 1


def test_staff_with_a_password_are_offered_no_weaker_way(cast, visit, work):
    noor = visit("noor")
    page = noor.get("/prove")
    assert "send-email" not in page.html
    noor.post("/prove/code/send", {"channel": "email"})
    assert work() == []
    assert noor.post("/prove/code", {"code": "123456"}).status == 422


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_the_page_is_there_in_every_language(language, cast, visit):
    cast.people["amina"].language = language
    db.session.commit()
    amina = visit("amina")
    for path in ("/prove", "/prove?sent=email"):
        page = amina.get(path)
        assert page.status == 200 and f'<html lang="{language}"' in page.html


def test_a_visitor_is_asked_to_sign_in_instead(visit):
    assert visit().get("/prove").location.startswith("/sign-in")
