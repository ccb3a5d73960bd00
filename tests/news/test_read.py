"""Families read the class page: their own classes only, newest first, and what they read is no longer new."""

import pytest
from sqlalchemy import text

from portal import clock
from portal.db import db
from portal.news import queries as news
from portal.news.models import Opened
from portal.news.queries.standing import FIRST_PAGE, shown
from portal.school.models import Enrolment, Guardianship, Pupil
from tests.news.conftest import letters
from tests.stories import a_post


def test_newest_first_twenty_a_page(cast, visit, page_of):
    letters(cast, 45)
    bart = visit("bart")
    first = bart.get(page_of)
    assert [f"Bericht {n}." in first for n in (0, 19, 20)] == [True, True, False]
    assert first.html.index("Bericht 0.") < first.html.index("Bericht 1.")
    (older,) = [link for link in first.links if "before=" in link]
    second = bart.get(older)
    assert [f"Bericht {n}." in second for n in (19, 20, 39, 40)] == [False, True, True, False]
    (older,) = [link for link in second.links if "before=" in link]
    third = bart.get(older)
    assert "Bericht 44." in third and not [link for link in third.links if "before=" in link]


def test_exactly_twenty_letters_have_no_older_ones(cast, visit, page_of):
    letters(cast, 20)
    assert not [link for link in visit("bart").get(page_of).links if "before=" in link]


@pytest.mark.parametrize("before", ["x", "-1", "0", "999999999999999999999", "987654", ""])
def test_an_odd_place_to_go_on_from_shows_the_newest(before, cast, visit, page_of):
    letters(cast, 3)
    assert "Bericht 0." in visit("bart").get(f"{page_of}?before={before}")


def test_another_class_is_not_there(cast, visit):
    other = f"/classes/{cast.classes['6A'].id}"
    assert visit("bart").get(other).status == 404
    assert visit("celik").get(other).status == 404
    assert visit("amina").get(other).status == 200
    assert visit("head").get(other).status == 200
    assert visit("noor").get(other).status == 403


def test_a_letter_of_another_class_is_no_place_to_go_on_from(cast, visit, page_of):
    letters(cast, 3)
    elsewhere = a_post(cast.people["vos"], cast.classes["6A"])
    assert "Bericht 0." in visit("bart").get(f"{page_of}?before={elsewhere.id}")


def test_a_guardian_whose_access_ended_finds_nothing(cast, visit, page_of):
    pawel = visit("pawel")
    assert pawel.get(page_of).status == 200
    db.session.query(Guardianship).filter_by(guardian_id=cast.people["pawel"].guardian.id).update({"has_access": False})
    assert pawel.get(page_of).status == 404


def test_what_is_new_is_marked_once_and_counted_as_opened(cast, visit, page_of):
    letters(cast, 2)
    dana = visit("dana")
    assert dana.get(page_of).html.count('class="new"') == 2
    assert dana.get(page_of).html.count('class="new"') == 0
    opened = db.session.query(Opened).filter_by(person_id=cast.people["dana"].id)
    assert opened.count() == 2


def test_staff_open_nothing_for_a_family(cast, visit, page_of):
    letters(cast, 2)
    visit("head").get(page_of)
    visit("celik").get(page_of)
    assert db.session.query(Opened).count() == 0


def test_the_first_page_has_the_oldest_unread_first_for_each_child(cast, visit, page_of):
    letters(cast, 3)
    letters(cast, 1, class_name="6A")
    page = visit("bart").get("/")
    assert page.html.index("Bericht 2.") < page.html.index("Bericht 1.") < page.html.index("Bericht 0.")
    unread = news.unread_for(cast.people["amina"], now=clock.now())
    assert [(u.pupil.first_name, u.post.title) for u in unread] == [
        ("Salma", "Bericht 0."), ("Yusuf", "Bericht 2."), ("Yusuf", "Bericht 1."), ("Yusuf", "Bericht 0."),
    ]  # fmt: skip
    amina = visit("amina")
    assert "Bericht 2." in amina.get("/")
    amina.get(page_of)
    assert "Bericht 2." not in amina.get("/")


