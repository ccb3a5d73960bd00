"""Who is told, when, and in which words: never the matter, never a name; and what is late goes to the leader."""

from portal import clock
from portal.aftercare.models import CareStep
from portal.aftercare.rules import Kind, Whom
from portal.db import db
from tests.aftercare.conftest import MARK

NAMES = ("Noor", "Ravi", "Elif", "3B", "Wit", MARK, "incident", "Incident", "nazorg", "Nazorg", "aftercare ")


def to(who: str, parcels) -> list:
    return [parcel for parcel in parcels if parcel.to.startswith(f"{who}@") and "/aftercare" in parcel.text]


def test_who_gives_it_and_who_gets_it_are_told_once_without_the_matter(incident, work):
    sent = work()
    for who in ("head", "sam", "noor", "ravi", "elif", "celik", "jansen"):
        assert len(to(who, sent)) == 1, who
    assert not to("vos", sent) and not to("office", sent)
    for parcel in sent:
        if "/aftercare" not in parcel.text:
            continue
        greeting, _, words = parcel.text.partition("\n\n")
        assert not any(name in parcel.subject + words.replace("/aftercare", "") for name in NAMES), parcel
    assert not [parcel for parcel in work() if "/aftercare" in parcel.text]


def test_a_later_step_is_told_when_it_can_be_done(care_of, work):
    work()
    step = next(each for each in care_of("noor").steps if each.kind is Kind.TWO_WEEKS)
    clock.advance(seconds=(step.from_at - clock.now()).total_seconds() + 1)
    assert to("sam", work())


def test_what_is_late_goes_to_the_leader_once_or_to_the_coordinator_when_it_is_the_leaders(care_of, work):
    work()
    clock.advance(hours=2, minutes=1)
    late = work()
    assert to("sam", late) and not to("head", late), "the first step is the leader's own"
    assert not to("sam", work()), "told once"
    clock.advance(hours=72)
    assert to("head", work()), "the talk within 72 hours is the coordinator's"
    assert db.session.query(CareStep).filter(CareStep.late_told_at.is_not(None)).count() >= 3


def test_a_monitor_sees_numbers_only(care_of, visit):
    def figures():
        text = visit().get("/metrics").response.get_data(as_text=True)
        assert not any(name in text for name in ("Noor", "Ravi"))
        return {line.split()[0]: float(line.split()[1]) for line in text.splitlines() if "samen_aftercare" in line
                and not line.startswith("#")}  # fmt: skip

    number = db.session.query(CareStep).count()
    assert figures() == {"samen_aftercare_open": number, "samen_aftercare_late": 0}
    clock.advance(hours=2, minutes=1)
    assert figures() == {"samen_aftercare_open": number, "samen_aftercare_late": 3}


def test_the_page_says_what_is_late(care_of, care_for, visit):
    clock.advance(hours=3)
    assert visit("sam").get("/aftercare").html.count('class="new"') == 3
    assert "late" in visit("sam").get(f"/aftercare/steps/{care_of('noor').steps[0].id}").text
    assert care_for(Whom.TEAM).steps[0].due_at > clock.now()
