"""What only a browser shows of writing: typed words outlive a lost connection, and files are added one by one."""

import re

from playwright.sync_api import Route, expect

from tests.browser.conftest import DESK, until
from tests.stories import a_picture

LEFT = "Object.keys(localStorage).filter((name) => name.startsWith('draft:')).length"


def _files(*contents: bytes) -> list:
    return [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": data} for n, data in enumerate(contents)]


def test_what_was_typed_without_a_connection_is_put_back_and_leaves_the_device_when_it_arrived(visit):
    page = visit("celik", "en")
    page.goto("/classes/1/write")
    page.context.set_offline(True)
    page.locator("#title").fill("Zonder verbinding")
    page.locator("#text").fill("Dit typte ik in de trein.")
    page.locator(".deeds-of-form button").first.click()
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#text")).to_have_value("Dit typte ik in de trein.")
    page.context.set_offline(False)
    page.goto("/classes/1/write")
    page.locator("[data-draft=restore]").click()
    expect(page.locator("#text")).to_have_value("Dit typte ik in de trein.")
    expect(page.locator("#kept")).to_contain_text("Your draft is kept.")
    until(page, LEFT, 0)
    page.locator("#text").press_sequentially("!")
    page.locator(".deeds-of-form button").first.click()
    expect(page.locator("article.letter").first).to_contain_text("Dit typte ik in de trein.!")
    until(page, LEFT, 0)


def test_what_the_school_keeps_is_not_said_to_be_lost(visit):
    page = visit("celik", "en")
    page.goto("/classes/1/write")
    page.locator("#text").fill("Dit kwam aan.")
    expect(page.locator("#kept")).to_contain_text("Your draft is kept.")
    until(page, LEFT, 0)
    page.goto("/classes/1/write")
    expect(page.get_by_text("You were writing before")).to_be_visible()
    expect(page.locator("#local-draft")).to_be_hidden()


def test_what_was_typed_leaves_the_device_with_who_typed_it(visit):
    page = visit("celik", "en", {"width": 1280, "height": 800})
    page.goto("/classes/1/write")
    page.context.set_offline(True)
    page.locator("#text").fill("Alleen van mij.")
    until(page, LEFT, 1)
    page.context.set_offline(False)
    page.locator("form.out button").click()
    expect(page).to_have_url(re.compile("sign-in"))
    until(page, LEFT, 0)


def test_pictures_are_added_as_they_are_chosen_and_a_bad_one_is_named(visit):
    page = visit("celik", "en")
    page.goto("/classes/1/write")
    page.locator("#title").fill("Drie foto's")
    page.locator("#pictures").set_input_files(_files(a_picture(), b"no picture", a_picture((400, 700))))
    expect(page.locator("[data-trouble=file]")).to_contain_text("1.jpg")
    expect(page.locator("#files .thumbnail")).to_have_count(2)
    expect(page.locator("#title")).to_have_value("Drie foto's")
    page.locator("#files input[id^=alternative-]").last.fill("Een boom")
    page.locator("button[name=up]").click()
    expect(page.locator("#files input[id^=alternative-]").nth(0)).to_have_value("Een boom")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_new_key_in_another_tab_takes_nothing_away_that_is_being_written_here(visit):
    page, refused = visit("noor", "en", DESK), []
    page.goto("/incidents/log")
    page.locator("#what_happened").fill("Somebody shouted.")
    expect(page.locator("#help-alert.help-alert")).to_be_attached()

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.fulfill(status=204, headers={"HX-Redirect": "/sign-in?next=/incidents/log"})

    with page.expect_response(lambda answer: answer.url.endswith("/help-calls/alert") and answer.status == 200):
        page.route("**/help-calls/alert", refuse, times=1)
    assert len(refused) == 1
    expect(page.locator("#what_happened")).to_have_value("Somebody shouted.")
    with page.expect_request(re.compile(r"/sign-in\?next=")):
        page.route("**/help-calls/alert", refuse)
    assert len(refused) == 3, "once more by itself, and then whoever is signed out is told"
