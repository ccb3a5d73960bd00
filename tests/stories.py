"""What happened at the school before a test: one of everything, told through the real actions."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from io import BytesIO
from struct import pack

from PIL import Image

from portal import audit, clock, documents, i18n, outbox, pictures, tasks
from portal.accounts import actions as accounts
from portal.accounts.models import Passkey, Recovery, UserSession
from portal.aftercare import actions as aftercare
from portal.aftercare.models import CareStep
from portal.chains import actions as chains
from portal.chains.models import Chain, ChainResponder, ChainStep
from portal.chains.rules import Part, Span, Weeks, Who, WhoKind
from portal.channels import Device
from portal.class_group import actions as class_group
from portal.class_group import queries as groups
from portal.class_group.actions.writing import Written as Said
from portal.class_group.models import Member
from portal.class_group.rules import Buddy
from portal.class_group.rules import Kind as GroupKind
from portal.class_group.rules import Reason as Why
from portal.contact import actions as contact
from portal.contact import queries as in_touch
from portal.contact.models import ContactMoment
from portal.contact.rules import About, Began, Rung
from portal.conversations import actions as conversations
from portal.conversations import queries as rounds
from portal.conversations.models import Proposal, ProposedTime, Round, RoundClass, Slot, SlotOffer
from portal.conversations.rules import Dates, Interpreter, Meet, Often, Way, Window
from portal.conversations.rules import Kind as RoundKind
from portal.db import db
from portal.demo.actions.help_calls import fill as fill_chain
from portal.demo.actions.people import Cast
from portal.disclosure import actions as disclosure
from portal.disclosure.actions import Asker
from portal.disclosure.rules import Ground
from portal.evaluations import actions as evaluations
from portal.evaluations.rules import Theme as Lesson
from portal.guidance import actions as guidance
from portal.guidance.models import GuidanceText, Training
from portal.guidance.rules import Reader, TrainingKind
from portal.help_calls import actions as help_calls
from portal.help_calls import queries as calls
from portal.help_calls.models import HelpCall
from portal.home_context import actions as home
from portal.home_context.actions import Words as HomeWords
from portal.home_context.rules import Audience, Theme
from portal.incidents import actions as incidents
from portal.incidents.actions import Facts, Named, Somebody
from portal.incidents.models import Incident, InvolvedColleague
from portal.incidents.rules import Kind, Role
from portal.incidents.rules import Part as Involved
from portal.invitations import actions as invitations
from portal.invitations import queries as invited
from portal.invitations.models import Invitation
from portal.kiosk import actions as kiosk
from portal.kiosk import queries as kiosks
from portal.measures import actions as measures
from portal.measures.rules import Kind as Measures
from portal.news import actions as news
from portal.news.actions import Written, phrasing
from portal.news.models import Attachment, Draft, NotUnderstood, PhraseDraft, Post, Question
from portal.news.models import Words as PostWords
from portal.norms import actions as norms
from portal.norms.models import NormVersion
from portal.norms.rules import Side, Words
from portal.outbox import Message, Pace, PushDevice, State, Times
from portal.photos import actions as photos
from portal.photos.rules import Purpose
from portal.phrases import actions as phrases
from portal.phrases.actions import Texts
from portal.phrases.queries import Line
from portal.privacy.actions import copying, planning
from portal.privacy.actions import holds as hold_actions
from portal.recovery import actions as recovery
from portal.recovery.rules import Answer
from portal.rosters.models import LeftQuestion, RosterImport, Step
from portal.rosters.rules import Counts, Plan
from portal.school import actions as people
from portal.school import queries as school
from portal.school.models import Person, Place, Pupil, SchoolClass, StandIn
from portal.school.rules import school_year_of
from portal.taking_part import actions as taking_part
from portal.taking_part.models import Contribution, Occasion
from portal.taking_part.rules import Kind as Gathering
from portal.tasks import Task
from portal.translating import actions as translating
from portal.yearly import actions as yearly
from portal.yearly.models import FiguresLink

Things = dict[str, int | str]

A_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def told(cast: Cast) -> Things:
    """One of everything, of 3B and of Bart's household where it belongs to somebody; the numbers by route part."""
    now = clock.now()
    bart, celik, noor, office = (cast.people[who] for who in ("bart", "celik", "noor", "office"))
    post = a_post(celik, cast.classes["3B"], with_picture=True)
    draft = a_draft(celik, cast.classes["3B"])
    post.attachments = [Attachment(key=documents.keep(A_PDF, documents.folder()), name="brief.pdf", kind="pdf", size=9)]
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
    assert message is not None and post.pictures and bart.guardian is not None
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
    photos.answer(fleur, bart, {Purpose.CLASS_PAGE: True}, now=now)
    news.name_children(post.pictures[0], celik, [fleur.id], among=[fleur.id], now=now)
    people.change_pupil(fleur, people.Identity("Fleur", "", "Visser", "2018-05-04"), office, now=now)
    kiosk.make_pairing_code(cast.places["reception"], office, now=now)
    db.session.flush()
    user_session = db.session.query(UserSession).filter_by(person_id=bart.id).order_by(UserSession.id).limit(1).one()
    things: Things = {
        "school_class": cast.classes["3B"].id, "post": post.id, "picture": post.pictures[0].id, "size": 400,
        "proposal": proposal.id, "word": "seen", "asked": a_question(bart, cast.pupils["fleur"], post).id,
        "document": post.attachments[0].id, "post_draft": draft.id, "mark": draft.pictures[0].mark,
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
    things |= (
        some_aftercare(cast)
        | a_measure(cast, incident)
        | somebody_named(cast, incident)
        | a_request(cast)
        | a_roster(cast)
        | a_norm_and_a_draft(cast)
        | a_word_of_the_school(office)
        | a_version_that_is_not_clear(post, celik, bart)
        | contact_with_bart(cast)
        | some_phrases(celik, office, cast.classes["3B"])
        | a_way_back(cast, incident)
        | a_link_to_the_figures(cast)
        | some_guidance(cast)
        | something_to_take_part_in(cast)
        | shared_about_fleur(cast)
        | a_group(cast)
    )
    db.session.commit()
    return things


def a_group(cast: Cast) -> Things:
    """Bart and Amina are in the group of 3B; she hosts and invited Çelik. He wrote, one thing was removed."""
    now, amina, bart = clock.now(), a_member(cast, "amina"), a_member(cast, "bart")
    celik = cast.people["celik"]
    class_group.offer(amina, now=now)
    host = groups.host_of(amina)
    assert host
    class_group.confirm(host, celik, now=now)
    class_group.invite(amina, celik, now=now)
    day = in_a_month()
    entry = class_group.write(bart, GroupKind.EVENT, Said("Picknick in het park.", "Vondelpark", day, None, 3), now=now)
    removed = class_group.write(bart, GroupKind.QUESTION, Said("Wie weet wat er speelt?"), now=now)
    class_group.remove(removed, amina.person, Why.ABOUT_SOMEBODY, "", by_school=False, now=now)
    assert removed.removal
    class_group.appeal(removed.removal, bart, "Het gaat over niemand.", now=now)
    came = class_group.write(amina, GroupKind.HELP, Said("Wie kan helpen verhuizen?"), now=now)
    class_group.report(came, bart, Why.OTHER, "", now=now)
    class_group.be_buddy(amina, Buddy.OFFERS, now=now)
    pair = class_group.be_buddy(bart, Buddy.ASKS, now=now)
    guest = groups.guest_of(celik, amina.class_id)
    assert pair and guest
    return {
        "group_entry": entry.id, "removed": removed.id, "removal": removed.removal.id, "came": came.id, "pair": pair.id,
        "group_member": bart.id, "host": host.id, "guest": guest.id, "teacher": celik.id, "post_kind": "event",
    }  # fmt: skip


def a_member(cast: Cast, who: str, class_name: str = "3B", words: str = "", **shows) -> Member:
    """Somebody in the group of a class, who shows this."""
    member = class_group.join(cast.people[who], cast.classes[class_name], now=clock.now())
    class_group.show(member, {"first_name": True} | shows, words, now=clock.now())
    db.session.flush()
    return member


def contact_with_bart(cast: Cast) -> Things:
    """Good news for Bart, which he adds something to; a step towards him, and a plan for 3B."""
    now, celik, bart = clock.now(), cast.people["celik"], cast.people["bart"]
    moment = a_contact(cast, "celik", "fleur", words="Fleur hielp een klasgenoot.")
    contact.correct(moment, bart, "Ze vertelde het thuis ook.", now=now)
    (home,) = in_touch.homes_of_pupil(cast.pupils["fleur"].id)
    step = contact.take_step(home, cast.classes["3B"], Rung.GATE, celik, now=now)
    contact.set_plan(cast.classes["3B"], Often.SIX_WEEKS, None, celik, reminds=False, now=now)
    return {"moment": moment.id, "outreach": step.id}


def a_contact(
    cast: Cast, teacher: str, child: str, about: About = About.GOOD_NEWS, *, home: int = 0, words: str = "",
    way: Way = Way.IN_PERSON, began: Began = Began.SCHOOL, days: float = 0, key: str = "",
) -> ContactMoment:  # fmt: skip
    """A contact that a teacher logged with a home of a child, so many days ago."""
    person, at = cast.people[teacher], clock.now() - timedelta(days=days)
    where = in_touch.homes_of_pupil(cast.pupils[child].id)[home]
    school_class = in_touch.class_between(person, where.pupil_id)
    assert school_class is not None
    number = db.session.query(ContactMoment).count()
    said = contact.Said(about, way, began, key or f"a-contact-{number}")
    moment = contact.log(where, school_class, said, person, now=at)
    if words:
        contact.change(moment, words, None, person, now=at)
    db.session.flush()
    return moment


def some_aftercare(cast: Cast) -> Things:
    """What began when Noor logged an incident: the first step is the school leader's; and a step that was added."""
    step = db.session.query(CareStep).order_by(CareStep.id).limit(1).one()
    added = aftercare.add_step("Vertrouwenspersoon", 5, cast.people["head"], now=clock.now())
    db.session.flush()
    row = db.session.query(InvolvedColleague).order_by(InvolvedColleague.id).limit(1).one()
    return {"care": step.care_id, "care_step": step.id, "added_step": added.id, "involved": row.id}


def a_request(cast: Cast) -> Things:
    """Bart asks what the register says about what Noor logged; and that incident is on hold."""
    now, head = clock.now(), cast.people["head"]
    incident = db.session.query(Incident).order_by(Incident.id).limit(1).one()
    held = disclosure.hold(incident, Ground.POLICE, "Aangifte", in_a_month(), head, now=now)
    asked = disclosure.ask(an_asker(cast), cast.people["office"], now=now)
    db.session.flush()
    disclosure.choose(asked, [incident], head, now=now)
    return {
        "access_request": asked.id, "incident_hold": held.id, "incident_kind": "verbal",
        "register_entry": incident.entries[0].id,
    }  # fmt: skip


def an_asker(cast: Cast, name: str = "Bart Visser", language: str = "nl") -> Asker:
    """Who asks for a copy today; Noor saw the passport."""
    return Asker(name, "Het gesprek in de hal", i18n.local_date(clock.now()), language, "Paspoort gezien",
                 cast.people["noor"])  # fmt: skip


def a_measure(cast: Cast, incident: Incident) -> Things:
    """A warning that is still a draft."""
    typed = measures.Typed({"against": "Jansma", "reasons": "Er werd geslagen."}, {"starts_on": in_a_month()})
    measure = measures.begin(incident, Measures.WARNING, typed, cast.people["head"], now=clock.now())
    return {"measure": measure.id, "measure_kind": "warning"}


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


def a_word_of_the_school(office: Person) -> Things:
    """A word that is never left to an engine."""
    term = translating.add_term("Parro-map", "nl", {"en": "Parro folder"}, office, now=clock.now())
    return {"glossary_term": term.id}


def a_version_that_is_not_clear(post: Post, teacher: Person, guardian: Person) -> Things:
    """The post in one other language, by hand; and a guardian who wants it explained."""
    first, *_more = (code for code in i18n.LANGUAGES if code != post.language)
    version = news.write_version(post, first, PostWords("News", "Bring a coat."), teacher, now=clock.now())
    news.say_not_understood(post, guardian, wants_call=True, now=clock.now())
    db.session.flush()
    return {"version": version.id, "code": first, "unclear": db.session.query(NotUnderstood.id).scalar()}


def some_phrases(teacher: Person, office: Person, school_class: SchoolClass) -> Things:
    """A phrase of the school's own, and a message of one phrase that a teacher is writing."""
    now = clock.now()
    own = phrases.add(office, Texts("practical", {"nl": "Op {date} is het pyjamadag."}), now=now)
    draft = a_phrase_draft(teacher, school_class, [{"key": "no-homework", "slots": {}, "language": "nl"}])
    return {"own_phrase": own.id, "phrase_key": "no-homework", "phrase_draft": draft.id, "number": 1, "how": "up"}


def a_phrase_draft(teacher: Person, school_class: SchoolClass, lines: list[Line]) -> PhraseDraft:
    """What a teacher is writing for a class with phrases."""
    draft = phrasing.new_draft(teacher, school_class, now=clock.now())
    for line in lines:
        phrasing.put(draft, line, now=clock.now())
    db.session.flush()
    return draft


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


def some_guidance(cast: Cast) -> Things:
    """A page in the school's own words, a training of Ravi's, and a safety plan."""
    now, head = clock.now(), cast.people["head"]
    guidance.write(Reader.TEACHER, "nl", "Blijf rustig.", head, after=0, now=now)
    day = i18n.local_date(now)
    guidance.record(TrainingKind.FIRST_AID, [cast.people["ravi"]], head, held_on=day, valid_until=None, now=now)
    plan = guidance.put_plan("2", day, A_PDF, head, into=documents.folder(), most=10_000, now=now)
    return {
        "reader": "teacher", "guidance_text": db.session.query(GuidanceText.id).scalar(), "safety_plan": plan.id,
        "training": db.session.query(Training.id).scalar(),
    }  # fmt: skip


def a_link_to_the_figures(cast: Cast) -> Things:
    """A link to the figures of this school year, made by the leader."""
    now = clock.now()
    first, _last = school_year_of(i18n.local_date(now))
    yearly.make_link(cast.people["head"], first, i18n.local_date(now), now=now)
    return {"figures_link": db.session.query(FiguresLink.id).scalar()}


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
    post = news.write(teacher, [school_class], written, folder=pictures.folder(), now=clock.now())
    db.session.flush()
    return post


def a_question(guardian: Person, pupil: Pupil, post: Post, words: str = "Hoe laat begint het?") -> Question:
    """What a guardian asks about a post, for a child in the first of its classes."""
    question = news.ask(post, post.class_id, pupil, guardian, words, now=clock.now())
    db.session.flush()
    return question


def a_draft(teacher: Person, school_class: SchoolClass, *, title: str = "Nog niet af", key: str = "a form") -> Draft:
    """What a teacher began to write for a class, with a picture."""
    into = news.Folders(pictures.folder(), documents.folder(), documents.most_bytes())
    stored = news.store([a_picture((300, 200))], [], "", into)
    filled = {"title": [title], "text": ["Morgen meer."], "language": ["nl"]}
    typed = news.Typed(key, "a tab", 0, filled, stored=stored)
    return news.keep(teacher, news.About(school_class), typed, into, now=clock.now())


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


def shared_about_fleur(cast: Cast) -> Things:
    """Bart says a thing aloud for the teachers, is writing another, and shares one with the leader; Elif stands in."""
    bart, fleur, now = cast.people["bart"], cast.pupils["fleur"], clock.now()
    item = a_home_item(bart, fleur, "", Theme.COLLECTING)
    db.session.flush()
    voice = home.keep_voice(item, home.listened_to(a_sound()), now=now)
    draft = home.keep_draft(bart, fleur, Theme.HARD, HomeWords("Druk."), until=None, now=now)
    until = i18n.local_date(now) + timedelta(days=90)
    home.share(bart, fleur, Theme.SUPPORT, "Opvang op vrijdag.", in_conversation=False, until=until, now=now,
               audience=Audience.LEADER)  # fmt: skip
    return {
        "voice": voice.id, "home_draft": draft.id, "theme": "loves", "stand_in": a_stand_in(cast, "elif").id,
    }  # fmt: skip


def a_stand_in(cast: Cast, who: str, *, days: int = 1, starts_in: int = 0) -> StandIn:
    """Somebody stands in for 3B, from today or later on."""
    now = clock.now()
    today = i18n.local_date(now)
    first = today + timedelta(days=starts_in)
    people.name_stand_in(
        cast.classes["3B"], cast.people[who], cast.people["celik"], from_on=first,
        until_on=first + timedelta(days=days - 1), today=today, now=now,
    )  # fmt: skip
    return db.session.query(StandIn).order_by(StandIn.id.desc()).limit(1).one()


def a_sound(seconds: float = 1.0) -> bytes:
    """A recording as a simple phone makes it: WAV, with a note about who, when and where in it."""
    sound = b"\0\1" * int(4000 * seconds)
    parts = [
        (b"fmt ", pack("<HHIIHH", 1, 1, 4000, 8000, 2, 16)),
        (b"LIST", b"INFOIART\x08\0\0\0Amina H."),
        (b"data", sound),
    ]
    body = b"".join(name + pack("<I", len(part)) + part + b"\0" * (len(part) % 2) for name, part in parts)
    return b"RIFF" + pack("<I", len(body) + 4) + b"WAVE" + body


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


def somebody_named(cast: Cast, incident: Incident) -> Things:
    """Noor wrote down whom it was about, and added a letter."""
    incidents.name_person(incident, Somebody(Role.VISITOR, "Een man"), cast.people["noor"], now=clock.now())
    file = incidents.keep_evidence(incident, A_PDF, "brief.pdf", "De brief", cast.people["noor"], now=clock.now())
    return {"entry": (file.number or 0) - 1, "evidence": file.id}


def an_incident(cast: Cast) -> Incident:
    """Ravi logs what happened to Noor."""
    now, ravi = clock.now(), cast.people["ravi"]
    logged = incidents.log(ravi, some_facts(cast), now=now)
    incidents.name(logged, Named({Involved.TARGET: [cast.people["noor"]]}), ravi, now=now)
    db.session.commit()
    return logged


def some_facts(cast: Cast, what: str = "Een bezoeker schreeuwde.") -> Facts:
    """The facts of a small incident."""
    return Facts(
        kind=Kind.VERBAL, place=cast.places["reception"], happened_at=clock.now(), involved="Een bezoeker",
        what_happened=what, injuries="", measures_taken="",
    )  # fmt: skip


def a_way_back(cast: Cast, incident: Incident) -> Things:
    """It happened to Noor, who said yes; the leader spoke with Bart's home and planned a talk."""
    now, head, noor = clock.now(), cast.people["head"], cast.people["noor"]
    incidents.name(incident, Named({Involved.TARGET: [noor]}), head, now=now)
    guardian = cast.people["bart"].guardian
    assert guardian
    home = in_touch.home_of(cast.pupils["fleur"].id, guardian.household_id)
    case = recovery.open_case(incident, recovery.Whom(home), head, now=now)
    (consent,) = case.consents
    recovery.answer(consent, Answer.YES, noor, now=now)
    recovery.speak_first_word(case, head, now=now)
    talk = recovery.plan(case, a_talk(noor), head, now=now)
    agreed = recovery.agree(case, {"agreed": "We bellen eerst."}, head, was_read_back=True, on=0, now=now)
    evaluation = evaluations.begin(incident, now=now)
    assert evaluation is not None
    change = evaluations.Change(Lesson.DESK, "De balie krijgt een tweede stoel.", noor, now + timedelta(days=20))
    task = evaluations.decide(evaluation, change, head, now=now)
    db.session.flush()
    return {
        "evaluation": evaluation.id, "evaluation_task": task.id,
        "recovery_case": case.id, "consent": consent.id, "recovery_talk": talk.id, "recovery_agreement": agreed.id,
    }  # fmt: skip


def an_occasion(
    person: Person,
    kind: Gathering = Gathering.THEME_EVENING,
    *,
    title: str = "Pesten",
    days: int = 14,
    is_open: bool = True,
    **more,
) -> Occasion:
    """Something that families are invited to, at half past seven in so many days; a consultation until then."""
    day = i18n.local_date(clock.now() + timedelta(days=days))
    starts_at = None if kind.has_period else i18n.at_school(day, 19, 30)
    words = {"title": title, "text": "Kom meepraten.", "where": "Aula"}
    planned = taking_part.Planned(
        kind, more.pop("language", "nl"), words, ends_at=i18n.at_school(day, 21), starts_at=starts_at, **more
    )
    occasion = taking_part.make(planned, person, now=clock.now())
    if is_open:
        taking_part.open_up(occasion, person, now=clock.now())
    db.session.flush()
    return occasion


def something_to_take_part_in(cast: Cast) -> Things:
    """A theme evening of the office, to which Bart comes; he said something, and there is a theme for it."""
    now, office, bart = clock.now(), cast.people["office"], cast.people["bart"]
    for_3b = [cast.classes["3B"].id]
    occasion = an_occasion(office, has_childcare=True, has_interpreters=True, places=20, class_ids=for_3b)
    # Who hears once a day hears now: nothing of this story waits for the evening.
    db.session.query(Message).filter_by(kind="occasion").update({"due_at": now})
    taking_part.sign_up(occasion, bart, taking_part.Wishes(people=2), now=now)
    taking_part.contribute(occasion, bart, "Meer pleinwacht.", "nl", key="bart's", is_anonymous=False, now=now)
    outcome = taking_part.add_theme(occasion, "Het plein", office)
    said = db.session.query(Contribution.id).scalar()
    return {"occasion": occasion.id, "contribution": said, "outcome": outcome.id}


def a_talk(*attending: Person, days: int = 9, interpreter: Interpreter = Interpreter.NONE) -> recovery.Planned:
    """A talk of three quarters of an hour, at half past eight, so many days from now."""
    starts_at = i18n.at_school(i18n.local_date(clock.now() + timedelta(days=days)), 8, 30)
    language = "" if interpreter is Interpreter.NONE else "Turks"
    return recovery.Planned(
        starts_at, starts_at + timedelta(minutes=45), "Directiekamer", Meet.SCHOOL, interpreter, language, attending
    )


def hear_at_once(*people: Person) -> None:
    """These want to hear of every letter at once, not once a day."""
    for person in people:
        outbox.choose_times(person, Times(Pace.AT_ONCE), now=clock.now())
    db.session.commit()
