"""Notices in a real browser: the service worker shows what is pushed; the kiosk has none."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Visit

REGISTERED = """async () => {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== "activated") await new Promise((again) => setTimeout(again, 50));
}"""
# A notice is looked for when it is there: Chromium forgets one that is asked for while it is being shown.
LISTENING = """() => {
  const show = ServiceWorkerRegistration.prototype.showNotification;
  self.done = new Promise((done, fail) => {
    setTimeout(fail, 30000, new Error("nothing was pushed"));
    ServiceWorkerRegistration.prototype.showNotification = function (...what) {
      const asked = show.apply(this, what);
      asked.then(done, fail);
      return asked;
    };
  });
}"""
SHOWN = """async () => {
  await self.done;
  const shown = await self.registration.getNotifications();
  return shown.map((each) => [each.title, each.body, each.data.url, each.requireInteraction]);
}"""
NOTICE = (
    '{"title": "De Regenboog", "body": "Er is een bericht voor je.", "url": "/account/messages/received", "lang": "nl",'
    ' "tag": "t", "urgent": true}'
)


def _push(page) -> list:
    """Register the worker as the button does, hand it a notice as a push service would, and tell what it shows."""
    known: list[str] = []
    devtools = page.context.new_cdp_session(page)
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(
        each["registrationId"] for each in event["registrations"] if not each["isDeleted"]))  # fmt: skip
    devtools.send("ServiceWorker.enable")
    page.evaluate(REGISTERED)
    while not known:
        page.wait_for_timeout(100)
    pushed = {"origin": page.url.partition("/account")[0], "registrationId": known[-1], "data": NOTICE}
    worker = page.context.service_workers[0]
    worker.evaluate(LISTENING)
    devtools.send("ServiceWorker.deliverPushMessage", pushed)
    return worker.evaluate(SHOWN)


def test_a_notice_that_is_pushed_is_shown_with_where_it_leads(visit: Visit):
    page = visit("amina", "nl", PHONE, permissions=["notifications"])
    page.goto("/account/messages")
    expect(page.locator("form#notify button")).to_be_visible()
    assert _push(page) == [["De Regenboog", "Er is een bericht voor je.", "/account/messages/received", True]]


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
