"""What happened at the school before a test: one of everything, told through the real actions."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from io import BytesIO

from PIL import Image

from portal import audit, clock, i18n, outbox, pictures, tasks
from portal.accounts import actions as accounts
from portal.accounts.models import Passkey, Recovery, UserSession
from portal.chains import actions as chains
from portal.chains.models import Chain, ChainResponder, ChainStep
from portal.chains.rules import Part, Span, Weeks, Who, WhoKind
from portal.channels import Device
from portal.conversations import actions as conversations
from portal.conversations import queries as rounds
from portal.conversations.models import Proposal, ProposedTime, Round, RoundClass, Slot, SlotOffer
from portal.conversations.rules import Dates, Window
from portal.conversations.rules import Kind as RoundKind
from portal.db import db
from portal.demo.actions.help_calls import fill as fill_chain
from portal.demo.actions.people import Cast
from portal.help_calls import actions as help_calls
from portal.help_calls import queries as calls
from portal.help_calls.models import HelpCall
from portal.home_context import actions as home
from portal.home_context.rules import Theme
from portal.incidents import actions as incidents
from portal.incidents.actions import Facts
from portal.incidents.rules import Kind
from portal.invitations import actions as invitations
from portal.invitations import queries as invited
from portal.invitations.models import Invitation
from portal.kiosk import actions as kiosk
from portal.kiosk import queries as kiosks
from portal.news import actions as news
from portal.news.actions import Written
from portal.news.models import Post
from portal.norms import actions as norms
from portal.norms.models import NormVersion
from portal.norms.rules import Side, Words
from portal.outbox import PushDevice, State
from portal.privacy.actions import copying, planning
from portal.privacy.actions import holds as hold_actions
from portal.rosters.models import LeftQuestion, RosterImport, Step
from portal.rosters.rules import Counts, Plan
from portal.school import actions as people
from portal.school import queries as school
from portal.school.models import Person, Place, Pupil, SchoolClass
from portal.tasks import Task

Things = dict[str, int | str]


def told(cast: Cast) -> Things:
    """One of everything, of 3B and of Bart's household where it belongs to somebody; the numbers by route part."""
    now = clock.now()
    bart, celik, noor, office = (cast.people[who] for who in ("bart", "celik", "noor", "office"))
    post = a_post(celik, cast.classes["3B"], with_picture=True)
    slots = a_round(celik, cast.classes["3B"])
    booking = conversations.book(slots[0], cast.pupils["fleur"], bart, now=now)
    offer = an_offer(cast)
    item = a_home_item(bart, cast.pupils["fleur"], "Fleur houdt van paarden.")
    call = a_call(cast)
    incident = incidents.log(noor, some_facts(cast), now=now)
    device, _token = kiosk.pair(kiosk.make_pairing_code(cast.places["reception"], office, now=now), now=now)
    accounts.start_session(bart, "a phone", now=now)
    export = copying.ask(bart, bart, now=now)
    hold = hold_actions.place(cast.pupils["puck"], office, reason="Een klacht.", review_on=in_a_month(), now=now)
    erasure = planning.plan(cast.people["parent40"], office, reason="Op verzoek.", now=now)
    passkey = Passkey(person_id=bart.id, credential=b"bart's", public_key=b"", name="Telefoon", made_at=now)
    db.session.add(passkey)
    accounts.ask_by_address(noor.email or "", now=now)
    accounts.send_password_link(celik, now=now, by=office)
    message = outbox.queue(bart, "news/messages/new.txt", post, now=now, class_name="3B")
    assert message is not None and post.picture is not None and bart.guardian is not None
    message.state, message.trouble = State.FAILED, "mail server: 550"
    question = LeftQuestion(pupil_id=cast.pupils["ilias"].id, asked_from=i18n.local_date(now))
    list_of = RosterImport(
        format="spreadsheet", year="2026-2027", person_id=office.id, made_at=now, step=Step.READY,
        plan=Plan("2026-2027", "spreadsheet", Counts()).as_json(),
    )  # fmt: skip
    amina = cast.people["amina"].guardian
    assert amina
    proposal = Proposal(
        round_id=slots[0].round_id, class_id=slots[0].class_id, pupil_id=cast.pupils["yusuf"].id,
        household_id=amina.household_id, times=[ProposedTime(slot_id=slots[5].id)],
    )  # fmt: skip
    db.session.add_all([question, list_of, proposal])
    letter, batch = a_letter(cast, "bart")
    db.session.flush()
    coming = people.prepare(office, now=now)
    fleur = cast.pupils["fleur"]
    people.change_pupil(fleur, people.Identity("Fleur", "", "Visser", "2018-05-04"), office, now=now)
    kiosk.make_pairing_code(cast.places["reception"], office, now=now)
    db.session.flush()
    user_session = db.session.query(UserSession).filter_by(person_id=bart.id).order_by(UserSession.id).limit(1).one()
    things: Things = {
        "school_class": cast.classes["3B"].id, "post": post.id, "picture": post.picture.id, "size": 400,
        "proposal": proposal.id,
        "slot": slots[3].id, "booking": booking.id, "pupil": cast.pupils["fleur"].id, "item": item.id,
        "paper": "door-sheet", "offer": offer.id, "waiting_place": offer.place_id, "person": bart.id, "hat": "staff",
        "help_call": call.id, "token": calls.link_of(call.responders[0]).rpartition("/")[2],
        "answer": "coming", "incident": incident.id, "device": device.id, "message": message.id,
        "guardianship": fleur.guardianships[0].id, "place": cast.places["room 12"].id,
        "new_class": school.classes_of_year(coming)[0].id, "deed": audit.deeds_about(fleur)[0].id,
        "file": "samen-kiosk.json", "pairing_code": kiosks.waiting_codes(now=now)[0].id,
        "planned": a_planned_round(cast).id,
        "row": db.session.query(RoundClass.id).order_by(RoundClass.id).limit(1).scalar(),
        "roster_import": list_of.id, "question": question.id, "language": "nl", "ending": "csv",
        "guardian": bart.guardian.id, "household": bart.guardian.household_id, "export": export.id, "hold": hold.id,
        "erasure": erasure.id, "invitation": letter.id, "batch": batch.id,
        "passkey": passkey.id, "recovery": db.session.query(Recovery.id).scalar(), "member": celik.id,
        "user_session": user_session.id, "push_device": a_device(bart, user_session).id,
    }  # fmt: skip
    things |= a_roster(cast) | a_norm_and_a_draft(cast)
    db.session.commit()
    return things


