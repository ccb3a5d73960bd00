"""The class page reads like letters: by week, what is pinned on top, with its date, its files and its voice."""

from datetime import time, timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.news.models import Attachment, PostClass, Version
from portal.news.models.versions import Made
from tests.news.conftest import letters
from tests.stories import a_post


@pytest.fixture
def post(cast):
    """A letter of today about a day in a week."""
    found = a_post(cast.people["celik"], cast.classes["3B"], title="Naar het bos")
    found.happens_on = i18n.local_date(clock.now()) + timedelta(days=7)
    return found


def pin(post_id: int) -> None:
    db.session.query(PostClass).filter_by(post_id=post_id).update({"is_pinned": True})


def test_the_weeks_are_quiet_headings_newest_first(cast, visit, page_of):
    letters(cast, 4, hours_apart=24 * 7)
    page = visit("dana").get(page_of)
    weeks = page.text[page.text.index("This week") :]
    assert weeks.index("Bericht 0.") < weeks.index("Last week") < weeks.index("Bericht 1.")
    assert weeks.index("Week of") < weeks.index("Bericht 2.") < weeks.index("Bericht 3.")


def test_what_is_pinned_stands_on_top_of_the_first_page_once(cast, visit, page_of):
    posts = letters(cast, 45)
    pin(posts[3])
    pin(posts[30])
    dana = visit("dana")
    first = dana.get(page_of)
    assert first.text.index("Bericht 3.") < first.text.index("Bericht 30.") < first.text.index("Bericht 0.")
    assert first.html.count(f'id="post-{posts[3]}"') == 1 and "Stays on top" in first
    (older,) = [link for link in first.links if "before=" in link]
    second = dana.get(older)
    assert "Bericht 30." in second and "Important for longer" not in second, "in its own week it stands too"


def test_a_pinned_letter_alone_fills_the_page(cast, visit, page_of):
    (only,) = letters(cast, 1)
    pin(only)
    page = visit("dana").get(page_of)
    assert "Bericht 0." in page and "There is no news yet" not in page


def test_another_class_is_not_pinned_with_it(cast, visit):
    posts = letters(cast, 1)
    letters(cast, 1, class_name="6A")
    pin(posts[0])
    assert "Important for longer" not in visit("olena").get(f"/classes/{cast.classes['6A'].id}")


def test_the_date_says_when_where_and_what_to_bring(post, visit, page_of):
    post.from_time, post.until_time, post.place_words, post.bring = time(8, 30), time(12), "Schoolplein", "Laarzen"
    page = visit("dana").get(page_of)
    for words in ("from 08:30 to 12:00", "Schoolplein", "Bring:", "Laarzen", "Put it in my calendar"):
        assert words in page
    assert '<bdi lang="nl">Laarzen</bdi>' in page.html


def test_files_are_listed_to_be_fetched(post, visit, page_of):
    db.session.add(Attachment(post_id=post.id, key="k", name="Brief.pdf", kind="pdf", size=51_200))
    page = visit("dana").get(page_of)
    (number,) = db.session.query(Attachment.id).one()
    assert f'href="/documents/{number}"' in page.html and "Brief.pdf" in page and "0.1 MB" in page


def test_it_can_be_read_aloud_where_there_is_a_voice(post, visit, page_of):
    page = visit("dana").get(page_of)
    assert f'data-listen="post-{post.id}" hidden>' in page.html and "js/listen.js" in page.html


@pytest.mark.parametrize("who, most", [("dana", 8), ("bart", 8)])
def test_a_page_asks_eight_questions_whatever_hangs_on_its_letters(who, most, cast, visit, page_of, queries):
    posts = letters(cast, 45)
    a_post(cast.people["celik"], cast.classes["3B"], with_picture=True)
    pin(posts[30])
    reader = visit(who)
    for number in posts[:20]:
        db.session.add(Attachment(post_id=number, key=f"k{number}", name="Brief.pdf", kind="pdf", size=1))
        db.session.add(Version(post_id=number, language="ar", title="t", text="t", html="t", made=Made.BY_HAND,
                               original_mark="", at=clock.now()))  # fmt: skip
    reader.get(page_of)
    reader.post(f"/posts/{posts[0]}/react/thanks")
    reader.post(f"/posts/{posts[1]}/question", {"text": "Hoe laat?"})
    reader.get(page_of)
    with queries() as asked:
        reader.get(page_of)
    looked = [words for words in asked if words.startswith("SELECT")]
    assert len(looked) <= most, "\n\n".join(looked)
