"""A teacher writes with ready-made phrases: each family reads it in its own language, and no engine was asked."""

import re

import pytest
from sqlalchemy import inspect

from portal import clock, i18n
from portal.db import db
from portal.news.actions import phrasing
from portal.news.models import PhraseDraft, Post, PostKind, PostPhrases
from portal.phrases import actions as phrases
from portal.phrases.actions import Texts
from tests.stories import a_phrase_draft, a_post, hear_at_once

GYM = {"key": "no-gym", "slots": {"date": "2026-12-08"}, "language": "nl"}
LICE = {"key": "lice", "slots": {}, "language": "nl"}
NOT_DUTCH = "Niet compleet in: " + " · ".join(each.name for each in i18n.languages() if each.code != "nl")


@pytest.fixture
def page_of(cast):
    return f"/classes/{cast.classes['3B'].id}"


@pytest.fixture
def draft(cast):
    found = a_phrase_draft(cast.people["celik"], cast.classes["3B"], [GYM, LICE])
    db.session.commit()
    return found


def here(draft: PhraseDraft) -> str:
    return f"/phrase-drafts/{(inspect(draft).identity or [0])[0]}"


def test_every_kind_of_slot_is_found_filled_in_when_it_is_changed(cast, visit):
    values = {
        "date": "2026-12-08", "time": "08:30", "end_time": "15:00", "place": "zoo", "things": ["towel"],
        "things_own": "een hoed", "weekday": "3", "amount": "4,5", "count": "3", "subject": "music", "name": "Bob",
    }  # fmt: skip
    keys = ("trip", "bring-things", "gym-weekly", "small-money", "practise", "new-teacher")
    draft, celik = a_phrase_draft(cast.people["celik"], cast.classes["3B"], []), visit("celik")
    for key in keys:
        assert celik.post(f"{here(draft)}/add/{key}", values).status == 303, key
    before = list(draft.lines)
    html = "".join(celik.get(f"{here(draft)}/lines/{number}").html for number in range(1, 7))
    for shown in ('value="2026-12-08"', 'value="08:30"', 'selected value="zoo"', 'value="een hoed"', 'value="4.50"',
                  'selected value="3"', 'value="Bob"', 'selected value="music"'):  # fmt: skip
        assert shown in html, shown
    assert re.search('checked[^>]*value="towel"', html)
    for number in range(1, 7):
        celik.post(f"{here(draft)}/lines/{number}", values)
    db.session.refresh(draft)
    assert draft.lines == before


def test_from_the_class_page_to_every_familys_language_without_javascript(cast, visit, page_of, work):
    hear_at_once(*cast.people.values())
    celik = visit("celik")
    link = next(link for link in celik.get(page_of).links if link.endswith("/write-with-phrases"))
    page = celik.follow(celik.get(link))
    assert "Er staat nog niets in." in page
    group = next(link for link in page.links if link.endswith("?group=gym#chosen"))
    choice = next(link for link in celik.get(group).links if link.endswith("/add/gym-clothes"))
    form = celik.get(choice)
    assert "gymschoenen" in form and form.forms[-1].endswith("/add/gym-clothes")
    answer = celik.post(choice, {"date": "2026-12-08", "things": ["gym-clothes", "towel"]})
    page = celik.follow(answer)
    assert "Er is gym op dinsdag 8 december. Geef je kind mee: gymkleren en een handdoek." in page
    assert "Compleet in elke taal" in page
    preview = celik.get(next(link for link in page.links if "?in=ar" in link))
    assert 'class="words" lang="ar" dir="rtl"' in preview.html and "ملابس الرياضة ومنشفة" in preview
    publish = next(form for form in page.forms if form.endswith("/publish"))
    celik.follow(celik.post(publish))
    assert len(work()) > 10 and db.session.query(PhraseDraft).count() == 0
    arabic, english = visit("amina").get(page_of), visit("dana").get(page_of)
    assert "حصة رياضة يوم الثلاثاء 8 ديسمبر" in arabic and "كُتبت بعبارات جاهزة" in arabic
    assert "There is gym on Tuesday 8 December. Please give your child: gym clothes and a towel." in english
    assert "written with ready-made phrases" in english and "Gym and swimming" in english
    assert re.search(r'<article[^>]*lang="ar"', arabic.html) and "Er is gym" in visit("bart").get(page_of)


def test_the_first_page_calls_it_what_it_is_called_in_the_readers_language(cast, draft, visit):
    visit("celik").post(f"{here(draft)}/publish")
    assert "الرياضة والسباحة" in visit("amina").get("/") and "Gym en zwemmen" in visit("bart").get("/")