def a_roster(cast: Cast) -> Things:
    """A draft of reception's chain with a duty and a group; Ravi away in a month, and Jansen standing in for Vos."""
    now, office = clock.now(), cast.people["office"]
    used = db.session.query(Chain).filter(Chain.in_use_since.is_not(None)).order_by(Chain.id).first()
    assert used is not None
    duty = chains.add_duty("BHV", office, now=now)
    times = (time(8), time(17))
    chains.add_shifts(duty, cast.people["ravi"], range(5), times, Weeks.EVERY, office, now=now)
    group = chains.add_group("Directie", [cast.people["head"].id], office, now=now)
    draft = chains.draft_of(used, office, now=now)
    day = in_a_month()
    line = chains.add_responder(draft.steps[2], Who(WhoKind.DUTY, duty.id, Part.WATCH_DOOR))
    away = chains.go_off(cast.people["ravi"], chains.Hours(day), cast.people["ravi"], now=now)
    instead = chains.stand_in(cast.people["jansen"], cast.people["vos"], Span(day, day), office, now=now)
    holiday = chains.add_holiday("Studiedag", Span(day + timedelta(days=60), day + timedelta(days=60)), office, now=now)
    return {
        "chain": used.id, "draft": draft.id, "step": draft.steps[2].id, "responder": line.id, "duty": duty.id,
        "shift": duty.shifts[0].id, "group": group.id, "exception": away.id, "substitute": instead.id,
        "holiday": holiday.id,
    }  # fmt: skip


def a_norm_and_a_draft(cast: Cast) -> Things:
    """The norm of two lines, and a draft with one more."""
    head = cast.people["head"]
    norm = a_norm(head)
    draft = norms.begin(head, now=clock.now())
    line = norms.add_line(draft, a_line(Side.SCHOOL, "Erbij."))
    db.session.flush()
    return {"norm_version": norm.id, "norm_draft": draft.id, "norm_line": line.id}


def a_norm(leader: Person, *lines: tuple[Side, str]) -> NormVersion:
    """A norm that holds from now on, each line in every language with its code before it ("nl: …")."""
    draft = norms.begin(leader, now=clock.now())
    for side, text in lines or ((Side.SCHOOL, "We luisteren."), (Side.FAMILIES, "Blijf rustig.")):
        norms.add_line(draft, a_line(side, text))
    norms.publish(draft, leader, list(i18n.LANGUAGES), now=clock.now())
    return draft


def a_line(side: Side, text: str, codes: Iterable[str] = i18n.LANGUAGES) -> Words:
    """What somebody writes as one line, in these languages."""
    return Words(side, {code: f"{code}: {text}" for code in codes})