def test_nobody_is_buried_under_old_news(cast):
    letters(cast, 60)
    unread = news.unread_for(cast.people["bart"], now=clock.now())
    assert [u.post.title for u in unread] == [f"Bericht {n}." for n in reversed(range(news.MOST_UNREAD))]


def test_each_child_in_the_class_is_named(cast, visit, page_of):
    little = Pupil(first_name="Idris", last_name="Haddad")
    school_class, guardian = cast.classes["3B"], cast.people["amina"].guardian
    db.session.add(little)
    db.session.add(Enrolment(pupil=little, school_class=school_class, year_id=school_class.year_id))
    db.session.add(Guardianship(pupil=little, guardian=guardian))
    page = visit("amina").get(page_of)
    assert "Idris" in page and "Yusuf" in page and "Salma" not in page


def test_an_empty_page_says_what_comes_next(visit, page_of):
    assert "There is no news yet." in visit("dana").get(page_of)
    assert visit("celik").get(page_of).status == 200


def test_the_teacher_sees_how_many_families_opened_a_letter(cast, visit, page_of):
    post = a_post(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    visit("dana").get(page_of)
    visit("pawel").get(page_of)
    visit("bart").get(page_of)
    (reach,) = news.reach_of([post.id], post.class_id).values()
    families = 21 + len({"haddad", "visser", "dana", "pawel"})
    assert (reach.opened, reach.families) == (3, families)
    celik = visit("celik")
    celik.post(f"/language/en?next={page_of}")
    assert f"Opened by 3 of {families} families." in celik.get(page_of)
    assert "Opened by" not in visit("dana").get(page_of)


@pytest.mark.parametrize("who, most", [("bart", 3), ("celik", 11)])
def test_a_page_asks_as_little_for_twenty_letters_as_for_one(who, most, cast, visit, page_of, queries):
    reader = visit(who)
    letters(cast, 1)
    reader.get(page_of)
    with queries() as for_one:
        reader.get(page_of)
    letters(cast, 40)
    reader.get(page_of)
    with queries() as for_twenty:
        reader.get(page_of)
    asked = [words for words in for_twenty if words.startswith("SELECT")]
    assert len(for_one) == len(for_twenty) and len(asked) <= most, "\n".join(asked)


def test_a_letter_is_found_by_its_place_however_many_there_are(cast, stage):
    query = shown(cast.classes["3B"].id, clock.now()).limit(21)
    words = query.compile(dialect=db.engine.dialect, compile_kwargs={"literal_binds": True})
    with db.engine.connect() as connection:
        explain = "EXPLAIN QUERY PLAN"
        if stage.kind == "postgresql":
            # Which index could serve is asked here; a few rows are read whole and sorted, by what it knows of them.
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
                connection.execute(text(f"SET enable_{way} = off"))
            explain = "EXPLAIN"
        plan = " ".join(str(row[-1]) for row in connection.execute(text(f"{explain} {words}")))
    assert "ix_post_class_page" in plan and "TEMP B-TREE" not in plan and "Sort" not in plan


def test_a_page_goes_through_its_newest_letters_only_however_many_there_are(cast, stage):
    letters(cast, 300)
    db.session.execute(text("ANALYZE"))
    query = FIRST_PAGE.params(
        household_id=0, class_id=cast.classes["3B"].id, reader_id=1, language="ar", now=clock.now(), since=clock.now()
    )
    words = query.compile(dialect=db.engine.dialect, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if stage.kind == "sqlite" else "EXPLAIN"
    if stage.kind == "postgresql":
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = " ".join(str(row[-1]) for row in db.session.execute(text(f"{explain} {words}".replace(":", "\\:"))))
    # What stands above them is found by number.
    assert plan.count("ix_post_class_page") == 1, plan
    assert "SCAN post" not in plan and "Seq Scan on post" not in plan, plan
