"""Whom a letter reached, as its teacher sees it, and reminding whom it did not: never too often, never who read it."""

import re
from datetime import timedelta

import pytest

from portal import clock, i18n, outbox
from portal.db import db
from portal.news import actions as news
from portal.news.actions import remind_of_post_one, reminding
from portal.news.models import Made, Opened, Post, PostReminder, PostReminding, Version
from portal.news.queries import ToRemind
from portal.school.models import Person
from tests.stories import a_post, hear_at_once


@pytest.fixture
def post(cast) -> Post:
    """A letter to 3B of which every guardian was told at once."""
    hear_at_once(*cast.people.values())
    made = a_post(cast.people["celik"], cast.classes["3B"])
    made.happens_on = None
    for who in ("amina", "bart", "dana"):
        cast.people[who].came_in_at = clock.now()
    db.session.commit()
    return made


def by_day() -> None:
    """Move the clock on to ten in the morning at the school, never back."""
    now = i18n.local(clock.now())
    clock.advance(minutes=((10 - now.hour) * 60 - now.minute) % (24 * 60))


def until(days: int) -> None:
    by_day()
    clock.advance(days=days)


def family(page, child: str) -> str:
    """What stands about the first family of this child, as text."""
    found = re.search(rf"<li>\s*<p><strong><bdi>[^<]*{child}.*?</li>", page.html, re.S)
    assert found, child
    return found[0]


def test_each_family_is_listed_with_what_it_did(cast, post, visit):
    visit("bart").get(f"/classes/{cast.classes['3B'].id}")
    page = visit("celik").get(f"/posts/{post.id}/reached")
    html = page.html
    assert html.index("Nog niet bereikt") < html.index("Yusuf") < html.index("Openden het") < html.index("Fleur")
    opened = db.session.get_one(Opened, (post.id, cast.people["bart"].id))
    opened.thanked_at = clock.now()
    db.session.commit()
    html = visit("celik").get(f"/posts/{post.id}/reached").html
    assert html.index("dank je wel") < html.index("Fleur") and "Openden het" not in html


def test_how_far_it_came_is_one_bar_with_a_table_beneath(cast, post, visit):
    visit("bart").get(f"/classes/{cast.classes['3B'].id}")
    page = visit("celik").get(f"/posts/{post.id}/reached")
    said = re.search(r'<desc id="bar-words">([^<]*)<', page.html)
    assert said and "Geopend: 1." in said[1] and "Nog niet bereikt: 24." in said[1]
    far = page.html.split('id="how-far"')[1].split("</section>")[0]
    assert far.count("<rect x") - far.count('<rect x="2"') == 2, "what is none is not drawn"
    assert re.findall(r"<td>(\d+)</td>", far) == ["0", "1", "0", "24"]


def test_the_two_households_of_a_child_stand_apart(cast, post, visit):
    visit("dana").get(f"/classes/{cast.classes['3B'].id}")
    html = visit("celik").get(f"/posts/{post.id}/reached").html
    assert html.count("<bdi>Zofia</bdi></strong>") == 2
    missed, opened = html.split("Openden het")
    assert "Pawe" in missed and "Pawe" not in opened and "Dana" in opened


def test_what_may_stand_in_the_way_is_said_before_anything_else(cast, post, visit):
    amina = cast.people["amina"]
    amina.guardian.reads_easily, amina.guardian.prefers_call, amina.guardian.needs_interpreter = False, True, True
    db.session.commit()
    celik = visit("celik")
    about = family(celik.get(f"/posts/{post.id}/reached"), "Yusuf")
    assert about.index("Arabisch") < about.index("Kreeg bericht")
    for word in ("Leest niet makkelijk", "liever gebeld", "tolk"):
        assert word in about
    db.session.add(Version(post_id=post.id, language="ar", title="x", text="x", html="x", made=Made.BY_HAND,
                           original_mark="", at=clock.now()))  # fmt: skip
    db.session.commit()
    assert "Arabisch" not in family(celik.get(f"/posts/{post.id}/reached"), "Yusuf")


