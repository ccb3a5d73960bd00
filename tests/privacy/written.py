"""What a household does in the portal, and what is done about it: each thing through the real action, with its mark.

WRITERS is the list. A new feature in which a family says something adds its own writer here: it gets a `Deed` and
returns the numbers of what came of it by route part ({"booking": 7}); a page with an unknown part fails the test.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal import clock, i18n, outbox
from portal.accounts import actions as accounts
from portal.accounts.models import Passkey, UserSession
from portal.agenda import actions as agenda
from portal.channels import Device
from portal.class_group import actions as class_group
from portal.class_group import queries as groups
from portal.class_group.actions.writing import Written
from portal.class_group.models import Entry, Member, Removal
from portal.class_group.rules import Buddy
from portal.class_group.rules import Kind as GroupKind
from portal.class_group.rules import Reason as Why
from portal.contact import actions as contact
from portal.contact import queries as in_touch
from portal.contact.models import ContactMoment
from portal.contact.rules import About, Began, Rung
from portal.conversations import actions as conversations
from portal.conversations import queries as rounds
from portal.conversations.models import Booking, RoundClass, Slot
from portal.conversations.rules import Interpreter, Meet, Planning, Side, Way
from portal.conversations.rules.wishes import DayPart, Mood
from portal.db import Refusal, db
from portal.demo.rules import DOMAIN
from portal.home_context import actions as home_context
from portal.home_context.actions import Words
from portal.home_context.rules import Theme
from portal.incidents.models import Incident
from portal.news import actions as news
from portal.news.models import Post
from portal.news.rules import Reaction
from portal.photos import actions as photos
from portal.photos.rules import Purpose
from portal.privacy.actions import copying
from portal.recovery import actions as recovery
from portal.recovery.rules import Answer, CardSide
from portal.school.models import (
    Enrolment,
    Guardian,
    Guardianship,
    Household,
    Person,
    Pupil,
    Role,
    SchoolClass,
    StaffRole,
    Teaching,
)
from portal.taking_part import actions as taking_part
from portal.taking_part import queries as taken_part
from portal.taking_part.actions.answering import Answered
from portal.taking_part.models import Outcome
from portal.taking_part.rules import Decision
from tests.privacy.made_up import Home
from tests.stories import Things, a_home_item, a_post, a_round, a_sound, a_talk, an_occasion

Found = dict[str, int | str]


@dataclass
class Scene:
    """A class with its teacher, and what there is for all of its families."""

    school_class: SchoolClass
    teacher: Person
    head: Person
    post: Post
    slots: list[Slot]
    row: RoundClass
    wishing: RoundClass
    incident: Incident
    event: Entry
    outcome: Outcome
    things: dict[str, list[int | str]]
    now: datetime


def set_up(there_is: dict[str, list[int | str]], things: Things) -> Scene:
    """A new class with a teacher, a post, a round and one in which families say when they can; an incident.

    Somebody of the class, who has no mark, organises something for its parents; the school asks them something.
    """
    now, year = clock.now(), db.session.query(SchoolClass).order_by(SchoolClass.id).limit(1).one().year_id
    school_class = SchoolClass(year_id=year, name="Groep 4", grade="4", emblem="owl")
    teacher = Person(first_name="Juf", last_name="Anders", staff_roles=[StaffRole(role=Role.TEACHER)])
    head = db.session.query(Person).join(StaffRole).filter(StaffRole.role == Role.LEADER).one()
    db.session.add_all([school_class, teacher])
    db.session.flush()
    teacher.email = f"juf{teacher.id}@{DOMAIN}"
    db.session.add(Teaching(person_id=teacher.id, class_id=school_class.id))
    db.session.flush()
    post = a_post(teacher, school_class)
    slots = a_round(teacher, school_class, times=60, minutes=5)
    (wish, *_rest) = a_round(teacher, school_class, times=2, days=9)
    wish.round.planning, wish.round.wishes_until = Planning.WISHES, now + timedelta(days=2)
    rows = [db.session.query(RoundClass).filter_by(round_id=each.round_id).one() for each in (slots[0], wish)]
    incident = db.session.get_one(Incident, things["incident"])
    event, outcome = _an_event(school_class, now), _an_answer(head, school_class, now)
    ours: dict[str, list[int | str]] = {
        "school_class": [school_class.id], "post": [post.id], "row": [row.id for row in rows],
        "group_entry": [event.id], "occasion": [outcome.occasion_id],
    }  # fmt: skip
    values = there_is | ours
    return Scene(school_class, teacher, head, post, slots, rows[0], rows[1], incident, event, outcome, values, now)


def _an_event(school_class: SchoolClass, now: datetime) -> Entry:
    person = Person(first_name="Buur", last_name="Naast", guardian=Guardian(household=Household()))
    pupil = Pupil(first_name="Kind")
    db.session.add_all([person, pupil, Guardianship(pupil=pupil, guardian=person.guardian)])
    db.session.add(Enrolment(pupil=pupil, school_class=school_class, year_id=school_class.year_id))
    db.session.flush()
    member = class_group.join(person, school_class, now=now)
    class_group.show(member, {"first_name": True}, "", now=now)
    day = i18n.local_date(now) + timedelta(days=9)
    return class_group.write(member, GroupKind.EVENT, Written("Picknick", "Park", day, None, 60), now=now)


def _an_answer(head: Person, school_class: SchoolClass, now: datetime) -> Outcome:
    occasion = an_occasion(head, class_ids=[school_class.id], has_childcare=True, has_interpreters=True)
    outcome = taking_part.add_theme(occasion, "Het plein", head)
    answered = Answered("Het plein", "Het is er druk.", "Er komt wacht.", "", Decision.DONE)
    taking_part.write_outcome(outcome, answered, "nl", head, now=now)
    return outcome


def publish_answer(scene: Scene) -> None:
    """What the school does with what families said; until then they could say it."""
    taking_part.publish_answer(scene.outcome.occasion, scene.head, now=scene.now)


@dataclass
class Deed:
    """Who does it, about which child, where; `word` is what is written wherever somebody can write."""

    scene: Scene
    home: Home
    pupil: Pupil
    person: Person

    @property
    def word(self) -> str:
        return f"Woorden {self.home.mark}"

    @property
    def group_word(self) -> str:
        """What stands in words for the parents of the class."""
        return f"Woorden {self.home.group_mark}"

    @property
    def now(self) -> datetime:
        return self.scene.now

    @property
    def where(self) -> in_touch.Home | None:
        """As the teachers find this home; None when nobody in it may open the child's pages."""
        return in_touch.home_of(self.pupil.id, self.home.household.id)


