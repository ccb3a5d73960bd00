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

AXE = Axe().axe_script


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who or "nobody")
def test_pages_are_accessible_and_fit(who, language, visit, live):
    page = visit(who, language, PHONE)
    page.add_init_script(AXE)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(live) else None)
    seen, faults = 0, {}
    for path in _walk(page, STARTS.get(who, ("/", "/account"))):
        seen += 1
        faults |= {path: found} if (found := faults_of(page)) else {}
        spoken = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert spoken == [language, "rtl" if language == "ar" else "ltr"], path
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
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = []
    # The colours on the screen come first, and the others stay there: changing them takes as long as looking.
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for scheme in ("dark", "light") if is_dark else ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for fault in page.evaluate(VIOLATIONS, ALL_RULES if scheme == "light" else COLOURS):
            found.append(f"{scheme} {fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}")
    wide, small = page.evaluate(FITS, TAPPED)
    if wide > 0:
        found.append(f"scrolls {wide} px sideways")
    return found + small


# What all rules found in order is much, and is not handed over.
VIOLATIONS = "(options) => axe.run(options).then((found) => found.violations)"
TAPPED = "button, a.button, a.row, nav a, summary, select, input[type=text]"
FITS = """(tapped) => [
  document.scrollingElement.scrollWidth - innerWidth,
  [...document.querySelectorAll(tapped)]
    .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.classList.contains('as-link'))
    .filter((each) => each.getBoundingClientRect().height < 44)
    .map((each) => `too small to tap: ${each.outerHTML.slice(0, 120)} (${each.getBoundingClientRect().height} px)`),
]"""
