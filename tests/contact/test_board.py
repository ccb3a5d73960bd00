"""The board of a class: longest without good news first, what is due, and few questions to the database."""

import re
from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.contact import actions as contact
from portal.contact import queries
from portal.contact.rules import About
from portal.conversations import actions as conversations
from portal.conversations import queries as talks
from portal.conversations.actions import Agreed
from portal.conversations.rules import Often, Way
from portal.db import db
from portal.news import actions as news
from portal.news.rules import Reaction
from portal.school.models import Enrolment, Guardian, Guardianship, Household, Person, Pupil, SchoolYear
from tests.stories import a_contact, a_post, a_question, a_round

MOST_FOR_A_BOARD, MOST_FOR_ITS_PAGE = 8, 14


@pytest.fixture
def long_begun(cast):
    """The school year began half a year ago."""
    year = cast.classes["3B"].year
    year.starts_on = i18n.local_date(clock.now()) - timedelta(days=180)
    year.ends_on = year.starts_on + timedelta(days=340)
    db.session.commit()


def children_on(page) -> list[str]:
    return re.findall(r'class="home-child">([^<]+)<', page.html)


def test_longest_without_good_news_comes_first(cast, visit, long_begun):
    a_contact(cast, "celik", "yusuf", days=1)
    a_contact(cast, "celik", "fleur", days=30)
    a_contact(cast, "jansen", "ilias", About.PRACTICAL, days=1)
    db.session.commit()
    children = children_on(visit("celik").get("/contact/classes/1"))
    assert children[-2:] == ["Fleur", "Yusuf"], "good news counts; whatever else there was does not"
    assert children.index("Ilias") < children.index("Fleur") and len(children) == 25


def test_what_home_and_school_write_to_each_other_is_contact_of_that_home_alone(cast, long_begun):
    post, celik = a_post(cast.people["celik"], cast.classes["3B"]), cast.people["celik"]
    question = a_question(cast.people["dana"], cast.pupils["zofia"], post)
    db.session.commit()
    assert last_at("Zofia", cast) == [None, question.asked_at], "the other home wrote nothing"
    answered_at = clock.now() + timedelta(hours=1)
    news.answer(question, celik, "Om negen uur.", now=answered_at)
    assert last_at("Zofia", cast) == [None, answered_at]
    assert not [at for at in last_at("Fleur", cast) if at]
    cast.classes["3B"].year.starts_on = i18n.local_date(answered_at) + timedelta(days=1)
    db.session.flush()
    assert last_at("Zofia", cast) == [None, None], "of the year before"


def test_a_family_that_writes_is_not_due_as_if_nobody_spoke_with_it(cast, long_begun):
    contact.set_plan(cast.classes["3B"], Often.WEEKLY, None, cast.people["celik"], reminds=False, now=clock.now())
    clock.advance(days=20)
    post = a_post(cast.people["celik"], cast.classes["3B"])
    news.react(post, cast.people["bart"], Reaction.THANKS, now=clock.now())
    assert "Fleur" in due_in(cast), "a tap under a post says that it was read, and is no contact"
    a_question(cast.people["bart"], cast.pupils["fleur"], post)
    assert "Fleur" not in due_in(cast)


def due_in(cast) -> set[str]:
    return {cell.home.child for cell in queries.board_of(cast.classes["3B"].id, now=clock.now()).due}


def last_at(child: str, cast) -> list:
    """When each home of a child was last in touch, who never was first."""
    cells = queries.board_of(cast.classes["3B"].id, now=clock.now()).cells
    found = [cell.last_at for cell in cells if cell.home.child == child]
    return sorted(found, key=lambda at: (at is not None, at))


def test_good_news_taken_back_never_was(cast, long_begun):
    moment = a_contact(cast, "celik", "yusuf")
    contact.take_back(moment, cast.people["celik"], now=clock.now())
    assert not any(cell.good_at for cell in queries.board_of(cast.classes["3B"].id, now=clock.now()).cells)


def test_a_held_conversation_enters_by_itself(cast, visit, page_of, long_begun):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    conversations.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    db.session.commit()
    assert "Gesprek ·" not in visit("celik").get(page_of("fleur"))
    clock.advance(days=8)
    assert "Gesprek · persoonlijk" in visit("celik").get(page_of("fleur"))
    assert "Gesprek · persoonlijk" in visit("bart").get("/contact")
    (cell,) = [c for c in queries.board_of(cast.classes["3B"].id, now=clock.now()).cells if c.home.child == "Fleur"]
    assert cell.last_at == slots[0].starts_at and cell.is_reached