def test_why_a_family_was_not_reached(cast, post, visit):
    bart, celik = cast.people["bart"], visit("celik")

    def says(words: str, **values) -> bool:
        for name, value in values.items():
            setattr(bart, name, value)
        db.session.commit()
        return words in family(celik.get(f"/posts/{post.id}/reached"), "Fleur")

    assert says("Kreeg bericht")
    assert says("nog nooit in het portaal", came_in_at=None)
    assert says("mail kwam terug", email_failed_at=clock.now(), phone=None)
    assert says("geen adres", email=None)


def test_who_hears_of_it_in_a_digest_is_not_missed_yet_and_not_reminded(cast, visit, work):
    letter = a_post(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    page = visit("celik").get(f"/posts/{letter.id}/reached")
    assert "Horen het binnenkort" in page and "Herinner nu" not in page
    refused = visit("celik").post(f"/posts/{letter.id}/remind", {})
    assert refused.status == 422 and refused.alerts == 1 and work() == []


def test_a_reminder_goes_to_who_did_not_open_it_and_names_no_child_and_no_matter(cast, post, visit, work):
    work()
    visit("bart").get(f"/classes/{cast.classes['3B'].id}")
    celik = visit("celik")
    assert celik.post(f"/posts/{post.id}/remind", {}).status == 303
    sent = {p.to.partition("@")[0]: p for p in work()}
    assert "amina" in sent and "bart" not in sent and sent["amina"].language == "ar"
    assert sent["dana"].subject == "Did you see the news from class 3B?"
    assert not any(word in p.text + p.subject for p in sent.values() for word in ("Yusuf", "Zofia", post.title))


def test_a_second_press_and_a_third_day_are_refused(cast, post, visit, work):
    celik = visit("celik")
    assert celik.post(f"/posts/{post.id}/remind", {}).status == 303
    again = celik.post(f"/posts/{post.id}/remind", {})
    assert again.status == 422 and "minder dan een dag geleden" in again
    clock.advance(days=1)
    assert visit("celik").post(f"/posts/{post.id}/remind", {}).status == 303
    clock.advance(days=1)
    last = visit("celik").post(f"/posts/{post.id}/remind", {})
    assert last.status == 422 and "al twee herinneringen" in last
    counted = db.session.query(PostReminder).filter_by(person_id=cast.people["amina"].id).count()
    assert counted == 2


@pytest.fixture
def look(cast, post):
    """What two teachers see who press at the same moment."""
    number, celik = post.id, cast.people["celik"].id
    return lambda: (db.session.get_one(Post, number), db.session.get_one(Person, celik))


def reminds(post: Post, teacher: Person) -> None:
    news.remind(post, [place.school_class for place in post.places], teacher, now=clock.now())


def test_of_two_who_remind_at_once_one_does(look, at_once):
    with pytest.raises(news.RemindedLately):
        at_once(look, reminds, reminds)
    reminded = [each.person_id for each in db.session.query(PostReminder)]
    assert len(reminded) == len(set(reminded)) > 1


def test_who_is_reminded_by_itself_at_that_moment_is_not_reminded_twice(cast, look, at_once):
    amina, school_class = cast.people["amina"].id, cast.classes["3B"]
    due = ToRemind(amina, school_class.id, school_class.name)

    def by_itself(post: Post, _teacher: Person) -> None:
        reminding._remind_if_still(post.id, due, clock.now())

    with pytest.raises(news.RemindedLately):
        at_once(look, by_itself, reminds)
    assert db.session.query(PostReminder).one().person_id == amina


def test_of_two_who_say_at_once_when_to_remind_the_later_is_kept(look, at_once):
    def says(days: int):
        return lambda post, teacher: news.remind_later(post, teacher, days, now=clock.now())

    at_once(look, says(2), says(3))
    assert db.session.query(PostReminding).one().after_days == 3


def test_what_is_withdrawn_reminds_nobody(cast, post, visit, work):
    celik = visit("celik")
    celik.post(f"/posts/{post.id}/remind-later", {"days": 2})
    celik.post(f"/posts/{post.id}/withdraw")
    work()
    assert celik.post(f"/posts/{post.id}/remind", {}).status == 422
    until(days=3)
    assert work() == []


def test_after_some_days_it_goes_by_itself_once_and_not_to_who_opened_it(cast, post, visit, work):
    work()
    celik = visit("celik")
    page = celik.follow(celik.post(f"/posts/{post.id}/remind-later", {"days": 2}))
    assert '<option value="2" selected>' in page.html
    by_day()
    assert work() == []
    visit("bart").get(f"/classes/{cast.classes['3B'].id}")
    clock.advance(days=2)
    to = [p.to.partition("@")[0] for p in work()]
    assert "amina" in to and "bart" not in to and len(to) == len(set(to))
    clock.advance(days=3)
    assert work() == [], "once only"


def test_who_opens_it_in_the_last_moment_is_not_reminded(cast, post, visit, work):
    work()
    page, numbers = f"/classes/{cast.classes['3B'].id}", {who: cast.people[who].id for who in ("pawel", "dana")}
    visit("celik").post(f"/posts/{post.id}/remind-later", {"days": 1})
    until(days=2)
    # The first one is reminded; who comes after was looked up at the same time.
    assert remind_of_post_one(clock.now())
    first = db.session.query(PostReminder).one().person_id
    last = next(who for who, number in numbers.items() if number != first)
    visit(last).get(page)
    assert last not in [p.to.partition("@")[0] for p in work()]


def test_news_of_a_day_that_has_been_reminds_nobody(post, visit, work):
    work()
    visit("celik").post(f"/posts/{post.id}/remind-later", {"days": 1})
    post.happens_on = i18n.local_date(clock.now())
    db.session.commit()
    until(days=2)
    assert work() == []


def test_reminding_by_itself_can_be_stopped(post, visit, work):
    work()
    celik = visit("celik")
    celik.post(f"/posts/{post.id}/remind-later", {"days": 1})
    celik.post(f"/posts/{post.id}/remind-later", {"days": 0})
    until(days=2)
    assert work() == []
    assert visit("celik").post(f"/posts/{post.id}/remind-later", {"days": 99}).status == 400


def test_nobody_is_reminded_at_night(post, visit, work):
    work()
    visit("celik").post(f"/posts/{post.id}/remind-later", {"days": 1})
    until(days=2)
    clock.advance(hours=12)
    assert work() == []
    clock.advance(hours=12)
    assert work() != []


def test_a_teacher_sees_the_families_of_the_own_class_only(cast, visit):
    from portal import pictures
    from portal.news import actions as news
    from portal.news.actions import Written

    both = [cast.classes["3B"], cast.classes["6A"]]
    letter = news.write(
        cast.people["head"], both, Written("Feest", "Feest."), folder=pictures.folder(), now=clock.now()
    )
    db.session.commit()
    page = visit("celik").get(f"/posts/{letter.id}/reached")
    assert "Yusuf" in page and "Danylo" not in page
    page = visit("head").get(f"/posts/{letter.id}/reached")
    assert "Yusuf" in page and "Danylo" in page


def test_the_questions_do_not_grow_with_the_families(post, visit, queries):
    celik = visit("celik")
    celik.get(f"/posts/{post.id}/reached")
    with queries() as asked:
        celik.get(f"/posts/{post.id}/reached")
    assert len(asked) <= 20, asked


def test_reminders_respect_quiet_hours(cast, post, visit, work):
    work()
    hour = i18n.local(clock.now()).hour
    quiet = outbox.Times(outbox.Pace.AT_ONCE, quiet_from=hour, quiet_until=(hour + 2) % 24)
    outbox.choose_times(cast.people["amina"], quiet, now=clock.now())
    db.session.commit()
    visit("celik").post(f"/posts/{post.id}/remind", {})
    assert not any(p.to.startswith("amina") for p in work())
    clock.advance(seconds=timedelta(hours=2).total_seconds())
    assert any(p.to.startswith("amina") for p in work())
