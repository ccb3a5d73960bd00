"""A contact in three taps on a small phone, also when the network is gone: then it waits, and comes once."""

import time

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, until

WAITING = "Object.keys(localStorage).filter((name) => name.startsWith('samen-contact-')).length"
TAPS = "addEventListener('pointerup', () => sessionStorage.taps = Number(sessionStorage.taps || 0) + 1, true)"


def _board(visit) -> Page:
    page = visit("celik", "nl", PHONE)
    page.goto("/contact")
    return page


def test_a_contact_is_written_down_in_three_taps_and_ten_seconds(visit):
    page = _board(visit)
    page.add_init_script(TAPS)
    page.reload()
    begun = time.monotonic()
    page.locator("a.home-cell", has_text="Fleur").click()
    page.locator("label.way", has_text="Telefoon").click()
    page.locator("button[value='question family']").click()
    expect(page.locator("[role=status].flash")).to_be_visible()
    assert time.monotonic() - begun < 10
    expect(page.locator("#timeline li").first).to_contain_text("Vraag")
    assert page.evaluate("Number(sessionStorage.taps)") == 3
    page.locator("#timeline li").first.locator("form[action$='/take-back'] button").click()
    expect(page.locator("[role=status].flash")).to_contain_text("Teruggenomen")


def _taps_without_a_network(page: Page) -> None:
    page.context.set_offline(True)
    page.locator("a.home-cell", has_text="Mila").click()
    expect(page.locator("#quick-log")).to_be_visible()
    page.locator("#quick-log label.way", has_text="Telefoon").click()
    page.locator("#quick-log button[value='good_news school']").click()
    expect(page.locator("#contact-waiting")).to_be_visible()
    until(page, WAITING, 1)


def _signs_out(page: Page) -> None:
    """With two presses at once, as impatient hands do."""
    page.locator("form[action$='/sign-out'] button").first.evaluate("(button) => { button.click(); button.click(); }")


def test_without_network_it_waits_on_the_phone_and_comes_once(visit):
    page = _board(visit)
    _taps_without_a_network(page)
    kept = page.evaluate("Object.values(localStorage).join()")
    assert "Mila" not in kept, "no name lies on the phone"
    with page.expect_navigation():
        page.context.set_offline(False)
    expect(page.locator("#contact-waiting")).to_be_hidden()
    until(page, WAITING, 0)
    page.locator("a.home-cell", has_text="Mila").click()
    page.wait_for_url("**/contact/families/**")
    before = page.locator("#timeline li").count()
    page.goto("/contact")
    page.evaluate("(kept) => { localStorage.setItem('samen-contact-' + document.body.dataset.me, kept) }", kept)
    with page.expect_navigation():
        page.evaluate("() => { dispatchEvent(new Event('online')) }")
    until(page, WAITING, 0)
    page.locator("a.home-cell", has_text="Mila").click()
    page.wait_for_url("**/contact/families/**")
    assert page.locator("#timeline li").count() == before, "sent again it is there once"
    page.locator("#timeline li").first.locator("form[action$='/take-back'] button").click()


def test_signing_out_leaves_nothing_on_the_phone(visit):
    page = _board(visit)
    page.evaluate("localStorage.setItem('samen-contact-999999', '[]')")
    page.reload()
    # What a colleague left goes.
    until(page, WAITING, 0)
    page.goto("/account")
    page.evaluate("""() => localStorage.setItem("samen-contact-" + document.body.dataset.me,
        JSON.stringify([{ url: "/contact/families/1/1/log", fields: { key: "no such thing", said: "" } }]))""")
    _signs_out(page)
    page.wait_for_url("**/sign-in**")
    until(page, WAITING, 0)


def test_signing_out_sends_first_what_waits_and_says_when_it_cannot(visit):
    page = _board(visit)
    _taps_without_a_network(page)
    page.evaluate("localStorage.setItem('draft:0:/x:0', '[]')")
    _signs_out(page)
    expect(page.locator("#offline")).to_be_visible()
    until(page, WAITING, 1)
    page.route("**/log?queued", lambda route: route.abort())
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    _signs_out(page)
    expect(page.locator("#offline")).to_be_visible()
    until(page, WAITING, 1)
    with page.expect_event("requestfailed"):
        page.reload()
    page.unroute_all()
    _signs_out(page)
    page.wait_for_url("**/sign-in**")
    # Half a message as well: it goes with who typed it.
    until(page, "localStorage.length", 0)
    page.goto("/demo")
    page.locator("form:has(input[name=who][value=celik]) button").click()
    page.goto("/contact")
    page.locator("a.home-cell", has_text="Mila").click()
    page.locator("#timeline li").first.locator("form[action$='/take-back'] button").click()
    expect(page.locator("[role=status].flash")).to_contain_text("Teruggenomen")
