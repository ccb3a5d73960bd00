"""What the demo's teachers wrote down about contact with families in the past weeks, and the plan of their class."""

from datetime import datetime, timedelta

from portal import i18n
from portal.contact import actions as contact
from portal.contact import queries
from portal.contact.rules import About, Began, Rung
from portal.conversations.rules import Often, Way
from portal.db import db
from portal.demo.actions.people import Cast
from portal.school.models import Person

# Teacher, child, days ago, what about, how, who began, words.
LOGGED = (
    ("celik", "yusuf", 26, About.GOOD_NEWS, Way.MESSAGE, Began.SCHOOL, ""),
    ("celik", "yusuf", 1, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, "Yusuf las vandaag een hele bladzijde voor."),
    ("celik", "fleur", 15, About.GOOD_NEWS, Way.PHONE, Began.SCHOOL, "Fleur hielp een nieuwe klasgenoot."),
    ("jansen", "fleur", 3, About.PRACTICAL, Way.IN_PERSON, Began.FAMILY, "Fleur gaat vrijdag eerder naar huis."),
    ("jansen", "mila", 3, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, ""),
    ("jansen", "sem", 4, About.GOOD_NEWS, Way.PHONE, Began.SCHOOL, ""),
    ("celik", "aya", 8, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, ""),
    ("celik", "tygo", 9, About.GOOD_NEWS, Way.VIDEO, Began.SCHOOL, ""),
    ("celik", "lina", 7, About.QUESTION, Way.IN_PERSON, Began.FAMILY, "Haar vader wil graag mee op een uitje."),
    ("jansen", "omar", 0, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, ""),
    ("celik", "ilias", 42, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, ""),
    ("celik", "noor", 36, About.GOOD_NEWS, Way.PHONE, Began.SCHOOL, ""),
    ("jansen", "daan", 35, About.GOOD_NEWS, Way.PHONE, Began.SCHOOL, ""),
    ("jansen", "emma", 20, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, ""),
    ("celik", "adam", 12, About.PRACTICAL, Way.PHONE, Began.FAMILY, ""),
    ("celik", "saar", 18, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, ""),
    ("vos", "salma", 5, About.GOOD_NEWS, Way.PHONE, Began.SCHOOL, "Salma legde breuken uit aan haar groepje."),
    ("vos", "danylo", 10, About.GOOD_NEWS, Way.IN_PERSON, Began.SCHOOL, ""),
    ("vos", "hidde", 6, About.CONCERN, Way.PHONE, Began.SCHOOL, "Hidde is vaak moe; we letten er samen op."),
)  # fmt: skip
STEPS = (("celik", "zofia", 1, 9, Rung.LETTER), ("jansen", "jan", 0, 6, Rung.OTHER_CHANNEL))
COME_BACK = ("lina", timedelta(days=1))


def fill(cast: Cast, *, now: datetime) -> None:
    """Write it down as the teachers did, each thing on its day; both classes have a plan."""
    db.session.flush()
    begun = queries.calendar_of(cast.classes["3B"].id).starts_at
    for number, (teacher, child, days, about, way, began, words) in enumerate(LOGGED):
        at = max(now - timedelta(days=days, hours=2), begun)
        person, home = cast.people[teacher], _home(cast, child)
        said = contact.Said(about, way, began, f"demo-{number:03}")
        moment = contact.log(home, _class(person, home), said, person, now=at)
        if words:
            day = i18n.local_date(now + COME_BACK[1]) if child == COME_BACK[0] else None
            contact.change(moment, words, day, person, now=at)
    for teacher, child, which, days, rung in STEPS:
        person, home = cast.people[teacher], _home(cast, child, which)
        contact.take_step(home, _class(person, home), rung, person, now=max(now - timedelta(days=days), begun))
    for class_name, teacher in (("3B", "celik"), ("6A", "vos")):
        contact.set_plan(
            cast.classes[class_name], Often.SIX_WEEKS, None, cast.people[teacher], reminds=True, now=begun
        )  # fmt: skip


def _home(cast: Cast, child: str, which: int = 0) -> queries.Home:
    pupil = next(each for each in cast.pupils.values() if each.first_name.lower() == child)
    return queries.homes_of_pupil(pupil.id)[which]


def _class(teacher: Person, home: queries.Home):
    found = queries.class_between(teacher, home.pupil_id)
    assert found is not None
    return found
