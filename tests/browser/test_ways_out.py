"""The curious child and the angry visitor: every way out of the kiosk that we could think of, each tried in a browser.

What only the machine can lock (a typed file:// or chrome:// address, developer tools) is tried in test_policy.py.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK, FLAGS

SECRET = "een geheim van iemand"


@dataclass
class Desk:
    """The paired browser at reception, as whoever stands there has it in front of them."""

    browser: Browser
    context: BrowserContext
    live: str
    page: Page
    database: str

    def new_context(self, **options) -> BrowserContext:
        """A browser of somebody else."""
        return self.browser.new_context(base_url=self.live, viewport=DESK, **options)  # type: ignore[arg-type]

    def paired(self) -> BrowserContext:
        """One more screen of reception."""
        context = self.new_context()
        pair(context.new_page())
        return context

    def type_an_incident(self) -> Page:
        self.page.goto("/kiosk/incident")
        type_everywhere(self.page)
        return self.page


def type_everywhere(page: Page) -> None:
    """The same words in every field for text, also in those that open later."""
    page.locator("main form :is(textarea, input[type=text])").evaluate_all(
        """(fields, words) => fields.forEach((field) => {
             field.value = words;
             field.dispatchEvent(new Event('input', {bubbles: true}));
           })""",
        SECRET,
    )


def pair(page: Page) -> None:
    page.goto("/demo")
    page.locator("form:has(input[name=who][value=kiosk]) button").click()
    expect(page.locator("#call-for-help")).to_be_visible()


@pytest.fixture(scope="module")
def desk(playwright, live, live_settings) -> Iterator[Desk]:
    """One paired browser for all ways, with back/forward memory as people have it, used by somebody before."""
    chromium = playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache", "--disable-popup-blocking"],
    )  # fmt: skip
    context = chromium.new_context(base_url=live, viewport=DESK, has_touch=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/demo")
    page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)")
    page.evaluate("localStorage.setItem('old', 'x')")
    pair(page)
    yield Desk(chromium, context, live, page, live_settings.database_url.removeprefix("sqlite:///"))
    chromium.close()


Way = Callable[[Desk], None]
WAYS: dict[str, Way] = {}


def way(sentence: str) -> Callable[[Way], Way]:
    """Enter a way out in the table, under what somebody tries."""

    def enter(tried: Way) -> Way:
        WAYS[sentence] = tried
        return tried

    return enter


def typed(path: str) -> Way:
    def tried(desk: Desk) -> None:
        answer = desk.page.goto(path, wait_until="commit")
        assert answer is not None and answer.status == 404, f"{path} answers {answer and answer.status}"
        if "text/html" in answer.headers.get("content-type", ""):
            desk.page.wait_for_url(f"{desk.live}/kiosk")

    return tried


ADDRESSES = (
    "/", "/office", "/office/kiosks", "/sign-in", "/sign-in/staff", "/demo", "/demo/outbox", "/incidents",
    "/help-calls", "/help-calls/1", "/classes/1", "/home-context/1", "/conversations", "/account", "/health",
    "/metrics", "/sw.js", "/privacy", "/kiosks", "/static/js/push.js", "/static/manifest.webmanifest",
    "/kiosk/../office", "/robots.txt",
)  # fmt: skip
WAYS |= {f"typing the address {path}": typed(path) for path in ADDRESSES}


def scripted(address: str) -> Way:
    def tried(desk: Desk) -> None:
        desk.page.evaluate("(address) => { location.href = address }", address)
        desk.page.wait_for_timeout(150)
        assert desk.page.url.startswith(f"{desk.live}/kiosk")

    return tried


SCHEMES = ("javascript:document.body.remove()", "data:text/html,out", "file:///etc/passwd", "chrome://settings",
           "view-source:/kiosk", "mailto:a@example.com", "tel:112", "blob:null/1")  # fmt: skip
WAYS |= {f"sending the page to {address}": scripted(address) for address in SCHEMES}


def pressed(keys: str) -> Way:
    def tried(desk: Desk) -> None:
        listen(desk.page, "keydown")
        desk.page.keyboard.press(keys)
        assert heard(desk.page)[-1] is True, "the browser does what the keys say"

    return tried


KEYS = ("Control+p", "Control+s", "Control+u", "Control+o", "Control+h", "Control+j", "Control+f", "Control+l",
        "Control+d", "Control+n", "Control+t", "Control+Shift+T", "Control+Shift+i", "Control+Shift+Delete",
        "Control++", "Control+-", "Control+0", "F1", "F3", "F5", "F7", "F11", "F12",
        "Alt+ArrowLeft", "Alt+ArrowRight", "Alt+Home", "ContextMenu")  # fmt: skip
WAYS |= {f"pressing {keys}": pressed(keys) for keys in KEYS}


def listen(page: Page, name: str) -> None:
    """From now on remember of each event of this name whether it was stopped."""
    page.evaluate(
        "(name) => { window.heard = []; addEventListener(name, (event) => heard.push(event.defaultPrevented)) }", name
    )


def heard(page: Page) -> list[bool]:
    return page.evaluate("heard")


@way("a click with Ctrl on a link")
def _(desk: Desk) -> None:
    desk.page.locator("#log-incident").click(modifiers=["Control"])
    stays_one(desk)


@way("a click with Shift on a link")
def _(desk: Desk) -> None:
    desk.page.locator("#log-incident").click(modifiers=["Shift"])
    stays_one(desk)


@way("a click with the middle button on a link")
def _(desk: Desk) -> None:
    desk.page.locator("#log-incident").click(button="middle")
    stays_one(desk)


@way("a click with Alt on a link, which saves it")
def _(desk: Desk) -> None:
    saved = []
    desk.page.on("download", lambda each: saved.append(each))
    desk.page.locator("#log-incident").click(modifiers=["Alt"])
    stays_one(desk)
    assert not saved


def stays_one(desk: Desk) -> None:
    desk.page.wait_for_timeout(200)
    assert len(desk.context.pages) == 1 and desk.page.url == f"{desk.live}/kiosk"


@way("a page that opens a window")
def _(desk: Desk) -> None:
    assert desk.page.evaluate("open('/kiosk') === null")


@way("a link that opens a second tab")
def _(desk: Desk) -> None:
    follow(desk, {"href": "/kiosk", "target": "_blank"})
    stays_one(desk)


@way("a link that saves a file")
def _(desk: Desk) -> None:
    saved = []
    desk.page.on("download", lambda each: saved.append(each))
    follow(desk, {"href": "/kiosk", "download": "kiosk.html"})
    desk.page.wait_for_timeout(200)
    assert not saved


def follow(desk: Desk, link: dict) -> None:
    desk.page.evaluate(
        """(given) => {
          const a = Object.assign(document.createElement('a'), given);
          document.body.append(a);
          a.click();
        }""",
        link,
    )


@way("the right mouse button")
def _(desk: Desk) -> None:
    listen(desk.page, "contextmenu")
    desk.page.locator("#log-incident").click(button="right")
    assert heard(desk.page) == [True]


@way("a long press with a finger")
def _(desk: Desk) -> None:
    listen(desk.page, "contextmenu")
    box = desk.page.locator("h1").bounding_box()
    assert box is not None
    finger = desk.context.new_cdp_session(desk.page)
    spot = {"x": int(box["x"] + 9), "y": int(box["y"] + 9), "button": "left", "clickCount": 1}
    finger.send("Input.emulateTouchFromMouseEvent", spot | {"type": "mousePressed"})
    desk.page.wait_for_timeout(700)
    finger.send("Input.emulateTouchFromMouseEvent", spot | {"type": "mouseReleased"})
    assert all(heard(desk.page))
    assert desk.page.evaluate("getComputedStyle(document.body).userSelect") == "none"


def dragged(what: str, selector: str) -> None:
    @way(f"dragging {what}")
    def _(desk: Desk) -> None:
        listen(desk.page, "dragstart")
        desk.page.locator(selector).first.dispatch_event("dragstart", {"bubbles": True, "cancelable": True})
        assert heard(desk.page) == [True]


dragged("a link", "#log-incident")
dragged("a picture", "svg.icon")
dragged("a text", "h1")


@way("dropping a file on the page")
def _(desk: Desk) -> None:
    listen(desk.page, "drop")
    desk.page.evaluate("""() => {
      const load = new DataTransfer(); load.items.add(new File(['x'], 'x.html'));
      document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: load }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: load }));
    }""")
    assert heard(desk.page) == [True]


@way("printing the page")
def _(desk: Desk) -> None:
    desk.page.emulate_media(media="print")
    assert desk.page.evaluate("getComputedStyle(document.body).display") == "none"
    desk.page.emulate_media(media="screen")
    desk.page.evaluate("print()")


@way("a message box of the page")
def _(desk: Desk) -> None:
    shown = []
    desk.page.once("dialog", lambda each: shown.append(each))
    assert desk.page.evaluate("prompt('x')") is None and not shown


@way("choosing a file")
def _(desk: Desk) -> None:
    for path in ("/kiosk", "/kiosk/incident", "/kiosk/self-check/found", "/kiosk/thanks"):
        desk.page.goto(path)
        assert desk.page.locator("input[type=file]").count() == 0, path


@way("selecting all the text")
def _(desk: Desk) -> None:
    desk.page.keyboard.press("Control+a")
    assert desk.page.evaluate("getSelection().toString().trim()") == ""


@way("what the browser fills in by itself")
def _(desk: Desk) -> None:
    desk.page.goto("/kiosk/incident")
    assert desk.page.locator("main form").evaluate_all("(all) => all.every((form) => form.autocomplete === 'off')")
    fields = desk.page.locator("main :is(input:not([type=hidden]), textarea)")
    assert fields.evaluate_all("(all) => all.every((field) => ['off', ''].includes(field.autocomplete))")


@way("a spelling service that is sent what is typed")
def _(desk: Desk) -> None:
    desk.page.goto("/kiosk/incident")
    texts = desk.page.locator("main :is(input[type=text], textarea)")
    assert texts.count() and texts.evaluate_all("(all) => all.every((field) => field.spellcheck === false)")


@way("a translation service that is sent the page")
def _(desk: Desk) -> None:
    assert desk.page.evaluate("document.body.translate") is False


@way("zooming with Ctrl and the wheel")
def _(desk: Desk) -> None:
    desk.page.evaluate("addEventListener('wheel', (event) => { window.heard = [event.defaultPrevented] })")
    desk.page.evaluate(
        "document.body.dispatchEvent(new WheelEvent('wheel', {ctrlKey: true, bubbles: true, cancelable: true}))"
    )
    assert heard(desk.page) == [True]


@way("pinching with two fingers")
def _(desk: Desk) -> None:
    fingers = desk.context.new_cdp_session(desk.page)
    fingers.send("Input.synthesizePinchGesture", {"x": 300, "y": 300, "scaleFactor": 3, "relativeSpeed": 3000})
    assert desk.page.evaluate("visualViewport.scale") == 1


@way("links to mail, phone or another address on any page")
def _(desk: Desk) -> None:
    for path in (
        "/kiosk",
        "/kiosk/incident",
        "/kiosk/self-check/found",
        "/kiosk/thanks",
        "/kiosk/nothing",
        "/kiosk/call/9999",
    ):
        desk.page.goto(path)
        found = desk.page.locator("[href], [action], [formaction], [src]").evaluate_all(
            """(all) => all.flatMap((each) =>
               ['href', 'action', 'formaction', 'src'].map((name) => each.getAttribute(name)))"""
        )
        assert all(re.match(r"/(kiosk|static)\b|#", address) for address in found if address), (path, found)


@way("going back after typing")
def _(desk: Desk) -> None:
    page = desk.type_an_incident()
    page.goto("/kiosk")
    page.go_back()
    shows_nothing(page)


@way("going back and forward and back again")
def _(desk: Desk) -> None:
    page = desk.type_an_incident()
    page.goto("/kiosk")
    for move in (page.go_back, page.go_forward, page.go_back):
        move()
        shows_nothing(page)


@way("loading the page again after typing")
def _(desk: Desk) -> None:
    page = desk.type_an_incident()
    page.reload()
    shows_nothing(page)


@way("going back after an error with what was typed")
def _(desk: Desk) -> None:
    page = desk.type_an_incident()
    page.evaluate("document.querySelector('main form').submit()")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.goto("/kiosk")
    # The browser asks for nothing and shows a page of its own: a form would have to be sent again.
    page.evaluate("history.back()")
    page.wait_for_timeout(400)
    shows_nothing(page)


@way("opening the address that a change of language left behind")
def _(desk: Desk) -> None:
    page = desk.type_an_incident()
    page.locator("details.languages summary").click()
    page.locator("details.languages button[lang=en]").click()
    page.wait_for_url("**kept=**")
    expect(page.locator("textarea").first).to_have_value(SECRET)
    left_behind = page.url
    page.goto("/kiosk")
    page.goto(left_behind)
    shows_nothing(page)
    page.locator("details.languages summary").click()
    page.locator("details.languages button[lang=nl]").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


@way("a tab that is restored after closing")
def _(desk: Desk) -> None:
    page = desk.type_an_incident()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    shows_nothing(page)


@way("waiting with half a text until somebody else comes")
def _(desk: Desk) -> None:
    page = desk.context.new_page()
    page.clock.install()
    page.goto("/kiosk/incident")
    type_everywhere(page)
    page.clock.fast_forward(31_000)
    expect(page.locator("#call-for-help")).to_be_visible()
    page.go_back()
    shows_nothing(page)
    page.close()


def shows_nothing(page: Page) -> None:
    typed_there = page.evaluate(
        "[...document.querySelectorAll('input, textarea')].map((field) => field.value).join('|')"
    )
    assert SECRET not in typed_there + page.locator("body").inner_text()


@way("going back to what was open before the screen was paired")
def _(desk: Desk) -> None:
    context = desk.new_context()
    page = context.new_page()
    page.goto("/sign-in")
    pair(page)
    page.wait_for_load_state("networkidle")
    for _step in range(2):
        page.goto("/kiosk")
        page.evaluate("history.go(-2)")
        page.wait_for_timeout(500)
        expect(page).to_have_url(re.compile(rf"^(about:blank|{re.escape(desk.live)}/kiosk)$"))
        assert page.locator("form[action*='sign-in'], form[action*='demo']").count() == 0
    context.close()


@way("reading the key with a script")
def _(desk: Desk) -> None:
    assert desk.page.evaluate("document.cookie") == ""
    kept = {cookie["name"]: cookie for cookie in desk.context.cookies(f"{desk.live}/kiosk")}  # type: ignore[misc]
    assert set(kept) == {"kiosk", "kiosk-only"} and all(cookie.get("httpOnly") for cookie in kept.values())
    assert (kept["kiosk"].get("sameSite"), kept["kiosk"].get("path")) == ("Strict", "/kiosk")


@way("reading what the browser keeps")
def _(desk: Desk) -> None:
    kept = desk.page.evaluate("""async () => [
      ...Object.keys(localStorage), ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map((each) => each.name), ...await caches.keys(),
    ].filter((name) => !name.startsWith('kiosk'))""")
    assert kept == []


@way("the service worker of the portal's other pages")
def _(desk: Desk) -> None:
    scopes = desk.page.evaluate(
        "navigator.serviceWorker.getRegistrations().then((all) => all.map((each) => each.scope))"
    )
    assert all(scope.startswith(f"{desk.live}/kiosk") for scope in scopes)


@way("signing in with a form of one's own")
def _(desk: Desk) -> None:
    assert asked(desk, "/sign-in/staff", "POST") == asked(desk, "/demo/sign-in", "POST") == 404
    assert asked(desk, "/language/nl", "POST") == asked(desk, "/sign-out", "POST") == 404


def asked(desk: Desk, path: str, method: str = "GET", **headers: str) -> int:
    return desk.page.evaluate(
        "([path, method, headers]) => fetch(path, {method, headers}).then((answer) => answer.status)",
        [path, method, headers],
    )


@way("asking for a part of a page as a script would")
def _(desk: Desk) -> None:
    assert asked(desk, "/office", **{"HX-Request": "true"}) == asked(desk, "/", **{"X-Original-URL": "/kiosk"}) == 404


@way("asking for another page with every method")
def _(desk: Desk) -> None:
    assert {
        asked(desk, "/office", method) for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
    } == {404}


@way("a change of language that leads to another host")
def _(desk: Desk) -> None:
    for target in ("https://elsewhere.example/", "//elsewhere.example/", "/office", "/\\elsewhere.example"):
        token = desk.page.locator("input[name=csrf_token]").first.input_value()
        ended_at = desk.page.evaluate(
            """([token, next]) => fetch('/kiosk/language/nl', {method: 'POST',
               body: new URLSearchParams({csrf_token: token, next})}).then((answer) => answer.url)""",
            [token, target],
        )
        assert ended_at == f"{desk.live}/kiosk", target


@way("an address that asks to be led on")
def _(desk: Desk) -> None:
    for path in (
        "/kiosk?next=https://elsewhere.example",
        "/kiosk/pair?next=/office",
        "/kiosk/incident?next=//x.example",
    ):
        desk.page.goto(path)
        assert desk.page.url.startswith(f"{desk.live}/kiosk"), path
        assert desk.page.locator("a[href*='example'], a[href*='office']").count() == 0


@way("loading something from another host")
def _(desk: Desk) -> None:
    failed = desk.page.evaluate("""() => Promise.all([
      fetch('http://elsewhere.example/').then(() => 'came', () => 'stopped'),
      new Promise((over) => {
        const image = new Image();
        image.onload = () => over('came');
        image.onerror = () => over('stopped');
        image.src = 'http://elsewhere.example/x.png' }),
    ])""")
    assert failed == ["stopped", "stopped"]


@way("a script or a style that is slipped into the page")
def _(desk: Desk) -> None:
    desk.page.evaluate("""() => {
      const script = document.createElement('script'), picture = document.createElement('img');
      script.textContent = 'window.slipped = 1';
      document.body.append(script);
      picture.setAttribute('onerror', 'window.slipped = 1');
      picture.src = '/x';
      document.body.append(picture);
      document.body.setAttribute('style', 'opacity: 0.5');
    }""")
    desk.page.wait_for_timeout(200)
    assert desk.page.evaluate("window.slipped === undefined && getComputedStyle(document.body).opacity") == "1"


@way("a form that is sent to another host")
def _(desk: Desk) -> None:
    desk.page.evaluate("""() => {
      const form = document.createElement('form');
      form.action = 'http://elsewhere.example/';
      document.body.append(form);
      form.submit();
    }""")
    stays_one(desk)


@way("asking for the camera, the place where one is, or what was copied")
def _(desk: Desk) -> None:
    refused = desk.page.evaluate("""() => Promise.all([
      navigator.mediaDevices.getUserMedia({video: true}).then(() => 'given', () => 'refused'),
      new Promise((over) => navigator.geolocation.getCurrentPosition(() => over('given'), () => over('refused'))),
      navigator.clipboard.readText().then(() => 'given', () => 'refused'),
    ])""")
    assert refused == ["refused"] * 3


@way("a page of somebody else with the kiosk in a frame")
def _(desk: Desk) -> None:
    context = desk.new_context()
    context.add_cookies(desk.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    frame = f"<iframe src='{desk.live}/kiosk'></iframe>"
    page.route("http://framer.example/", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto("http://framer.example/")
    page.wait_for_timeout(300)
    assert page.frames[1].locator("#call-for-help").count() == 0
    context.close()


@way("the session of a colleague, put into this browser")
def _(desk: Desk) -> None:
    elsewhere = desk.new_context()
    page = elsewhere.new_page()
    page.goto("/demo")
    page.locator("form:has(input[name=who][value=head]) button").click()
    desk.context.add_cookies([c for c in elsewhere.cookies() if c["name"] == "samen"])  # type: ignore[arg-type,misc]
    elsewhere.close()
    assert asked(desk, "/office") == 404
    desk.page.goto("/kiosk")
    expect(desk.page.locator("#call-for-help")).to_be_visible()
    assert "samen" not in {cookie["name"] for cookie in desk.context.cookies()}  # type: ignore[misc]


@way("a second tab beside the first")
def _(desk: Desk) -> None:
    second = desk.context.new_page()
    answer = second.goto("/office")
    assert answer is not None and answer.status == 404
    expect(second.locator("#call-for-help")).to_be_visible()
    second.close()


@way("guessing PINs, fast and over many names")
def _(desk: Desk) -> None:
    desk.page.goto("/kiosk/incident")
    statuses = desk.page.evaluate("""async () => {
      const form = document.querySelector('main form'), statuses = [];
      for (const field of form.querySelectorAll('input, textarea')) {
        if (field.type === 'radio' && !form.querySelector(`[name=${field.name}]:checked`)) field.checked = true;
        if (!field.value) field.value = 'x';
      }
      const names = [...form.elements.colleague.options].map((option) => option.value);
      for (let number = 0; number < 17; number += 1) {
        const fields = new URLSearchParams(new FormData(form));
        fields.set('colleague', names[1 + number % (names.length - 1)]); fields.set('pin', String(1000 + number));
        form.dispatchEvent(new Event('input', {bubbles: true}));
        const answer = await fetch(form.action, {method: 'POST', body: fields});
        statuses.push((await answer.text()).match(/Te vaak geprobeerd|Too many tries/) !== null);
      }
      return statuses;
    }""")
    assert statuses[0] is False and statuses[-1] is True
    desk.page.goto("/kiosk")
    expect(desk.page.locator("#call-for-help button")).to_be_enabled()


@way("numbers of calls of before")
def _(desk: Desk) -> None:
    with sqlite3.connect(desk.database, timeout=20) as database:
        # What another test ended a moment ago still stays on the screen.
        database.execute("UPDATE help_call SET closed_at = datetime(closed_at, '-1 day')")
    for number in (1, 2, 3, 99999):
        answer = desk.page.goto(f"/kiosk/call/{number}")
        assert answer is not None and answer.status == 404, number


@way("the pages of a screen that was switched off")
def _(desk: Desk) -> None:
    screen, office = desk.paired(), desk.new_context()
    kiosk, page = screen.pages[0], office.new_page()
    kiosk.goto("/kiosk/incident")
    type_everywhere(kiosk)
    page.goto("/demo")
    page.locator("form:has(input[name=who][value=office]) button").click()
    page.goto("/office/kiosks")
    page.locator("a.row[href$='/revoke']").last.click()
    page.locator("#revoke-form button").click()
    kiosk.goto("/kiosk")
    expect(kiosk.get_by_role("alert")).to_be_visible()
    assert screen.cookies(f"{desk.live}/kiosk") == [] or {c["name"] for c in screen.cookies()} == {"samen"}  # type: ignore[misc]
    kiosk.go_back()
    kiosk.wait_for_load_state()
    assert "/kiosk/pair" in kiosk.url
    shows_nothing(kiosk)
    screen.close()
    office.close()


@way("a key that is copied to another machine and made up a little")
def _(desk: Desk) -> None:
    (key,) = [cookie for cookie in desk.context.cookies() if cookie["name"] == "kiosk"]  # type: ignore[misc]
    place, rest = key["value"].split(".", 1)  # type: ignore[misc]
    elsewhere = desk.new_context()
    elsewhere.add_cookies([{**key, "value": f"{int(place) + 1}.{rest}"}])  # type: ignore[typeddict-item]
    page = elsewhere.new_page()
    page.goto("/kiosk")
    assert page.url == f"{desk.live}/kiosk/pair"
    elsewhere.close()


def test_there_are_more_than_forty_ways():
    assert len(WAYS) >= 40


@pytest.mark.parametrize("sentence", WAYS)
def test_there_is_no_way_out_by(sentence, desk):
    for left_over in desk.context.pages[1:]:
        left_over.close()
    desk.page.goto("/kiosk")
    WAYS[sentence](desk)
    desk.page.goto("/kiosk")
    expect(desk.page.locator("#call-for-help")).to_be_visible()
    assert len(desk.context.pages) == 1
