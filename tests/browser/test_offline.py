"""Without a connection, in a real browser: the news that was read last, of this reader only, and nothing else."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Visit, until

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    if (name.startsWith("news of "))
      for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found.sort();
}"""
OTHERS = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found.filter((path) => !path.startsWith("/static/") && path !== "/offline" && !/^.classes.\\d+$/.test(path));
}"""
READY = "() => navigator.serviceWorker.ready.then(() => true)"


def _reads_news(page: Page) -> str:
    """Opens the first page and a class page; the path of that page."""
    page.goto("/")
    page.evaluate(READY)
    path = page.locator("a[href^='/classes/']").first.get_attribute("href")
    assert path is not None
    path = path.partition("#")[0].partition("?")[0]
    page.goto(path)
    until(page, KEPT, [path])
    return path


def test_the_news_that_was_read_last_is_there_without_a_connection_and_nothing_else(visit: Visit):
    page = visit("amina", "nl", PHONE)
    path = _reads_news(page)
    words = page.locator("h1").inner_text()
    for other in ("/home-context", "/conversations", "/account", "/agenda", "/privacy"):
        page.goto(other)
    assert page.evaluate(KEPT) == [path] and page.evaluate(OTHERS) == []
    page.context.set_offline(True)
    page.goto(path)
    expect(page.locator("h1")).to_have_text(words)
    expect(page.locator("#read-at")).to_contain_text("Je bent offline")
    page.goto("/home-context")
    expect(page.locator("h1")).to_have_text("Je bent offline")
    expect(page.locator("#kept a")).to_have_attribute("href", path)
    page.context.set_offline(False)


def test_what_was_kept_is_gone_after_signing_out_and_for_who_signs_in_next(visit: Visit):
    page = visit("amina", "nl", DESK)
    _reads_news(page)
    page.locator("form.out button").click()
    page.wait_for_url("**/sign-in**")
    until(page, KEPT, [])
    page.goto("/demo")
    page.locator("form:has(input[name=who][value=amina]) button").click()
    path = _reads_news(page)
    page.goto("/demo")
    page.locator("form:has(input[name=who][value=bart]) button").click()
    page.goto("/")
    until(page, KEPT, [])
    page.context.set_offline(True)
    page.goto(path)
    expect(page.locator("h1")).to_have_text("Je bent offline")
    expect(page.locator("#kept-news")).to_be_hidden()
    page.context.set_offline(False)
