"""How the school reaches a person: own addresses shown to be one's own, choices, what was received, ending mail."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import inspect

from portal import channels, clock, outbox
from portal.accounts.models import UserSession
from portal.audit import Audit
from portal.db import db, transaction
from portal.outbox import Channel, Message, MessageChoice, PushDevice, Topic
from portal.school.actions import contact
from portal.school.models import AddressProof, Person
from tests.stories import a_post, hear_at_once
from tests.test_push import Phone

PAGE = "/account/messages"


@pytest.fixture(autouse=True)
def english(cast):
    for who in ("bart", "dana", "celik", "ravi"):
        cast.people[who].language = "en"
    db.session.commit()


@pytest.fixture
def with_sms(app, monkeypatch):
    settings = replace(app.config["SETTINGS"], sms_url="https://sms.example", sms_body="{to}{text}")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    monkeypatch.setattr(channels, "sender_for", lambda _channel, _settings: channels.record)


def code_in(parcels) -> str:
    (code,) = {found for parcel in parcels for found in re.findall(r"\b\d{6}\b", parcel.subject)}
    return code


def person(cast, who: str) -> Person:
    (number,) = inspect(cast.people[who]).identity
    return db.session.get_one(Person, number, populate_existing=True)


def test_a_new_address_counts_when_its_code_is_typed_and_the_old_one_is_told(cast, visit, work):
    bart = visit("bart")
    page = bart.follow(bart.post(f"{PAGE}/email", {"address": " Bart@New.example "}))
    assert "bart@new.example" in page
    parcels = work()
    assert [parcel.to for parcel in parcels] == ["bart@new.example"]
    assert person(cast, "bart").email == "bart@regenboog.example", "until then everything stays as it is"
    page = bart.follow(bart.post(f"{PAGE}/code", {"code": f" {code_in(parcels)} "}))
    assert "Confirmed. From now on we reach you there." in page and "Confirmed. Press to change it." in page
    assert (person(cast, "bart").email, person(cast, "bart").email_verified_at is not None) == (
        "bart@new.example",
        True,
    )
    (told,) = work()
    assert told.to == "bart@regenboog.example" and "Was it not you?" in told.text and "new.example" not in told.text
    assert db.session.query(Audit).filter_by(did="own email address confirmed").count() == 1


def test_confirming_the_address_one_has_tells_nobody_and_revives_it(cast, visit, work):
    with transaction():
        person(cast, "bart").email_failed_at = clock.now()
    clock.advance(minutes=1)
    bart = visit("bart")
    assert "Our mail to this address came back." in bart.get(PAGE)
    bart.post(f"{PAGE}/email", {"address": "bart@regenboog.example"})
    bart.post(f"{PAGE}/code", {"code": code_in(work())})
    assert outbox.has_working_email(person(cast, "bart")) and work() == []


def test_a_mobile_number_is_confirmed_by_text_message(cast, visit, work, with_sms):
    bart = visit("bart")
    bart.post(f"{PAGE}/phone", {"address": "06-12 34 56 78"})
    parcels = work()
    assert [parcel.to for parcel in parcels] == ["+31612345678"]
    bart.post(f"{PAGE}/code", {"code": code_in(parcels)})
    assert person(cast, "bart").phone == "+31612345678" and person(cast, "bart").phone_verified_at
    assert "+31 6 12345678" in bart.get(PAGE)
    assert [told.to for told in work()] == ["+31600000000"]


@pytest.mark.parametrize("typed", ["call me", "030 123 45 67", "06", "+31 6 1234567890123"])
def test_what_takes_no_text_messages_is_refused(typed, visit, work, with_sms):
    page = visit("bart").post(f"{PAGE}/phone", {"address": typed})
    assert page.status == 422 and "not a mobile number" in page and work() == []


def test_without_a_gateway_the_page_says_what_to_do(visit, work):
    bart = visit("bart")
    assert "The school sends no text messages yet." in bart.get(f"{PAGE}/phone")
    assert bart.post(f"{PAGE}/phone", {"address": "06 12345678"}).status == 422 and work() == []
    assert f"{PAGE}/phone" not in bart.get(PAGE).links


def test_an_address_of_somebody_else_gives_the_same_answer_and_no_code(cast, visit, work):
    bart = visit("bart")
    mine = bart.follow(bart.post(f"{PAGE}/email", {"address": "bart@free.example"})).text
    theirs = bart.follow(bart.post(f"{PAGE}/email", {"address": "dana@regenboog.example"})).text
    assert mine.replace("bart@free.example", "X") == theirs.replace("dana@regenboog.example", "X")
    parcels = {parcel.to: parcel for parcel in work()}
    assert "Nothing has changed: it is yours." in parcels["dana@regenboog.example"].text
    assert not re.search(r"\d{6}", parcels["dana@regenboog.example"].subject)
    for code in ("000000", code_in([parcels["bart@free.example"]])):
        assert bart.post(f"{PAGE}/code", {"code": code}).status == 422
    assert person(cast, "dana").email == "dana@regenboog.example"


def test_an_address_that_somebody_else_took_meanwhile_is_refused(cast, visit, work):
    bart = visit("bart")
    bart.post(f"{PAGE}/email", {"address": "shared@home.example"})
    code = code_in(work())
    with transaction():
        contact.set_email(person(cast, "dana"), "shared@home.example")
    assert bart.post(f"{PAGE}/code", {"code": code}).status == 422
    assert person(cast, "bart").email == "bart@regenboog.example"


def test_a_code_is_good_once_for_a_quarter_of_an_hour_and_only_the_last_one(cast, visit, work):
    bart = visit("bart")
    bart.post(f"{PAGE}/email", {"address": "bart@one.example"})
    first = code_in(work())
    bart.post(f"{PAGE}/email", {"address": "bart@two.example"})
    second = code_in(work())
    assert first == second or bart.post(f"{PAGE}/code", {"code": first}).status == 422
    clock.advance(minutes=15)
    bart = visit("bart")
    page = bart.post(f"{PAGE}/code", {"code": second})
    assert page.status == 422 and "There is no code that still counts." in page
    bart.post(f"{PAGE}/email", {"address": "bart@two.example"})
    third = code_in(work())
    assert bart.post(f"{PAGE}/code", {"code": third}).status == 303
    assert bart.post(f"{PAGE}/code", {"code": third}).status == 422


def test_a_code_is_taken_in_the_digits_of_the_readers_keyboard(cast, visit, work):
    bart = visit("bart")
    bart.post(f"{PAGE}/email", {"address": "bart@new.example"})
    arabic = code_in(work()).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert bart.post(f"{PAGE}/code", {"code": arabic}).status == 303


def test_codes_cannot_be_guessed_nor_sent_without_end(cast, visit, work):
    bart = visit("bart")
    bart.post(f"{PAGE}/email", {"address": "bart@new.example"})
    code = code_in(work())
    wrong = "111111" if code != "111111" else "222222"
    assert [bart.post(f"{PAGE}/code", {"code": wrong}).status for _try in range(6)] == [422] * 5 + [429]
    assert bart.post(f"{PAGE}/code", {"code": code}).status == 429, "the right one neither"
    asked = [bart.post(f"{PAGE}/email", {"address": f"bart@n{n}.example"}).status for n in range(6)]
    assert asked == [303] * 4 + [429] * 2


def test_the_code_of_one_is_no_code_for_another(cast, visit, work):
    visit("bart").post(f"{PAGE}/email", {"address": "bart@new.example"})
    dana = visit("dana")
    dana.post(f"{PAGE}/email", {"address": "dana@new.example"})
    codes = {parcel.to: code_in([parcel]) for parcel in work()}
    if codes["bart@new.example"] != codes["dana@new.example"]:
        assert dana.post(f"{PAGE}/code", {"code": codes["bart@new.example"]}).status == 422


def test_addresses_and_codes_lie_sealed(cast, visit, work):
    from tests.conftest import rows

    visit("bart").post(f"{PAGE}/email", {"address": "bart@new.example"})
    code = code_in(work())
    assert "new.example" not in str(rows("address_proof")) + str(rows("message"))
    assert code not in str(rows("address_proof"))


def test_codes_that_are_too_old_are_let_go(cast, visit):
    visit("bart").post(f"{PAGE}/email", {"address": "bart@new.example"})
    clock.advance(minutes=16)
    ((model, over),) = contact.run_out(clock.now())
    assert db.session.query(model).filter(over).count() == db.session.query(AddressProof).count() == 1


def test_everybody_else_sets_addresses_in_one_place(cast):
    bart, dana = person(cast, "bart"), person(cast, "dana")
    with pytest.raises(contact.AddressTaken):
        contact.set_email(bart, "DANA@regenboog.example")
    bart.email_verified_at = bart.email_failed_at = clock.now()
    contact.set_email(bart, " New@Home.example ")
    assert (bart.email, bart.email_verified_at, bart.email_failed_at) == ("new@home.example", None, None)
    bart.phone_verified_at = clock.now()
    contact.set_phone(bart, "06 0000 0000")
    assert bart.phone == "+31600000000" and bart.phone_verified_at is not None, "the same number, written otherwise"
    contact.set_phone(bart, "bel Ali")
    assert bart.phone == "bel Ali" and bart.phone_verified_at is None
    contact.set_phone(bart, " ")
    contact.set_email(bart, "")
    assert bart.phone is None and bart.email is None
    contact.set_email(dana, dana.email, verified_at=clock.now())
    assert dana.email_verified_at is not None


def prefers_call(cast) -> bool:
    guardian = person(cast, "bart").guardian
    return guardian is not None and guardian.prefers_call


def test_what_is_ticked_is_how_the_news_comes(cast, visit, work, with_sms):
    hear_at_once(cast.people["bart"])
    bart = visit("bart")
    page = bart.get(PAGE)
    assert re.search(r'<input checked[^>]*name="news_email"', page.html), "mail is what happens by itself"
    assert "news_push" not in page.html, "no device asked for notices"
    page = bart.follow(bart.post(PAGE, {"news_sms": "y", "conversations_email": "y", "prefers_call": "y"}))
    assert "That is how we reach you from now on." in page
    assert re.search(r'<input checked[^>]*name="news_sms"', page.html)
    a_post(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    assert "+31600000000" in {parcel.to for parcel in work()}
    assert prefers_call(cast)
    bart.post(PAGE, {})
    a_post(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    assert not {"+31600000000", "bart@regenboog.example"} & {parcel.to for parcel in work()}
    assert not prefers_call(cast)
    assert "There is news from class 3B" in bart.get(f"{PAGE}/received"), "it is read here"


def test_a_choice_for_a_phone_that_is_signed_out_is_kept(cast, visit):
    outbox.choose(person(cast, "bart"), Topic.NEWS, {Channel.PUSH, Channel.EMAIL})
    visit("bart").post(PAGE, {"news_email": "y"})
    assert outbox.chosen_by(person(cast, "bart"), Topic.NEWS) == {Channel.PUSH, Channel.EMAIL}


def test_each_is_asked_about_what_concerns_them(visit):
    teacher, helper = visit("celik").get(PAGE), visit("ravi").get(PAGE)
    assert "conversations_email" in teacher.html and "news_email" not in teacher.html
    assert "choice-form" not in helper.html and "A colleague who calls for help: everywhere at once." in helper
    assert "A colleague who calls for help" not in visit("bart").get(PAGE)


def test_choosing_twice_at_once_makes_one_row(cast):
    outbox.choose(person(cast, "bart"), Topic.NEWS, {Channel.EMAIL})
    outbox.choose(person(cast, "bart"), Topic.NEWS, set())
    assert db.session.query(MessageChoice).one().channels == frozenset()


def test_everything_that_was_sent_is_read_here_once_newest_first(cast, visit, work):
    with transaction():
        person(cast, "bart").email = None
        person(cast, "dana").email_verified_at = clock.now()
    hear_at_once(person(cast, "dana"), person(cast, "amina"))
    for title in ("one", "two"):
        a_post(person(cast, "celik"), cast.classes["3B"], title=title)
        clock.advance(minutes=1)
    db.session.commit()
    token = visit("dana")
    page = token.get(f"{PAGE}/received")
    assert page.text.count("There is news from class 3B. Read it here:") == 2
    assert f"/classes/{cast.classes['3B'].id}" in page.links and "http://" not in page.text
    assert "There is news" not in visit("amina").get(f"{PAGE}/received"), "hers are in Arabic"


def test_older_ones_are_a_page_further_and_nobody_elses(cast, visit):
    with transaction():
        for _n in range(31):
            outbox.queue(
                person(cast, "bart"), "news/messages/new.txt", cast.classes["3B"], now=clock.now(), class_name="3B"
            )
            clock.advance(minutes=1)
    bart = visit("bart")
    first = bart.get(f"{PAGE}/received")
    assert first.text.count("Hello Bart") == 30 and f"{PAGE}/received?page=2" in first.links
    assert bart.get(f"{PAGE}/received?page=2").text.count("Hello Bart") == 1
    for odd in ("-1", "0", "x", "999999999999999999999"):
        assert bart.get(f"{PAGE}/received?page={odd}").status == 200
    assert "No message yet." in visit("dana").get(f"{PAGE}/received")


def test_the_page_of_many_asks_no_more_than_that_of_few(cast, visit, queries):
    def queue(times):
        with transaction():
            for _n in range(times):
                outbox.queue(person(cast, "bart"), "news/messages/new.txt", cast.classes["3B"], now=clock.now(),
                             path=f"/classes/{cast.classes['3B'].id}", class_name="3B")  # fmt: skip

    bart = visit("bart")
    queue(1)
    bart.get(f"{PAGE}/received")
    with queries() as few:
        bart.get(f"{PAGE}/received")
    queue(20)
    with queries() as many:
        bart.get(f"{PAGE}/received")
    assert len(many) == len(few), "\n".join(many)


@pytest.fixture
def news_mail(cast, work):
    """A news mail to Bart as it left, and the path of the address that ends such mail."""
    with transaction():
        outbox.queue(
            person(cast, "bart"), "news/messages/new.txt", cast.classes["3B"], now=clock.now(), class_name="3B"
        )
    (parcel,) = work()
    return parcel, parcel.unsubscribe.removeprefix("http://127.0.0.1:8000")


def test_a_mail_program_ends_news_mail_with_one_press(cast, app, news_mail, work):
    parcel, path = news_mail
    hear_at_once(person(cast, "bart"))
    assert parcel.unsubscribe in parcel.text and parcel.unsubscribe in parcel.html
    stranger = app.test_client()
    answer = stranger.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "We mail you no more about class news." in answer.text
    db.session.rollback()
    a_post(person(cast, "celik"), cast.classes["3B"])
    db.session.commit()
    assert "bart@regenboog.example" not in {parcel.to for parcel in work()}
    assert outbox.chosen_by(person(cast, "bart"), Topic.CONVERSATIONS) is None, "only what was ended is ended"


def test_looking_at_it_ends_nothing_and_it_can_be_undone(cast, visit, news_mail):
    _parcel, path = news_mail
    somebody = visit()
    page = somebody.get(path)
    assert page.status == 200 and path in page.forms and db.session.query(MessageChoice).count() == 0
    assert f"{path}/undo" in somebody.post(path).forms
    assert somebody.post(f"{path}/undo").status == 303
    assert outbox.chosen_by(person(cast, "bart"), Topic.NEWS) == {Channel.EMAIL}


def test_nobody_can_make_up_such_an_address(visit, news_mail):
    _parcel, path = news_mail
    # Not the last letter: two of its bits say nothing.
    forged_end = ("A" if path[-2] != "A" else "B") + path[-1]
    for forged in (path[:-2] + forged_end, "/unsubscribe/WzEsIm5ld3MiXQ.x", "/unsubscribe/x"):
        assert visit().get(forged).status == 404 and visit().post(forged).status == 404
    assert db.session.query(MessageChoice).count() == 0


def test_mail_about_a_conversation_has_no_such_address(cast, work):
    with transaction():
        outbox.queue(person(cast, "bart"), "conversations/messages/opened.txt", cast.classes["3B"], now=clock.now(),
                     class_name="3B")  # fmt: skip
    (parcel,) = work()
    assert parcel.unsubscribe == "" and "/account/messages" in parcel.text and "/unsubscribe/" not in parcel.text


def test_mail_to_an_arab_reader_is_arabic_from_right_to_left(cast, work):
    with transaction():
        outbox.queue(
            person(cast, "amina"), "news/messages/new.txt", cast.classes["3B"], now=clock.now(), class_name="<3B>"
        )
    (parcel,) = work()
    assert '<html lang="ar" dir="rtl">' in parcel.html and "&lt;3B&gt;" in parcel.html and "<3B>" not in parcel.html
    assert '<a class="button" href="http://127.0.0.1:8000/">' in parcel.html


@pytest.fixture
def allowed(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], push_hosts="push.example"))
    monkeypatch.setattr(channels, "sender_for", lambda _channel, _settings: channels.record)


def fields(phone: Phone) -> dict:
    return {"endpoint": phone.device.endpoint, "p256dh": phone.device.p256dh, "auth": phone.device.auth}


def test_a_browser_that_allows_notices_gets_a_first_one_to_show_that_it_works(cast, visit, work, allowed):
    bart = visit("bart")
    assert 'id="notify"' in bart.get(PAGE).html
    page = bart.follow(bart.post(f"{PAGE}/devices", fields(Phone("https://push.example/abc"))))
    assert "We send a first notice to this device now." in page and "this device" in page
    (notice,) = work()
    assert notice.device.endpoint == "https://push.example/abc" and notice.text == "Notices work on this device"
    assert "news_push" in page.html, "from now on it can be chosen"
    bart.post(f"{PAGE}/devices", fields(Phone("https://push.example/abc")))
    device = db.session.query(PushDevice).one()
    assert "That device shows no more notices." in bart.follow(bart.post(f"{PAGE}/devices/{device.id}/remove"))
    assert db.session.query(PushDevice).count() == 0


@pytest.mark.parametrize("endpoint", ["https://127.0.0.1/x", "http://push.example/x", "https://10.0.0.1:22/", "", "x"])
def test_the_portal_calls_no_address_that_a_browser_made_up(endpoint, visit, work, allowed):
    bart = visit("bart")
    page = bart.follow(bart.post(f"{PAGE}/devices", fields(Phone(endpoint))))
    assert "This browser cannot show notices" in page and work() == []
    assert db.session.query(PushDevice).count() == 0


def test_nobody_else_ends_my_notices(cast, visit, allowed):
    visit("bart").post(f"{PAGE}/devices", fields(Phone("https://push.example/abc")))
    device = db.session.query(PushDevice).one()
    assert visit("dana").post(f"{PAGE}/devices/{device.id}/remove").status == 404
    assert db.session.query(PushDevice).count() == 1


def test_a_session_that_is_let_go_takes_its_device_along(cast, visit, allowed):
    visit("bart").post(f"{PAGE}/devices", fields(Phone("https://push.example/abc")))
    db.session.query(UserSession).delete()
    db.session.commit()
    assert db.session.query(PushDevice).count() == 0


def test_the_worker_of_notices_serves_the_whole_portal(visit):
    page = visit().get("/sw.js")
    assert page.status == 200 and page.response.content_type.startswith("text/javascript")
    assert page.response.headers["Cache-Control"] == "no-cache" and "showNotification" in page.html
    assert "sw.js" not in visit().get("/kiosk/pair").html


def test_messages_that_let_somebody_in_are_nowhere_on_the_page(cast, visit, work):
    bart = visit("bart")
    bart.post(f"{PAGE}/email", {"address": "bart@new.example"})
    code = code_in(work())
    assert code not in bart.get(f"{PAGE}/received").html
    assert db.session.query(Message).count() == 1
