"""The year of a home as a ribbon: a mark for each contact, in words too, and from the right in Arabic."""

import re
from datetime import date, timedelta

import pytest

from portal import clock, i18n
from portal.contact import actions as contact
from portal.contact.forms.ribbon import ribbon_of
from portal.contact.rules import About, Holiday, Mark, Sign, drawn
from portal.conversations import actions as conversations
from portal.conversations.rules import Often
from portal.db import db
from portal.drawing import Ruler
from portal.news import actions as news
from portal.news.rules import Reaction
from tests.stories import a_contact, a_post, a_round

FIRST, LAST = date(2025, 9, 1), date(2026, 7, 10)
AUTUMN, BEFORE = Holiday(date(2025, 10, 18), date(2025, 10, 26)), Holiday(date(2025, 7, 1), date(2025, 8, 20))


@pytest.fixture(autouse=True)
def long_begun(cast):
    """The school year began half a year ago."""
    year = cast.classes["3B"].year
    year.starts_on = i18n.local_date(clock.now()) - timedelta(days=180)
    year.ends_on = year.starts_on + timedelta(days=330)
    db.session.commit()


def signs_on(page, ribbon: str = "year") -> str:
    """What somebody who does not see the ribbon hears."""
    found = re.search(rf'<desc id="{ribbon}-words">([^<]*)</desc>', page.html)
    return found[1] if found else ""


def test_marks_stand_on_their_days_and_those_of_another_year_nowhere():
    marks = [Mark(date(2025, 9, 10), Sign.GOOD), Mark(date(2024, 9, 10), Sign.GOOD), Mark(date(2026, 9, 1), Sign.TALK)]
    picture = drawn(Ruler(FIRST, LAST), marks, [AUTUMN, BEFORE], date(2026, 8, 1))
    assert [(spot.sign, round(spot.x)) for spot in picture.spots] == [(Sign.GOOD, 9)]
    assert len(picture.rests) == 1 and picture.today is None and len(picture.months) == 11


def test_each_sign_has_a_height_of_its_own_or_a_shape(app):
    picture = drawn(Ruler(FIRST, LAST), [Mark(FIRST, sign) for sign in Sign], [], FIRST)
    assert len({spot.y for spot in picture.spots}) == 3 and len(picture.spots) == len(Sign)


def test_in_arabic_the_year_begins_at_the_right(app):
    marks = [Mark(FIRST + timedelta(days=3), Sign.GOOD)]
    places = {}
    for code in ("nl", "ar"):
        with app.test_request_context(), i18n.in_language(code):
            year = ribbon_of("Yusuf", marks, FIRST, LAST, [], today=FIRST)
            places[code] = year.drawn.spots[0].x
            assert len(year.letters) == 11 and "Yusuf" in year.title
    assert places["nl"] < 10 < 290 < places["ar"]


def test_a_teacher_sees_and_hears_what_there_was_with_a_home(cast, visit, page_of):
    a_contact(cast, "celik", "yusuf", days=30)
    a_contact(cast, "celik", "yusuf", About.CONCERN, days=20)
    a_contact(cast, "celik", "yusuf", About.PRACTICAL, days=10)
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    conversations.book(slots[0], cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    page = visit("celik").get(page_of("yusuf"))
    assert [part.split(":")[0].strip() for part in signs_on(page).split(".") if ":" in part] == [
        "Leuk nieuws", "Zorg", "Gesprek", "Ander contact",
    ]  # fmt: skip
    svg = page.html.split('id="year"')[1].split("</svg>")[0]
    assert svg.count('class="good"') == 1 and 'role="img"' in svg and "stroke-linejoin" in svg and 'rx="1.5"' in svg


def test_what_was_taken_back_is_no_mark(cast, visit, page_of):
    contact.take_back(a_contact(cast, "celik", "yusuf"), cast.people["celik"], now=clock.now())
    assert signs_on(visit("celik").get(page_of("yusuf"))) == "Er is nog niets opgeschreven."


def test_each_home_has_a_ribbon_of_its_own(cast, visit):
    a_contact(cast, "celik", "zofia", home=0)
    a_contact(cast, "celik", "zofia", About.CONCERN, home=1)
    db.session.commit()
    ribbon = f"year-{cast.pupils['zofia'].id}"
    dana, pawel = (signs_on(visit(who).get("/contact"), ribbon) for who in ("dana", "pawel"))
    assert dana.startswith("Good news:") and "Concern" not in dana and dana.count(":") == pawel.count(":") == 1


def test_a_family_of_which_nothing_is_written_has_no_empty_picture(visit):
    assert 'role="img"' not in visit("bart").get("/contact").html


def test_the_plan_of_the_class_is_a_ribbon_for_each_family_with_the_day_to_come(cast, visit):
    contact.set_plan(cast.classes["3B"], Often.MONTHLY, None, cast.people["celik"], reminds=True, now=clock.now())
    a_contact(cast, "celik", "fleur")
    db.session.commit()
    page = visit("celik").get(f"/contact/classes/{cast.classes['3B'].id}/plan")
    fleur = f"year-{cast.pupils['fleur'].id}-{cast.people['bart'].guardian.household_id}"
    assert page.html.count('class="drawn"') == 25
    said = signs_on(page, fleur)
    assert said.startswith("Leuk nieuws:") and "Weer tijd:" in said


@pytest.mark.parametrize("reaction", list(Reaction))
def test_a_reaction_to_the_news_enters_by_itself_and_goes_when_taken_back(reaction, cast, visit, page_of):
    post, bart = a_post(cast.people["celik"], cast.classes["3B"]), cast.people["bart"]
    news.react(post, bart, reaction, now=clock.now())
    db.session.commit()
    for page in (visit("celik").get(page_of("fleur")), visit("bart").get("/contact")):
        assert page.text.count("Reactie op het nieuws") == 1
    assert "Reactie op het nieuws" not in visit("celik").get(page_of("yusuf"))
    news.take_reaction_back(post, bart, reaction)
    db.session.commit()
    assert "Reactie op het nieuws" not in visit("celik").get(page_of("fleur"))


def test_three_reactions_on_one_day_are_one_line_and_one_home_says_nothing_of_the_other(cast, visit, page_of):
    dana = cast.people["dana"]
    for title in ("Bos", "Gym", "Lezen"):
        post = a_post(cast.people["celik"], cast.classes["3B"], title=title)
        news.react(post, dana, Reaction.THANKS, now=clock.now())
    other = a_post(cast.people["vos"], cast.classes["6A"])
    news.react(other, dana, Reaction.THANKS, now=clock.now())
    db.session.commit()
    homes = [visit("celik").get(page_of("zofia", home)) for home in (0, 1)]
    assert sorted(page.text.count("Reactie op het nieuws") for page in homes) == [0, 1]
    assert "Reaction to the news" in visit("dana").get("/contact")
    assert "Reaction" not in visit("pawel").get("/contact").text
