"""What a teacher types is kept until it is published, once: on two devices, without JavaScript, with its files."""

from io import BytesIO

import pytest

from portal import clock, documents, pictures
from portal.db import db
from portal.news import actions as news
from portal.news.actions import About, AlreadyPublished, Folders, Typed, Written
from portal.news.models import Attachment, Draft, DraftFile, Picture, Post
from portal.school.models import Person, SchoolClass
from tests.stories import A_PDF, a_draft, a_picture, a_post, hear_at_once

TYPED = {"key": "k1", "tab": "a", "title": "Half af", "text": "Morgen **meer**.", "language": "nl"}


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


@pytest.fixture
def celik(visit):
    celik = visit("celik")
    celik.post("/language/en")
    return celik


def photo() -> tuple[BytesIO, str]:
    return BytesIO(a_picture((300, 200))), "bos.jpg"


def on_disk() -> set[str]:
    return {path.name for folder in (pictures.folder(), documents.folder()) for path in folder.glob("*")}


def test_a_draft_is_kept_found_again_and_published(celik, visit, page_of, work):
    draft = celik.follow(
        celik.post(f"{page_of}/draft", TYPED | {"place_words": "Lokaal 2", "happens_on": "2026-02-30"})
    )
    assert "Morgen **meer**." in draft.html and "Lokaal 2" in draft.html and "Your draft is kept." in draft
    assert "Half af" in celik.get(page_of) and "Half af" in celik.get(f"{page_of}/write")
    assert "Half af" not in visit("dana").get(page_of) and "Half af" not in visit("jansen").get(page_of)
    assert work() == []
    assert celik.post(f"{page_of}/write", TYPED | {"tab": "b", "seen": "1"}).status == 303
    assert "Half af" in visit("dana").get(page_of) and db.session.query(Draft).count() == 0


def test_words_in_a_draft_lie_sealed_in_the_database(celik, page_of):
    from tests.conftest import rows

    celik.post(f"{page_of}/draft", TYPED)
    assert "Morgen" not in str(rows("draft"))


def test_an_empty_form_is_a_draft_too_and_says_it_has_no_title(celik, page_of):
    celik.post(f"{page_of}/draft", {"key": "k", "tab": "a"})
    assert "Without a title" in celik.get(page_of)


def test_sent_twice_it_is_published_once_and_said_the_same(cast, celik, page_of, work):
    hear_at_once(*cast.people.values())
    answers = [celik.post(f"{page_of}/write", TYPED) for _tap in range(2)]
    assert [answer.status for answer in answers] == [303, 303] and answers[0].location == answers[1].location
    assert db.session.query(Post).count() == 1
    assert len(sent := [parcel.to for parcel in work()]) == len(set(sent)) > 0


def test_two_forms_with_the_same_words_are_two_messages(celik, page_of):
    for key in ("k1", "k2"):
        celik.post(f"{page_of}/write", TYPED | {"key": key})
    assert db.session.query(Post).count() == 2


def test_what_comes_after_it_was_published_makes_no_new_draft(celik, page_of):
    celik.post(f"{page_of}/write", TYPED)
    assert celik.post(f"{page_of}/draft", TYPED, headers={"HX-Request": "true"}).status == 303
    assert db.session.query(Draft).count() == 0


@pytest.mark.parametrize("is_kept_before", [True, False])
def test_what_comes_while_it_is_published_makes_no_new_draft(is_kept_before, cast, at_once):
    who, where = cast.people["celik"].id, cast.classes["3B"].id
    into = Folders(pictures.folder(), documents.folder(), 1)

    def look() -> tuple[Person, SchoolClass]:
        return db.session.get_one(Person, who), db.session.get_one(SchoolClass, where)

    def keeps(celik: Person, school_class: SchoolClass) -> Draft:
        filled = {"title": ["Half af"]}
        return news.keep(celik, About(school_class), Typed("k1", "a", 0, filled), into, now=clock.now())

    def sends(celik: Person, school_class: SchoolClass) -> None:
        written = Written("Half af", "Morgen **meer**.")
        news.publish(keeps(celik, school_class), celik, [school_class], written, into=into, now=clock.now())

    def keeps_too(*about) -> str:
        try:
            return f"a draft with the key {keeps(*about).key}"
        except AlreadyPublished as before:
            return f"published as {before.post.title}"

    if is_kept_before:
        keeps(*look())
    db.session.commit()
    assert at_once(look, sends, keeps_too) == "published as Half af"
    assert db.session.query(Post).count() == 1 and db.session.query(Draft).count() == 0


