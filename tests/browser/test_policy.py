"""The files of the office lock a real Chromium: what only the machine can forbid is forbidden, and the screen sees it.

The policies lie in a folder that only this browser sees: it starts in a mount namespace of its own, so that no other
browser on the machine is locked with it.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from portal.kiosk.rules import policy
from tests.browser.conftest import DESK, FLAGS
from tests.browser.test_ways_out import pair

# They would keep the test itself from looking into the browser; the rest is as the office gives it.
KEEPS_TESTS_OUT = ("DeveloperToolsAvailability", "RemoteDebuggingAllowed")
# The system's own: a browser that comes with the tests reads another folder.
CHROMIUM, FOLDER = Path("/usr/bin/chromium"), "/etc/chromium"


def can_mount() -> bool:
    return CHROMIUM.exists() and Path(FOLDER).is_dir() and subprocess.run(["unshare", "-m", "true"]).returncode == 0


pytestmark = pytest.mark.skipif(
    not (shutil.which("unshare") and can_mount()),
    reason="needs the system's Chromium and the right to mount (root): policies are read from /etc/chromium only",
)


@contextmanager
def managed(playwright: Playwright, folder: Path, policies: dict, *more: str) -> Iterator[BrowserContext]:
    """A Chromium that finds these policies where it looks for them."""
    place = folder / "etc" / "policies" / "managed"
    place.mkdir(parents=True)
    (place / "samen-kiosk.json").write_text(json.dumps(policies))
    start = folder / "chromium"
    inside = f'mount --bind {folder}/etc {FOLDER} && exec {CHROMIUM} "$@"'
    start.write_text(f"#!/bin/sh\nexec unshare -m sh -c '{inside}' chromium \"$@\"\n")
    start.chmod(0o755)
    context = playwright.chromium.launch_persistent_context(
        folder / "profile", executable_path=start, args=[*FLAGS, *more], viewport=DESK, timeout=60_000,  # type: ignore[arg-type]
        ignore_default_args=["--disable-popup-blocking"],
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture(scope="module")
def locked(playwright, live, tmp_path_factory) -> Iterator[BrowserContext]:
    """The browser of a machine on which the office's policy file lies; /demo is open, for pairing."""
    policies = {name: value for name, value in policy(live).items() if name not in KEEPS_TESTS_OUT}
    policies["URLAllowlist"] = [*policies["URLAllowlist"], f"{live}/demo"]  # type: ignore[misc]
    with managed(playwright, tmp_path_factory.mktemp("locked"), policies) as context:
        yield context


CLOSED = (
    "{live}/office", "{live}/", "{live}/outside", "{other}/kiosk", "http://example.com/", "file:///etc/passwd", "file:///",
    "chrome://settings", "chrome://history", "chrome://downloads", "chrome://policy", "chrome://version",
    "view-source:{live}/kiosk", "data:text/html,out", "devtools://devtools/bundled/inspector.html", "chrome://dino",
)  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_a_typed_address_is_closed(address, locked, live):
    page = locked.new_page()
    try:
        with pytest.raises(Exception, match="ERR_BLOCKED_BY_ADMINISTRATOR"):
            page.goto(address.format(live=live, other=live.replace("127.0.0.1", "localhost")))
    finally:
        page.close()


def test_the_kiosk_is_open(locked, live):
    page = locked.new_page()
    for path in ("/kiosk/pair", "/static/css/base.css"):
        answer = page.goto(f"{live}{path}")
        assert answer is not None and answer.ok
    page.close()


def test_a_screen_sees_that_its_machine_is_locked(locked, live):
    page = locked.new_page()
    page.goto(f"{live}/demo")
    page.locator("form:has(input[name=who][value=kiosk]) button").click()
    page.goto(f"{live}/kiosk/self-check")
    page.wait_for_url("**/self-check/found")
    for check in ("https", "script", "outside", "policies", "popups", "print", "cookies", "storage", "worker", "clock"):
        expect(page.locator(f"[data-check={check}]")).to_have_attribute("data-found", "ok")
    page.close()


def test_a_screen_sees_that_its_machine_is_not_locked(browser, live):
    context = browser.new_context(base_url=live, viewport={"width": 700, "height": 500}, permissions=["notifications"])
    page = context.new_page()
    pair(page)
    page.goto("/kiosk/self-check")
    page.wait_for_url("**/self-check/found")
    for check, word in {"outside": "missing", "policies": "missing", "storage": "ok", "clock": "ok"}.items():
        expect(page.locator(f"[data-check={check}]")).to_have_attribute("data-found", word)
    context.close()


def test_a_screen_that_fills_its_screen_goes_on_to_the_welcome_after_a_start(locked, live):
    page = locked.new_page()
    page.goto(f"{live}/demo")
    if page.locator("input[name=who][value=kiosk]").count():
        page.locator("form:has(input[name=who][value=kiosk]) button").click()
    whole = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    size = {"screenWidth": 1280, "screenHeight": 800}
    locked.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", whole | size)
    page.goto(f"{live}/kiosk/self-check?started=1")
    page.wait_for_url(f"{live}/kiosk")
    expect(page.locator("#call-for-help")).to_be_visible()
    page.close()


def test_the_browser_knows_every_policy_of_the_file(playwright, live, tmp_path):
    policies = {name: value for name, value in policy(live).items() if name != "URLBlocklist"}
    with managed(
        playwright, tmp_path, {name: policies[name] for name in policies if name not in KEEPS_TESTS_OUT}
    ) as context:
        page = context.new_page()
        page.goto("chrome://policy")
        rows = page.locator(".policy-data, policy-row")
        expect(rows.filter(has_text="TranslateEnabled").first).to_contain_text("OK")
        texts = rows.evaluate_all("(all) => all.map((row) => (row.shadowRoot ?? row).textContent)")
    told = {text.split()[0]: text for text in texts if text.split()}
    for name in policies:
        if name not in KEEPS_TESTS_OUT:
            assert "Mandatory" in told[name] and ("OK" in told[name] or "Deprecated" in told[name]), told.get(name)


@pytest.mark.parametrize("left_out, is_open", [(KEEPS_TESTS_OUT, True), ((), False)])
def test_remote_debugging_opens_nothing_on_a_locked_machine(left_out, is_open, live, tmp_path):
    """With the whole file no port is opened; without the two lines it is, so that the first says something."""
    place = tmp_path / "etc" / "policies" / "managed"
    place.mkdir(parents=True)
    policies = {name: value for name, value in policy(live).items() if name not in left_out}
    (place / "samen-kiosk.json").write_text(json.dumps(policies))
    start = f'mount --bind {tmp_path}/etc {FOLDER} && exec timeout 5 {CHROMIUM} "$@"'
    flags = [*FLAGS, "--headless", "--remote-debugging-port=0", f"--user-data-dir={tmp_path}/profile", f"{live}/kiosk"]
    said = subprocess.run(
        ["unshare", "-m", "sh", "-c", start, "chromium", *flags], capture_output=True, text=True
    ).stderr
    assert ("DevTools listening on" in said) is is_open, said
