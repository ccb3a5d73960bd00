"""Pictures of the screens that decide whether people like it; with `--screens` they become those of the README."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from portal.settings import ROOT
from tests.browser.conftest import DESK, PHONE

HELD = {"width": 430, "height": 900}
# Name, who, language, size, scheme, and the links to follow from the first page.
SCREENS = (
    ("parent", "amina", "ar", PHONE, "light", ()),
    ("booking", "amina", "nl", HELD, "light", ("main a[href^='/conversations']",)),
    ("class-page", "bart", "nl", HELD, "light", ("main a[href^='/classes/']",)),
    ("teacher", "celik", "nl", DESK, "light", ("nav a[href='/conversations']",)),
    ("home", "dana", "en", HELD, "dark", ("nav a[href='/home-context']",)),
    ("kiosk", "kiosk", None, DESK, "light", ()),
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
    desk, phone = visit("kiosk", None, DESK), visit("elif", "nl", HELD)
    desk.locator("#call-for-help button").hover()
    desk.mouse.down()
    desk.locator("[data-call]").wait_for()
    desk.mouse.up()
    phone.goto("/help-calls")
    phone.locator("main a.row").first.click()
    _kept(phone, "responder", request.config.getoption("--screens"), tmp_path)
    phone.locator("form#coming button").click()
    desk.locator("[data-state=coming]").wait_for()
    _kept(desk, "kiosk-call", request.config.getoption("--screens"), tmp_path)
    phone.locator("form#stand-down input[type=radio]").first.check()
    phone.locator("form#stand-down button").click()


def _kept(page: Page, name: str, wanted: bool, elsewhere: Path) -> None:
    folder = ROOT / "docs" / "screens" if wanted else elsewhere
    folder.mkdir(parents=True, exist_ok=True)
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").save(folder / f"{name}.webp", quality=80)
    # A page that failed to show is one colour, or nearly so.
    colours = picture.convert("RGB").resize((64, 64)).getcolors(64 * 64)
    assert colours is not None and len(colours) > 20
