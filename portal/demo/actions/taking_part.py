"""What the demo school invites families to: a theme evening that comes, and a question that was answered last week."""

from datetime import date, datetime, timedelta

from sqlalchemy import update

from portal import i18n
from portal.db import db
from portal.demo.actions.people import Cast
from portal.demo.rules import school_day
from portal.outbox import Message, State
from portal.taking_part import actions as taking_part
from portal.taking_part import queries
from portal.taking_part.actions import Planned, Wishes
from portal.taking_part.actions.answering import Answered
from portal.taking_part.rules import Decision, Kind, Ready

SAID = (
    ("bart", "nl", "Er mag meer pleinwacht bij het klimrek."),
    ("amina", "ar", "ابنتي تريد مكانًا هادئًا وقت الفسحة."),
)
WITHOUT_NAME = "Mijn kind vindt het plein soms te druk."
ANSWER = Answered(
    "Het plein", "Het plein is druk. Sommige kinderen zoeken een rustige plek.",
    "Er komt een stille hoek met banken bij de moestuin. Bij het klimrek staat elke pauze een collega.",
    "De schoolleider", Decision.DONE,
)  # fmt: skip
IN_OTHER_LANGUAGES: dict[str, dict[str, str]] = {
    "en": {
        "theme": "The yard",
        "said": "The yard is busy. Some children look for a quiet place.",
        "done": "There will be a quiet corner with benches by the garden. A colleague stands at the climbing frame.",
        "who": "The school leader",
    },
    "ar": {
        "theme": "ساحة المدرسة",
        "said": "الساحة مزدحمة. بعض الأطفال يبحثون عن مكان هادئ.",
        "done": "سيكون هناك ركن هادئ فيه مقاعد بجانب الحديقة. ويقف زميل عند ألعاب التسلّق في كل استراحة.",
        "who": "مديرة المدرسة",
    },
    "tr": {
        "theme": "Okul bahçesi",
        "said": "Bahçe kalabalık. Bazı çocuklar sakin bir yer arıyor.",
        "done": "Sebze bahçesinin yanında banklı sakin bir köşe olacak. Tırmanma yerinde her teneffüste biri duracak.",
        "who": "Okul müdürü",
    },
    "pl": {
        "theme": "Podwórko",
        "said": "Na podwórku jest tłoczno. Niektóre dzieci szukają spokojnego miejsca.",
        "done": "Przy ogródku powstanie cichy kącik z ławkami. Na każdej przerwie ktoś stoi przy drabinkach.",
        "who": "Dyrektor szkoły",
    },
    "uk": {
        "theme": "Подвір'я",
        "said": "На подвір'ї людно. Деякі діти шукають тихого місця.",
        "done": "Біля городу буде тихий куточок із лавками. Біля драбинок на кожній перерві стоятиме колега.",
        "who": "Директор школи",
    },
}


def fill(cast: Cast, *, now: datetime) -> None:
    """Bart comes to the evening and sits in the working group; what he and others said of the yard was answered."""
    _evening(cast, now)
    _answered(cast, now)
    taking_part.join_group(cast.people["bart"], shows_name=True, now=now - timedelta(days=30))
    taking_part.join_group(cast.people["olena"], shows_name=False, now=now - timedelta(days=20))


def _evening(cast: Cast, now: datetime) -> None:
    day = _in(12, now)
    then = now - timedelta(days=4)
    planned = Planned(
        Kind.THEME_EVENING, "nl", {"title": "", "text": "", "where": "De aula"}, ends_at=i18n.at_school(day, 21),
        starts_at=i18n.at_school(day, 19, 30), ready=Ready.BULLYING, places=40, has_childcare=True,
        has_interpreters=True,
    )  # fmt: skip
    evening = taking_part.make(planned, cast.people["office"], now=then)
    taking_part.open_up(evening, cast.people["office"], now=then)
    wishes = Wishes(people=2, children=1, ages="8")
    taking_part.sign_up(evening, cast.people["bart"], wishes, now=then + timedelta(hours=3))
    _was_told(now)


def _answered(cast: Cast, now: datetime) -> None:
    head, then = cast.people["head"], now - timedelta(days=30)
    words = {"title": "", "text": "", "where": ""}
    until = i18n.at_school(_in(-10, now))
    asked = taking_part.make(Planned(Kind.CONSULTATION, "nl", words, ends_at=until, ready=Ready.SAFETY), head, now=then)
    taking_part.open_up(asked, head, now=then)
    for who, language, said in SAID:
        taking_part.contribute(
            asked, cast.people[who], said, language, key=f"demo-{who}", is_anonymous=False, now=then + timedelta(days=2)
        )
    taking_part.contribute(
        asked, cast.people["dana"], WITHOUT_NAME, "nl", key="demo", is_anonymous=True, now=then + timedelta(days=3)
    )
    outcome = taking_part.add_theme(asked, ANSWER.theme, head)
    for each in queries.all_contributions(asked, "nl"):
        taking_part.put_under(each.contribution, outcome)
    taking_part.write_outcome(outcome, ANSWER, "nl", head, now=now - timedelta(days=6))
    for code, its in IN_OTHER_LANGUAGES.items():
        if code in i18n.LANGUAGES:
            taking_part.write_words(outcome, code, its, head, now=now - timedelta(days=6))
    taking_part.publish_answer(asked, head, now=now - timedelta(days=6))
    _was_told(now)


def _was_told(now: datetime) -> None:
    """What is days ago was read days ago: nothing of it leaves when the demo begins."""
    old = update(Message).where(Message.kind.in_(("occasion", "sign_up")), Message.state == State.WAITING)
    db.session.flush()
    db.session.execute(old.where(Message.due_at <= now).values(state=State.SENT, sent_at=Message.due_at))


def _in(days: int, now: datetime) -> date:
    return school_day(i18n.local_date(now) + timedelta(days=days))
