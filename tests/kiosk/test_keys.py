"""The key of a screen: bound to its place, changed every day, never lost on the way, and worthless as a copy."""

import re
import threading
from contextvars import Context

import pytest

from portal import audit, clock
from portal.db import db
from portal.kiosk import actions, queries
from portal.kiosk.models import KioskDevice, KioskKey
from portal.kiosk.queries import hash_of
from portal.kiosk.rules import OVERLAP, family_of, new_token, place_of


def key_in(browser) -> str:
    """The key that this browser holds for the kiosk's pages."""
    return browser.client.get_cookie("kiosk", path="/kiosk").value


def hold(browser, key: str) -> None:
    """Put a key into a browser, as who copied it would."""
    browser.client.set_cookie("kiosk", key, path="/kiosk")


def device() -> KioskDevice:
    db.session.expire_all()
    return db.session.query(KioskDevice).one()


def a_day_later(kiosk) -> tuple[str, str]:
    """The key of yesterday and the one that was handed out today and came back."""
    old = key_in(kiosk)
    clock.advance(days=1, minutes=1)
    kiosk.get("/kiosk")
    new = key_in(kiosk)
    assert kiosk.get("/kiosk").status == 200
    return old, new


def test_the_key_goes_to_the_kiosk_only_and_the_mark_has_no_secret(cast, visit, pairing_code):
    set_cookies = visit().post("/kiosk/pair", {"code": pairing_code}).response.headers.getlist("Set-Cookie")
    (key,) = [c for c in set_cookies if c.startswith("kiosk=") and "Path=/kiosk" in c]
    (mark,) = [c for c in set_cookies if c.startswith("kiosk-only=")]
    assert all(word in key for word in ("HttpOnly", "SameSite=Strict"))
    assert mark.startswith("kiosk-only=1;") and "Path=/;" in mark + ";" and "HttpOnly" in mark
    assert place_of(key.split("=", 1)[1].split(";")[0]) == cast.places["reception"].id


def test_nothing_but_the_key_and_the_mark_stays_in_the_browser(cast, visit, pairing_code):
    noor = visit("noor")
    noor.client.set_cookie("language", "ar")
    noor.client.set_cookie("device", "known")
    noor.post("/kiosk/pair", {"code": pairing_code})
    for _page in range(2):
        assert noor.get("/kiosk").status == 200
    kept = {cookie.key for cookie in noor.client._cookies.values()}
    assert kept == {"kiosk", "kiosk-only"}
    assert device().language == "ar", "the screen goes on in the language it was paired in"


def test_the_key_changes_every_day_and_the_screen_goes_on(kiosk):
    old, new = a_day_later(kiosk)
    assert old != new and family_of(old) == family_of(new) and device().rotated_at is not None
    assert key_in(kiosk) == new, "for one day"


def test_a_young_key_stays(kiosk):
    key = key_in(kiosk)
    clock.advance(hours=23)
    kiosk.get("/kiosk")
    assert key_in(kiosk) == key and db.session.query(KioskKey).count() == 0


def test_a_press_waits_for_no_new_key(kiosk):
    key = key_in(kiosk)
    form = re.findall(r'name="csrf_token" value="([^"]+)"', kiosk.get("/kiosk").html)[0]
    clock.advance(days=2)
    assert kiosk.client.post("/kiosk/call", data={"key": "a press", "csrf_token": form}).status_code == 303
    assert key_in(kiosk) == key


def test_an_answer_that_was_lost_unpairs_nobody(kiosk):
    old = key_in(kiosk)
    clock.advance(days=1, minutes=1)
    kiosk.get("/kiosk")
    hold(kiosk, old)
    for _day in range(3):
        clock.advance(days=1)
        assert kiosk.get("/kiosk").status == 200
        hold(kiosk, old)
    assert device().copied_at is None
    kiosk.get("/kiosk/lamp")
    assert kiosk.get("/kiosk").status == 200


def test_of_two_requests_at_once_one_brings_the_new_key(kiosk):
    old = key_in(kiosk)
    clock.advance(days=1, minutes=1)
    kiosk.get("/kiosk")
    first = key_in(kiosk)
    hold(kiosk, old)
    kiosk.get("/kiosk/lamp")
    assert first != old and key_in(kiosk) == old and db.session.query(KioskKey).count() == 1


