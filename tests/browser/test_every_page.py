"""Every page that links lead to, for everybody, in every language, light and dark: accessible and within 360 px."""

import re
from collections import Counter

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel import Locale
from playwright.sync_api import Page

from portal.i18n import LANGUAGES
from tests.browser.conftest import PHONE
from tests.crawler import MOST_PAGES, links_on, shape_of

# What families and visitors see, in every language; what staff see in those that are widest apart.
IN_EVERY_LANGUAGE = (None, "amina", "kiosk")
OTHERS: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("celik", "dana", "noor", "ravi", "head", "sam", "office"), ("nl", "ar")
)
WALKS = [(who, language) for who in IN_EVERY_LANGUAGE for language in LANGUAGES]
WALKS += [(who, language) for who, spoken in OTHERS.items() for language in spoken]
# What home and school share is looked at in the other languages too, as a teacher and the school leader see it.
SHARED = ("/contact", "/home-context", "/class-group", "/taking-part", "/norm")
SHARED_WITH = {
    "celik": ("/contact", "/home-context", "/class-group", "/taking-part", "/norm"),
    "head": ("/contact/shares", "/home-context/shared", "/class-group/school", "/taking-part", "/norm"),
}
STAFF_ELSEWHERE = [(who, each) for who in SHARED_WITH for each in LANGUAGES if each not in OTHERS[who]]
# Of pages that differ in a number alone two are looked at; in the other languages one.
ALIKE = {"nl": 2}
# Colours are the same in every language; to look at them takes as long as all the rest.
COLOURS_SEEN_IN = "nl"
ALL_BUT_COLOURS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}},
}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
STARTS = {None: ("/sign-in", "/sign-in/staff"), "kiosk": ("/kiosk",)}

AXE = Axe().axe_script


@pytest.mark.parametrize("who, language", WALKS, ids=lambda one: one or "nobody")
def test_pages_are_accessible_and_fit(who, language, visit, live):
    starts = STARTS.get(who, ("/", "/account"))
    look_at_all(visit(who, language, PHONE), language, live, starts, within=("/",))


@pytest.mark.parametrize("who, language", STAFF_ELSEWHERE)
def test_what_home_and_school_share_is_accessible_in_each_language(who, language, visit, live):
    look_at_all(visit(who, language, PHONE), language, live, SHARED_WITH[who], within=SHARED)


def look_at_all(page: Page, language: str, live: str, starts: tuple[str, ...], *, within: tuple[str, ...]) -> None:
    """Walks from these pages on, among addresses that begin so, and asserts that nothing is wrong with any of them."""
    page.add_init_script(AXE)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: troubles.append(request.url) if not request.url.startswith(live) else None)
    seen, faults = 0, {}
    for path in _walk(page, starts, ALIKE.get(language, 1), within):
        seen += 1
        found = _misfits(page) + (_faults_but_of_colours(page) if _is_new(page, language) else [])
        if language == COLOURS_SEEN_IN and _has_new_colours(page):
            found += _faults_of_colours(page)
        faults |= {path: found} if found else {}
        spoken = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert spoken == [language, Locale.parse(language).text_direction], path
    assert not faults, "\n".join(f"{path}: {fault}" for path, found in faults.items() for fault in found)
    assert seen >= 2 and not troubles


def _walk(page: Page, starts: tuple[str, ...], alike: int, within: tuple[str, ...]):
    """Opens pages in the order in which links lead to them, so many of each shape; yields their paths."""
    waiting, seen, shapes = list(starts), set(), Counter()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        shape = shape_of(path)
        if path in seen or shapes[shape] == alike:
            continue
        seen.add(path)
        shapes[shape] += 1
        answer = page.goto(path)
        assert answer is not None and answer.status < 400, f"{path} answers {answer and answer.status}"
        yield path
        waiting += [link for link in links_on(page.content(), path) if link not in seen and link.startswith(within)]


# What was looked at in this process, and need not be again: what colleagues read alike, numbers and tokens aside, and
# the ways in which elements stand within others, on which their colours depend.
_read: set[tuple[str, str]] = set()
_nested: set[str] = set()


def _is_new(page: Page, language: str) -> bool:
    """Whether what stands between the page's head and its menu was not looked at for somebody else."""
    found = (language, re.sub(r'value="[\w.-]{40,}"|\d+', "0", page.locator("main").inner_html()))
    is_new = found not in _read
    _read.add(found)
    return is_new


def _has_new_colours(page: Page) -> bool:
    """Whether an element stands within others as none did before."""
    found = set(page.evaluate(NESTED)) - _nested
    _nested.update(found)
    return bool(found)


def faults_of(page: Page) -> list[str]:
    """What keeps this page from being accessible, light and dark, and from fitting the screen."""
    return _misfits(page) + _faults_but_of_colours(page) + _faults_of_colours(page)


def _misfits(page: Page) -> list[str]:
    # A tap led here: sizes are those of the page with its styles.
    page.wait_for_load_state("load")
    wide, small = page.evaluate(FITS, TAPPED)
    return small + ([f"scrolls {wide} px sideways"] if wide > 0 else [])


def _faults_but_of_colours(page: Page) -> list[str]:
    return _faults(page, ALL_BUT_COLOURS)


def _faults_of_colours(page: Page) -> list[str]:
    found = []
    # The colours on the screen come first, and the others stay there: changing them takes as long as looking.
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for scheme in ("dark", "light") if is_dark else ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{scheme} {fault}" for fault in _faults(page, COLOURS)]
    return found


def _faults(page: Page, options: dict) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(VIOLATIONS, options)
    return [f"{fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}" for fault in found]


# What all rules found in order is much, and is not handed over.
VIOLATIONS = "(options) => axe.run(options).then((found) => found.violations)"
# Each element with those it stands in, by what a style can know them by.
NESTED = """() => {
  const known = /^(class|id|type|role|dir|open|disabled|hidden|data-state|aria-(?!label|describedby).*)$/;
  const by = (each) => [...each.attributes].filter(({name}) => known.test(name))
    .map(({name, value}) => `${name}=${value.replace(/\\d+/g, "0")}`).join(" ");
  // A field of a form may be called `children`: what stands in it is found from below.
  const ways = new Map();
  [document.body, ...document.querySelectorAll("body *")].forEach((each) => {
    ways.set(each, `${ways.get(each.parentElement) || ""}>${each.tagName} ${by(each)}`);
  });
  return [...new Set(ways.values())];
}"""
TAPPED = "button, a.button, a.row, nav a, summary, select, input[type=text]"
FITS = """(tapped) => [
  document.scrollingElement.scrollWidth - innerWidth,
  [...document.querySelectorAll(tapped)]
    .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.classList.contains('as-link'))
    .filter((each) => each.getBoundingClientRect().height < 44)
    .map((each) => `too small to tap: ${each.outerHTML.slice(0, 120)} (${each.getBoundingClientRect().height} px)`),
]"""
