"""What hands do at the front desk's screen: hold a button, sign with a name and a PIN, end a call."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from portal import clock
from portal.demo.rules import PIN

HOLD = 1200


def hold(page: Page, form: str = "#call-for-help", milliseconds: int = HOLD) -> None:
    page.locator(f"{form} button").hover()
    page.mouse.down()
    page.wait_for_timeout(milliseconds)
    page.mouse.up()


def stop_the_clock(page: Page) -> None:
    """From now on the page's time goes on when the test says so: a slow machine makes no short touch a long one."""
    now = clock.now()
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(seconds=10))


def sign(page: Page, pin: str = PIN) -> None:
    """Noor's name and a PIN in the form that is on the screen."""
    expect(page.locator("#colleague option", has_text="Noor")).to_be_attached()
    names = page.locator("#colleague option").all_inner_texts()
    page.locator("#colleague").select_option(index=next(n for n, name in enumerate(names) if name.startswith("Noor")))
    page.locator("#pin").fill(pin)
    page.locator("main form:has(#pin) button[type=submit]").click()


def end(page: Page) -> None:
    """End the call that is on the screen."""
    page.locator("#end-call").click()
    page.locator("#ending-0").check()
    sign(page)
    expect(page.locator("[data-call]")).to_have_attribute("data-state", "stood-down")


def is_kept(page: Page) -> None:
    """Until the browser has kept the page that it shows without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