def test_a_message_that_was_begun_is_found_again_and_is_one(cast, draft, visit, page_of):
    celik = visit("celik")
    assert celik.get(f"{page_of}/write-with-phrases").location == celik.get(f"{page_of}/write-with-phrases").location
    assert celik.get(f"{page_of}/write-with-phrases").location == here(draft)
    other = visit("jansen").get(f"{page_of}/write-with-phrases").location
    assert other != here(draft) and visit("jansen").get(here(draft)).status == 404
    assert visit("vos").get(here(draft)).status == 404 and visit("bart").get(here(draft)).status == 403


def test_phrases_are_put_in_order_changed_and_taken_out(draft, visit):
    celik = visit("celik")
    lines = f"{here(draft)}/lines"
    page = celik.follow(celik.post(f"{lines}/2/up"))
    assert page.text.index("Er zijn luizen") < page.text.index("geen gym")
    celik.post(f"{lines}/2/up")
    celik.post(f"{lines}/1/down")
    assert "8 december" in celik.get(here(draft)) and 'value="2026-12-08"' in celik.get(f"{lines}/1").html
    assert "woensdag 9 december" in celik.follow(celik.post(f"{lines}/1", {"date": "2026-12-09"}))
    celik.post(f"{lines}/2/remove")
    page = celik.follow(celik.post(f"{lines}/2/remove"))
    assert "Er zijn luizen" not in page and "geen gym" in page, "a second click takes nothing more"
    assert celik.get(f"{lines}/2").status == 404 and celik.post(f"{lines}/1/sideways").status == 404
    celik.follow(celik.post(f"{here(draft)}/throw-away"))
    assert db.session.query(PhraseDraft).count() == 0


@pytest.mark.parametrize("key, fields, reason", [
    ("no-gym", {}, "Kies een dag."), ("no-gym", {"date": "2026-02-30"}, "Dag"),
    ("gym-clothes", {"date": "2026-12-08"}, "Kies iets of schrijf het hieronder."),
    ("trip", {"date": "2026-12-08", "place": "zoo", "time": "12:00", "end_time": "09:00"}, "Het einde"),
    ("holiday", {"date": "2026-12-08", "end": "2026-12-01"}, "Het einde"),
    ("lice-count", {"count": "-1"}, "Hoeveel?"), ("contribution", {"amount": "veel"}, "Bedrag in euro"),
    ("new-teacher", {"date": "2026-12-08", "name": " "}, "Vul een naam in."),
    ("new-teacher", {"date": "2026-12-08", "name": "x" * 121}, "120"),
])  # fmt: skip
def test_what_cannot_be_said_is_refused_kindly(key, fields, reason, draft, visit):
    page = visit("celik").post(f"{here(draft)}/add/{key}", fields)
    assert page.status == 422 and page.alerts == 1 and reason in page
    db.session.refresh(draft)
    assert len(draft.lines) == 2


@pytest.mark.parametrize("typed", ["12,5", "12.50", "€ 12,50"])
def test_an_amount_is_typed_with_a_comma_or_a_point(typed, draft, visit):
    celik = visit("celik")
    assert "€\xa012,50" in celik.follow(celik.post(f"{here(draft)}/add/contribution", {"amount": typed})).html


def test_a_phrase_about_one_child_cannot_be_chosen_for_a_class(draft, visit):
    celik = visit("celik")
    for key in ("good-day", "please-call", "nothing"):
        assert celik.get(f"{here(draft)}/add/{key}").status == 404
    assert "Goed nieuws over een kind" not in celik.get(here(draft))


def test_own_words_say_that_the_message_is_not_complete(draft, visit, page_of):
    celik = visit("celik")
    page = celik.follow(
        celik.post(f"{here(draft)}/add/bring-things", {"date": "2026-12-08", "things_own": "een <i>hoed</i>"})
    )
    assert NOT_DUTCH in page
    celik.post(f"{here(draft)}/publish")
    html = visit("dana").get(page_of).html
    assert "on Tuesday 8 December: <bdi>een &lt;i&gt;hoed&lt;/i&gt;</bdi>" in html


def test_an_empty_message_is_not_published_and_a_second_tap_does_nothing_more(cast, draft, visit, page_of):
    celik = visit("celik")
    for number in (1, 2):
        celik.post(f"{here(draft)}/lines/{number}/remove")
    refused = celik.post(f"{here(draft)}/publish")
    assert refused.status == 422 and "Kies eerst een zin." in refused and db.session.query(Post).count() == 0
    celik.post(f"{here(draft)}/add/lice")
    assert celik.post(f"{here(draft)}/publish").status == 303
    assert celik.post(f"{here(draft)}/publish").status == 404 and db.session.query(Post).count() == 1


def test_of_two_taps_at_once_one_publishes(cast, draft, app):
    from portal import pictures

    phrasing.publish(draft, cast.people["celik"], folder=pictures.folder(), now=clock.now())
    with pytest.raises(phrasing.SentAlready):
        phrasing.publish(draft, cast.people["celik"], folder=pictures.folder(), now=clock.now())
    with pytest.raises(phrasing.SentAlready):
        phrasing.put(draft, LICE, now=clock.now())


