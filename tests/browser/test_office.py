"""The office finds somebody while typing, on a phone, without the page being loaded again."""

import re

from playwright.sync_api import expect


def test_the_list_follows_what_is_typed_and_back_returns_to_it(visit):
    page = visit("office")
    page.goto("/office/people")
    page.evaluate("window.sameDocument = true")
    page.locator("#q").press_sequentially("kowalsk", delay=30)
    found = page.locator("#found .row")
    expect(found).to_have_count(3)
    page.locator("#q").press_sequentially("i", delay=30)
    expect(found).to_have_count(1)
    assert page.evaluate("window.sameDocument"), "only the list was asked for"
    expect(page).to_have_url(re.compile(r"/office/people\?q=kowalski$"))
    found.click()
    expect(page.locator("h1")).to_have_text("Paweł Kowalski")
    page.go_back()
    expect(page.locator("#found .row")).to_have_count(1)
