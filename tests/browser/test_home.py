"""What only a browser can show about home: a parent records, and the teacher's player plays it."""

from playwright.sync_api import expect

LASTS = """async () => {
  const player = document.querySelector("audio");
  player.preload = "auto";
  player.load();
  await new Promise((done) => { player.onloadedmetadata = done; player.onerror = done; });
  return player.error ? 0 : player.duration;
}"""


def test_a_parent_says_it_on_the_phone_and_the_teacher_hears_it(visit):
    page = visit("bart", "nl", permissions=["microphone"])
    page.goto("/home-context")
    page.locator("main a[href$='/reachability']").click()
    record = page.get_by_role("button", name="Neem nu op")
    record.click()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#record [role=status]")).to_contain_text("Opgenomen")
    page.get_by_role("button", name="Deel het met school").click()
    expect(page.locator(".flash")).to_contain_text("Bewaard")
    teacher = visit("celik", "nl")
    teacher.goto(page.url)
    assert teacher.evaluate(LASTS) > 0.5


def test_without_leave_for_the_microphone_the_page_says_what_to_do(visit):
    page = visit("bart", "nl")
    page.goto("/home-context")
    page.locator("main a[href$='/support']").click()
    page.get_by_role("button", name="Neem nu op").click()
    expect(page.locator("#record [role=status]")).to_contain_text("Kies een bestand")
