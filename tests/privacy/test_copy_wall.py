"""No copy holds a byte of another household: over made-up families, every byte of every zip is searched."""

from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import audit, clock, outbox
from portal.accounts import actions as accounts
from portal.audit import Audit
from portal.contact.models import ContactMoment
from portal.contact.rules import About, Began
from portal.conversations import actions as conversations
from portal.conversations.rules import Way
from portal.db import db
from portal.home_context.models import HomeItem
from portal.home_context.rules import Theme
from portal.news.models import Opened
from portal.photos import actions as photos
from portal.photos.rules import Purpose
from portal.privacy.actions import copying
from portal.privacy.actions.copying import packed
from portal.privacy.queries import exporting
from portal.school.models import Custody, Enrolment, Guardian, Guardianship, Household, Person, Pupil
from tests.stories import a_post, a_question, a_round

LANGUAGES = ("nl", "en", "ar")


@dataclass
class Home:
    """A household as it was made up: its mark, and its guardians with their children."""

    mark: str
    guardians: list[Person] = field(default_factory=list)


# A child has one or two homes; a home has one or two guardians; a home can have several children, also shared ones.
families = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=2, unique=True), min_size=1, max_size=4)
sizes = st.lists(st.integers(1, 2), min_size=4, max_size=4)
languages = st.lists(st.sampled_from(LANGUAGES), min_size=4, max_size=4)


def make_homes(sizes: list[int], languages: list[str]) -> list[Home]:
    homes = []
    for number, (size, language) in enumerate(zip(sizes, languages, strict=True)):
        household, home = Household(), Home(f"QZX{number}HOME")
        db.session.add(household)
        for place in range(size):
            mark = f"{home.mark}{place}"
            person = Person(first_name=mark, last_name=f"Van {mark}", email=f"{mark}@x.example".lower(), phone=mark,
                            language=language, roster_key=f"key-{mark}")  # fmt: skip
            person.guardian = Guardian(household=household)
            db.session.add(person)
            home.guardians.append(person)
        homes.append(home)
    db.session.flush()
    return homes


def live(home: Home, pupil: Pupil, theme: Theme, slot, cast) -> None:
    """What a household does about one child: each thing carries its mark."""
    now, first = clock.now(), home.guardians[0]
    assert first.guardian is not None
    for guardian in home.guardians:
        db.session.add(
            Guardianship(pupil=pupil, guardian=guardian.guardian, relation=home.mark, custody=Custody.YES,
                         restriction=f"{home.mark} beperking", document_reference=f"{home.mark} vonnis")
        )  # fmt: skip
    moment = ContactMoment(pupil_id=pupil.id, household_id=first.guardian.household_id, class_id=cast.classes["3B"].id,
                           about=About.CONCERN, way=Way.PHONE, began=Began.SCHOOL, words=f"{home.mark} contact",
                           has_words=True, language="nl", at=now, logged_at=now, key=f"{home.mark} {pupil.id}",
                           by_id=cast.people["celik"].id)  # fmt: skip
    db.session.add(moment)
    db.session.flush()
    audit.did(cast.people["celik"], "contact logged", moment, now=now)
    item = HomeItem(pupil_id=pupil.id, household_id=first.guardian.household_id, theme=theme, text=f"{home.mark} thuis",
                    language="nl", written_by_id=first.id, written_at=now, expires_on=now.date())  # fmt: skip
    db.session.add(item)
    db.session.flush()
    audit.did(first, "home item written", item, now=now)
    looked = audit.concerned(item)
    db.session.add(Audit(at=now, person_id=cast.people["celik"].id, did="saw", kind="home_item", about=item.id,
                         pupil_id=looked.pupil_id, household_id=looked.household_id))  # fmt: skip
    booking = conversations.book(slot, pupil, first, now=now)
    booking.uid = f"{home.mark}-{booking.id}@samen"
    # Something about the child in general, done by this home.
    audit.did(first, "time blocked", pupil, now=now)


def live_apart(person: Person, post) -> None:
    """What one guardian does alone."""
    now = clock.now()
    accounts.start_session(person, f"{person.first_name} telefoon", now=now)
    db.session.add(Opened(post_id=post.id, person_id=person.id, at=now))
    message = outbox.queue(person, "news/messages/new.txt", post, now=now, class_name="3B")
    assert message is not None
    message.body = f"{person.first_name} bericht"


def everything_in(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as file:
        return b"\n".join([name.encode() + file.read(name) for name in file.namelist()])


def copy_for(person: Person, language: str) -> bytes:
    children = {child.id: child.full_name for child in exporting.children_for(person)}
    found: copying.Found = [
        (step, children.get(step.pupil_id or 0, ""), exporting.rows_of(step, person))
        for step in exporting.steps_for(list(children))
    ]
    return packed(found, person.full_name, language, school_name="School", now=clock.now())


def test_no_copy_holds_anything_of_another_household(cast):
    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(families=families, sizes=sizes, languages=languages)
    def copies_are_apart(families, sizes, languages):
        try:
            _check(cast, families, sizes, languages)
        finally:
            db.session.rollback()

    copies_are_apart()


def _check(cast, families, sizes, languages) -> None:
    homes = make_homes(sizes, languages)
    slots = iter(a_round(cast.people["celik"], cast.classes["3B"], times=12, minutes=5))
    post = a_post(cast.people["celik"], cast.classes["3B"])
    for number, of_homes in enumerate(families):
        pupil = Pupil(first_name=f"Kind{number}", last_name="Gedeeld", born_on="2018-01-01")
        db.session.add(pupil)
        db.session.add(Enrolment(pupil=pupil, school_class=cast.classes["3B"], year_id=cast.classes["3B"].year_id))
        db.session.flush()
        for place in of_homes:
            live(homes[place], pupil, Theme.LOVES, next(slots), cast)
            a_question(homes[place].guardians[0], pupil, post, f"{homes[place].mark} vraag")
            photos.answer(pupil, homes[place].guardians[0], {Purpose.CLASS_PAGE: place % 2 == 0}, now=clock.now())
    for home in homes:
        for person in home.guardians:
            live_apart(person, post)
    db.session.flush()
    db.session.expire_all()
    _check_copies(homes, languages)


def _check_copies(homes: list[Home], languages: list[str]) -> None:
    for home, language in zip(homes, languages, strict=True):
        for person in home.guardians:
            everything = everything_in(copy_for(person, language)).lower()
            others = [other.mark for other in homes if other is not home and other.mark.lower().encode() in everything]
            assert not others, f"the copy of {home.mark} holds {others}"
            # The search would find it: the home's own mark is there.
            assert everything.count(home.mark.lower().encode()) >= 3
            alone = [p for p in home.guardians if p is not person]
            assert all(f"{p.first_name} bericht".lower().encode() not in everything for p in alone)
            assert all(f"{p.first_name} telefoon".lower().encode() not in everything for p in alone)
