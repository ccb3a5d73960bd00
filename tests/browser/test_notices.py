"""Notices in a real browser: the service worker shows what is pushed; the kiosk has none."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit

REGISTERED = """async () => {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== "activated") await new Promise((again) => setTimeout(again, 50));
}"""
SHOWN = """async () => {
  const worker = await navigator.serviceWorker.ready;
  for (let look = 0; look < 100; look++) {
    const shown = await worker.getNotifications();
    if (shown.length) return shown.map((each) => [each.title, each.body, each.data.url, each.requireInteraction]);
    await new Promise((again) => setTimeout(again, 100));
  }
  return [];
}"""
NOTICE = (
    '{"title": "De Regenboog", "body": "Er is een bericht voor je.", "url": "/account/messages/received", "lang": "nl",'
    ' "tag": "t", "urgent": true}'
)


def _push(page) -> None:
    """Register the worker as the button does, and hand it a notice as a push service would."""
    known: list[str] = []
    devtools = page.context.new_cdp_session(page)
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(
        each["registrationId"] for each in event["registrations"] if not each["isDeleted"]))  # fmt: skip
    devtools.send("ServiceWorker.enable")
    page.evaluate(REGISTERED)
    while not known:
        page.wait_for_timeout(100)
    pushed = {"origin": page.url.partition("/account")[0], "registrationId": known[-1], "data": NOTICE}
    devtools.send("ServiceWorker.deliverPushMessage", pushed)


def test_a_notice_that_is_pushed_is_shown_with_where_it_leads(visit: Visit):
    page = visit("amina", "nl", PHONE, permissions=["notifications"])
    page.goto("/account/messages")
    expect(page.locator("form#notify button")).to_be_visible()
    _push(page)
    assert page.evaluate(SHOWN) == [
        ["De Regenboog", "Er is een bericht voor je.", "/account/messages/received", True]
    ]  # fmt: skip


def test_a_browser_that_may_not_show_notices_says_so(visit: Visit):
    page = visit("amina", "en", PHONE)
    page.add_init_script("Object.defineProperty(Notification, 'permission', {value: 'denied'})")
    page.goto("/account/messages")
    expect(page.locator("#notices-blocked")).to_be_visible()
    expect(page.locator("form#notify")).to_be_hidden()


def test_a_browser_that_becomes_the_kiosk_has_no_notices(visit: Visit):
    page = visit(None, None, DESK, permissions=["notifications"])
    page.evaluate(REGISTERED)
    page.locator("form:has(input[name=who][value=kiosk]) button").click()
    expect(page.locator("#call-for-help")).to_be_visible()
    page.wait_for_timeout(300)
    scopes = page.evaluate(
        "() => navigator.serviceWorker.getRegistrations().then((all) => all.map((each) => each.scope))"
    )
    assert all(scope.endswith("/kiosk") for scope in scopes), "its own, which has no notices, and no other"
