"""The class page before a real browser: one tap without a new page, and letters read aloud in their own language."""

from playwright.sync_api import expect

NEWEST = "article.letter >> nth=0"
# A phone with one Dutch voice that remembers what it was asked to say.
VOICE = """
Object.defineProperty(window, "speechSynthesis", {value: {
  speaking: false, said: [], getVoices: () => [{lang: "nl-NL"}], cancel() {}, addEventListener() {},
  speak(words) { this.said.push([words.lang, words.text]); },
}});
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


def test_thank_you_is_one_tap_and_so_is_undo(visit):
    page = visit("bart", "nl")
    page.get_by_role("link", name="Groep").first.click()
    page.wait_for_load_state("load")
    page.evaluate("window.isSamePage = true")
    bar = page.locator(NEWEST).locator(".reactions")
    bar.get_by_role("button", name="Dank je wel").press("Enter")
    said = bar.get_by_role("button", name="Je zei dank je wel")
    expect(said).to_be_focused()
    said.press("Enter")
    expect(bar.get_by_role("button", name="Dank je wel")).to_be_visible()
    assert page.evaluate("window.isSamePage"), "nothing was loaded anew"


def test_a_letter_is_read_aloud_in_its_own_language_where_there_is_a_voice(visit):
    page = visit("bart", "nl")
    page.get_by_role("link", name="Groep").first.click()
    expect(page.locator(NEWEST).locator("[data-listen]")).to_be_hidden()
    page.add_init_script(VOICE)
    page.reload()
    in_dutch = page.locator("article.letter[lang=nl]").first
    in_dutch.locator("[data-listen]").click()
    said = page.evaluate("speechSynthesis.said")
    assert said[0] == ["nl", in_dutch.locator(".title").inner_text()] and len(said) >= 3
