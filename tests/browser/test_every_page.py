"""Every page that links lead to, for everybody, in every language, light and dark: accessible and within 360 px."""

import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE
from tests.crawler import MOST_PAGES, links_on

EVERYBODY = (None, "amina", "dana", "celik", "noor", "ravi", "head", "sam", "office", "kiosk")
ALIKE = 2
LANGUAGES = ("nl", "en", "ar")
ALL_RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
STARTS = {None: ("/sign-in", "/sign-in/staff"), "kiosk": ("/kiosk",)}

axe = Axe()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who or "nobody")
def test_pages_are_accessible_and_fit(who, language, visit, live):
    page = visit(who, language, PHONE)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(live) else None)
    seen, faults = 0, {}
    for path in _walk(page, STARTS.get(who, ("/", "/account"))):
        seen += 1
        faults |= {path: found} if (found := faults_of(page)) else {}
        assert page.locator("html").get_attribute("lang") == language, path
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr"), path
    assert not faults, "\n".join(f"{path}: {fault}" for path, found in faults.items() for fault in found)
    assert seen >= 2 and not troubles


def _walk(page: Page, starts):
    """Opens pages in the order in which links lead to them, two of each shape; yields their paths."""
    waiting, seen, shapes = list(starts), set(), Counter()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        shape = re.sub(r"\d+", "0", path)
        if path in seen or shapes[shape] == ALIKE:
            continue
        seen.add(path)
        shapes[shape] += 1
        answer = page.goto(path)
        assert answer is not None and answer.status < 400, f"{path} answers {answer and answer.status}"
        yield path
        waiting += [link for link in links_on(page.content(), path) if link not in seen]


def faults_of(page: Page) -> list[str]:
    """What keeps this page from being accessible, light and dark, and from fitting the screen."""
    page.evaluate(axe.axe_script)
    found = []
    for scheme, options in (("light", ALL_RULES), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for fault in page.evaluate(VIOLATIONS, options):
            found.append(f"{scheme} {fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}")
    page.emulate_media(color_scheme="light")
    wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    if wide > 0:
        found.append(f"scrolls {wide} px sideways")
    return found + page.evaluate(SMALL_TARGETS, TAPPED)


# What all rules found in order is much, and is not handed over.
VIOLATIONS = "(options) => axe.run(options).then((found) => found.violations)"
TAPPED = "button, a.button, a.row, nav a, summary, select, input[type=text]"
SMALL_TARGETS = """(tapped) => [...document.querySelectorAll(tapped)]
  .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.classList.contains('as-link'))
  .filter((each) => each.getBoundingClientRect().height < 44)
  .map((each) => `too small to tap: ${each.outerHTML.slice(0, 120)} (${each.getBoundingClientRect().height} px)`)"""
