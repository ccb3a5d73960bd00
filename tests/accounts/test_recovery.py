"""Who lost everything is let in again by two colleagues who agree; nobody counts twice, or for themself."""

import threading

import pytest

from portal import clock
from portal.accounts import actions
from portal.accounts.actions import ApprovedAlready, RecoveryOver
from portal.accounts.models import Passkey, PasswordLink, Recovery, RecoveryApproval, Standing
from portal.audit import Audit
from portal.db import db, transaction
from portal.school.models import Person, Role, StaffRole
from tests.accounts.authenticator import come_in, with_passkey
from tests.accounts.reading import found
from tests.accounts.test_second_step import an_app, by_password
from tests.meanwhile import Another, at_statement

NOOR = "noor@regenboog.example"
NEW = "zeven kraanvogels eten kersen"


@pytest.fixture
def asked(cast, visit, work) -> str:
    """Noor asked on the sign-in page; the address of the request for those who decide."""
    assert visit().post("/sign-in/recovery", {"email": NOOR}).location == "/sign-in/recovery/asked"
    work()
    return f"/office/recovery/{db.session.query(Recovery).one().id}"


def make_office(person: Person) -> None:
    person.staff_roles.append(StaffRole(role=Role.OFFICE))
    db.session.commit()


def link_in(mails, to: str) -> str:
    (text,) = [mail.text for mail in mails if mail.to == to and "/sign-in/password/" in mail.text]
    return found(r"(/sign-in/password/\S+)", text)


def test_noor_asks_two_agree_and_she_begins_anew(cast, visit, work, asked):
    noor, office, head = visit("noor"), visit("office"), visit("head")
    device = with_passkey(noor)
    an_app(cast.people["noor"])
    noor.post("/account/recovery-codes")
    work()
    assert "Noor de Wit" in office.get(asked) and asked in office.get("/office/recovery").links
    assert office.post(f"{asked}/approve").location == "/office/recovery"
    assert work() == [] and noor.get("/").status == 200, "one is not enough"
    assert "Olga Smit" in head.get(asked)
    assert head.post(f"{asked}/approve").status == 303
    mails = work()
    assert {mail.to.partition("@")[0] for mail in mails} == {"noor", "office", "head"}
    assert noor.get("/").status == 303, "every device is signed out"
    address, someone = link_in(mails, NOOR), visit()
    assert someone.get(address).status == 200
    assert someone.post(address, {"new_password": NEW}).location == "/"
    assert "Noor" in someone.get("/")
    assert come_in(visit(), device).status == 422, "what was lost opens nothing"
    assert by_password(visit(), "noor").status == 422 and by_password(visit(), "noor", NEW).location == "/"
    for table in ("passkey", "code_app", "recovery_code"):
        assert db.session.execute(db.text(f"SELECT count(*) FROM {table}")).scalar() == 0
    rows = db.session.query(Audit).filter(Audit.did.like("recovery %"), Audit.kind == "recovery")
    done = [row.did for row in rows.order_by(Audit.id)]
    assert done == ["recovery asked", "recovery approved", "recovery approved"]


def test_who_must_have_a_second_step_sets_up_a_new_one(cast, visit, work):
    make_office(cast.people["ravi"])
    an_app(cast.people["head"])
    visit().post("/sign-in/recovery", {"email": "head@regenboog.example"})
    asked = f"/office/recovery/{db.session.query(Recovery).one().id}"
    for who in ("office", "ravi"):
        assert visit(who).post(f"{asked}/approve").status == 303
    answer = visit().post(link_in(work(), "head@regenboog.example"), {"new_password": NEW})
    assert answer.location.startswith("/sign-in/set-up")


def test_everybody_concerned_is_told_when_it_is_asked(cast, visit, work):
    visit().post("/sign-in/recovery", {"email": NOOR})
    mails = work()
    assert sorted(mail.to.partition("@")[0] for mail in mails) == ["head", "noor", "office"]
    assert not any("Noor" in mail.text for mail in mails if not mail.to.startswith("noor"))
    assert "/sign-in/password/" not in str(mails)


