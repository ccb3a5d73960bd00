"""Coming in with a letter: the code and a child's birth date open the account of one guardian, once."""

import re

import pytest

from portal import clock
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.accounts.rules import LIMITS
from portal.audit import deeds_about
from portal.db import db
from portal.invitations.rules import LIVES, MOST_WRONG_DATES
from portal.school.models import Guardianship, Pupil, Role, StaffRole
from tests.conftest import rows
from tests.invitations.conftest import birthday_of

WRONG = "This code and this date do not open anything."
OVER = "This letter is over"


@pytest.fixture
def enter(visit):
    """Type a letter at the door, in a browser of one's own or a new one."""

    def typed(code: str, born_on: str = "", browser=None):
        headers = {"Accept-Language": "en"}
        return (browser or visit()).post("/invitations", {"code": code, "born_on": born_on}, headers=headers)

    return typed


def test_the_code_and_the_birth_date_of_a_child_open_the_account(cast, letter_of, visit, enter):
    phone, code = visit(), letter_of("amina")
    assert cast.people["amina"].came_in_at is None
    assert enter(code, birthday_of(cast.pupils["salma"]), phone).location == "/invitations/welcome"
    assert "Yusuf" in phone.get("/")
    assert cast.people["amina"].came_in_at is not None
    assert deeds_about(cast.people["amina"], verb="came in with a letter")


def test_no_e_mail_address_and_no_phone_are_needed(cast, letter_of, enter):
    code, amina = letter_of("amina"), cast.people["amina"]
    amina.email = amina.phone = None
    assert enter(code, birthday_of(cast.pupils["yusuf"])).status == 303


@pytest.mark.parametrize("write", ["{0}-{1}-{2}", "{0}/{1}/{2}", "{0}{1}{2}", "{2}-{1}-{0}", "{0} {1} {2}"])
def test_the_date_may_be_written_as_people_write_it(write, cast, letter_of, enter):
    date = write.format(*birthday_of(cast.pupils["fleur"]).split("-"))
    assert enter(letter_of("bart").lower(), date).status == 303


def test_whoever_looks_uses_nothing_up_and_learns_nothing(letter_of, visit, cast, enter):
    code, scanner = letter_of("bart"), visit()
    known, unknown = (
        [scanner.get(f"/invitations/{each}") for _again in range(5)][-1].html for each in (code, "ZZZZ9999")
    )
    assert f'value="{code[:4]}-{code[4:]}"' in known, "the form is filled in"
    strange = unknown.replace("ZZZZ9999", code).replace("ZZZZ-9999", f"{code[:4]}-{code[4:]}")
    assert without_token(known) == without_token(strange), "the page is the same for every code"
    assert enter(code, birthday_of(cast.pupils["fleur"])).status == 303


def without_token(html: str) -> str:
    return re.sub(r'"[^"]{60,}"', "", html)


def test_a_letter_works_once(cast, letter_of, enter):
    code, date = letter_of("bart"), birthday_of(cast.pupils["fleur"])
    assert enter(code, date).status == 303
    again = enter(code, date)
    assert again.status == 422 and OVER in again and "030 000 00 00" in again
    assert db.session.query(UserSession).filter_by(person_id=cast.people["bart"].id).count() == 1


def test_until_the_day_that_stands_on_it(cast, letter_of, enter):
    code, date = letter_of("bart"), birthday_of(cast.pupils["fleur"])
    clock.advance(days=LIVES.days + 1)
    assert OVER in enter(code, date)
    assert cast.people["bart"].came_in_at is None


def test_strangers_get_one_answer_whatever_is_wrong(cast, letter_of, enter):
    living, spent = letter_of("bart"), letter_of("amina")
    enter(spent, birthday_of(cast.pupils["yusuf"]))
    answers = [enter(code, "01-01-2001") for code in (living, spent, "ZZZZ9999")]
    answers += [enter(code, "") for code in (living, spent, "ZZZZ9999")]
    assert {answer.status for answer in answers} == {422}
    assert len({answer.text for answer in answers}) == 1 and WRONG in answers[0]


def test_the_birth_date_of_another_households_child_opens_nothing(cast, letter_of, enter):
    code = letter_of("bart")
    assert WRONG in enter(code, birthday_of(cast.pupils["yusuf"]))
    assert enter(code, birthday_of(cast.pupils["fleur"])).status == 303


def test_two_households_of_a_child_have_two_letters_and_neither_opens_the_others_account(cast, make, visit, enter):
    hers, his = (make(f"/invitations/guardians/{cast.people[who].id}")[0] for who in ("dana", "pawel"))
    assert hers.code != his.code and "Dana" in hers.text and "Dana" not in his.text
    phone = visit()
    enter(his.code, birthday_of(cast.pupils["zofia"]), phone)
    assert "Paweł" in phone.get("/invitations/welcome") and cast.people["dana"].came_in_at is None
    assert OVER in enter(his.code, birthday_of(cast.pupils["zofia"])), "scanned by the other household"
    assert enter(hers.code, birthday_of(cast.pupils["zofia"])).status == 303


