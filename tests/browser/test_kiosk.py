"""The front desk's screen under stress: held, pressed short, left alone, cut off; and the phone that answers it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Visit

HOLD = 1200


def _hold(page: Page, milliseconds: int) -> None:
    page.locator("#call-for-help button").hover()
    page.mouse.down()
    page.wait_for_timeout(milliseconds)
    page.mouse.up()


def _stand_down(visit: Visit, who: str = "ravi") -> None:
    """A responder comes and ends whatever is open."""
    phone = visit(who, "en", PHONE)
    phone.goto("/help-calls")
    phone.locator("main a.row").first.click()
    if phone.locator("form#coming").count():
        phone.locator("form#coming button").click()
    phone.locator("form#stand-down input[type=radio]").first.check()
    phone.locator("form#stand-down button").click()


def test_holding_calls_for_help_and_the_screen_follows_who_is_coming(visit):
    desk = visit("kiosk", None, DESK)
    _hold(desk, HOLD)
    expect(desk.locator("[data-call]")).to_have_attribute("data-state", "raised")
    phone = visit("ravi", "en", PHONE)
    phone.goto("/help-calls")
    phone.locator("main a.row").first.click()
    expect(phone.locator("form#coming")).to_be_visible()
    expect(phone.locator("form#cannot")).to_be_visible()
    phone.locator("form#coming button").click()
    expect(desk.locator("[data-call]")).to_have_attribute("data-state", "coming", timeout=8000)
    expect(desk.locator("[data-call]")).to_contain_text("Ravi")
    phone.locator("form#stand-down input[type=radio]").first.check()
    phone.locator("form#stand-down button").click()
    expect(desk.locator("[data-call]")).to_have_attribute("data-state", "stood-down", timeout=8000)


def test_a_short_touch_calls_nobody(visit):
    desk = visit("kiosk", None, DESK)
    _hold(desk, 200)
    desk.wait_for_timeout(1500)
    expect(desk.locator("#call-for-help")).to_be_visible()
    expect(desk.locator("[data-call]")).to_have_count(0)


def test_the_space_bar_is_held_too(visit):
    desk = visit("kiosk", None, DESK)
    desk.locator("#call-for-help button").focus()
    desk.keyboard.down(" ")
    desk.wait_for_timeout(HOLD)
    desk.keyboard.up(" ")
    expect(desk.locator("[data-call]")).to_be_visible()
    _stand_down(visit)


@pytest.mark.parametrize("form", ["#call-for-help", "#call-quietly"])
def test_without_javascript_one_press_calls(visit, form):
    desk = visit("kiosk", None, DESK, java_script_enabled=False)
    desk.locator(f"{form} button").click()
    expect(desk.locator("[data-call]")).to_be_visible()
    _stand_down(visit)


def test_a_press_that_does_not_arrive_says_so_with_numbers_and_goes_on_trying(visit):
    desk = visit("kiosk", None, DESK)
    desk.context.set_offline(True)
    _hold(desk, HOLD)
    expect(desk.locator("#not-sent")).to_be_visible(timeout=5000)
    expect(desk.locator("#not-sent")).to_contain_text(re.compile(r"112"))
    desk.context.set_offline(False)
    expect(desk.locator("[data-call]")).to_be_visible(timeout=8000)
    _stand_down(visit)


def test_half_a_minute_untouched_and_the_screen_has_forgotten(visit):
    desk = visit("kiosk", None, DESK)
    desk.clock.install()
    desk.locator("#log-incident").click()
    desk.locator("#what_happened").fill("een geheim")
    desk.clock.fast_forward(31_000)
    expect(desk.locator("#call-for-help")).to_be_visible()
    desk.go_back()
    expect(desk.locator("body")).not_to_contain_text("een geheim")
    assert "een geheim" not in desk.evaluate("[...document.querySelectorAll('textarea')].map((t) => t.value).join()")


def test_the_kiosk_reads_from_a_distance(visit):
    desk = visit("kiosk", None, DESK)
    size = desk.locator("#call-for-help button").evaluate("(b) => parseFloat(getComputedStyle(b).fontSize)")
    box = desk.locator("#call-for-help button").bounding_box()
    assert size >= 28 and box and box["height"] >= 200
