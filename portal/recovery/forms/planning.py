"""When and where the talk is, who comes, and whether somebody interprets."""

from datetime import datetime, timedelta

from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal import i18n
from portal.conversations.forms import WAYS
from portal.conversations.forms.interpreter import InterpreterForm, own_language
from portal.conversations.forms.times import TimeForm
from portal.conversations.rules import Interpreter, Meet
from portal.i18n import later as _
from portal.pages import Ticks, choice
from portal.recovery.actions import Planned
from portal.recovery.models import RecoveryCase, RecoveryTalk
from portal.school import queries as school

SHORTEST, LONGEST, USUAL = 10, 180, 45


INTERPRETED = {
    Interpreter.NONE: _("Nobody"),
    Interpreter.BRINGS: _("The family brings an adult who interprets"),
    Interpreter.SCHOOL: _("The school asks an interpreter to come"),
    Interpreter.PHONE: _("The school asks an interpreter on the phone"),
}


class PlanForm(TimeForm, InterpreterForm):
    """One time, off every grid."""

    minutes = IntegerField(
        _("Minutes for this conversation"), default=USUAL,
        validators=[InputRequired(_("Fill in a number.")),
                    NumberRange(SHORTEST, LONGEST, _("Between %(min)d and %(max)d."))],
        render_kw={"inputmode": "numeric"},
    )  # fmt: skip
    meet = RadioField(
        _("How do you meet?"), choices=[choice(way.value, text) for way, text in WAYS.items()],
        default=Meet.SCHOOL.value, validators=[InputRequired(_("Choose one."))],
    )  # fmt: skip
    interpreter = RadioField(
        _("Does somebody interpret?"), choices=[choice(kind.value, text) for kind, text in INTERPRETED.items()],
        default=Interpreter.NONE.value,
    )  # fmt: skip
    attending = Ticks(_("Which colleagues sit there too?"), coerce=int, validators=[Optional()])

    def __init__(self, case: RecoveryCase, talk: RecoveryTalk | None, **kwargs):
        super().__init__(data=_as_planned(talk) if talk else _first_guess(case), **kwargs)
        self.people = {person.id: person for person in school.staff() if person.id != case.owner_id}
        self.attending.choices = [choice(str(person.id), person.full_name) for person in self.people.values()]

    def planned(self) -> Planned:
        starts_at = self.starts_at()
        kind, language = self.asked()
        return Planned(
            starts_at, starts_at + timedelta(minutes=self.minutes.data or USUAL), (self.where.data or "").strip(),
            Meet(self.meet.data), kind, language, [self.people[number] for number in self.attending.data or ()],
        )  # fmt: skip


def _as_planned(talk: RecoveryTalk) -> dict:
    at: datetime = i18n.local(talk.starts_at)
    return {
        "day": at.date(), "starts": at.time(), "where": talk.where, "meet": talk.meet.value,
        "minutes": int((talk.ends_at - talk.starts_at).total_seconds() // 60),
        "interpreter": talk.interpreter.value, "language": talk.interpreter_language,
        "attending": [each.person_id for each in talk.attending],
    }  # fmt: skip


def _first_guess(case: RecoveryCase) -> dict:
    """An interpreter when the office wrote down that a guardian of this home needs one, and who said yes."""
    consenting = [each.person_id for each in case.consents if each.answer == "yes"]
    has_home = case.household_id is not None and case.pupil_id is not None
    home = school.guardians_of_household(case.household_id or 0, case.pupil_id or 0) if has_home else []
    needs = next((guardian.person for guardian in home if guardian.needs_interpreter), None)
    found: dict = {"attending": consenting}
    if needs is not None:
        found |= {"interpreter": Interpreter.SCHOOL.value, "language": own_language(needs)}
    return found
