"""An incident logged while the network is gone: sealed on the screen, readable by nobody there, sent once on return."""

from playwright.sync_api import expect

from portal.demo.rules import PIN
from tests.browser.conftest import DESK

KEPT = """async () => {
  const shelf = await caches.open("kiosk-incidents");
  const texts = [];
  for (const each of await shelf.keys()) texts.push(await (await shelf.match(each)).text());
  return texts;
}"""


def test_without_a_network_it_waits_sealed_and_goes_once_there_is_one(visit):
    desk = visit("kiosk", None, DESK)
    desk.goto("/kiosk/incident")
    desk.locator("input[name=kind][value=physical]").check()
    desk.locator("details summary").last.click()
    desk.locator("textarea[name=what_happened]").fill("GEDUWD bij de deur")
    desk.locator("select[name=colleague]").select_option(label="Noor de Wit")
    desk.locator("input[name=pin]").fill(PIN)
    desk.context.set_offline(True)
    desk.locator("#incident-form button[type=submit]").click()
    expect(desk.locator("#incident-kept")).to_be_visible(timeout=8000)
    kept = desk.evaluate(KEPT)
    assert len(kept) == 1 and "GEDUWD" not in kept[0] and PIN not in kept[0]
    assert "GEDUWD" not in desk.content() and desk.locator("input[name=pin]").input_value() == ""
    expect(desk.locator("#incidents-waiting b")).to_have_text("1")
    desk.context.set_offline(False)
    expect(desk.locator("#incidents-waiting")).to_be_hidden(timeout=15000)
    assert desk.evaluate(KEPT) == []
    head = visit("sam", "nl", DESK)
    head.goto("/incidents")
    assert head.locator("main a.row").first.is_visible()
    head.locator("main a.row").first.click()
    expect(head.locator("main")).to_contain_text("GEDUWD bij de deur")
