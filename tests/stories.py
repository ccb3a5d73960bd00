"""What happened at the school before a test: one of everything, told through the real actions."""

from datetime import date, timedelta
from io import BytesIO

from PIL import Image

from portal import clock, i18n, outbox, pictures
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.conversations import actions as conversations
from portal.conversations import queries as rounds
from portal.conversations.models import Round, RoundClass, Slot
from portal.conversations.rules import Window
from portal.db import db
from portal.demo.actions.help_calls import fill as fill_chain
from portal.demo.actions.people import Cast
from portal.help_calls import actions as help_calls
from portal.help_calls.models import HelpCall
from portal.home_context import actions as home
from portal.home_context.rules import Theme
from portal.incidents import actions as incidents
from portal.incidents.actions import Facts
from portal.incidents.rules import Kind
from portal.kiosk import actions as kiosk
from portal.news import actions as news
from portal.news.actions import Written
from portal.news.models import Post
from portal.outbox import State
from portal.privacy.actions import copying, planning
from portal.privacy.actions import holds as hold_actions
from portal.school.models import Person, Pupil, SchoolClass

Things = dict[str, int]


def told(cast: Cast) -> Things:
    """One of everything, of 3B and of Bart's household where it belongs to somebody; the numbers by route part."""
    now = clock.now()
    bart, celik, noor, office = (cast.people[who] for who in ("bart", "celik", "noor", "office"))
    post = a_post(celik, cast.classes["3B"], with_picture=True)
    slots = a_round(celik, cast.classes["3B"])
    booking = conversations.book(slots[0], cast.pupils["fleur"], bart, now=now)
    item = a_home_item(bart, cast.pupils["fleur"], "Fleur houdt van paarden.")
    call = a_call(cast)
    incident = incidents.log(noor, some_facts(cast), now=now)
    device, _token = kiosk.pair(kiosk.make_pairing_code(cast.places["reception"], office, now=now), now=now)
    accounts.start_session(bart, "a phone", now=now)
    export = copying.ask(bart, bart, now=now)
    hold = hold_actions.place(cast.pupils["puck"], office, reason="Een klacht.", review_on=in_a_month(), now=now)
    erasure = planning.plan(cast.people["parent40"], office, reason="Op verzoek.", now=now)
    message = outbox.queue(bart, "accounts/messages/link.txt", post, now=now)
    assert message is not None and post.picture is not None and bart.guardian is not None
    message.state, message.trouble = State.FAILED, "mail server: 550"
    db.session.flush()
    things = {
        "school_class": cast.classes["3B"].id, "post": post.id, "picture": post.picture.id, "size": 400,
        "slot": slots[3].id, "booking": booking.id, "pupil": cast.pupils["fleur"].id, "item": item.id,
        "help_call": call.id, "incident": incident.id, "device": device.id, "message": message.id,
        "row": db.session.query(RoundClass.id).order_by(RoundClass.id).limit(1).scalar(),
        "guardian": bart.guardian.id, "household": bart.guardian.household_id, "export": export.id, "hold": hold.id,
        "erasure": erasure.id,
        "user_session": db.session.query(UserSession.id).filter_by(person_id=bart.id).limit(1).scalar(),
    }  # fmt: skip
    db.session.commit()
    return things


def in_a_month() -> date:
    """A day on which to look at something again."""
    return i18n.local_date(clock.now()) + timedelta(days=30)


def a_post(teacher: Person, school_class: SchoolClass, *, title: str = "Nieuws", with_picture: bool = False) -> Post:
    """A post of a teacher, published now."""
    picture = a_picture((300, 200)) if with_picture else None
    written = Written(title, "Dit is **nieuws**.", i18n.local_date(clock.now()), picture, "Een bos")
    post = news.write(teacher, school_class, written, folder=pictures.folder(), now=clock.now())
    db.session.flush()
    return post


def a_picture(size=(1200, 800), kind: str = "JPEG") -> bytes:
    """The bytes of a plain picture."""
    file = BytesIO()
    Image.new("RGB", size, "#7ba985").save(file, kind)
    return file.getvalue()


def a_round(teacher: Person, school_class: SchoolClass, *, times: int = 8, minutes: int = 15) -> list[Slot]:
    """An open round with this many times, a week from now in the afternoon; its slots in order."""
    day = i18n.local_date(clock.now() + timedelta(days=7))
    start = i18n.at_school(day, 14)
    windows = [Window(start, start + timedelta(minutes=times * minutes))]
    opened: Round = conversations.open_round(
        teacher,
        school_class,
        windows,
        title="Startgesprekken",
        minutes=minutes,
        gap=0,
        where="Lokaal 12",
        now=clock.now(),
    )
    db.session.flush()
    (found,) = [d for d in rounds.days_of(school_class, now=clock.now()) if d.row.round_id == opened.id]
    return [slot for slot, _booking in found.times]


def a_home_item(guardian: Person, pupil: Pupil, words: str, theme: Theme = Theme.LOVES):
    """Something a family shares."""
    until = i18n.local_date(clock.now()) + timedelta(days=90)
    return home.share(guardian, pupil, theme, words, in_conversation=False, until=until, now=clock.now())


def a_call(cast: Cast, *, key: str = "a press", is_quiet: bool = False) -> HelpCall:
    """A call for help from reception, with the demo's chain: ravi and elif, then sam and vos, then head."""
    fill_chain(cast, now=clock.now())
    db.session.flush()
    return help_calls.raise_call(cast.places["reception"], key=key, is_quiet=is_quiet, now=clock.now())


def some_facts(cast: Cast, what: str = "Een bezoeker schreeuwde.") -> Facts:
    """The facts of a small incident."""
    return Facts(
        kind=Kind.VERBAL, place=cast.places["reception"], happened_at=clock.now(), involved="Een bezoeker",
        what_happened=what, injuries="", measures_taken="",
    )  # fmt: skip
