"""Text messages through the HTTP shapes of several providers, on a local receiver that speaks each of them."""

import base64
import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from portal import phones
from portal.channels import CannotSend, ChannelDown, NeverSends, Parcel, send_sms
from portal.channels.sms import MOST_PARTS, is_accepted, parts_of, words_of
from portal.settings import Settings, SettingsError, from_environment
from tests.servers import Authority, receiving, silent

PARCEL = Parcel(
    "message-7-abc", "+31612345678", "Er is nieuws van groep 3B", "De hele brief", "nl",
    link="https://portal.example/classes/1", school="De Regenboog",
)  # fmt: skip
WORDS = "De Regenboog: Er is nieuws van groep 3B https://portal.example/classes/1"
BASE = Settings(sms_sender="Regenboog")
SOON = (0.3, 0.8)

CM = replace(
    BASE, sms_url="/v1.0/message", sms_success="errorCode=0",
    sms_body='{"messages": {"authentication": {"producttoken": "a-token"}, "msg": [{"allowedChannels": ["SMS"],'
    ' "from": "{sender}", "to": [{"number": "{to_00}"}], "reference": "{key}",'
    ' "body": {"type": "auto", "content": "{text}"}}]}}',
)  # fmt: skip
CM_YES = json.dumps({"details": "Created 1 message(s)", "errorCode": 0, "messages": [{"status": "Accepted"}]})
CM_NO = json.dumps({"details": "No account found", "errorCode": 101, "messages": []})
BIRD = replace(
    BASE, sms_url="/messages", sms_headers='{"Authorization": "AccessKey live_abc"}',
    sms_body='{"originator": "{sender}", "recipients": ["{to_digits}"], "body": "{text}", "reference": "{key}",'
    ' "datacoding": "auto"}',
)  # fmt: skip
SPRYNG = replace(
    BASE, sms_url="/v1/messages", sms_headers='{"Authorization": "Bearer abc"}',
    sms_body='{"originator": "{sender}", "recipients": ["{to_digits}"], "body": "{text}", "reference": "{key}",'
    ' "encoding": "auto", "route": "business"}',
)  # fmt: skip
TWILIO = replace(
    BASE, sms_url="/2010-04-01/Accounts/AC1/Messages.json", sms_body="To={to}&From={sender}&Body={text}",
)  # fmt: skip
BY_GET = replace(BASE, sms_url="/send?user=school", sms_method="GET", sms_body="to={to_digits}&text={text}")


@pytest.fixture
def gateway():
    with receiving() as receiver:
        yield receiver


def at(gateway, settings: Settings, user: str = "") -> Settings:
    url = gateway.url.replace("://", f"://{user}") + (settings.sms_url or "/sms")
    return replace(settings, sms_url=url, sms_body=settings.sms_body or "to={to}&text={text}")


def test_as_cm_wants_it(gateway):
    gateway.body = CM_YES
    send_sms(PARCEL, at(gateway, CM))
    (asked,) = gateway.asked
    sent = json.loads(asked.body)["messages"]
    (message,) = sent["msg"]
    assert asked.path == "/v1.0/message" and sent["authentication"] == {"producttoken": "a-token"}
    assert message["to"] == [{"number": "0031612345678"}] and message["body"] == {"type": "auto", "content": WORDS}
    assert (message["from"], message["reference"]) == ("Regenboog", "message-7-abc")


def test_a_yes_that_means_no_is_a_no(gateway):
    gateway.body = CM_NO
    with pytest.raises(NeverSends, match="not accepted"):
        send_sms(PARCEL, at(gateway, CM))


def test_as_bird_wants_it(gateway):
    gateway.status, gateway.body = 201, json.dumps({"id": "1", "recipients": {"totalSentCount": 1}})
    send_sms(PARCEL, at(gateway, BIRD))
    (asked,) = gateway.asked
    assert asked.headers["authorization"] == "AccessKey live_abc"
    assert asked.headers["content-type"] == "application/json"
    assert json.loads(asked.body)["recipients"] == ["31612345678"] and json.loads(asked.body)["body"] == WORDS


def test_as_spryng_wants_it(gateway):
    send_sms(PARCEL, at(gateway, SPRYNG))
    (asked,) = gateway.asked
    sent = json.loads(asked.body)
    assert asked.headers["authorization"] == "Bearer abc" and sent["recipients"] == ["31612345678"]
    assert (sent["body"], sent["encoding"], sent["route"]) == (WORDS, "auto", "business")


def test_as_twilio_wants_it(gateway):
    gateway.status, gateway.body = 201, json.dumps({"sid": "SM1", "status": "queued", "error_code": None})
    send_sms(PARCEL, replace(at(gateway, TWILIO, "AC1:se%3Acret@"), sms_success="error_code=null"))
    (asked,) = gateway.asked
    assert parse_qs(asked.body.decode()) == {"To": ["+31612345678"], "From": ["Regenboog"], "Body": [WORDS]}
    assert base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")) == b"AC1:se:cret"
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"


def test_as_a_gateway_that_is_asked_with_get_wants_it(gateway):
    send_sms(PARCEL, at(gateway, BY_GET))
    (asked,) = gateway.asked
    assert asked.method == "GET" and asked.body == b""
    query = parse_qs(urlsplit(asked.path).query)
    assert query == {"user": ["school"], "to": ["31612345678"], "text": [WORDS]}


