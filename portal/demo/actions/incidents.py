"""The demo's register: one incident of some weeks ago, from the call for help to what was added afterwards."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal import i18n
from portal.aftercare import actions as aftercare
from portal.aftercare.models import Care, CareStep
from portal.db import db
from portal.demo.actions.people import Cast
from portal.demo.rules import school_day
from portal.evaluations import actions as evaluations
from portal.evaluations.actions import Change, Written
from portal.evaluations.rules import Theme, Verdict
from portal.help_calls import actions as help_calls
from portal.help_calls.rules import Ended, Ending
from portal.incidents import actions as incidents
from portal.incidents.actions import Facts, Named, Somebody
from portal.incidents.models import Incident
from portal.incidents.queries import norm_lines
from portal.incidents.rules import Kind, Manner, Means, Part, Police, Role, Subject
from portal.outbox import Message, State
from portal.recovery import actions as recovery
from portal.recovery.rules import Answer, Outcome


def fill(cast: Cast, *, now: datetime) -> None:
    """A visitor shouted, Ravi came, everybody was safe, and the facts were written down the same day."""
    then, reception, ravi = _a_morning(now - timedelta(days=24)), cast.places["reception"], cast.people["ravi"]
    call = help_calls.raise_call(reception, key="demo", is_quiet=False, now=then)
    help_calls.answer_coming(call, ravi, now=then + timedelta(seconds=21))
    help_calls.stand_down(call, ravi, Ended(Ending.SAFE), now=then + timedelta(minutes=6))
    db.session.flush()
    draft = db.session.scalars(select(Incident).where(Incident.help_call_id == call.id)).unique().one()
    incidents.complete(draft, ravi, _facts(cast, then), now=then + timedelta(hours=1))
    named = Named({Part.TARGET: [cast.people["noor"]], Part.WITNESS: [cast.people["elif"]]}, [cast.classes["3B"]])
    incidents.name(draft, named, ravi, now=then + timedelta(hours=1))
    _stand_behind(draft, now)
    _told_afterwards(draft, cast, then)
    _go_on_together(draft, cast, then)
    # It is long ago: nobody gets a mail about it today.
    for message in db.session.scalars(
        select(Message).where(Message.state == State.WAITING, Message.queued_at < now - timedelta(hours=1))
    ):
        message.state, message.sent_at = State.SENT, message.queued_at


def _facts(cast: Cast, then: datetime) -> Facts:
    """What Ravi wrote down."""
    return Facts(
        kind=Kind.VERBAL, place=cast.places["reception"], happened_at=then,
        involved="Een bezoeker en de collega aan de balie.",
        what_happened="De bezoeker schreeuwde over een afspraak die niet doorging en sloeg met de hand op de balie.",
        injuries="Niemand gewond.", measures_taken="Een collega kwam erbij. Na vijf minuten gesprek ging hij weg.",
        roles=[Role.VISITOR], somebody_hurt=False, damage=False, children_saw=True, police=Police.NONE,
        forms=[Manner.SHOUTING, Manner.POSTURE], seriousness=2, means=Means.SPOKEN, subject=Subject.APPOINTMENT,
        language_barrier=False, norm_line=next(iter(norm_lines()), None),
    )  # fmt: skip


def _told_afterwards(draft: Incident, cast: Cast, then: datetime) -> None:
    """Whom it was about, what it did to Noor, and what the coordinator added."""
    incidents.name_person(
        draft, Somebody(Role.VISITOR, "De man van de afspraak"), cast.people["ravi"], now=then + timedelta(hours=1)
    )
    incidents.tell_own(
        draft,
        cast.people["noor"],
        {
            "text": "Hij stond vlak voor de balie en schreeuwde.",
            "experience": "Ik schrok en trilde nog lang.",
        },
        now=then + timedelta(hours=3),
    )
    incidents.add(
        draft,
        cast.people["sam"],
        "Gesproken met de collega. De bezoeker is gebeld voor een gesprek.",
        now=then + timedelta(days=1),
    )


def _stand_behind(incident: Incident, now: datetime) -> None:
    """Everything was done in time, by whom it stood with; the last talk still lies ahead."""
    query = select(CareStep).join(Care, Care.id == CareStep.care_id).where(Care.incident_id == incident.id)
    for step in db.session.scalars(query.order_by(CareStep.due_at, CareStep.id)).unique().all():
        step.care.told_at = step.care.begun_at
        if step.due_at < now:
            aftercare.done(step, step.owner, now=step.due_at - timedelta(minutes=40))


def _go_on_together(incident: Incident, cast: Cast, then: datetime) -> None:
    """A first word with the visitor was enough; the school learned something, of which one thing is still to do."""
    head, sam, noor = (cast.people[who] for who in ("head", "sam", "noor"))
    case = recovery.open_case(incident, recovery.Whom(None), head, now=then + timedelta(hours=3))
    for consent in case.consents:
        recovery.answer(consent, Answer.NO, consent.person, now=then + timedelta(days=1))
    recovery.speak_first_word(case, head, now=then + timedelta(days=1, hours=1))
    recovery.decline_talk(case, head, now=then + timedelta(days=1, hours=1))
    recovery.check(case, head, now=then + timedelta(days=14))
    recovery.close(case, Outcome.RECOVERED, None, head, now=then + timedelta(days=14))
    evaluation = evaluations.begin(incident, now=then + timedelta(days=1))
    if evaluation is None:
        return
    learned = Written(
        {"helped": "Ravi was er binnen een halve minuut en bleef rustig praten.",
         "hindered": "Niemand wist wie daarna de telefoon van de balie opnam.",
         "change": "Na een oproep neemt de administratie de telefoon over."},
        Verdict.GOOD, Verdict.COULD_BE_BETTER, Verdict.GOOD,
    )  # fmt: skip
    evaluations.write(evaluation, learned, sam, now=then + timedelta(days=16))
    at_desk = Change(Theme.DESK, "De norm hangt leesbaar naast de balie, in alle talen van de school.", noor,
                     then + timedelta(days=20))  # fmt: skip
    practice = Change(Theme.PRACTICE, "Twee keer per jaar oefenen we samen een hulpoproep.", sam,
                      then + timedelta(days=60))  # fmt: skip
    done = evaluations.decide(evaluation, at_desk, sam, now=then + timedelta(days=16))
    evaluations.settle(done, noor, was_done=True, now=then + timedelta(days=18))
    evaluations.decide(evaluation, practice, sam, now=then + timedelta(days=16))
    evaluations.close(evaluation, sam, now=then + timedelta(days=17))


def _a_morning(at: datetime) -> datetime:
    """Twenty past ten, on the school day of this moment or the last one before it."""
    return i18n.at_school(school_day(i18n.local_date(at), forward=False), 10, 20)
