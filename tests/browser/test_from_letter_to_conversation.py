"""From the printed letter to a booked conversation: a small phone, Arabic, no e-mail address, five things to do."""

import sqlite3
from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_every_page import faults_of

MOTHER = "Amina Haddad"
# Somebody who reads slowly and types with one finger.
SECONDS_FOR_EACH = 20
MOST_SECONDS = 120


@pytest.fixture
def without_addresses(live, live_settings) -> Iterator[None]:
    """The school knows of the mother that she speaks Arabic, no address and no number; afterwards all is as before."""
    database = sqlite3.connect(live_settings.database_url.removeprefix("sqlite:///"), timeout=20)
    find = "SELECT email, phone, language, id FROM person WHERE email LIKE 'amina@%'"
    known = database.execute(find).fetchone()
    with database:
        database.execute("UPDATE person SET email = NULL, phone = NULL, language = 'ar' WHERE id = ?", known[-1:])
    yield
    with database:
        database.execute("UPDATE person SET email = ?, phone = ?, language = ?, came_in_at = NULL WHERE id = ?", known)
        database.execute("DELETE FROM invitation WHERE person_id = ?", known[-1:])
        database.execute("DELETE FROM task")
    database.close()


@pytest.fixture
def in_the_printer(visit, without_addresses, tmp_path) -> str:
    """The office makes the mother's letter; the path of the PDF that it fetched."""
    page = visit("office", "nl", DESK)
    page.goto("/office")
    page.locator("a[href='/invitations/school']").click()
    page.locator("a[href^='/invitations/classes/']").first.click()
    page.locator("a", has_text=MOTHER).click()
    page.locator("form#make-letter button").click()
    expect(page.locator("a[href$='/pdf']")).to_be_visible()
    with page.expect_download() as fetched:
        page.locator("a[href$='/pdf']").click()
    fetched.value.save_as(tmp_path / "letters.pdf")
    return str(tmp_path / "letters.pdf")


def scanned(path: str) -> str:
    """What a camera reads from the only sheet."""
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        (square,) = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    return square.text


class Hands:
    """Does what a person does and counts it; each page is in Arabic, fits and is accessible, in the dark too."""

    def __init__(self, page: Page):
        self.page, self.done = page, 0

    def look(self) -> None:
        expect(self.page.locator("html[lang=ar][dir=rtl]")).to_have_count(1)
        assert faults_of(self.page) == [], self.page.url
        assert self.page.locator("input[type=email], input[type=password]").count() == 0

    def tap(self, what: str) -> None:
        self.page.locator(what).first.click()
        self.done += 1
        self.look()

    def type(self, where: str, text: str) -> None:
        self.page.locator(where).fill(text)
        self.done += 1


def test_a_mother_walks_from_the_letter_to_her_conversation(in_the_printer, visit, live):
    address = scanned(in_the_printer)
    assert address.startswith(f"{live}/invitations/")
    page = visit(None, None, PHONE, locale="ar", has_touch=True)
    birthday = page.locator("[data-born=Yusuf]").inner_text()
    page.goto(address)
    hands = Hands(page)
    hands.look()
    hands.type("#born_on", birthday)
    hands.tap("#letter-form button[type=submit]")
    expect(page.locator("h1")).to_contain_text("Amina")
    hands.tap("main a.button[href='/']")
    hands.tap("main a[href^='/conversations']")
    slot = page.locator("form.book").first.get_attribute("data-slot")
    hands.tap("form.book button")
    expect(page.locator(f"[data-booked-slot='{slot}']")).to_be_visible()
    assert hands.done == 5 and hands.done * SECONDS_FOR_EACH <= MOST_SECONDS
    page.locator("a[href$='/cancel']").first.click()
    page.locator("main form[action$='/cancel'] button").click()
