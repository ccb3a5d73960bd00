"""Pictures of the screens that decide whether people like it; with `--screens` they become those of the README."""

import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from portal.settings import ROOT, Settings
from tests.browser.at_the_desk import end, hold, is_kept
from tests.browser.conftest import DESK, PHONE

HELD = {"width": 430, "height": 900}
# A screen that stands upright.
STANDING = {"width": 1080, "height": 1920}
# A call of a minute ago that went through its whole chain.
LONG_AGO = """UPDATE help_call SET state = 'unanswered', raised_at = datetime(raised_at, '-60 seconds')
    WHERE closed_at IS NULL"""
# Name, who, language, size, scheme, and the links to follow from the first page.
SCREENS = (
    ("parent", "amina", "ar", PHONE, "light", ()),
    ("booking", "amina", "nl", HELD, "light", ("main a[href^='/conversations']",)),
    ("class-page", "bart", "nl", HELD, "light", ("main a[href^='/classes/']",)),
    ("teacher", "celik", "nl", DESK, "light", ("nav a[href='/conversations']",)),
    ("home", "dana", "en", HELD, "dark", ("nav a[href='/home-context']",)),
    ("incident", "sam", "nl", DESK, "light", ("nav a[href='/incidents']", "main a.row")),
    ("office", "office", "en", DESK, "dark", ("nav a[href='/office']",)),
)  # fmt: skip


@pytest.mark.parametrize("name, who, language, size, scheme, links", SCREENS, ids=[row[0] for row in SCREENS])
def test_a_screen_fills_its_frame(name, who, language, size, scheme, links, visit, request, tmp_path):
    page = visit(who, language, size, color_scheme=scheme)
    for link in links:
        page.locator(link).first.click()
    _kept(page, name, request.config.getoption("--screens"), tmp_path)


def test_the_phone_of_who_is_called(visit, request, tmp_path):
    desk, phone = visit("kiosk", "nl", DESK), visit("elif", "nl", HELD)
    hold(desk)
    desk.locator("[data-call]").wait_for()
    phone.goto("/help-calls")
    phone.locator("main a.row").first.click()
    _kept(phone, "responder", request.config.getoption("--screens"), tmp_path)
    end(desk)


@pytest.mark.parametrize("language, size, scheme", [("nl", DESK, "light"), ("ar", STANDING, "dark")])
def test_the_desk_from_the_press_until_somebody_comes(language, size, scheme, visit, live_settings, request, tmp_path):
    wanted = request.config.getoption("--screens")
    desk = visit("kiosk", language, size, color_scheme=scheme)
    is_kept(desk)

    def picture(state: str) -> None:
        # Until no drawing is on its way any more.
        desk.wait_for_load_state("networkidle")
        _kept(desk, f"kiosk-{state}-{language}", wanted, tmp_path, width=640 if size is DESK else 405)

    picture("idle")
    desk.context.set_offline(True)
    hold(desk)
    desk.locator("#not-sent").wait_for()
    picture("offline")
    desk.context.set_offline(False)
    desk.locator("[data-state=raised]").wait_for()
    desk.locator("#kinds button").first.click()
    picture("calling")
    _tell(live_settings, LONG_AGO)
    desk.locator("[data-state=unanswered] .numbers").wait_for()
    picture("unanswered")
    phone = visit("ravi", "nl", HELD)
    phone.goto("/help-calls")
    phone.locator("main a.row").first.click()
    phone.locator("form#coming button").click()
    desk.locator("[data-state=coming]").wait_for()
    picture("coming")
    end(desk)


def _tell(settings: Settings, statement: str) -> None:
    """What would take the chain minutes."""
    with sqlite3.connect(settings.database_url.removeprefix("sqlite:///"), timeout=15) as database:
        database.execute(statement)


def _kept(page: Page, name: str, wanted: bool, elsewhere: Path, width: int | None = None) -> None:
    folder = ROOT / "docs" / "screens" if wanted else elsewhere
    folder.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(page.screenshot()))
    if width:
        picture = picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)
    picture.convert("RGB").save(folder / f"{name}.webp", quality=80)
    # A page that failed to show is one colour, or nearly so.
    colours = picture.convert("RGB").resize((64, 64)).getcolors(64 * 64)
    assert colours is not None and len(colours) > 20