def test_it_stands_on_the_first_page_of_who_decides(cast, visit, asked):
    assert asked in visit("office").get("/").links and asked in visit("head").get("/").links
    assert asked not in visit("celik").get("/").links


@pytest.mark.parametrize("email", ["nobody@regenboog.example", "amina@regenboog.example", "kind@elders.example"])
def test_an_unknown_address_and_a_parent_get_the_same_answer_and_nothing_happens(email, cast, visit, work):
    known = visit().post("/sign-in/recovery", {"email": NOOR})
    work()
    other = visit().post("/sign-in/recovery", {"email": email})
    assert (known.status, known.location, known.html) == (other.status, other.location, other.html)
    assert work() == [] and db.session.query(Recovery).count() == 1


def test_the_page_says_what_a_parent_does(cast, visit):
    page = visit().get("/sign-in/recovery")
    assert "brief" in page and "/sign-in" in page.links


def test_what_is_no_address_is_said(cast, visit):
    page = visit().post("/sign-in/recovery", {"email": "noor"})
    assert page.status == 422 and page.alerts == 1 and 'value="noor"' in page.html


def test_asking_again_is_the_same_request_and_asking_without_end_is_stopped(cast, visit, work):
    answers = [visit().post("/sign-in/recovery", {"email": NOOR}).status for _press in range(4)]
    assert answers == [303, 303, 303, 429]
    assert db.session.query(Recovery).count() == 1 and len(work()) == 3


def test_the_same_colleague_twice_is_one(cast, visit, asked):
    office = visit("office")
    office.post(f"{asked}/approve")
    page = office.post(f"{asked}/approve")
    assert page.status == 422 and page.alerts == 1
    assert db.session.query(RecoveryApproval).count() == 1 and db.session.query(PasswordLink).count() == 0
    assert f"{asked}/approve" not in office.get(asked).forms


def test_nobody_decides_about_themself(cast, visit):
    visit().post("/sign-in/recovery", {"email": "office@regenboog.example"})
    asked = f"/office/recovery/{db.session.query(Recovery).one().id}"
    office = visit("office")
    for deed in ("approve", "refuse"):
        page = office.post(f"{asked}/{deed}")
        assert page.status == 422 and page.alerts == 1
        assert f"{asked}/{deed}" not in office.get(asked).forms
    assert db.session.query(Recovery).one().standing is Standing.OPEN


def test_who_asks_for_a_colleague_does_not_decide(cast, visit, work):
    make_office(cast.people["ravi"])
    noor, office = cast.people["noor"], visit("office")
    assert office.post(f"/office/staff/{noor.id}/recovery").location == "/office/recovery"
    asked = db.session.query(Recovery).one()
    assert asked.asked_by_id == cast.people["office"].id
    assert sorted(mail.to.partition("@")[0] for mail in work()) == ["head", "noor", "ravi"]
    assert office.post(f"/office/recovery/{asked.id}/approve").status == 422
    for who in ("ravi", "head"):
        assert visit(who).post(f"/office/recovery/{asked.id}/approve").status == 303
    assert {mail.to.partition("@")[0] for mail in work()} == {"head", "noor", "ravi", "office"}


def test_when_too_few_could_decide_the_office_is_told_what_to_do(cast, visit):
    page = visit("office").post(f"/office/staff/{cast.people['noor'].id}/recovery")
    assert page.status == 422 and page.alerts == 1 and "Noor de Wit" in page
    assert db.session.query(Recovery).count() == 0


def test_nobody_asks_for_themself_while_signed_in(cast, visit):
    page = visit("office").post(f"/office/staff/{cast.people['office'].id}/recovery")
    assert page.status == 422 and page.alerts == 1


def test_one_refusal_ends_it_and_everybody_is_told(cast, visit, work, asked):
    visit("office").post(f"{asked}/approve")
    assert visit("head").post(f"{asked}/refuse").location == "/office/recovery"
    assert sorted(mail.to.partition("@")[0] for mail in work()) == ["head", "noor", "office"]
    for deed in ("approve", "refuse"):
        page = visit("head").post(f"{asked}/{deed}")
        assert page.status == 422 and page.alerts == 1
    assert db.session.query(PasswordLink).count() == 0
    assert db.session.query(Audit).filter_by(did="recovery refused").one().person_id == cast.people["head"].id