def test_two_devices_lose_nothing_and_both_are_offered(celik, page_of):
    """One page had not seen what the other kept: what it typed becomes a draft of its own, with its pictures."""
    celik.post(f"{page_of}/draft", TYPED | {"pictures": photo()})
    celik.post(f"{page_of}/draft", TYPED | {"tab": "phone", "seen": "1", "text": "Op de telefoon."})
    beside = celik.follow(celik.post(f"{page_of}/draft", TYPED | {"seen": "1", "text": "Op de computer."}))
    assert "is kept as a draft of its own" in beside and "Op de computer." in beside.html
    assert {draft.said("text") for draft in db.session.query(Draft)} == {"Op de telefoon.", "Op de computer."}
    first, second = db.session.query(DraftFile).order_by(DraftFile.id)
    assert first.key != second.key and {first.key, second.key} <= on_disk()


def test_the_same_page_goes_on_without_a_second_draft(celik, page_of):
    for words in ("M", "Mo", "Mor"):
        part = celik.post(f"{page_of}/draft", TYPED | {"text": words}, headers={"HX-Request": "true"})
        assert 'name="key" value="k1"' in part.html
    assert db.session.query(Draft).one().said("text") == "Mor"


def test_publishing_from_an_old_page_keeps_it_beside_the_newer_draft(celik, page_of):
    celik.post(f"{page_of}/draft", TYPED)
    celik.post(f"{page_of}/draft", TYPED | {"tab": "phone", "seen": "1", "text": "Nieuwer."})
    answer = celik.follow(celik.post(f"{page_of}/write", TYPED | {"seen": "1"}))
    assert "is kept as a draft of its own" in answer
    assert db.session.query(Post).count() == 0 and db.session.query(Draft).count() == 2


def test_pictures_are_added_described_put_in_order_and_taken_away_without_javascript(celik, visit, page_of):
    draft = celik.follow(
        celik.post(
            f"{page_of}/draft", TYPED | {"pictures": [photo(), photo()], "documents": (BytesIO(A_PDF), "brief.pdf")}
        )
    )
    first, second = [file.mark for file in db.session.query(DraftFile).order_by(DraftFile.number) if file.width]
    assert draft.html.count("What is on the picture?") >= 2 and "brief.pdf" in draft
    number = db.session.query(Draft).one().id
    assert celik.get(f"/drafts/{number}/pictures/{first}/400").status == 200
    assert celik.get(f"/drafts/{number}/pictures/nothing/400").status == 404
    said = {f"alternative-{first}": "Een boom", f"alternative-{second}": "Een pad"}
    celik.post(f"{page_of}/draft", TYPED | said | {"up": second})
    celik.post(f"{page_of}/write", TYPED)
    pictures_of = [
        (picture.key[:12], picture.alternative) for picture in db.session.query(Picture).order_by(Picture.number)
    ]
    assert pictures_of == [(second, "Een pad"), (first, "Een boom")]
    assert db.session.query(Attachment).one().name == "brief.pdf" and db.session.query(DraftFile).count() == 0
    html = visit("dana").get(page_of).html
    assert html.index("Een pad") < html.index("Een boom")


def test_a_picture_that_is_taken_away_leaves_the_disk(celik, page_of):
    celik.post(f"{page_of}/draft", TYPED | {"pictures": photo()})
    key = db.session.query(DraftFile).one().key
    celik.post(f"{page_of}/draft", TYPED | {"remove": key[:12]})
    assert db.session.query(DraftFile).count() == 0 and key not in on_disk()


def test_twelve_pictures_and_no_more(celik, page_of):
    celik.post(f"{page_of}/draft", TYPED | {"pictures": [photo() for _n in range(8)]})
    before = on_disk()
    answer = celik.post(f"{page_of}/draft", TYPED | {"pictures": [photo() for _n in range(5)]})
    assert answer.status == 422 and "12 pictures at most" in answer and on_disk() == before
    assert db.session.query(DraftFile).count() == 8


def test_a_bad_file_is_refused_and_what_was_kept_stays(celik, page_of):
    celik.post(f"{page_of}/draft", TYPED | {"pictures": photo()})
    answer = celik.post(f"{page_of}/draft", TYPED | {"text": "Nieuw.", "pictures": (BytesIO(b"no"), "x.jpg")})
    assert answer.status == 422 and "Nieuw." in answer.html and answer.html.count('class="thumbnail"') == 1
    assert db.session.query(Draft).one().said("text") == TYPED["text"]


def test_files_are_not_lost_when_a_word_is_missing(celik, page_of):
    page = celik.follow(celik.post(f"{page_of}/write", TYPED | {"title": "", "pictures": photo()}))
    assert "Give your message a title." in page and page.html.count('class="thumbnail"') == 1
    assert db.session.query(Post).count() == 0


