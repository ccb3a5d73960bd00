"""A question under a post is a private conversation: one household and the teacher team, and nobody else."""

from datetime import time

import pytest

from portal.db import db
from portal.news.actions import set_hours
from portal.news.models import AnswerHours, Question, QuestionWords
from portal.news.rules import LONGEST_QUESTION
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil
from tests.conftest import rows
from tests.stories import a_post, a_question

WORDS = "Is er ook een plek voor Zofia's oma?"


@pytest.fixture
def post(cast):
    return a_post(cast.people["celik"], cast.classes["3B"])


@pytest.fixture
def asked(post, cast) -> Question:
    """Dana asks about Zofia, who has two homes: Dana's and Paweł's."""
    return a_question(cast.people["dana"], cast.pupils["zofia"], post, WORDS)


def test_a_question_goes_to_the_whole_team_and_says_when_it_is_answered(post, visit, work):
    dana = visit("dana")
    page = dana.get(f"/posts/{post.id}/question")
    assert "between 08:00 and 17:00" in page and "Zeynep Çelik" in page and "Marieke Jansen" in page
    work()
    page = dana.follow(dana.post(f"/posts/{post.id}/question", {"text": WORDS}))
    assert WORDS in page and "You get a message when they have answered" in page
    sent = [parcel for parcel in work() if "questions" in parcel.text]
    assert {parcel.to.partition("@")[0] for parcel in sent} == {"celik", "jansen"}
    assert not any("Zofia" in parcel.subject + parcel.text or WORDS in parcel.text for parcel in sent)


def test_asking_on_before_the_answer_tells_the_team_once(asked, visit, work):
    work()
    visit("dana").post(f"/questions/{asked.id}", {"text": "En een hond?"})
    assert not work() and db.session.query(QuestionWords).count() == 2


def test_the_answer_is_told_to_that_household_alone_and_waits_on_the_first_page(asked, visit, work):
    work()
    celik, dana = visit("celik"), visit("dana")
    celik.post(f"/questions/{asked.id}", {"text": "Ja hoor."})
    sent = work()
    assert [parcel.to.partition("@")[0] for parcel in sent] == ["dana"]
    assert "Ja hoor" not in sent[0].text and "Zofia" not in sent[0].subject + sent[0].text
    link = f"/questions/{asked.id}"
    assert link in dana.get("/").links and link not in visit("pawel").get("/").links
    assert "Ja hoor." in dana.get(link)
    assert link not in dana.get("/").links, "read is read"


def test_under_the_letter_stands_the_own_question_with_its_answer(asked, post, visit, page_of):
    dana = visit("dana")
    assert f"/questions/{asked.id}" in dana.get(page_of).links
    assert f"/questions/{asked.id}" not in visit("pawel").get(page_of).links
    visit("jansen").post(f"/questions/{asked.id}", {"text": "Ja hoor."})
    assert '<span class="new">answer</span>' in dana.get(page_of).html
    assert dana.get(f"/posts/{post.id}/question").location == f"/questions/{asked.id}"


@pytest.mark.parametrize("who, status", [
    ("pawel", 404), ("bart", 404), ("amina", 404), ("vos", 404), ("head", 403), ("office", 403), ("sam", 403),
    ("dana", 200), ("celik", 200), ("jansen", 200),
])  # fmt: skip
def test_only_that_household_and_the_team_read_it(who, status, asked, visit):
    page = visit(who).get(f"/questions/{asked.id}")
    assert page.status == status and (WORDS in page) == (status == 200)


def test_the_other_home_asks_for_itself_and_the_team_keeps_them_apart(asked, post, visit):
    pawel = visit("pawel")
    page = pawel.follow(pawel.post(f"/posts/{post.id}/question", {"text": "Tot hoe laat?"}))
    assert WORDS not in page and db.session.query(Question).count() == 2
    assert "Tot hoe laat?" not in visit("celik").get(f"/questions/{asked.id}")


def test_who_lives_in_the_same_home_reads_and_asks_on(asked, cast, visit):
    home = cast.people["dana"].guardian.household_id
    person = Person(first_name="Ola", last_name="Kowalska", email="ola@demo.example", language="en")
    partner = Guardian(person=person, household_id=home)
    db.session.add(Guardianship(pupil=cast.pupils["zofia"], guardian=partner))
    db.session.flush()
    from portal import clock
    from portal.news import actions

    actions.ask(asked.post, asked.class_id, cast.pupils["zofia"], person, "Ik ook.", now=clock.now())
    assert db.session.query(Question).count() == 1
    assert "Ola Kowalska" in visit("dana").get(f"/questions/{asked.id}")


