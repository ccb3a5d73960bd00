"""A real Chromium before the real portal: the demo school, served with its worker, as a newcomer starts it."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect

from portal.settings import Settings, from_environment
from tests.live import as_environment, begun, served
from tests.unhurried import time_of_tests

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
FLAGS = ("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run",
         # A microphone that hears a beep, for whoever lets a page listen.
         "--use-fake-device-for-media-stream")  # fmt: skip
NATIVE = {"nl": "Nederlands", "en": "English", "ar": "العربية"}
Visit = Callable[..., Page]
# What a page shows after a deed is waited for as long as a busy machine takes; how quick it is, is for tests/bench.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """The system's Chromium; nothing is downloaded."""
    return browser_type_launch_args | {"executable_path": shutil.which("chromium"), "args": list(FLAGS)}


@pytest.fixture(autouse=True)
def at_the_pace_of_the_portal(unhurried) -> None:
    """The portal that these tests look at is a program of its own, begun before most of them."""
    time_of_tests.begin(pace=1)


@pytest.fixture(scope="session")
def live_settings(tmp_path_factory) -> Settings:
    """A demo school on an empty SQLite of its own."""
    return from_environment({"PORTAL_INSTANCE": str(tmp_path_factory.mktemp("live")), "PORTAL_DEMO": "1"})


@pytest.fixture(scope="session")
def live(live_settings) -> Iterator[str]:
    """The address of the demo school, with web and worker."""
    for command in ("db upgrade", "demo"):
        _flask(live_settings, *command.split())
    with served(live_settings, worker=True) as url:
        yield url


def _flask(settings: Settings, *command: str) -> None:
    process = begun(as_environment(settings), "flask", "--app", "wsgi", *command)
    process.join()
    assert process.exitcode == 0, f"flask {' '.join(command)} ended with {process.exitcode}"


@pytest.fixture
def visit(browser: Chromium, live: str) -> Iterator[Visit]:
    """Opens a browser for somebody of the cast: `visit("amina", "ar", PHONE)` is on the first page, in Arabic."""
    contexts: list[BrowserContext] = []

    def opens(who: str | None = None, language: str | None = None, size: dict | None = None, **options) -> Page:
        context = browser.new_context(base_url=live, viewport=size or PHONE, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto("/demo")
        if who is not None:
            page.locator(f"form:has(input[name=who][value={who}]) button").click()
        if language is not None:
            speak(page, language)
        return page

    yield opens
    for context in contexts:
        context.close()


def speak(page: Page, language: str) -> None:
    """Choose a language with the switch of the page."""
    page.locator("details.languages summary").click()
    page.locator(f"details.languages button[lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def until(page: Page, script: str, wanted: object) -> None:
    """Until this script, asked in the page again and again, answers this: what no element shows takes its time too."""
    for _look in range(300):
        if page.evaluate(script) == wanted:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(script) == wanted