def test_a_draft_is_thrown_away_and_brought_back(celik, page_of, work):
    celik.post(f"{page_of}/draft", TYPED | {"pictures": photo()})
    draft = db.session.query(Draft).one()
    celik.follow(celik.post(f"/drafts/{draft.id}/throw-away"))
    assert (
        "Half af" not in celik.get(f"{page_of}/write") and f"/drafts/{draft.id}/bring-back" in celik.get(page_of).forms
    )
    assert "Your draft is back." in celik.follow(celik.post(f"/drafts/{draft.id}/bring-back"))
    celik.post(f"/drafts/{draft.id}/throw-away")
    key = db.session.query(DraftFile).one().key
    clock.advance(days=8)
    work()
    assert db.session.query(Draft).count() == 0 and key not in on_disk()


def test_a_draft_that_nobody_touches_for_three_months_goes(celik, page_of, work):
    celik.post(f"{page_of}/draft", TYPED)
    clock.advance(days=91)
    work()
    assert db.session.query(Draft).count() == 0


@pytest.mark.parametrize("who, status", [("jansen", 404), ("head", 404), ("bart", 403), ("office", 403), (None, 303)])
@pytest.mark.parametrize("path", ["", "/preview", "/pictures/{mark}/400"])
def test_a_draft_is_only_for_who_writes_it(who, status, path, cast, visit):
    draft = a_draft(cast.people["celik"], cast.classes["3B"])
    address = f"/drafts/{draft.id}{path.format(mark=draft.pictures[0].mark)}"
    assert visit(who).get(address).status == status


def test_the_key_of_somebody_elses_draft_opens_nothing(cast, visit, page_of):
    draft = a_draft(cast.people["celik"], cast.classes["3B"], key="k1")
    visit("jansen").post(f"{page_of}/draft", TYPED)
    assert {each.person_id for each in db.session.query(Draft)} == {cast.people[who].id for who in ("celik", "jansen")}
    assert db.session.get_one(Draft, draft.id).said("title") == "Nog niet af"


def test_the_key_of_a_draft_of_a_change_publishes_nothing_of_it(cast, celik, page_of):
    post = a_post(cast.people["celik"], cast.classes["3B"], with_picture=True)
    celik.post(f"/posts/{post.id}/draft", TYPED)
    celik.post(f"{page_of}/write", TYPED)
    assert db.session.query(Post).count() == 1 and db.session.query(Draft).count() == 2


def test_a_change_is_kept_as_a_draft_too_and_offered(cast, celik, visit, page_of):
    post = a_post(cast.people["celik"], cast.classes["3B"], title="Gym", with_picture=True)
    celik.post(f"/posts/{post.id}/draft", TYPED)
    assert "Half af" in celik.get(f"/posts/{post.id}/change") and "Gym" in visit("dana").get(page_of)
    draft = celik.get(f"/drafts/{db.session.query(Draft).one().id}")
    assert f"/posts/{post.id}/change" in draft.forms and "/pictures/1/400" in draft.html


def test_the_preview_speaks_the_chosen_language_around_the_teachers_words(celik, page_of):
    keep = TYPED | {
        "pictures": photo(),
        "happens_on": "2026-11-26",
        "from_time": "08:30",
        "bring": "Laarzen",
        "then": "preview",
    }
    page = celik.follow(celik.post(f"{page_of}/draft", keep))
    assert (
        "Thursday 26 November" in page
        and "08:30" in page
        and "Laarzen" in page
        and "<strong>meer</strong>" in page.html
    )
    (arabic,) = [link for link in page.links if link.endswith("language=ar")]
    page = celik.get(arabic)
    assert 'lang="ar" dir="rtl"' in page.html and "الخميس" in page and "Half af" in page
    assert celik.get(arabic.replace("=ar", "=xx")).status == 200


def test_an_unfinished_draft_can_be_looked_at(celik, page_of):
    odd = {"key": "k", "tab": "a", "happens_on": "nooit", "kind": "x", "language": "xx", "then": "preview"}
    assert celik.follow(celik.post(f"{page_of}/draft", odd)).status == 200


@pytest.mark.parametrize(
    "typed", ["\x00", "{{ 7 * 7 }}", "99999999999999999999", "-1", "NaN", "‮txet", "٣", "²", "2026-02-30", "x" * 3000]
)
def test_rubbish_in_every_field_is_kept_or_refused_and_never_breaks_a_page(typed, celik, page_of):
    names = ("key", "tab", "seen", "title", "text", "language", "happens_on", "from_time", "until_time", "place_words",
             "bring", "classes", "kind", "is_urgent", "publish_on", "publish_at", "remove", "up", "alternative",
             "pictures", "documents", "alternative-x", "then")  # fmt: skip
    rubbish = dict.fromkeys(names, typed)
    kept = celik.post(f"{page_of}/draft", rubbish)
    assert kept.status == 303 and celik.follow(kept).status == 200
    assert celik.post(f"{page_of}/write", rubbish).status in (303, 422)