def test_the_old_key_works_while_requests_are_on_their_way(kiosk):
    old, _new = a_day_later(kiosk)
    hold(kiosk, old)
    assert kiosk.get("/kiosk").status == 200
    assert device().copied_at is None


def test_a_screen_whose_power_failed_before_it_wrote_the_new_key_comes_back(kiosk):
    old, _new = a_day_later(kiosk)
    hold(kiosk, old)
    clock.advance(hours=12)
    assert kiosk.get("/kiosk").status == 200
    assert device().copied_at is None


def test_a_copy_is_refused_the_screen_goes_on_and_the_office_is_told_once(cast, kiosk, visit, work):
    old, _new = a_day_later(kiosk)
    clock.advance(minutes=5)
    kiosk.get("/kiosk/lamp")
    thief = visit()
    hold(thief, old)
    for _try in range(2):
        assert thief.get("/kiosk").location == "/kiosk/pair"
        assert thief.post("/kiosk/call", {"key": "k", "csrf_token": "x"}).status in (303, 400)
    assert kiosk.get("/kiosk").status == 200, "a copy cannot switch the help off"
    sent = work()
    told = [parcel for parcel in sent if "scherm van de school" in parcel.subject]
    assert [parcel.to for parcel in told] == [cast.people["office"].email]
    assert "Balie" not in told[0].text and "/office/kiosks" in told[0].text
    assert work() == []
    page = visit("office").get("/office/kiosks")
    assert page.alerts == 1 and "op een tweede computer gebruikt" in page


def test_the_office_looks_and_the_next_copy_is_told_anew(kiosk, visit, work):
    old, _new = a_day_later(kiosk)
    clock.advance(minutes=5)
    kiosk.get("/kiosk/lamp")
    thief, office = visit(), visit("office")
    hold(thief, old)
    thief.get("/kiosk")
    work()
    number = device().id
    assert office.post(f"/office/kiosks/{number}/settle").status == 303
    assert office.post(f"/office/kiosks/{number}/settle").status == 303, "a second click does nothing"
    assert device().copied_at is None and office.get("/office/kiosks").alerts == 0
    assert [deed.did for deed in audit.deeds_about(device())].count("kiosk copy settled") == 1
    hold(thief, old)
    thief.get("/kiosk")
    assert device().copied_at is not None and work()


def test_who_holds_a_copy_is_told_that_it_is_one(kiosk, visit):
    old, _new = a_day_later(kiosk)
    clock.advance(minutes=5)
    kiosk.get("/kiosk/lamp")
    thief = visit()
    hold(thief, old)
    page = thief.get("/kiosk/pair")
    assert page.alerts == 1 and "op twee computers gebruikt" in page


@pytest.mark.parametrize("key", ["", "x", "1.a.b", "1.a", "....", "9" * 400, "١.a.b", "1.\x00.b"])
def test_a_made_up_key_opens_nothing_and_tells_nobody(key, kiosk, visit):
    stranger = visit()
    hold(stranger, key)
    assert stranger.get("/kiosk").status == 303
    assert device().copied_at is None


def test_a_key_is_bound_to_its_place(cast, kiosk):
    device().place_id = cast.places["room 12"].id
    db.session.commit()
    assert kiosk.get("/kiosk").location == "/kiosk/pair", "a screen that moves is paired anew"


def test_a_key_with_another_place_written_on_it_is_worthless(cast, kiosk, visit):
    other = key_in(kiosk).replace(f"{cast.places['reception'].id}.", f"{cast.places['room 12'].id}.", 1)
    stranger = visit()
    hold(stranger, other)
    assert stranger.get("/kiosk").status == 303


def test_a_screen_that_is_switched_off_has_no_key_that_works(kiosk, visit):
    old, new = a_day_later(kiosk)
    visit("office").post(f"/office/kiosks/{device().id}/revoke")
    for key in (old, new):
        browser = visit()
        hold(browser, key)
        assert browser.get("/kiosk").location == "/kiosk/pair"
        page = browser.get("/kiosk/pair")
        assert "de administratie heeft het uitgezet" in page
        assert page.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert device().copied_at is None


