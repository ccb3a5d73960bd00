"""The circle between home and school: good news, a conversation, what is agreed, and the plan of the class."""

import sqlite3
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_contact import TAPS
from tests.browser.test_every_page import faults_of

MOST_SECONDS = 40
LINES = {
    "expect": "That we tell each other in time.", "attention": "Reading aloud.", "support": "Ten minutes each evening.",
    "agreed": "A book from the class goes home.", "touch": "By phone, after five.",
}  # fmt: skip
# At an hour at which no team has other times.
YESTERDAY = "datetime('now', '-1 day', 'start of day', '+373 minutes') || '.000000'"
ENDS = "datetime('now', '-1 day', 'start of day', '+383 minutes') || '.000000'"


@pytest.fixture
def the_day_comes(live, live_settings) -> Iterator[Callable[[str], None]]:
    """The day of a booked time has come: a browser does not wait for it. Afterwards the school is as it was."""
    database = sqlite3.connect(live_settings.database_url.removeprefix("sqlite:///"), timeout=20)
    times: list[tuple] = []
    (before,) = database.execute("SELECT coalesce(max(id), 0) FROM agreement").fetchone()

    def comes(slot: str) -> None:
        times.append(database.execute("SELECT starts_at, ends_at, id FROM slot WHERE id = ?", (slot,)).fetchone())
        with database:
            database.execute(f"UPDATE slot SET starts_at = {YESTERDAY}, ends_at = {ENDS} WHERE id = ?", (slot,))

    yield comes
    with database:
        for starts_at, ends_at, slot in times:
            database.execute("UPDATE slot SET starts_at = ?, ends_at = ? WHERE id = ?", (starts_at, ends_at, slot))
            database.execute("UPDATE booking SET cancelled_at = booked_at WHERE slot_id = ?", (slot,))
            database.execute("DELETE FROM agreement_answer WHERE agreement_id > ?", (before,))
            database.execute("DELETE FROM agreement WHERE id > ?", (before,))
    database.close()


def test_from_good_news_to_the_plan_of_the_class(visit, the_day_comes):
    teacher, mother, other_home = (visit(who, "en", PHONE) for who in ("celik", "dana", "pawel"))
    teacher.add_init_script(TAPS)
    begun = time.monotonic()
    moment = _good_news_in_three_taps(teacher)
    _is_read_at_home(mother, moment)
    slot, agreement = _the_mother_books(mother)
    the_day_comes(slot)
    _five_lines_are_written(teacher, agreement)
    _it_is_right(mother, agreement)
    _the_plan_shows_it(teacher)
    assert time.monotonic() - begun < MOST_SECONDS
    other_home.goto("/contact")
    expect(other_home.locator("main")).not_to_contain_text("Good news")
    expect(other_home.locator("main")).not_to_contain_text("every two weeks")
    for page in (teacher, mother):
        assert faults_of(page) == []
    _take_back(teacher)


def _tile(teacher: Page):
    return teacher.locator("a.home-cell", has_text="Dana")


def _good_news_in_three_taps(teacher: Page) -> str:
    """The fragment of what was written down."""
    teacher.goto("/contact")
    teacher.evaluate("sessionStorage.taps = 0")
    _tile(teacher).click()
    teacher.locator("#log label.way", has_text="Phone").click()
    teacher.locator("#log button[value='good_news school']").click()
    expect(teacher.locator("[role=status].flash")).to_be_visible()
    assert teacher.evaluate("Number(sessionStorage.taps)") == 3
    return teacher.locator("#timeline li[id^='moment-']").first.get_attribute("id") or ""


def _is_read_at_home(mother: Page, moment: str) -> None:
    mother.goto("/contact")
    expect(mother.locator(f"#{moment}")).to_contain_text("Good news")
    expect(mother.locator("main svg[role=img] desc").first).to_contain_text("Good news:")


def _the_mother_books(mother: Page) -> tuple[str, str]:
    """The booked time, and the address at which its agreement will stand."""
    mother.goto("/conversations")
    slot = mother.locator("form.book").first.get_attribute("data-slot") or ""
    mother.locator("form.book button").first.click()
    booked = mother.locator(f"[data-booked-slot='{slot}']")
    expect(booked).to_be_visible()
    cards = booked.locator("a[href$='/cards']").get_attribute("href") or ""
    return slot, cards.replace("/cards", "/agreement")


def _five_lines_are_written(teacher: Page, agreement: str) -> None:
    teacher.goto(agreement)
    for name, words in LINES.items():
        teacher.locator(f"#{name}").fill(words)
    teacher.locator("#way").select_option("phone")
    teacher.locator("#often").select_option("two_weeks")
    teacher.locator("form#agreement button[type=submit]").click()
    expect(teacher.locator("[data-agreement='1']")).to_contain_text(LINES["agreed"])


def _it_is_right(mother: Page, agreement: str) -> None:
    mother.goto("/")
    mother.locator(f"main a.row[href='{agreement}']").click()
    expect(mother.locator("[data-agreement='1']")).to_contain_text(LINES["touch"])
    mother.locator("form#right button").click()
    expect(mother.locator("[role=status].flash")).to_be_visible()
    mother.goto("/contact")
    expect(mother.locator("main")).to_contain_text("Agreed: in touch by phone, every two weeks")


def _the_plan_shows_it(teacher: Page) -> None:
    teacher.goto("/contact")
    expect(_tile(teacher).locator("svg circle.good")).to_have_count(1)
    teacher.locator("#due a[href$='/plan']").click()
    year = teacher.locator("#planned a.row", has_text="Dana")
    expect(year).to_contain_text("agreed")
    expect(teacher.locator("#planned a.row:has-text('Dana') + p")).to_contain_text("by phone, every two weeks")
    said = teacher.locator("#planned a.row:has-text('Dana') + p + svg desc")
    for word in ("Good news:", "Conversation:", "Time again:"):
        expect(said).to_contain_text(word)


def _take_back(teacher: Page) -> None:
    teacher.goto("/contact")
    _tile(teacher).click()
    teacher.locator("form[action$='/take-back'] button").first.click()
    expect(teacher.locator("[role=status].flash")).to_be_visible()
