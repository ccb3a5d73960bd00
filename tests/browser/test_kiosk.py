"""The front desk's screen under stress: held, pressed short, by a key, quietly, cut off, left alone."""

import random
import re
import sqlite3
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.demo.rules import SECOND_PIN
from tests.browser.at_the_desk import HOLD, end, hold, is_kept, sign, stop_the_clock
from tests.browser.conftest import DESK, PHONE

FROM_AFAR = 28
ALL_BUT_HOLDING = r"/(?!kiosk_hold)[\w.\-]+"


@pytest.fixture
def calls(live_settings):
    """How many calls there are in the school's database since this test began."""

    def asked(question: str) -> int:
        with sqlite3.connect(live_settings.database_url.removeprefix("sqlite:///")) as database:
            return database.execute(f"SELECT {question}").fetchone()[0]

    last = asked("coalesce(max(id), 0) FROM help_call")
    return lambda where="1 = 1": asked(f"count(*) FROM help_call WHERE id > {last} AND ({where})")


@pytest.fixture
def desk(visit) -> Page:
    page = visit("kiosk", "nl", DESK)
    page.wait_for_load_state()
    return page


def test_holding_calls_for_help_and_the_screen_follows_who_is_coming(desk, visit):
    hold(desk)
    expect(desk.locator("[data-call]")).to_have_attribute("data-state", "raised")
    phone = visit("ravi", "en", PHONE)
    phone.goto("/help-calls")
    phone.locator("main a.row").first.click()
    expect(desk.locator("[data-call]")).to_contain_text("Gezien door 1 collega")
    phone.locator("form#coming button").click()
    expect(desk.locator("[data-call]")).to_contain_text("Ravi komt eraan")
    expect(desk.locator("[data-call]")).to_have_attribute("data-state", "coming")
    phone.locator("form#there button").click()
    expect(desk.locator("[data-call]")).to_contain_text("Ravi is er")
    desk.locator("#kinds button").first.click()
    expect(desk.locator("#kinds button").first).to_have_attribute("aria-pressed", "true")
    end(desk)


def test_a_short_touch_calls_nobody(desk, calls):
    stop_the_clock(desk)
    for form in ("#call-for-help", "#call-assist", "#call-quietly"):
        desk.locator(f"{form} button").hover()
        desk.mouse.down()
        desk.clock.run_for(700)
        desk.mouse.up()
    desk.clock.run_for(3000)
    expect(desk.locator("#call-for-help")).to_be_visible()
    assert calls() == 0


def test_a_key_that_is_held_or_pressed_twice_calls_from_every_page(desk, calls):
    desk.locator("#log-incident").click()
    desk.wait_for_url("**/kiosk/incident**")
    stop_the_clock(desk)
    desk.keyboard.press("F9")
    desk.clock.run_for(2200)
    assert calls() == 0, "once and short is no call"
    desk.keyboard.press("F9")
    desk.keyboard.press("F9")
    desk.clock.resume()
    expect(desk.locator("[data-call]")).to_be_visible()
    end(desk)
    desk.goto("/kiosk")
    desk.locator("#call-for-help button").focus()
    desk.keyboard.down(" ")
    desk.wait_for_timeout(HOLD)
    desk.keyboard.up(" ")
    expect(desk.locator("[data-call]")).to_be_visible()
    end(desk)


def test_the_key_calls_out_loud_where_one_can_call_quietly_too(desk, calls):
    desk.keyboard.down("F9")
    desk.wait_for_timeout(HOLD)
    desk.keyboard.up("F9")
    expect(desk.locator("[data-call]")).to_be_visible()
    assert calls("is_quiet") == 0
    end(desk)


def test_a_colleague_is_asked_to_come_and_a_mistake_is_taken_back(desk, calls):
    hold(desk, "#call-assist")
    expect(desk.locator("h1")).to_contain_text("Een collega is gevraagd te komen")
    assert calls("level = 'assist' AND closed_at IS NULL") == 1
    desk.locator("#cancel").click()
    sign(desk)
    expect(desk.locator("[data-call]")).to_contain_text("Vals alarm")
    assert calls("ending = 'false_alarm'") == 1


def test_a_quiet_call_shows_a_small_sign_and_nothing_else(desk, calls):
    words = desk.locator("main").inner_text()
    hold(desk, "#call-quietly")
    expect(desk.locator("#lamp .quiet-sign")).to_have_attribute("data-state", "raised")
    after = desk.locator("main").inner_text()
    assert after.replace("○", "").split() == words.split() and desk.locator("#sheet").is_hidden()
    assert calls("is_quiet") == 1
    hold(desk)
    end(desk)


