"""The office brings a list in on a phone, in Arabic: progress moves on by itself, and everybody can use the preview."""

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_every_page import faults_of
from tests.rosters.exports import files, small
from tests.rosters.sheets import zipped


def test_a_list_is_sent_previewed_brought_in_and_undone(visit):
    page = visit("office", "ar", PHONE)
    page.goto("/office/rosters")
    parts = small()
    parts["orgs"][0]["identifier"] = ""
    content = zipped(files(parts, kind="delta"))
    page.set_input_files("#roster", {"name": "list.zip", "mimeType": "application/zip", "buffer": content})
    page.locator("#roster-form button").click()
    expect(page.locator("#confirm-form")).to_be_visible()
    page.evaluate("document.querySelectorAll('details.card').forEach((group) => { group.open = true; })")
    expect(page.locator("main")).to_contain_text("Mila Appel")
    assert not faults_of(page)
    page.locator("#confirm-form button").click()
    expect(page.locator("#undo-form")).to_be_visible()
    assert not faults_of(page)
    page.locator("#undo-form button").click()
    expect(page.locator("#undo-form")).to_have_count(0)
    expect(page.locator("main [role=alert]")).to_have_count(0)
