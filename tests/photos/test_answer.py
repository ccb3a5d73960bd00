"""A guardian says for what photos of a child may be used; one "no" counts, silence too; each home sees its own."""

import pytest

from portal import clock
from portal.db import db
from portal.outbox import Message
from portal.photos import actions, queries
from portal.photos.models import PhotoAnswer
from portal.photos.rules import Consent, Purpose, consent_of
from portal.school.models import Custody, Guardianship, Person, Pupil
from tests.meanwhile import second_of


@pytest.fixture
def zofias(cast) -> str:
    """The page about photos of Zofia, who has two homes: Dana's and Paweł's."""
    return f"/photos/{cast.pupils['zofia'].id}"


def zofia_may(cast, purpose: Purpose = Purpose.CLASS_PAGE) -> Consent:
    number = cast.pupils["zofia"].id
    return queries.consents_of([number])[number][purpose]


def custody_of(cast, who: str, custody: Custody) -> None:
    db.session.query(Guardianship).filter_by(guardian_id=cast.people[who].guardian.id).update({"custody": custody})


@pytest.mark.parametrize("said, comes_to", [
    ([], Consent.NOT_GIVEN), ([True], Consent.GIVEN), ([False], Consent.REFUSED), ([True, True], Consent.GIVEN),
    ([True, False], Consent.REFUSED),
])  # fmt: skip
def test_one_no_counts_as_no_and_silence_gives_nothing(said, comes_to):
    assert consent_of(said) is comes_to


def test_each_purpose_is_answered_on_its_own_and_may_stay_open(cast, visit, zofias):
    dana = visit("dana")
    page = dana.follow(dana.post(zofias, {"class_page": "yes", "school_website": "no"}))
    assert "It holds from now on" in page
    assert zofia_may(cast) is Consent.GIVEN
    assert zofia_may(cast, Purpose.SCHOOL_WEBSITE) is Consent.REFUSED
    assert zofia_may(cast, Purpose.NEWSPAPER) is Consent.NOT_GIVEN


def test_both_parents_with_custody_count_and_neither_sees_the_others_answer(cast, visit, zofias):
    custody_of(cast, "dana", Custody.YES)
    custody_of(cast, "pawel", Custody.YES)
    visit("dana").post(zofias, {"class_page": "yes"})
    pawel = visit("pawel")
    page = pawel.get(zofias)
    assert "checked" not in page.html and "Dana" not in page
    pawel.post(zofias, {"class_page": "no"})
    assert zofia_may(cast) is Consent.REFUSED
    page = visit("dana").get(zofias)
    assert "Paweł" not in page and page.html.count(" checked ") == 1


def test_who_has_no_custody_is_refused_and_what_they_said_before_counts_no_more(cast, visit, zofias):
    pawel = visit("pawel")
    pawel.post(zofias, {"class_page": "no"})
    visit("dana").post(zofias, {"class_page": "yes"})
    assert zofia_may(cast) is Consent.REFUSED
    custody_of(cast, "pawel", Custody.NO)
    assert zofia_may(cast) is Consent.GIVEN
    answer = pawel.post(zofias, {"class_page": "no"})
    assert answer.status == 422 and 'role="alert"' in answer.html and zofia_may(cast) is Consent.GIVEN
    assert "<input" not in pawel.get(zofias).html.split('id="main"')[1].split("</main>")[0]


def test_every_answer_stays_in_the_history_of_the_own_home(cast, visit, zofias):
    dana = visit("dana")
    for word in ("yes", "no", "no"):
        dana.post(zofias, {"class_page": word})
        clock.advance(minutes=1)
    answers = db.session.query(PhotoAnswer).order_by(PhotoAnswer.id).all()
    assert [(each.is_yes, each.replaced_at is None) for each in answers] == [(True, False), (False, True)]
    assert "What your home answered" in dana.get(zofias)
    assert "What your home answered" not in visit("pawel").get(zofias)


def test_something_else_than_yes_or_no_is_refused(visit, zofias):
    answer = visit("dana").post(zofias, {"class_page": "perhaps"})
    assert answer.status == 422 and db.session.query(PhotoAnswer).count() == 0


def test_the_first_page_asks_until_something_was_answered(cast, visit, zofias):
    dana = visit("dana")
    assert zofias in dana.get("/").links
    dana.post(zofias, {"class_page": "no"})
    assert zofias not in dana.get("/").links and zofias in dana.get("/privacy").links
    assert zofias in visit("pawel").get("/").links, "each guardian is asked"


def test_the_team_is_told_when_less_is_allowed_without_a_name(cast, visit, zofias, work):
    dana = visit("dana")
    dana.post(zofias, {"class_page": "yes"})
    assert not work(), "more is no news"
    dana.post(zofias, {"class_page": "no"})
    sent = work()
    assert {parcel.to.partition("@")[0] for parcel in sent} == {"celik", "jansen"}
    assert not any(name in parcel.subject + parcel.text for parcel in sent for name in ("Zofia", "Kowalska", "Dana"))
    dana.post(zofias, {"class_page": "no"})
    assert not work(), "the same again changes nothing"


@pytest.mark.parametrize("who, status", [("bart", 404), ("celik", 403), ("head", 403), ("office", 403)])
def test_nobody_answers_for_somebody_elses_child(who, status, visit, zofias):
    assert visit(who).post(zofias, {"class_page": "yes"}).status == status
    assert db.session.query(PhotoAnswer).count() == 0


def test_the_class_list_says_what_it_comes_to_and_never_who_said_it(cast, visit, zofias):
    actions.answer(cast.pupils["zofia"], cast.people["dana"], {Purpose.CLASS_PAGE: True}, now=clock.now())
    actions.answer(cast.pupils["zofia"], cast.people["pawel"], {Purpose.CLASS_PAGE: False}, now=clock.now())
    actions.answer(cast.pupils["fleur"], cast.people["bart"], {Purpose.CLASS_PAGE: True}, now=clock.now())
    address = f"/photos/classes/{cast.classes['3B'].id}"
    for who in ("celik", "office", "head"):
        page = visit(who).get(address)
        without = page.html.split('class="names"')[1].split("</ul>")[0]
        assert "Zofia" in without and "Fleur" not in without and "Yusuf" in without
        assert "Dana" not in page and "Paweł" not in page
    assert visit("vos").get(address).status == 404 and visit("dana").get(address).status == 403


def test_a_class_without_children_says_so(cast, visit):
    from portal.school.models import SchoolClass

    empty = SchoolClass(year_id=cast.classes["3B"].year_id, name="1A", grade="1")
    db.session.add(empty)
    db.session.flush()
    assert 'class="card empty"' in visit("office").get(f"/photos/classes/{empty.id}").html


def test_two_presses_at_once_are_one_answer_and_the_team_hears_once_that_less_is_allowed(app, cast):
    pupil, bart = cast.pupils["fleur"].id, cast.people["bart"].id
    actions.answer(cast.pupils["fleur"], cast.people["bart"], {Purpose.CLASS_PAGE: True}, now=clock.now())
    db.session.commit()

    def says_no() -> None:
        fleur, guardian = db.session.get_one(Pupil, pupil), db.session.get_one(Person, bart)
        actions.answer(fleur, guardian, {Purpose.CLASS_PAGE: False}, now=clock.now())

    second_of(app, says_no, says_no).result()
    assert [each.is_yes for each in db.session.query(PhotoAnswer).order_by(PhotoAnswer.id)] == [True, False]
    assert db.session.query(Message).filter_by(kind="pupil", about=pupil).count() == 2, "to each of the two teachers"
