"""The whole circle: a press at the front desk, help, aftercare, a talk with the family, what is learned, good news."""

import sqlite3
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from portal import clock
from tests.browser.at_the_desk import end, hold
from tests.browser.conftest import DESK, PHONE

# Its end as well: a talk of months would keep the family from any other.
PAST = ("2026-01-07 09:00:00.000000", "2026-01-07 09:45:00.000000")


@pytest.fixture
def the_talk_begins(live_settings):
    """The day of the talk has come: the clock of a real browser does not wait for it."""

    def begin() -> None:
        with sqlite3.connect(live_settings.database_url.removeprefix("sqlite:///"), timeout=20) as database:
            database.execute("UPDATE recovery_talk SET starts_at = ?, ends_at = ?", PAST)

    return begin


def day(ahead: int = 0) -> str:
    """So many days after today, at the school."""
    today = clock.now().astimezone(ZoneInfo("Europe/Amsterdam")).date()
    return (today + timedelta(days=ahead)).isoformat()


def press(page: Page, form: str) -> None:
    page.locator(f"form#{form} button[type=submit]").click()


def test_from_the_press_at_the_desk_to_the_next_good_news(visit, the_talk_begins):
    _help_comes(visit)
    sam, head = visit("sam", "en", DESK), visit("head", "en", DESK)
    incident = _facts_are_written(sam)
    _somebody_stands_behind_the_colleague(head)
    _the_family_is_spoken_with(visit, head, incident, the_talk_begins)
    _the_school_learns(sam, incident)
    teacher = visit("celik", "en", PHONE)
    teacher.goto("/contact")
    expect(teacher.locator("#due a.row", has_text="Fleur")).to_be_visible()
    expect(teacher.locator("main")).not_to_contain_text("the school leader is in contact")


def _help_comes(visit) -> None:
    desk = visit("kiosk", "en", DESK)
    desk.wait_for_load_state()
    hold(desk)
    expect(desk.locator("[data-call]")).to_have_attribute("data-state", "raised")
    phone = visit("ravi", "en", PHONE)
    phone.goto("/help-calls")
    phone.locator("main a.row").first.click()
    press(phone, "coming")
    expect(desk.locator("[data-call]")).to_have_attribute("data-state", "coming")
    end(desk)


def _facts_are_written(sam: Page) -> str:
    """The draft that the call left is completed; the address of the incident."""
    sam.goto("/incidents")
    sam.locator("main a.row", has_text="draft").first.click()
    incident = sam.url
    sam.locator("a[href$='/complete']").click()
    sam.locator("#kind-0").check()
    sam.locator("#involved").fill("A visitor")
    sam.locator("#what_happened").fill("A father shouted about an appointment.")
    sam.locator("main form:has(#what_happened) button[type=submit]").click()
    expect(sam.locator("main dd", has_text="A father shouted")).to_be_visible()
    return incident


def _somebody_stands_behind_the_colleague(head: Page) -> None:
    head.goto("/aftercare")
    head.locator("main a.row").first.click()
    press(head, "done")
    expect(head.locator("main")).to_contain_text("Done in the last day")


def _the_family_is_spoken_with(visit, head: Page, incident: str, the_talk_begins) -> None:
    head.goto(incident)
    head.locator("#recovery a[href$='/offer']").click()
    head.locator("#q").fill("Fleur")
    press(head, "find-form")
    head.locator("label", has_text="Bart").click()
    press(head, "offer-form")
    case = head.url
    press(head, "first-word")
    _the_colleague_answers(visit)
    head.goto(f"{case}/plan")
    head.locator("#day").fill(day(9))
    head.locator("#starts").fill("08:30")
    press(head, "plan-form")
    family = visit("bart", "en", PHONE)
    family.goto("/conversations")
    family.locator("a[href^='/recovery/talks/']").click()
    expect(family.locator("main")).not_to_contain_text("incident")
    family.locator("#worry").fill("That nobody listens.")
    press(family, "card-form")
    the_talk_begins()
    head.goto(case)
    expect(head.locator("details", has_text="What the family prepared")).to_be_attached()
    press(head, "held")
    head.locator("a[href$='/agreement']").click()
    head.locator("#agreed").fill("We phone before it grows.")
    press(head, "agreement-form")
    family.reload()
    press(family, "right")
    head.goto(case)
    press(head, "checked")
    head.locator("#next a[href$='/close']").click()
    head.locator("#outcome-0").check()
    head.locator("#good_news_on").fill(day())
    press(head, "close-form")
    expect(head.locator("main")).to_contain_text("We can go on together")


def _the_colleague_answers(visit) -> None:
    colleague = visit("noor", "en", PHONE)
    colleague.goto("/recovery")
    said = colleague.locator("form[id^='yes-'] button")
    while said.count():
        said.first.click()
        colleague.wait_for_load_state()


def _the_school_learns(sam: Page, incident: str) -> None:
    sam.goto(incident)
    begin = sam.locator("#evaluation form button")
    if begin.count():
        begin.click()
    else:
        sam.locator("#evaluation a.row").click()
    sam.locator("#helped").fill("Ravi was there within a minute.")
    press(sam, "evaluation-form")
    sam.locator("#what").fill("The office takes over the phone")
    sam.locator("#due_on").fill(day(30))
    press(sam, "change-form")
    press(sam, "close-form")
    expect(sam.locator("main")).to_contain_text("The office takes over the phone")
    sam.goto(incident)
    expect(sam.locator("#evaluation")).to_contain_text("This incident was closed")