def test_the_second_pin_signs_and_calls(desk, calls):
    desk.locator("#log-incident").click()
    desk.locator("#kind-0").check()
    sign(desk, SECOND_PIN)
    expect(desk.locator("h1")).to_contain_text("Dank")
    assert calls("is_quiet AND closed_at IS NULL") == calls("is_quiet") == 1
    desk.goto("/kiosk")
    hold(desk)
    end(desk)


@pytest.mark.parametrize("form", ["#call-for-help", "#call-quietly"])
def test_without_javascript_one_press_calls(visit, form, calls):
    still = visit("kiosk", None, DESK, java_script_enabled=False)
    still.locator(f"{form} button").click()
    expect(still.locator("[data-call]")).to_be_visible()
    assert calls() == 1
    desk = visit("kiosk", "nl", DESK)
    if form == "#call-quietly":
        hold(desk)
    end(desk)


@pytest.fixture
def arriving(visit):
    """A desk of which a page is there, but not yet its scripts of these names; and what lets them come."""

    def opens(held: str, path: str = "/kiosk") -> tuple[Page, Callable[[], None]]:
        desk, waiting = visit("kiosk", "nl", DESK, service_workers="block"), []
        desk.route(re.compile(held + r"\.js\?"), lambda route: waiting.append(route))
        desk.goto(path, wait_until="commit")

        def let_come() -> None:
            for route in waiting:
                route.continue_()

        return desk, let_come

    return opens


def test_while_the_scripts_are_still_coming_a_short_touch_calls_nobody_and_a_held_one_calls(arriving, calls):
    desk, _let_come = arriving(ALL_BUT_HOLDING)
    for form in ("#call-for-help", "#call-assist", "#call-quietly"):
        desk.locator(f"{form} button").click()
    desk.locator("#call-for-help button").press("Enter")
    desk.wait_for_timeout(HOLD)
    assert desk.evaluate("document.readyState") != "complete" and calls() == 0
    expect(desk.locator("#call-for-help")).to_be_visible()
    hold(desk)
    expect(desk.locator("[data-call]")).to_be_attached()
    assert calls() == 1
    desk.unroute_all(behavior="ignoreErrors")
    desk.goto("/kiosk")
    end(desk)


def test_there_is_no_button_before_it_wants_to_be_held(arriving):
    desk, let_come = arriving("kiosk_hold")
    desk.wait_for_timeout(HOLD)
    assert desk.locator("button").count() == 0
    let_come()
    expect(desk.locator("#call-for-help button")).to_be_visible()


def test_a_key_that_was_pressed_while_the_scripts_were_coming_calls_when_they_are_there(arriving, calls):
    desk, let_come = arriving(ALL_BUT_HOLDING, "/kiosk/incident")
    expect(desk.locator("#what_happened")).to_be_attached()
    desk.keyboard.press("F9")
    desk.keyboard.press("F9")
    desk.wait_for_timeout(HOLD)
    assert calls() == 0, "nobody is there yet to send it"
    let_come()
    expect(desk.locator("[data-call]")).to_be_visible()
    assert calls() == 1
    end(desk)


def test_a_screen_that_cannot_fetch_its_scripts_calls_with_one_press(visit, calls):
    desk = visit("kiosk", "nl", DESK, service_workers="block")
    desk.route(re.compile(r"\.js\?"), lambda route: route.abort())
    desk.goto("/kiosk")
    desk.locator("#call-for-help button").click()
    expect(desk.locator("[data-call]")).to_be_visible()
    assert calls() == 1
    desk.unroute_all(behavior="ignoreErrors")
    desk.goto("/kiosk")
    end(desk)


def test_a_press_without_a_network_shows_numbers_and_is_sent_once_when_it_is_back(desk, calls):
    desk.clock.install()
    desk.context.set_offline(True)
    hold(desk)
    expect(desk.locator("#not-sent")).to_be_visible()
    expect(desk.locator("#not-sent")).to_contain_text("112")
    desk.clock.fast_forward(47_000)
    assert calls() == 0
    desk.context.set_offline(False)
    expect(desk.locator("[data-call]")).to_contain_text("Deze oproep wachtte")
    assert calls() == 1 and calls("waited_seconds BETWEEN 40 AND 60") == 1
    end(desk)


def test_a_server_that_says_nothing_is_not_believed(visit):
    desk = visit("kiosk", "nl", DESK, service_workers="block")
    desk.route("**/kiosk/call", lambda _route: None)
    hold(desk)
    expect(desk.locator("[data-when=sending]")).to_be_visible()
    expect(desk.locator("#not-sent")).to_be_visible()
    desk.unroute_all(behavior="ignoreErrors")
    end(desk)


def test_a_page_that_somebody_puts_in_the_portals_place_is_not_believed(visit):
    desk = visit("kiosk", "nl", DESK, service_workers="block")
    desk.route("**/kiosk/call", lambda route: route.fulfill(body="<h1>This is closed</h1>"))
    hold(desk)
    expect(desk.locator("#not-sent")).to_be_visible()
    desk.unroute_all(behavior="ignoreErrors")
    end(desk)