def says_something_of_home(deed: Deed) -> Found:
    for words in (f"Eerst {deed.home.mark}", deed.word):
        item = a_home_item(deed.person, deed.pupil, words, Theme.LOVES)
        db.session.flush()
    return {"item": item.id, "theme": Theme.LOVES.value}


def says_something_aloud(deed: Deed) -> Found:
    # The mark stands in the sound itself: what a recorder writes beside it is taken out.
    said = a_sound(0.1).replace(b"\0\1" * 5, deed.home.mark.encode(), 1)
    item = a_home_item(deed.person, deed.pupil, "", Theme.COLLECTING)
    db.session.flush()
    voice = home_context.keep_voice(item, home_context.listened_to(said), now=deed.now)
    return {"item": item.id, "theme": Theme.COLLECTING.value, "voice": voice.id}


def begins_to_say_something(deed: Deed) -> Found:
    words = Words(deed.word)
    draft = home_context.keep_draft(deed.person, deed.pupil, Theme.HARD, words, until=None, now=deed.now)
    return {"home_draft": draft.id, "theme": Theme.HARD.value}


def books(deed: Deed) -> Found:
    booking = _booking(deed)
    conversations.say_who_comes(booking, deed.person, {deed.person.id: Meet.PHONE}, now=deed.now)
    return {"booking": booking.id}


def prepares_a_conversation(deed: Deed) -> Found:
    booking = _booking(deed)
    written = {"proud": {"text": deed.word, "in_conversation": False}}
    conversations.write_card(booking, Side.PARENT, written, deed.person, now=deed.now)
    conversations.write_card(booking, Side.TEAM, written, deed.scene.teacher, now=deed.now)
    return {"booking": booking.id}


def agrees_on_something(deed: Deed) -> Found:
    booking, teacher = _booking(deed), deed.scene.teacher
    then = booking.slot.starts_at + timedelta(minutes=1)
    # What all homes of a child agreed in one conversation is of all of them; what each says of it is its own.
    lines = {"agreed": "Samen" if booking.is_together else deed.word}
    agreed = conversations.Agreed(lines, Way.PHONE, None, True)
    on = conversations.write_agreement(booking, agreed, teacher, on=0, now=then).version
    conversations.put_agreement_into(booking, "pl", lines, teacher, on=on, now=then)
    conversations.answer_agreement(booking, deed.person, is_right=False, words=deed.word, on=on, now=then)
    return {"booking": booking.id}