def test_a_request_is_over_after_a_day_and_can_be_made_anew(cast, visit, asked):
    visit("office").post(f"{asked}/approve")
    clock.advance(hours=24)
    head = visit("head")
    assert asked not in head.get("/office/recovery").links and head.get(asked).status == 200
    assert head.post(f"{asked}/approve").status == 422
    visit().post("/sign-in/recovery", {"email": NOOR})
    fresh = db.session.query(Recovery).order_by(Recovery.id.desc()).limit(1).one()
    assert f"/office/recovery/{fresh.id}" != asked and fresh.approvals == []


def test_the_link_to_begin_anew_lives_a_day(cast, visit, work, asked):
    for who in ("office", "head"):
        visit(who).post(f"{asked}/approve")
    address = link_in(work(), NOOR)
    clock.advance(hours=24, seconds=1)
    assert visit().post(address, {"new_password": NEW}).status == 422
    assert by_password(visit(), "noor").location == "/", "an unused link changes no password"


def test_a_passkey_made_meanwhile_is_let_go_as_well(cast, visit, work, asked):
    for who in ("office", "head"):
        visit(who).post(f"{asked}/approve")
    with_passkey(visit("noor"))
    address = link_in([mail for mail in work() if "/sign-in/password/" in mail.text], NOOR)
    visit().post(address, {"new_password": NEW})
    assert db.session.query(Passkey).count() == 0


def test_old_requests_are_not_kept(cast, visit, asked, app):
    visit("office").post(f"{asked}/approve")
    clock.advance(days=91)
    db.session.rollback()
    done = app.test_cli_runner().invoke(args=["retention"])
    assert done.exit_code == 0 and db.session.query(Recovery).count() == db.session.query(RecoveryApproval).count() == 0


def _at_once(app, number: int, colleagues: list[int]) -> list[str]:
    """Each of these colleagues agrees, all at the same moment; returns what came of it, sorted."""
    together, outcomes, now = threading.Barrier(len(colleagues)), [], clock.now()

    def agree(who: int) -> None:
        with app.app_context():
            together.wait()
            try:
                with transaction() as session:
                    is_decided = actions.approve(
                        session.get_one(Recovery, number), session.get_one(Person, who), now=now
                    )
                outcomes.append("decided" if is_decided else "agreed")
            except ApprovedAlready:
                outcomes.append("was agreed")
            except RecoveryOver:
                outcomes.append("over")

    threads = [threading.Thread(target=agree, args=(who,)) for who in colleagues]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_one_colleague_who_presses_twice_at_once_counts_once(cast, asked, app):
    number, office = int(asked.rpartition("/")[2]), cast.people["office"].id
    assert _at_once(app, number, [office, office]) == ["agreed", "was agreed"]
    db.session.rollback()
    assert db.session.query(PasswordLink).count() == 0


def test_two_colleagues_at_once_are_two_and_send_one_link(cast, asked, app):
    number, both = int(asked.rpartition("/")[2]), [cast.people[who].id for who in ("office", "head")]
    assert _at_once(app, number, both) == ["agreed", "decided"]
    db.session.rollback()
    assert db.session.query(PasswordLink).count() == 1


def test_what_is_asked_at_the_moment_of_a_refusal_is_another_request(cast, asked, app, stage):
    number = int(asked.rpartition("/")[2])
    head = cast.people["head"].id

    def refuses() -> None:
        actions.refuse(db.session.get_one(Recovery, number), db.session.get_one(Person, head), now=clock.now())

    other = Another(app, refuses)
    with at_statement("before", "SELECT recovery.", other), transaction():
        actions.ask_by_address(NOOR, now=clock.now())
    other.result()
    # On SQLite the refusal waits until the request was found, and meets it.
    anew = [Standing.OPEN] if stage.kind == "postgresql" else []
    assert [each.standing for each in db.session.query(Recovery).order_by(Recovery.id)] == [Standing.REFUSED, *anew]