def a_device(person: Person, user_session: UserSession, *, host: str = "push.example") -> PushDevice:
    """A phone that shows notices to this person, with keys that nobody has."""
    number = db.session.query(PushDevice).count()
    given = Device(f"https://{host}/{number}", "p256dh", "auth")
    return outbox.keep_device(person, user_session.id, given, service=host, name="A phone", now=clock.now())


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


def a_round(
    teacher: Person, school_class: SchoolClass, *, times: int = 8, minutes: int = 15, days: int = 7
) -> list[Slot]:
    """An open round with this many times, in the afternoon so many days from now; its slots in order."""
    day = i18n.local_date(clock.now() + timedelta(days=days))
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


def a_planned_round(cast: Cast, *, days: int = 7, head_start: bool = True) -> Round:
    """A draft of the whole school's start conversations: families choose in so many days, some a day earlier."""
    opens_at = clock.now() + timedelta(days=days)
    dates = Dates(opens_at - timedelta(days=1) if head_start else None, opens_at, opens_at + timedelta(days=14))
    planned = conversations.Planned(
        RoundKind.START, {"nl": ("Startgesprekken", "Tot gauw!"), "ar": ("محادثات البداية", "")},
        frozenset(each.id for each in cast.classes.values()), 15, "", 2, dates,
    )  # fmt: skip
    return conversations.plan_round(cast.people["head"], planned, now=clock.now())


def an_offer(cast: Cast) -> SlotOffer:
    """Bart waits in a second round of 3B, in which a time became free."""
    now, celik = clock.now(), cast.people["celik"]
    slots = a_round(celik, cast.classes["3B"], times=2, days=8)
    row = db.session.query(RoundClass).filter_by(round_id=slots[0].round_id).one()
    conversations.wait(row, cast.pupils["fleur"], cast.people["bart"], now=now)
    offer = conversations.offer_freed(slots[0], now=now)
    assert offer is not None
    return offer


def everybody_is_told() -> None:
    """The worker tells both sides of every booking that changed."""
    while conversations.tell_one(clock.now()):
        pass


def a_home_item(guardian: Person, pupil: Pupil, words: str, theme: Theme = Theme.LOVES):
    """Something a family shares."""
    until = i18n.local_date(clock.now()) + timedelta(days=90)
    return home.share(guardian, pupil, theme, words, in_conversation=False, until=until, now=clock.now())


def a_letter(cast: Cast, who: str, code: str = "ABCD2345") -> tuple[Invitation, Task]:
    """A letter that works, and the task that made it; its file is gone."""
    now, office, person = clock.now(), cast.people["office"], cast.people[who]
    batch = invitations.ask_for_letters(office, [person.id], person.full_name, now=now)
    batch.state, batch.result = tasks.State.DONE, {"pdf": "", "page": "", "letters": 1}
    batch.ended_at = now - timedelta(days=2)
    invitations.bring_to_life({person.id: code}, office_id=office.id, task_id=batch.id, now=now)
    return invited.newest_letter(person), batch  # type: ignore[return-value]


def a_call(cast: Cast, *, key: str = "a press", is_quiet: bool = False) -> HelpCall:
    """A call for help from reception, with the demo's chain: ravi and elif, then sam and vos, then head."""
    fill_chain(cast, now=clock.now())
    db.session.flush()
    return help_calls.raise_call(cast.places["reception"], key=key, is_quiet=is_quiet, now=clock.now())


def a_chain(place: Place, *steps: list[Person], wait_seconds: int | list[int] = 60) -> Chain:
    """The only chain in use at a place, for always and unchecked: each step tells these people, then waits so long."""
    for old in db.session.query(Chain).filter_by(place_id=place.id):
        db.session.delete(old)
    db.session.flush()
    waits = wait_seconds if isinstance(wait_seconds, list) else [wait_seconds] * len(steps)
    chain = Chain(place_id=place.id, in_use_since=clock.now())
    for number, people_told in enumerate(steps, start=1):
        lines = [ChainResponder(person_id=person.id, part=Part.LEAD) for person in people_told]
        chain.steps.append(ChainStep(position=number, wait_seconds=waits[number - 1], needed=1, responders=lines))
    db.session.add(chain)
    db.session.flush()
    return chain


def some_facts(cast: Cast, what: str = "Een bezoeker schreeuwde.") -> Facts:
    """The facts of a small incident."""
    return Facts(
        kind=Kind.VERBAL, place=cast.places["reception"], happened_at=clock.now(), involved="Een bezoeker",
        what_happened=what, injuries="", measures_taken="",
    )  # fmt: skip
