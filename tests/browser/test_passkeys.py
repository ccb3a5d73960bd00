"""A passkey in a real browser with a virtual authenticator: made, used, removed; in Arabic on a phone as well."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import DESK, PHONE, speak


@pytest.fixture
def visit_by_name(browser: Chromium, live: str) -> Iterator[Callable[..., Page]]:
    """Like `visit`, at the portal's name: browsers want passkeys at a name, not at a number."""
    contexts: list[BrowserContext] = []

    def opens(who: str | None, size: ViewportSize, **options) -> Page:
        named = live.replace("127.0.0.1", "localhost")
        context = browser.new_context(base_url=named, viewport=size, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto("/demo" if who else "/sign-in")
        if who:
            page.locator(f"form:has(input[name=who][value={who}]) button").click()
        return page

    yield opens
    for context in contexts:
        context.close()


def with_authenticator(page: Page) -> Callable[[bool], None]:
    """A device with a fingerprint reader that always agrees; returns what lets it refuse (False) or agree again."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    number = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def agrees(is_right: bool) -> None:
        session.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": is_right})

    return agrees


def make_passkey(page: Page, name: str) -> None:
    page.goto("/account/passkeys/add")
    page.locator("#name").fill(name)
    page.locator("#passkey-form button").click()
    expect(page.locator("main h2 bdi")).to_have_text(name)


def sign_out(page: Page) -> None:
    page.goto("/account")
    page.locator("#sign-out button").click()
    expect(page.locator("#passkey-sign-in")).to_be_visible()


@pytest.mark.parametrize("who, language, size", [("bart", "en", DESK), ("amina", "ar", PHONE), ("celik", "nl", PHONE)])
def test_made_used_to_come_in_and_refused_once_removed(who, language, size, visit_by_name):
    page = visit_by_name(who, size)
    speak(page, language)
    with_authenticator(page)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    make_passkey(page, "هاتفي" if language == "ar" else "Phone")
    page.goto("/account/passkeys/add")
    page.locator("#name").fill("once more")
    page.locator("#passkey-form button").click()
    expect(page.locator("[data-trouble=known]")).to_be_visible()
    sign_out(page)
    page.locator("#passkey-sign-in button").click()
    expect(page.locator("nav.tabs")).to_be_visible()
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    page.goto("/account/passkeys")
    page.locator("a[href$='/remove']").click()
    page.locator("#remove-form button").click()
    expect(page.locator("a[href$='/remove']")).to_have_count(0)
    assert not troubles, troubles
    sign_out(page)
    page.locator("#passkey-sign-in button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    # With a way back to the page that noticed by itself, a moment before it was left, that its session was over.
    expect(page).to_have_url(re.compile(r"/sign-in/passkey(\?next=/account)?$"))


def test_who_is_not_recognised_by_the_device_is_told_and_tries_again(visit_by_name):
    page = visit_by_name("dana", PHONE)
    agrees = with_authenticator(page)
    make_passkey(page, "Phone")
    sign_out(page)
    agrees(False)
    page.locator("#passkey-sign-in button").click()
    expect(page.locator("[data-trouble=cancelled]")).to_be_visible()
    agrees(True)
    page.locator("#passkey-sign-in button").click()
    expect(page.locator("nav.tabs")).to_be_visible()


def test_who_needs_two_steps_makes_a_passkey_before_anything_opens(visit_by_name):
    page = visit_by_name(None, PHONE)
    with_authenticator(page)
    page.goto("/sign-in/staff")
    page.locator("#email").fill("sam@regenboog.example")
    page.locator("#password").fill("a-demo-password-for-all")
    page.locator("#password-form button[type=submit]").last.click()
    page.locator("#name").fill("Phone")
    page.locator("#passkey-form button").click()
    page.locator("#codes-form button").click()
    expect(page.locator("ol.codes li")).to_have_count(10)
    page.locator("main a.button").click()
    expect(page.locator("nav.tabs")).to_be_visible()


def test_without_javascript_the_page_says_what_to_do(visit_by_name):
    page = visit_by_name(None, PHONE, java_script_enabled=False)
    expect(page.locator("#passkey-sign-in")).to_be_hidden()
    expect(page.locator("noscript p, main p.soft").first).to_be_visible()
