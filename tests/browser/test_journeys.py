"""The deeds that matter, as a person does them in a browser: by thumb, by keyboard, in Arabic, without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.demo.rules import DOMAIN, PASSWORD
from tests.browser.conftest import DESK, PHONE, speak


def _give_back(page: Page) -> None:
    """Cancel what is booked, so that the next test finds the school as it was."""
    page.goto("/conversations")
    for _each in range(page.locator("a[href$='/cancel']").count()):
        page.goto("/conversations")
        page.locator("a[href$='/cancel']").first.click()
        page.locator("main form[action$='/cancel'] button").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_parent_books_in_two_taps_from_the_first_page(visit, language, javascript):
    page = visit("bart", language, PHONE, java_script_enabled=javascript)
    page.locator("main a[href^='/conversations']").first.click()
    form = page.locator("form.book").first
    slot = form.get_attribute("data-slot")
    form.locator("button").click()
    expect(page.locator(f"[data-booked-slot='{slot}']")).to_be_visible()
    expect(page.locator("[role=status].flash")).to_be_visible()
    _give_back(page)


def test_a_parent_books_with_the_keyboard_alone(visit):
    page = visit("olena", "en", DESK)
    page.goto("/conversations")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('form.book') !== null"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", "the focus is seen"
    slot = page.evaluate("document.activeElement.closest('form.book').dataset.slot")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-booked-slot='{slot}']")).to_be_visible()
    _give_back(page)


def test_two_browsers_press_the_same_time_and_the_second_is_answered_kindly(visit):
    amina, bart = visit("amina", "ar"), visit("bart", "nl")
    amina.goto("/conversations")
    bart.goto("/conversations")
    slot = bart.locator("form.book").nth(2).get_attribute("data-slot")
    for page in (bart, amina):
        page.locator(f"form.book[data-slot='{slot}'] button").first.click()
    expect(bart.locator(f"[data-booked-slot='{slot}']")).to_be_visible()
    expect(amina.locator("[role=alert] form.book")).to_have_count(3)
    amina.locator("[role=alert] form.book button").first.click()
    expect(amina.locator("[data-booked-slot]")).to_be_visible()
    _give_back(bart)
    _give_back(amina)


def test_a_second_click_books_once(visit):
    page = visit("dana", "en")
    page.goto("/conversations")
    page.locator("form.book button").first.dblclick()
    expect(page.locator("[data-booked-slot]")).to_have_count(1)
    _give_back(page)


def test_switching_language_keeps_the_page_and_what_was_typed(visit):
    page = visit("celik", "nl")
    page.locator("main a[href^='/classes/']").first.click()
    page.locator("a[href$='/write']").click()
    address = page.url
    page.locator("#title").fill("Bos")
    page.locator("#text").fill("Neem *laarzen* mee.\nTot morgen.")
    speak(page, "ar")
    assert page.url.partition("?")[0] == address
    expect(page.locator("#title")).to_have_value("Bos")
    expect(page.locator("#text")).to_have_value(re.compile(r"Neem \*laarzen\* mee\.\s+Tot morgen\."))


def test_who_signed_out_in_another_tab_signs_in_and_is_on_the_same_page(visit):
    page = visit("celik", "nl", DESK)
    page.locator("main a[href^='/classes/']").first.click()
    expect(page.locator("a[href$='/write']")).to_be_visible()
    address = page.url
    other = page.context.new_page()
    other.goto("/account")
    other.locator("#sign-out button").click()
    page.wait_for_url(re.compile(r"/sign-in\?next=/classes/"))
    page.locator("a[href^='/sign-in/staff']").click()
    page.locator("#email").fill(f"celik@{DOMAIN}")
    page.locator("#password").fill(PASSWORD)
    page.locator("#password-form button[type=submit]").click()
    expect(page).to_have_url(address)
    expect(page.locator("nav.tabs")).to_be_visible()


def test_a_lost_connection_is_said_and_keeps_what_was_typed(visit):
    page = visit("bart", "nl")
    page.goto("/home-context")
    page.locator("main a[href$='/loves']").click()
    box = page.locator("textarea").first
    box.fill("Fleur houdt van paarden.")
    page.context.set_offline(True)
    page.locator("main form:has(textarea) button[type=submit]").first.click()
    expect(page.locator("#offline")).to_be_visible()
    expect(box).to_have_value("Fleur houdt van paarden.")
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()


def test_arabic_pages_are_mirrored_and_nothing_overlaps(visit):
    page = visit("amina", "ar", DESK)
    page.goto("/conversations")
    brand, tools = page.locator(".brand").bounding_box(), page.locator(".tools").bounding_box()
    assert brand and tools and brand["x"] > tools["x"] + tools["width"], (
        "the school's name begins the line, at the right"
    )
    boxes = [form.bounding_box() for form in page.locator("form.book").all()[:12]]
    spots = {(round(box["x"]), round(box["y"])) for box in boxes if box}
    assert len(spots) == len(boxes)


@pytest.mark.parametrize("width", [320, 640])
def test_zoomed_in_pages_still_scroll_one_way(visit, width):
    """400 % and 200 % of a 1280 px screen (WCAG 2.2, 1.4.10)."""
    page = visit("amina", "nl", {"width": width, "height": 400})
    for path in ("/", "/conversations", "/home-context", "/account"):
        page.goto(path)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), path
