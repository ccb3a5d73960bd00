"""Before a first concern the phrase bank offers something good to begin with, in both languages."""

from portal.contact import queries
from portal.contact.rules import About
from portal.db import db
from portal.phrases import queries as phrases
from tests.stories import a_contact


def opening(page) -> str:
    _before, found, after = page.html.partition('id="opening"')
    return after.split("</section>")[0] if found else ""


def test_the_openings_are_those_of_the_phrase_bank_with_the_childs_name(cast, visit, page_of):
    said = opening(visit("celik").get(page_of("yusuf")))
    line = {"key": "good-helped", "slots": {"child": "Yusuf"}, "language": "nl"}
    assert phrases.said([line], "nl").paragraphs[0].html in said
    assert phrases.said([line | {"language": "ar"}], "ar").paragraphs[0].html in said, "and in the language of the home"
    assert said.count('lang="ar"') == said.count('lang="nl"') == 4


def test_a_home_of_the_teachers_own_language_reads_each_once(cast, visit, page_of):
    said = opening(visit("celik").get(page_of("fleur")))
    assert said.count('lang="nl"') == 4 and said.count("<p lang=") == 4


def test_a_language_that_the_bank_does_not_have_is_left_out(cast, visit, page_of):
    cast.people["amina"].language = "xx"
    db.session.commit()
    home = queries.homes_of_pupil(cast.pupils["yusuf"].id)[0]
    assert [len(opening) for opening in queries.openings_for(home, "nl")] == [1, 1, 1, 1]


def test_after_good_news_there_is_no_prompt_and_after_a_concern_there_still_is(cast, visit, page_of):
    a_contact(cast, "celik", "yusuf", About.CONCERN)
    db.session.commit()
    assert opening(visit("celik").get(page_of("yusuf")))
    a_contact(cast, "celik", "yusuf")
    db.session.commit()
    assert not opening(visit("celik").get(page_of("yusuf")))