def test_where_no_birth_date_is_known_the_letter_asks_for_none(cast, printed, enter):
    db.session.query(Pupil).update({"born_on": None})
    db.session.commit()
    cast.people["dana"].language = "en"
    paper = printed("dana")
    assert "birth date" not in paper.text
    assert enter(paper.code).status == 303


def test_a_child_that_left_or_may_not_be_seen_does_not_open_the_door(cast, letter_of, enter):
    code = letter_of("amina")
    access = db.session.query(Guardianship).filter_by(pupil_id=cast.pupils["yusuf"].id).one()
    access.has_access = False
    assert WRONG in enter(code, birthday_of(cast.pupils["yusuf"]))
    assert enter(code, birthday_of(cast.pupils["salma"])).status == 303


@pytest.mark.parametrize("change", ["left", "no access", "works here"])
def test_who_should_not_come_in_any_more_is_told_that_the_letter_is_over(change, cast, letter_of, enter):
    code, date, dana = letter_of("dana"), birthday_of(cast.pupils["zofia"]), cast.people["dana"]
    if change == "left":
        dana.left_on = clock.now().date()
    elif change == "no access":
        db.session.query(Guardianship).filter_by(guardian_id=dana.guardian.id).update({"has_access": False})
    else:
        # A paper must not open what needs a password and a second proof.
        db.session.add(StaffRole(person_id=dana.id, role=Role.OFFICE))
    db.session.commit()
    answer = enter(code, date)
    assert answer.status == 422 and OVER in answer
    assert db.session.query(UserSession).filter_by(person_id=dana.id).count() == 0


def test_a_wrong_code_or_date_is_said_beside_its_field(enter):
    page = enter("ABC", "yesterday")
    assert page.status == 422 and page.alerts == 1
    assert "This is not a whole code." in page and "We cannot read this date." in page
    assert 'value="yesterday"' in page.html, "nothing typed is lost"


def test_guesses_at_one_code_are_limited(cast, letter_of, enter):
    code = letter_of("bart")
    answers = [enter(code, f"{day:02}-01-2010").status for day in range(1, 8)]
    assert answers == [422] * 5 + [429] * 2
    assert enter(code, birthday_of(cast.pupils["fleur"])).status == 429, "for a while, the right one too"
    clock.advance(minutes=16)
    assert enter(code, birthday_of(cast.pupils["fleur"])).status == 303


def test_guesses_from_one_address_are_limited_and_say_when_to_come_back(enter):
    answers = [enter(f"ZZZZ{n:04}".replace("0", "X").replace("1", "Y")) for n in range(62)]
    assert [answer.status for answer in answers].count(422) == 60
    assert answers[-1].status == 429 and answers[-1].response.headers["Retry-After"]


def test_who_guesses_at_a_birth_date_runs_out_of_tries_for_good(cast, letter_of, office, enter):
    code, bart = letter_of("bart"), cast.people["bart"]
    for day in range(1, MOST_WRONG_DATES + 1):
        assert WRONG in enter(code, f"{day:02}-01-2010")
        clock.advance(minutes=16)
    assert OVER in enter(code, birthday_of(cast.pupils["fleur"]))
    office.sign_in("office")
    page = office.get(f"/invitations/guardians/{bart.id}")
    assert "A wrong birth date was tried 10 times." in page and "letter is over" in page


def test_an_evening_of_parents_behind_one_address_is_no_attack(cast, letter_of, enter):
    """Who comes in wipes out the tries of that address before."""
    for who, child in (("bart", "fleur"), ("amina", "salma")):
        for _each in range(LIMITS["invitation-from"].tries - 1):
            accounts.count_try("invitation-from", "127.0.0.1", now=clock.now())
        assert enter(letter_of(who), birthday_of(cast.pupils[child])).status == 303


def test_a_stolen_database_tells_no_code(printed):
    code = printed("bart").code
    everything = repr([rows(name) for name in ("invitation", "task", "audit", "attempt", "message")])
    assert code not in everything.replace("-", "")


def test_the_short_address_leads_to_the_door(visit):
    assert visit().get("/i").location == "/invitations"
    assert "/invitations" in visit().get("/sign-in").links


def test_switching_the_language_keeps_the_code_and_the_date(visit):
    phone = visit()
    typed = {"code": "ABCD-2345", "born_on": "03-05-2017"}
    page = phone.follow(phone.post("/language/ar?next=/invitations/ABCD2345", typed))
    assert 'lang="ar" dir="rtl"' in page.html and all(f'value="{text}"' in page.html for text in typed.values())


def test_who_is_in_already_is_told_so_and_keeps_the_letter(cast, letter_of, visit, enter):
    code = letter_of("bart")
    bart = visit("bart")
    assert "Je bent al binnen, als Bart." in bart.get(f"/invitations/{code}")
    assert enter(code, birthday_of(cast.pupils["fleur"])).status == 303