def test_after_a_restart_without_a_network_it_still_says_not_sent_and_sends_later(desk, calls):
    context = desk.context
    is_kept(desk)
    context.set_offline(True)
    hold(desk)
    expect(desk.locator("#not-sent")).to_be_visible()
    desk.close()
    again = context.new_page()
    again.goto("/kiosk")
    expect(again.locator("#not-sent")).to_be_visible()
    expect(again.locator("#not-sent")).to_contain_text("112")
    context.set_offline(False)
    expect(again.locator("[data-call]")).to_be_visible()
    assert calls() == 1
    end(again)


def test_a_restart_without_a_network_shows_the_button_and_comes_back_by_itself(desk):
    is_kept(desk)
    desk.context.set_offline(True)
    desk.goto("/kiosk/thanks")
    expect(desk.locator("body")).to_have_class(re.compile("is-shell"))
    expect(desk.locator("#call-for-help button")).to_be_visible()
    expect(desk.locator(".cut-off")).to_contain_text("112")
    stored = desk.evaluate(
        "caches.open('kiosk-shell').then((c) => c.keys()).then((all) => all.map((r) => new URL(r.url).pathname))"
    )
    assert {path for path in stored if not path.startswith("/static/")} == {"/kiosk/shell", "/kiosk/incident/shell"}
    desk.context.set_offline(False)
    expect(desk.locator("#lamp")).to_be_visible()


def test_what_waited_longer_than_two_minutes_is_asked_about(desk, calls):
    desk.clock.install()
    desk.context.set_offline(True)
    hold(desk)
    expect(desk.locator("#not-sent")).to_be_visible()
    desk.clock.fast_forward(121_000)
    desk.context.set_offline(False)
    expect(desk.locator("#still-needed")).to_be_visible()
    assert calls() == 0
    desk.locator("#still-needed-no").click()
    expect(desk.locator("#lamp")).to_be_visible()
    assert calls() == 0 and desk.evaluate("caches.has('kiosk-waiting')") is False


def test_a_quiet_press_is_not_asked_about_and_sent_however_late(desk, calls):
    desk.clock.install()
    desk.context.set_offline(True)
    hold(desk, "#call-quietly")
    expect(desk.locator("[data-quiet-sign=not-sent]")).to_be_visible()
    desk.clock.fast_forward(7_300_000)
    expect(desk.locator("#still-needed")).to_be_hidden()
    desk.context.set_offline(False)
    expect(desk.locator("[data-quiet-sign=not-sent]")).to_be_hidden()
    assert calls() == 1 and calls("is_quiet AND waited_seconds > 7200") == 1
    hold(desk)
    end(desk)


def test_half_a_minute_untouched_and_the_screen_has_forgotten(desk):
    desk.clock.install()
    desk.locator("#log-incident").click()
    desk.locator("details summary").last.click()
    desk.locator("#what_happened").fill("een geheim")
    desk.clock.fast_forward(25_000)
    desk.locator("#involved").press_sequentially("typen")
    desk.clock.fast_forward(25_000)
    expect(desk.locator("#what_happened")).to_have_value("een geheim")
    desk.clock.fast_forward(31_000)
    expect(desk.locator("#call-for-help")).to_be_visible()
    desk.go_back()
    expect(desk.locator("body")).not_to_contain_text("een geheim")
    assert "een geheim" not in desk.evaluate("[...document.querySelectorAll('textarea')].map((t) => t.value).join()")


SIZE = "(all) => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"


def test_what_matters_reads_from_a_metre_and_a_half(desk):
    idle = desk.locator(".help-button, .assist-button, #log-incident, .welcome span").evaluate_all(SIZE)
    box = desk.locator("#call-for-help button").bounding_box()
    assert min(idle) >= FROM_AFAR and box and box["height"] >= 200
    hold(desk)
    expect(desk.locator("[data-call]")).to_be_visible()
    sheet = desk.locator("#sheet :is(strong, li, b, button, p)").evaluate_all(SIZE)
    called = desk.locator("#call-status :is(p, strong, a), #kinds button, .role-card h2, .call-deeds :is(button, a)")
    assert min([*sheet, *called.evaluate_all(SIZE)]) >= FROM_AFAR
    end(desk)


def test_two_thousand_taps_of_a_monkey_call_nobody(desk, calls):
    chance = random.Random(4)
    stop_the_clock(desk)
    for tap in range(2000):
        desk.mouse.click(chance.randrange(DESK["width"]), chance.randrange(DESK["height"]))
        if tap % 5 == 4:
            desk.clock.run_for(300)
    desk.clock.run_for(3000)
    assert calls() == 0
