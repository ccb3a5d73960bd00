"""The norm on the idle screen: large, whole lines, and no button moves for it, whatever the screen."""

import pytest

from tests.browser.conftest import Visit

SIZES = [(1280, 800), (1024, 768), (1024, 600), (800, 1280), (1920, 1080), (360, 740)]

LINES = """() => [...document.querySelectorAll('.kiosk-norm ul')].map((list) => {
  const box = list.getBoundingClientRect();
  return [...list.children].map((line) => {
    const { left, right, top, bottom } = line.getBoundingClientRect();
    const hidden = right <= box.left + 1 || left >= box.right - 1;
    const whole = left >= box.left - 1 && right <= box.right + 1 && top >= box.top - 1 && bottom <= box.bottom + 1;
    return { hidden, whole, size: parseFloat(getComputedStyle(line).fontSize) };
  });
})"""


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_whole_lines_are_readable_and_the_button_stays_on_the_screen(visit: Visit, language, size):
    width, height = size
    desk = visit("kiosk", language, {"width": width, "height": height})
    button = desk.locator("#call-for-help button").bounding_box()
    assert button is not None and button["y"] >= 0 and button["y"] + button["height"] <= height
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width < 640:
        assert not desk.locator(".kiosk-norm").is_visible(), "on a phone there is no room beside the button"
        return
    lists = desk.evaluate(LINES)
    assert len(lists) == (1 if language == "nl" else 2)
    for lines in lists:
        assert lines[0]["whole"], "the first line is always there"
        assert all(line["whole"] or line["hidden"] for line in lines), "no line is cut"
        assert all(line["size"] >= 28 for line in lines)