def test_a_screen_paired_before_keys_had_a_place_is_taken_along(kiosk, app):
    """Its cookie was for every address, without a mark beside it, and there was a session and a language."""
    row, browser = device(), kiosk.client
    row.token_hash = hash_of("an-old-key_of-43-characters")
    db.session.commit()
    browser.delete_cookie("kiosk", path="/kiosk")
    browser.delete_cookie("kiosk-only")
    browser.set_cookie("kiosk", "an-old-key_of-43-characters")
    browser.set_cookie("language", "ar")
    assert browser.get("/office").status_code == 404
    assert kiosk.get("/kiosk").status == 200
    assert browser.get_cookie("kiosk") is None and browser.get_cookie("language") is None
    assert place_of(key_in(kiosk)) == row.place_id and browser.get_cookie("kiosk-only").value == "1"
    assert kiosk.get("/kiosk").status == 200
    assert device().token_hash != hash_of("an-old-key_of-43-characters")
    assert browser.get("/office").status_code == 404


def test_a_form_of_before_the_change_of_key_still_counts(kiosk):
    form = re.findall(r'name="csrf_token" value="([^"]+)"', kiosk.get("/kiosk").html)[0]
    a_day_later(kiosk)
    assert kiosk.post("/kiosk/call", {"key": "waited", "csrf_token": form}).status == 303


def test_the_session_of_a_colleague_means_nothing_there(cast, kiosk, visit):
    noor = visit("noor")
    session = noor.client.get_cookie("samen")
    kiosk.client.set_cookie("samen", session.value)
    assert kiosk.get("/kiosk").status == 200, "it is the kiosk, not Noor"
    assert kiosk.client.get_cookie("samen") is None, "and it is taken out of the browser"


def test_the_moment_of_the_overlap_is_the_figure_of_the_rules(kiosk, visit):
    old, _new = a_day_later(kiosk)
    clock.advance(seconds=OVERLAP.total_seconds() - 1)
    kiosk.get("/kiosk/lamp")
    late = visit()
    hold(late, old)
    assert late.get("/kiosk").status == 200
    clock.advance(seconds=2)
    hold(late, old)
    assert late.get("/kiosk").status == 303


def test_keys_of_one_pairing_share_nothing_that_opens_a_door():
    first = new_token(3)
    second = new_token(3, family_of(first))
    assert first != second and first.rpartition(".")[2] != second.rpartition(".")[2]


def test_of_two_requests_with_the_new_key_one_takes_it_up_and_both_are_the_screen(kiosk, app):
    old = key_in(kiosk)
    clock.advance(days=1, minutes=1)
    kiosk.get("/kiosk")
    new, ready, found = key_in(kiosk), threading.Barrier(2), []

    def ask() -> None:
        with app.app_context():
            ready.wait()
            seen = actions.recognise(new, now=clock.now())
            found.append(seen.id if seen else None)
            db.session.rollback()

    threads = [threading.Thread(target=Context().run, args=(ask,)) for _request in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [device().id] * 2 and device().token_hash == hash_of(new)
    assert [key.token_hash for key in db.session.query(KioskKey)] == [hash_of(old)]


def test_a_key_that_another_request_takes_up_between_two_looks_is_the_screens(kiosk, app, monkeypatch):
    clock.advance(days=1, minutes=1)
    kiosk.get("/kiosk")
    new, look, seen = key_in(kiosk), queries.key_of, []

    def ask() -> None:
        with app.app_context():
            other = actions.recognise(new, now=clock.now())
            seen.append(other and other.id)
            db.session.rollback()

    def a_moment_later(token):
        monkeypatch.setattr(queries, "key_of", look)
        thread = threading.Thread(target=Context().run, args=(ask,))
        thread.start()
        thread.join()
        return look(token)

    monkeypatch.setattr(queries, "key_of", a_moment_later)
    found = actions.recognise(new, now=clock.now())
    assert found is not None and [found.id] == seen == [device().id]
    assert actions.recognise(new_token(device().place_id), now=clock.now()) is None, "one that nobody handed out"


def test_of_two_looks_at_once_one_hands_out_a_key(kiosk, app):
    token, ready, given = key_in(kiosk), threading.Barrier(2), []
    clock.advance(days=1, minutes=1)

    def ask() -> None:
        with app.app_context():
            ready.wait()
            seen = actions.recognise(token, now=clock.now())
            assert seen is not None
            given.append(actions.hand_out(seen, token, now=clock.now()))
            db.session.rollback()

    threads = [threading.Thread(target=Context().run, args=(ask,)) for _request in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(key is not None for key in given) == 1 and db.session.query(KioskKey).count() == 1
