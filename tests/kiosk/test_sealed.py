"""An incident that met no network waits sealed on the screen, arrives once, and is never lost."""

import json
import os

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from portal import clock, i18n, sealing, vault
from portal.db import db
from portal.demo.rules import PIN, SECOND_PIN
from portal.help_calls.models import HelpCall
from portal.incidents.models import Incident
from portal.incidents.rules import Kind, Police

HERE = {"Sec-Fetch-Site": "same-origin"}


def sealed(words: bytes) -> bytes:
    """As a browser does it."""
    mine = ec.generate_private_key(sealing.CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(sealing.CURVE, sealing.public_key())
    nonce = os.urandom(12)
    point = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return point + nonce + AESGCM(sealing.key_from(mine.exchange(ec.ECDH(), theirs))).encrypt(nonce, words, None)


@pytest.fixture
def send(cast, kiosk):
    """Send what waited: `send(pin="135790")`; returns the status."""

    def sent(key: str = "a sending", headers=HERE, at: object = None, **more) -> int:
        fields = {
            "kind": "physical", "place": cast.places["room 12"].id, "what_happened": "GEDUWD",
            "happened_at": f"{i18n.local(clock.now()):%Y-%m-%dT%H:%M}", "police": "called",
            "colleague": cast.people["noor"].id, "pin": PIN,
        } | more  # fmt: skip
        typed = [[name, str(value)] for name, value in fields.items() if value is not None]
        words = json.dumps({"key": key, "fields": typed, "at": at})
        return kiosk.post_raw("/kiosk/sealed", sealed(words.encode()), headers=headers)

    return sent


def test_it_arrives_as_it_was_typed_and_once(cast, send):
    assert send() == send() == 204
    (incident,) = db.session.query(Incident).all()
    assert incident.words["what_happened"] == "GEDUWD"
    assert incident.kind is Kind.PHYSICAL and incident.police is Police.CALLED
    assert incident.reporter_id == cast.people["noor"].id and incident.is_confirmed and not incident.is_draft
    assert incident.place_id == cast.places["room 12"].id


def test_with_another_pin_it_is_kept_and_the_coordinator_reads_that_nobody_confirmed_it(send, visit):
    assert send(pin="135790") == 204
    (incident,) = db.session.query(Incident).all()
    assert not incident.is_confirmed
    page = visit("sam").get(f"/incidents/{incident.id}")
    assert "GEDUWD" in page and "PIN die erbij zat" in page


def test_in_whose_name_it_was_written_without_their_pin_does_not_read_it(send, visit, work):
    assert send(pin="135790") == 204
    incident = db.session.query(Incident).one()
    noor = visit("noor")
    assert noor.get(f"/incidents/{incident.id}").status == 404
    assert f"/incidents/{incident.id}" not in noor.get("/incidents").html
    assert "GEDUWD" in visit("head").get(f"/incidents/{incident.id}")
    assert {sent.to.partition("@")[0] for sent in work()} == {"sam", "head"}


def test_in_the_coordinators_name_without_the_pin_the_coordinator_hears_of_it_too(cast, send, work):
    assert send(pin="135790", colleague=cast.people["sam"].id) == 204
    assert {sent.to.partition("@")[0] for sent in work()} == {"sam", "head"}


@pytest.mark.parametrize("called", ["Noor de Wit", " noor  DE wit", "Noor", "wit"])
def test_from_the_form_without_names_the_typed_name_and_the_pin_sign_it(called, cast, send):
    assert send(colleague=None, called=called) == 204
    incident = db.session.query(Incident).one()
    assert incident.reporter_id == cast.people["noor"].id and incident.is_confirmed
    assert incident.place_id == cast.places["room 12"].id and incident.police is Police.CALLED


@pytest.mark.parametrize("called", ["Nor de Wiet", "", "Amina"])
def test_a_name_of_nobody_here_is_kept_for_who_asks(called, cast, send, visit):
    assert send(colleague=None, called=called) == 204
    incident = db.session.query(Incident).one()
    assert not incident.is_confirmed and incident.reporter_id == cast.people["sam"].id
    page = visit("sam").get(f"/incidents/{incident.id}")
    assert "GEDUWD" in page and called in page and incident.police is Police.CALLED


@pytest.mark.parametrize("minutes, waited", [(200, 12000), (0, 0), (-30, 0), (9_999_999, 0)])
def test_the_second_pin_calls_quietly_however_late_it_arrives(minutes, waited, send):
    at = clock.now().timestamp() * 1000 - minutes * 60_000
    assert send(pin=SECOND_PIN, at=at) == send(pin=SECOND_PIN, at=at) == 204
    assert db.session.query(Incident).one().is_confirmed
    call = db.session.query(HelpCall).one()
    assert call.is_quiet and abs(call.waited_seconds - waited) < 5


@pytest.mark.parametrize("at", [None, "soon", [1], float("inf"), True])
def test_the_second_pin_calls_whatever_stands_where_its_moment_should(at, send):
    assert send(pin=SECOND_PIN, at=at) == 204
    assert db.session.query(HelpCall).one().waited_seconds == 0


def test_another_pin_calls_nobody(send):
    assert send() == send(key="two", pin="135790") == 204
    assert db.session.query(HelpCall).count() == 0


def test_what_is_wrong_in_one_field_takes_nothing_from_the_others(cast, send):
    assert send(kind="nonsense", pin="") == 204
    incident = db.session.query(Incident).one()
    assert incident.kind is Kind.OTHER and incident.place_id == cast.places["room 12"].id
    assert incident.words["what_happened"] == "GEDUWD"
    assert incident.police is Police.CALLED and not incident.is_confirmed


def test_guessing_by_sealed_sendings_is_as_limited_as_at_the_screen(send):
    for number in range(6):
        assert send(key=f"guess {number}", pin="135790") == 204
    assert send(key="the right one") == 204
    incidents = db.session.query(Incident).order_by(Incident.id).all()
    assert len(incidents) == 7 and not any(incident.is_confirmed for incident in incidents), "nobody learns which"


@pytest.mark.parametrize("more", [{"kind": "nonsense"}, {"happened_at": "2099-01-01T10:00"}, {"colleague": "9999"},
                                  {"what_happened": "x" * 5000}])  # fmt: skip
def test_what_a_form_would_refuse_is_kept_as_far_as_it_can_be(more, send):
    assert send(**more) == 204
    (incident,) = db.session.query(Incident).all()
    assert incident.kind in Kind and incident.happened_at <= clock.now() and incident.words["what_happened"][0] in "Gx"


def test_what_was_not_sealed_for_us_or_comes_from_elsewhere_is_refused(kiosk, send):
    assert kiosk.post_raw("/kiosk/sealed", os.urandom(300), headers=HERE) == 422
    assert kiosk.post_raw("/kiosk/sealed", b"", headers=HERE) == 422
    assert kiosk.post_raw("/kiosk/sealed", sealed(b"[]"), headers=HERE) == 422
    assert send(headers={"Sec-Fetch-Site": "cross-site"}) == 400
    assert db.session.query(Incident).count() == 0


def test_what_waited_still_opens_after_the_keys_were_rotated(monkeypatch, app):
    waiting = sealed(b"words")
    monkeypatch.setattr(vault.ring, "keys", {2: AESGCM(os.urandom(32))})
    assert sealing.unseal(waiting) == b"words"


def test_nothing_but_a_kiosk_sends_it(visit):
    assert visit("noor").post_raw("/kiosk/sealed", b"x", headers=HERE) in (303, 403, 404)
