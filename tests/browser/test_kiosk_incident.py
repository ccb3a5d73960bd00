"""Logging an incident at the desk: in six taps; and while the network is gone, sealed on the screen and sent once."""

import pytest
from playwright.sync_api import Page, expect

from portal.demo.rules import PIN
from tests.browser.conftest import DESK, until

KEPT = """async () => {
  const shelf = await caches.open("kiosk-incidents");
  const texts = [];
  // One that is sent goes while others are read.
  for (const each of await shelf.keys()) texts.push(await (await shelf.match(each))?.text());
  return texts.filter((each) => each !== undefined);
}"""
ALL_IN_KEEPING = """async () => {
  const texts = [];
  for (const name of await caches.keys())
    for (const each of await (await caches.open(name)).keys())
      texts.push(each.url, await (await caches.match(each))?.text());
  return texts.join() + JSON.stringify([localStorage, sessionStorage]) + document.documentElement.outerHTML;
}"""


@pytest.fixture
def desk(visit) -> Page:
    page = visit("kiosk", "nl", DESK)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def what_is_in_the_register(visit, words: str) -> int:
    """How many of the ten incidents that were written last hold these words, whenever they happened."""
    sam = visit("sam", "nl", DESK)
    sam.goto("/incidents")
    found: set[str] = set()
    while True:
        found |= {each.get_attribute("href") or "" for each in sam.locator("main a.row").all()}
        if not (older := sam.locator("main a[href*=before]")).count():
            break
        sam.goto(older.get_attribute("href") or "")
    incidents = [path for path in found if path.rpartition("/")[2].isdecimal()]
    newest = sorted(incidents, key=lambda path: int(path.rpartition("/")[2]), reverse=True)[:10]
    return sum(words in (sam.goto(path) and sam.locator("main").inner_text()) for path in newest)


def gone(desk: Page) -> None:
    """Until nothing waits on the screen any more."""
    until(desk, KEPT, [])
    expect(desk.locator("#incidents-waiting")).to_be_hidden()


def test_six_taps_and_a_pin(desk):
    taps = []
    desk.expose_function("tapped", lambda what: taps.append(what))
    desk.add_init_script("addEventListener('pointerdown', (event) => window.tapped(event.target.tagName), true)")
    desk.reload()
    desk.locator("#log-incident").click()
    desk.locator(".kinds .pick").nth(1).click()
    desk.locator("select[name=colleague]").click()
    desk.locator("select[name=colleague]").select_option(label="Noor de Wit")
    taps.append("OPTION")
    desk.keyboard.press("Escape")
    desk.locator("input[name=pin]").click()
    desk.keyboard.type(PIN)
    desk.locator("#incident-form button[type=submit]").click()
    expect(desk).to_have_url(desk.url.partition("/kiosk")[0] + "/kiosk/thanks")
    assert len(taps) <= 6, taps


def test_without_a_network_it_waits_sealed_and_goes_once_there_is_one(desk, visit):
    desk.goto("/kiosk/incident")
    desk.locator("input[name=kind][value=physical]").check()
    desk.locator("details summary").last.click()
    desk.locator("textarea[name=what_happened]").fill("GEDUWD bij de deur")
    desk.locator("select[name=colleague]").select_option(label="Noor de Wit")
    desk.locator("input[name=pin]").fill(PIN)
    desk.context.set_offline(True)
    desk.locator("#incident-form button[type=submit]").dblclick()
    expect(desk.locator("#incident-kept")).to_be_visible()
    assert len(desk.evaluate(KEPT)) == 1, "two taps are one sending"
    found = desk.evaluate(ALL_IN_KEEPING)
    assert "GEDUWD" not in found and PIN not in found
    expect(desk.locator("#incidents-waiting b")).to_have_text("1")
    expect(desk.locator("#incidents-waiting")).to_be_visible()
    expect(desk.locator("#incident-stop")).to_be_hidden()
    desk.context.set_offline(False)
    gone(desk)
    assert what_is_in_the_register(visit, "GEDUWD bij de deur") == 1


@pytest.mark.parametrize("answer", ["none", "of somebody else"])
def test_an_answer_that_was_lost_on_the_way_leaves_one_incident(answer, visit):
    words = f"GESCHREEUWD, antwoord {answer}"
    desk = visit("kiosk", "nl", DESK, service_workers="block")
    desk.goto("/kiosk/incident")

    def arrives_and_is_lost(route):
        route.fetch(max_redirects=0)
        if answer == "none":
            route.abort()
        else:
            route.fulfill(status=403, content_type="text/html", body="<h1>The network of this building</h1>")

    desk.route("**/kiosk/incident", arrives_and_is_lost)
    if answer != "none":
        desk.route("**/kiosk/sealed", lambda route: route.fulfill(status=400), times=1)
    desk.locator("input[name=kind][value=verbal]").check()
    desk.locator("details summary").last.click()
    desk.locator("textarea[name=what_happened]").fill(words)
    desk.locator("select[name=colleague]").select_option(label="Noor de Wit")
    desk.locator("input[name=pin]").fill(PIN)
    desk.locator("#incident-form button[type=submit]").click()
    expect(desk.locator("#incident-kept")).to_be_visible()
    gone(desk)
    assert what_is_in_the_register(visit, words) == 1


def test_the_form_opens_without_a_network_and_signs_with_a_typed_name(desk, visit):
    desk.context.set_offline(True)
    desk.goto("/kiosk/thanks")
    desk.locator("#log-incident").click()
    expect(desk.locator("#called")).to_be_visible()
    expect(desk.locator(".cut-off")).to_contain_text("112")
    desk.locator("#incident-form button[type=submit]").click()
    expect(desk.locator("#incident-unsigned")).to_be_visible()
    desk.locator(".kinds .pick").nth(1).click()
    desk.locator("details summary").last.click()
    desk.locator("textarea[name=what_happened]").fill("DREIGDE zonder netwerk")
    desk.locator("#called").fill("Noor de Wit")
    desk.locator("input[name=pin]").fill(PIN)
    desk.locator("#incident-form button[type=submit]").click()
    expect(desk.locator("#incident-kept")).to_be_visible()
    found = desk.evaluate(ALL_IN_KEEPING)
    assert "DREIGDE" not in found and "Noor" not in found and PIN not in found
    desk.context.set_offline(False)
    gone(desk)
    assert what_is_in_the_register(visit, "DREIGDE zonder netwerk") == 1


def test_a_wrong_pin_is_said_and_what_was_typed_stays(desk):
    desk.goto("/kiosk/incident")
    desk.locator(".kinds .pick").nth(1).click()
    desk.locator("details summary").last.click()
    desk.locator("textarea[name=what_happened]").fill("blijft staan")
    desk.locator("select[name=colleague]").select_option(label="Noor de Wit")
    for _try in range(2):
        desk.locator("input[name=pin]").fill("135790")
        desk.locator("#incident-form button[type=submit]").click()
        expect(desk.locator("main [role=alert]").first).to_be_visible()
        expect(desk.locator("input[name=pin]")).to_have_value("")
        expect(desk.locator("textarea[name=what_happened]")).to_have_value("blijft staan")
