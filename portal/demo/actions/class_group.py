"""The demo's parents of 3B meet: a few introductions, a host, a picnic with places, and what they ask each other."""

from datetime import datetime, time, timedelta

from portal import i18n
from portal.class_group import actions as group
from portal.class_group import queries
from portal.class_group.actions.writing import Written
from portal.class_group.models import Member
from portal.class_group.rules import Buddy, Kind
from portal.demo.actions.people import Cast
from portal.school import queries as school

# Who joined, how many days ago, and what they show: the languages, where they live, a few words.
JOINED: tuple[tuple[str, int, list[str], str, str], ...] = (
    ("amina", 20, ["ar", "nl"], "Bij het Oosterpark", "يوسف يحب الرسم. أهلًا بكم!"),
    ("bart", 19, ["nl"], "", "Wij wonen om de hoek en hebben een trampoline."),
    ("dana", 15, ["en", "pl"], "", "Happy to help with English homework."),
)
ASKED = "من يأخذ الأطفال إلى درس السباحة يوم الأربعاء؟ أستطيع يوم الجمعة."
PICNIC = "Picknick met de klas. Neem iets te eten mee om te delen."


def fill(cast: Cast, *, now: datetime) -> None:
    """Join, introduce, write and answer, each on its day."""
    members = {each[0]: _joined(cast, *each, now=now) for each in JOINED}
    amina, bart, dana = members.values()
    group.offer(amina, now=now - timedelta(days=18))
    host = queries.host_of(amina)
    assert host is not None
    group.confirm(host, cast.people["celik"], now=now - timedelta(days=17))
    group.be_buddy(amina, Buddy.OFFERS, now=now - timedelta(days=17))
    saturday = i18n.local_date(now) + timedelta(days=12 - i18n.local_date(now).weekday())
    picnic = Written(PICNIC, "Oosterpark, bij de grote vijver", saturday, time(14), 8)
    event = group.write(bart, Kind.EVENT, picnic, now=now - timedelta(days=6))
    for member in (amina, dana):
        group.sign_up(event, member)
    ride = group.write(amina, Kind.CARPOOL, Written(ASKED), now=now - timedelta(days=3))
    group.answer(ride, bart, "Ik rijd woensdag, er is plaats voor twee.", now=now - timedelta(days=3))
    for member in members.values():
        # Nobody is told on the first day of the demo what happened before it.
        member.tell_at = None


def _joined(cast: Cast, who: str, days: int, languages: list[str], near: str, words: str, *, now: datetime) -> Member:
    person, school_class = cast.people[who], cast.classes["3B"]
    member = group.join(person, school_class, now=now - timedelta(days=days))
    children = [pupil.id for pupil in school.children_in(person, school_class.id)]
    shows = {"first_name": True, "children": children, "languages": languages, "near": near}
    group.show(member, shows, words, now=now - timedelta(days=days))
    return member