@pytest.mark.parametrize("settings", [CM, BIRD, SPRYNG, TWILIO], ids=["cm", "bird", "spryng", "twilio"])
def test_words_cannot_get_out_of_their_place(settings, gateway):
    gateway.body = CM_YES
    nasty = replace(PARCEL, subject='"}], "x": "{to} & {sender} =%0A')
    send_sms(nasty, at(gateway, settings))
    body = gateway.asked[0].body.decode()
    found = json.dumps(json.loads(body)) if body.startswith("{") else parse_qs(body)["Body"][0]
    assert "{to} & {sender}" in found


@pytest.mark.parametrize("status, kind", [
    (400, NeverSends), (404, NeverSends), (422, NeverSends), (401, ChannelDown), (402, ChannelDown),
    (403, ChannelDown), (429, ChannelDown), (500, ChannelDown), (503, ChannelDown), (302, ChannelDown),
])  # fmt: skip
def test_what_an_answer_means(status, kind, gateway):
    gateway.status, gateway.headers = status, {"Location": f"{gateway.url}/elsewhere", "Retry-After": "90"}
    with pytest.raises(CannotSend, match=f"sms gateway: {status}") as trouble:
        send_sms(PARCEL, at(gateway, BASE))
    assert type(trouble.value) is kind
    assert len(gateway.asked) == 1, "a redirect is not followed"
    assert getattr(trouble.value, "rests_for", 90) == 90


def test_no_gateway_and_one_that_hangs():
    with pytest.raises(ChannelDown, match="ConnectionRefusedError"):
        send_sms(PARCEL, replace(BASE, sms_url="http://127.0.0.1:1/", sms_body="to={to}&text={text}"))
    for drip in (b"", b"H"):
        with silent(drip=drip) as port, pytest.raises(ChannelDown):
            send_sms(PARCEL, replace(BASE, sms_url=f"http://127.0.0.1:{port}/", sms_body="to={to}&text={text}"), SOON)


def test_a_gateway_that_cannot_prove_who_it_is_gets_nothing(tmp_path):
    authority = Authority(tmp_path)
    with receiving(authority.server()) as gateway:
        with pytest.raises(ChannelDown, match="SSLCertVerificationError"):
            send_sms(PARCEL, at(gateway, BASE))
        assert gateway.asked == []
        send_sms(PARCEL, replace(at(gateway, BASE), ca_file=str(authority.ca_file)))
        assert len(gateway.asked) == 1


@pytest.mark.parametrize("words, parts", [
    ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("€" * 80, 1), ("€" * 81, 2), ("ب" * 70, 1), ("ب" * 71, 2),
    ("😀" * 35, 1), ("😀" * 36, 2), ("", 1),
])  # fmt: skip
def test_how_many_messages_the_network_makes_of_it(words, parts):
    assert parts_of(words) == parts


def test_a_long_subject_is_cut_and_the_link_never():
    long = replace(PARCEL, subject="موعد " * 200)
    words = words_of(long)
    assert parts_of(words) <= MOST_PARTS and words.endswith(f"… {PARCEL.link}")


@pytest.mark.parametrize("rule, is_yes", [
    ("a.0.b=yes", True), ("a.0.b=no", False), ("a.1.b=yes", False), ("c=0", True), ("c=1", False), ("d=null", True),
    ("e.f=yes", False), ("a.b=yes", False),
])  # fmt: skip
def test_which_answer_means_yes(rule, is_yes):
    assert is_accepted('{"a": [{"b": "yes"}], "c": 0, "d": null, "e": "x"}', rule) is is_yes
    assert not is_accepted("<html>", rule)


@pytest.mark.parametrize("typed, number", [
    ("06 12345678", "+31612345678"), ("(06) 12-34 56 78", "+31612345678"), ("0031612345678", "+31612345678"),
    ("+963 944 123 456", "+963944123456"), ("٠٦١٢٣٤٥٦٧٨", "+31612345678"), ("call me", None), ("06", None), ("", None),
    (None, None),
])  # fmt: skip
def test_a_number_is_written_in_one_way(typed, number):
    assert phones.normal(typed) == number


def test_a_landline_gets_no_text_messages():
    assert phones.takes_messages("06 12345678") and not phones.takes_messages("030 123 45 67")


@pytest.mark.parametrize("given", [
    {"SMS_URL": "http://sms.example/send", "SMS_BODY": "to={to}&text={text}"},
    {"SMS_URL": "ftp://sms.example", "SMS_BODY": "to={to}&text={text}"},
    {"SMS_URL": "https://sms.example"},
    {"SMS_URL": "https://sms.example", "SMS_BODY": "to={to}"},
    {"SMS_URL": "https://sms.example", "SMS_BODY": '{"to": "{to}", "text": "{text}"'},
    {"SMS_HEADERS": "Authorization: secret-key"}, {"SMS_HEADERS": '{"a": 1}'}, {"SMS_METHOD": "DELETE"},
])  # fmt: skip
def test_settings_that_cannot_work_stop_the_start(given, tmp_path):
    with pytest.raises(SettingsError, match="PORTAL_SMS") as refused:
        from_environment({"PORTAL_INSTANCE": str(tmp_path)} | {f"PORTAL_{name}": text for name, text in given.items()})
    assert "secret-key" not in str(refused.value)