def test_a_guardian_whose_access_ended_reads_it_no_more(asked, cast, visit):
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["dana"].guardian.id).update({"has_access": False})
    assert visit("dana").get(f"/questions/{asked.id}").status == 404


def test_words_stand_in_the_language_of_their_writer(post, cast, visit):
    asked = a_question(cast.people["amina"], cast.pupils["yusuf"], post, "متى نبدأ؟")
    assert '<p class="letter" lang="ar" dir="auto">متى نبدأ؟</p>' in visit("celik").get(f"/questions/{asked.id}").html


def test_it_lies_sealed_in_the_database(asked):
    assert "oma" not in str(rows("question_words"))


def test_what_waits_is_listed_for_the_team_and_not_for_others(asked, visit, page_of):
    celik = visit("celik")
    assert f"{page_of}/questions" in celik.get("/").links and "vraag wacht op antwoord" in celik.get(page_of)
    assert f"/questions/{asked.id}" in celik.get(f"{page_of}/questions").links
    celik.post(f"/questions/{asked.id}", {"text": "Ja hoor."})
    assert f"{page_of}/questions" not in celik.get("/").links
    assert visit("vos").get(f"{page_of}/questions").status == 404


def test_what_was_answered_in_person_waits_no_more_and_undo_lets_it_wait_again(asked, visit):
    celik = visit("celik")
    page = celik.follow(celik.post(f"/questions/{asked.id}/settle"))
    assert f"/questions/{asked.id}/unsettle" in page.forms
    assert not db.session.get_one(Question, asked.id).is_waiting
    celik.post(f"/questions/{asked.id}/unsettle")
    assert db.session.get_one(Question, asked.id).is_waiting
    celik.post(f"/questions/{asked.id}", {"text": "Ja hoor."})
    celik.post(f"/questions/{asked.id}/unsettle")
    assert not db.session.get_one(Question, asked.id).is_waiting, "what was answered here stays answered"


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST_QUESTION + 1)])
def test_no_words_and_too_many_are_refused_and_nothing_is_lost(text, post, asked, visit):
    for address in (f"/posts/{post.id}/question", f"/questions/{asked.id}"):
        page = visit("dana").post(address, {"text": text})
        assert page.status == 422 and 'id="text-error"' in page.html and text.strip() in page.html
    assert db.session.query(QuestionWords).count() == 1


def test_of_two_children_in_the_class_one_is_chosen(post, cast, visit):
    little = Pupil(first_name="Idris", last_name="Haddad")
    school_class = cast.classes["3B"]
    db.session.add(Enrolment(pupil=little, school_class=school_class, year_id=school_class.year_id))
    db.session.add(Guardianship(pupil=little, guardian=cast.people["amina"].guardian))
    db.session.flush()
    amina = visit("amina")
    assert 'type="radio" name="pupil"' in amina.get(f"/posts/{post.id}/question").html
    amina.post(f"/posts/{post.id}/question", {"text": "Hoi", "pupil": little.id})
    assert db.session.query(Question).one().pupil_id == little.id


@pytest.mark.parametrize("who, status", [("olena", 404), ("celik", 403), ("office", 403)])
def test_only_the_classes_guardians_ask(who, status, post, visit):
    assert visit(who).post(f"/posts/{post.id}/question", {"text": "Hoi"}).status == status
    assert db.session.query(Question).count() == 0


def test_the_team_sets_its_hours_and_families_read_them(post, visit, page_of):
    celik = visit("celik")
    wrong = celik.post(f"{page_of}/questions", {"from_time": "17:00", "until_time": "08:00"})
    assert wrong.status == 422 and db.session.query(AnswerHours).count() == 0
    for from_time in ("09:15", "09:30"):
        assert celik.post(f"{page_of}/questions", {"from_time": from_time, "until_time": "16:00"}).status == 303
    assert db.session.query(AnswerHours).one().until_time == time(16)
    assert "between 09:30 and 16:00" in visit("dana").get(f"/posts/{post.id}/question")


def test_of_two_who_set_the_hours_at_once_the_later_is_kept(cast, at_once):
    number = cast.classes["3B"].id

    def sets(until: int):
        return lambda: set_hours(number, time(9), time(until))

    at_once(tuple, sets(15), sets(16))
    assert db.session.query(AnswerHours).one().until_time == time(16)