def _booking(deed: Deed) -> Booking:
    is_shared = rounds.child_in_round(deed.scene.row.round_id, deed.scene.school_class.id, deed.pupil.id) is not None
    return conversations.book(
        deed.scene.slots.pop(), deed.pupil, deed.person, interpreter=Interpreter.SCHOOL,
        interpreter_language="Turks" if is_shared else deed.word, now=deed.now,
    )  # fmt: skip


def is_spoken_with_together(deed: Deed) -> Found:
    scene = deed.scene
    conversations.say_of_child(scene.row, deed.pupil, scene.teacher, is_apart=False, minutes=None, wanted=None,
                               now=deed.now)  # fmt: skip
    return {}


def waits_for_a_time(deed: Deed) -> Found:
    return {"waiting_place": conversations.wait(deed.scene.row, deed.pupil, deed.person, now=deed.now).id}


def says_when_it_can(deed: Deed) -> Found:
    asked = deed.scene.wishing.round
    moods = {(i18n.local_date(deed.now), DayPart.MORNING): Mood.CAN}
    conversations.wish(asked, deed.person, moods, interpreter=Interpreter.SCHOOL, language=deed.word, now=deed.now)
    return {}


def asks_about_a_post(deed: Deed) -> Found:
    post = deed.scene.post
    question = news.ask(post, post.class_id, deed.pupil, deed.person, deed.word, now=deed.now)
    news.answer(question, deed.scene.teacher, deed.word, now=deed.now)
    return {"asked": question.id}


def reacts(deed: Deed) -> Found:
    news.react(deed.scene.post, deed.person, Reaction.THANKS, now=deed.now)
    news.say_not_understood(deed.scene.post, deed.person, wants_call=True, now=deed.now)
    return {}


def is_in_touch(deed: Deed) -> Found:
    if (where := deed.where) is None:
        return {}
    teacher, number = deed.scene.teacher, db.session.query(ContactMoment).count()
    said = contact.Said(About.CONCERN, Way.PHONE, Began.SCHOOL, f"made-up-{number}")
    moment = contact.log(where, deed.scene.school_class, said, teacher, now=deed.now)
    contact.change(moment, deed.word, None, teacher, now=deed.now)
    contact.correct(moment, deed.person, deed.word, now=deed.now)
    return {"moment": moment.id}


def is_looked_for(deed: Deed) -> Found:
    if (where := deed.where) is None:
        return {}
    step = contact.take_step(where, deed.scene.school_class, Rung.LETTER, deed.scene.teacher, now=deed.now)
    return {"outreach": step.id}


def answers_about_photos(deed: Deed) -> Found:
    photos.answer(deed.pupil, deed.person, dict.fromkeys(Purpose, True), now=deed.now)
    return {}


def uses_a_phone(deed: Deed) -> Found:
    accounts.start_session(deed.person, "a phone", now=deed.now)
    newest = db.session.query(UserSession).filter_by(person_id=deed.person.id).order_by(UserSession.id.desc()).limit(1)
    session = newest.one()
    session.browser = deed.word
    given = Device(f"https://push.example/{deed.home.mark}{session.id}", "p256dh", "auth")
    device = outbox.keep_device(
        deed.person, session.id, given, service="push.example", name=deed.word, now=deed.now
    )  # fmt: skip
    passkey = Passkey(person_id=deed.person.id, credential=f"{deed.home.mark}{session.id}".encode(), public_key=b"",
                      name=deed.word, made_at=deed.now)  # fmt: skip
    db.session.add(passkey)
    db.session.flush()
    return {"user_session": session.id, "push_device": device.id, "passkey": passkey.id}


def has_a_calendar(deed: Deed) -> Found:
    agenda.make_feed(deed.person, now=deed.now)
    return {}


def asks_for_a_copy(deed: Deed) -> Found:
    return {"export": copying.ask(deed.person, deed.person, now=deed.now).id}