def test_there_is_an_end_to_a_message(draft, visit):
    celik = visit("celik")
    for _each in range(10):
        assert celik.post(f"{here(draft)}/add/lice").status == 303
    page = celik.post(f"{here(draft)}/add/lice")
    assert page.status == 422 and "hoogstens 12 zinnen" in page


def test_a_post_of_phrases_is_changed_as_phrases(cast, draft, visit, page_of):
    celik = visit("celik")
    celik.post(f"{here(draft)}/publish")
    post = db.session.query(Post).one()
    change = celik.get(f"/posts/{post.id}/change")
    assert change.location == f"/posts/{post.id}/phrases"
    begun = celik.follow(change).location
    page = celik.get(begun)
    assert "Er zijn luizen" in page and "Gooi de verandering weg" in page
    assert "Er is geen gym" in visit("bart").get(page_of), "nothing is changed before it is saved"
    celik.post(f"{begun}/lines/1/remove")
    celik.follow(celik.post(f"{begun}/publish"))
    after = visit("amina").get(page_of)
    assert "القمل" in after and "حصة رياضة" not in after
    assert "later veranderd" in visit("bart").get(page_of)
    assert db.session.query(Post).count() == 1 and db.session.query(PostPhrases).one().lines == [LICE]
    assert db.session.query(Post).one().title == "Ziek en luizen"
    assert "Er is geen gym" in celik.get(f"/posts/{post.id}/history"), "the team sees what it said before"
    assert celik.post(f"/posts/{post.id}/change", {"title": "Anders"}).location == f"/posts/{post.id}/phrases"


def test_what_is_typed_never_becomes_a_message_of_phrases(visit, page_of):
    visit("celik").post(f"{page_of}/write", {"title": "Bos", "text": "Laarzen aan.", "kind": "phrases"})
    assert db.session.query(Post).one().kind is PostKind.NEWS


def test_a_change_left_lying_begins_anew_after_somebody_elses(cast, draft, visit, page_of):
    celik, jansen = visit("celik"), visit("jansen")
    celik.post(f"{here(draft)}/publish")
    post = db.session.query(Post).one()
    mine = celik.get(f"/posts/{post.id}/phrases").location
    celik.post(f"{mine}/lines/2/remove")
    clock.advance(minutes=5)
    theirs = jansen.get(f"/posts/{post.id}/phrases").location
    jansen.post(f"{theirs}/add/no-homework")
    jansen.post(f"{theirs}/publish")
    clock.advance(minutes=5)
    again = celik.follow(celik.get(f"/posts/{post.id}/phrases"))
    assert "Er zijn luizen" in again and "geen huiswerk" in again


def test_what_was_written_freely_is_changed_as_text(cast, visit):
    post = a_post(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    assert visit("celik").get(f"/posts/{post.id}/phrases").location == f"/posts/{post.id}/change"


def test_an_own_phrase_stays_in_what_was_sent_after_it_is_retired(cast, draft, visit, page_of):
    office = cast.people["office"]
    own = phrases.add(office, Texts("practical", {"nl": "Op {date} is het pyjamadag."}), now=clock.now())
    celik = visit("celik")
    page = celik.follow(celik.post(f"{here(draft)}/add/{own.key}", {"date": "2026-12-08"}))
    assert NOT_DUTCH in page
    celik.post(f"{here(draft)}/publish")
    phrases.retire(own, office, now=clock.now())
    arabic = visit("amina").get(page_of)
    assert '<p lang="nl" dir="ltr">Op dinsdag 8 december is het pyjamadag.</p>' in arabic.html
    assert "القمل" in arabic


def test_the_page_asks_one_question_more_however_many_phrases_there_are(cast, draft, visit, page_of, queries):
    celik = visit("celik")
    celik.post(f"{here(draft)}/publish")
    bart = visit("bart")
    bart.get(page_of)
    with queries() as asked:
        bart.get(page_of)
    assert len([question for question in asked if question.startswith("SELECT")]) <= 9
    assert len([question for question in asked if "post_phrases" in question]) == 1


def test_drafts_and_phrases_go_with_their_time(cast, draft, visit, work):
    visit("celik").post(f"{here(draft)}/publish")
    post = db.session.query(Post).one()
    visit("celik").get(f"/posts/{post.id}/phrases")
    visit("celik").post(f"/posts/{post.id}/withdraw")
    clock.advance(days=31)
    work()
    assert db.session.query(Post).count() == db.session.query(PostPhrases).count() == 0
    a_phrase_draft(cast.people["celik"], cast.classes["3B"], [GYM])
    clock.advance(days=91)
    work()
    assert db.session.query(PhraseDraft).count() == 0