def test_the_plan_says_when_it_is_time_again(cast, visit, long_begun):
    contact.set_plan(cast.classes["3B"], Often.TWO_WEEKS, Way.PHONE, cast.people["celik"], reminds=True,
                     now=clock.now() - timedelta(days=60))  # fmt: skip
    a_contact(cast, "celik", "yusuf", days=2)
    a_contact(cast, "celik", "fleur", days=40)
    db.session.commit()
    board = queries.board_of(cast.classes["3B"].id, now=clock.now())
    due = [cell.home.child for cell in board.due]
    assert "Fleur" in due and "Yusuf" not in due
    assert "Het is weer tijd, telefonisch" in visit("celik").get("/contact/classes/1")


def test_what_was_agreed_with_a_home_goes_before_the_plan(cast, long_begun):
    contact.set_plan(cast.classes["3B"], Often.WEEKLY, None, cast.people["celik"], reminds=True,
                     now=clock.now() - timedelta(days=60))  # fmt: skip
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = conversations.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    clock.advance(days=8)
    agreed = Agreed({}, Way.MESSAGE, Often.SIX_WEEKS, False)
    conversations.write_agreement(booking, agreed, cast.people["celik"], on=0, now=clock.now())
    clock.advance(days=15)
    db.session.commit()
    board = queries.board_of(cast.classes["3B"].id, now=clock.now())
    assert "Fleur" not in [cell.home.child for cell in board.cells if cell.is_due]
    home = queries.homes_of_pupil(cast.pupils["fleur"].id)[0]
    one = talks.contact_agreement_of(*home.key)
    many = talks.contact_agreements_of([home.key])[home.key]
    assert one and (one.way, one.often, one.since) == (many.way, many.often, many.since)


def test_thirty_families_ask_no_more_than_few(cast, visit, queries, long_begun):
    thirty_families(cast)
    celik = visit("celik")
    celik.get("/contact/classes/1")
    with queries() as asked:
        page = celik.get("/contact/classes/1")
    assert len(children_on(page)) == 30 and len(asked) <= MOST_FOR_ITS_PAGE, "\n".join(asked)


def test_the_board_itself_asks_eight_questions(cast, queries, long_begun):
    thirty_families(cast)
    with queries() as asked:
        board = board_of_3b(cast)
    assert len(board.cells) == 30 and len([each for each in asked if each != "BEGIN"]) <= MOST_FOR_A_BOARD, "\n".join(
        asked
    )


def board_of_3b(cast):
    from portal.contact.queries import board_of

    return board_of(cast.classes["3B"].id, now=clock.now())


def thirty_families(cast) -> None:
    """Five more homes in 3B, and something logged with each of them."""
    contact.set_plan(cast.classes["3B"], Often.MONTHLY, None, cast.people["celik"], reminds=True, now=clock.now())
    for number in range(5):
        child, key = Pupil(first_name=f"Kind {number}"), f"more{number}"
        person = Person(first_name=key, email=f"{key}@x.example", language="nl")
        guardian = Guardian(person=person, household=Household())
        db.session.add_all([child, guardian])
        db.session.flush()
        year: SchoolYear = cast.classes["3B"].year
        db.session.add(Enrolment(pupil_id=child.id, class_id=cast.classes["3B"].id, year_id=year.id))
        db.session.add(Guardianship(pupil_id=child.id, guardian_id=guardian.id))
        db.session.flush()
        cast.pupils[key] = child
        a_contact(cast, "celik", key, days=number, words="Iets goeds.")
    db.session.commit()


def test_a_teacher_of_two_classes_finds_both_and_one_of_none_is_told(cast, visit):
    from portal.school.models import Teaching

    db.session.add(Teaching(person_id=cast.people["celik"].id, class_id=cast.classes["6A"].id))
    db.session.query(Teaching).filter_by(person_id=cast.people["vos"].id).delete()
    db.session.commit()
    celik = visit("celik")
    page = celik.follow(celik.get("/contact"))
    assert f"/contact/classes/{cast.classes['6A'].id}" in page.links
    assert "Je zit nog in geen enkel team" in visit("vos").get("/contact")


def test_the_board_of_another_class_is_not_there(cast, visit):
    assert visit("vos").get(f"/contact/classes/{cast.classes['3B'].id}").status == 404