def comes_back_from_an_incident(deed: Deed) -> Found:
    if (where := deed.where) is None:
        return {}
    head = deed.scene.head
    try:
        case = recovery.open_case(deed.scene.incident, recovery.Whom(where), head, now=deed.now)
    except recovery.AlreadyOpen:
        return {}
    for consent in case.consents:
        recovery.answer(consent, Answer.YES, consent.person, now=deed.now)
    recovery.speak_first_word(case, head, now=deed.now)
    talk = recovery.plan(case, a_talk(days=200 + case.id), head, now=deed.now)
    recovery.write_card(case, CardSide.FAMILY, {"happened": deed.word}, deed.person, now=deed.now)
    agreed = recovery.agree(case, {"agreed": deed.word}, head, was_read_back=True, on=0, now=deed.now)
    return {"recovery_talk": talk.id, "recovery_agreement": agreed.id}


def speaks_in_the_group(deed: Deed) -> Found:
    if (me := _in_group(deed)) is None:
        return {}
    said = Written(deed.group_word, deed.group_word, i18n.local_date(deed.now) + timedelta(days=3), None, 3)
    post = class_group.write(me, GroupKind.EVENT, said, now=deed.now)
    class_group.answer(deed.scene.event, me, deed.group_word, now=deed.now)
    class_group.sign_up(deed.scene.event, me)
    pair = class_group.be_buddy(me, Buddy.ASKS if me.id % 2 else Buddy.OFFERS, now=deed.now)
    found: Found = {"group_entry": post.id, "group_member": me.id}
    return found | ({"pair": pair.id} if pair else {})


def has_something_removed(deed: Deed) -> Found:
    if (me := _in_group(deed)) is None:
        return {}
    post = class_group.write(me, GroupKind.QUESTION, Written(deed.group_word), now=deed.now)
    class_group.remove(post, deed.scene.head, Why.OTHER, deed.word, by_school=True, now=deed.now)
    removal = db.session.query(Removal).filter_by(entry_id=post.id).one()
    class_group.appeal(removal, me, deed.word, now=deed.now)
    return {"group_entry": post.id, "removed": post.id}


def hosts_the_group(deed: Deed) -> Found:
    if (me := _in_group(deed)) is None:
        return {}
    class_group.offer(me, now=deed.now)
    host = groups.host_of(me)
    assert host is not None
    class_group.confirm(host, deed.scene.teacher, now=deed.now)
    return {"group_member": me.id}


def reports_in_the_group(deed: Deed) -> Found:
    if (me := _in_group(deed)) is not None:
        class_group.report(deed.scene.event, me, Why.OTHER, deed.group_word, now=deed.now)
    return {}


def _in_group(deed: Deed) -> Member | None:
    """As a member whose card says something; None when nobody of this home may open the child's pages."""
    if deed.where is None:
        return None
    me, word = class_group.join(deed.person, deed.scene.school_class, now=deed.now), deed.group_word
    shows = {"first_name": True, "languages": ["nl"], "other_languages": word, "phone": word, "email": word,
             "near": word}  # fmt: skip
    class_group.show(me, shows, word, now=deed.now)
    db.session.flush()
    return me


def takes_part(deed: Deed) -> Found:
    occasion, person = deed.scene.outcome.occasion, deed.person
    wishes = taking_part.Wishes(people=2, children=1, ages=deed.word, interpreter="ar", remark=deed.word)
    taking_part.sign_up(occasion, person, wishes, now=deed.now)
    for is_anonymous in (True, False):
        key = f"{deed.home.mark}{person.id}{is_anonymous}"
        taking_part.contribute(
            occasion, person, deed.word, "nl", key=key, is_anonymous=is_anonymous, now=deed.now
        )  # fmt: skip
    (said, *_more) = taken_part.own_contributions(occasion, person)
    taking_part.put_under(said, deed.scene.outcome)
    taking_part.join_group(person, shows_name=False, now=deed.now)
    return {"contribution": said.id}


WRITERS: list[Callable[[Deed], Found]] = [
    is_spoken_with_together,
    says_something_of_home,
    says_something_aloud,
    begins_to_say_something,
    books,
    prepares_a_conversation,
    agrees_on_something,
    waits_for_a_time,
    says_when_it_can,
    asks_about_a_post,
    reacts,
    is_in_touch,
    is_looked_for,
    answers_about_photos,
    uses_a_phone,
    has_a_calendar,
    asks_for_a_copy,
    comes_back_from_an_incident,
    speaks_in_the_group,
    has_something_removed,
    hosts_the_group,
    reports_in_the_group,
    takes_part,
]


def do(deed: Deed, number: int) -> None:
    """Do the thing of this number, and remember what came of it; what the portal refuses was not done."""
    with suppress(Refusal), db.session.begin_nested():
        deed.home.has(WRITERS[number % len(WRITERS)](deed))
