"""Who asks for a copy, which incidents it is about, and the reasons that are given."""

from datetime import date, timedelta

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from portal import i18n
from portal.disclosure.actions import Asker
from portal.disclosure.forms.keeping import TOO_LONG
from portal.disclosure.queries.words import KEYS
from portal.i18n import later as _
from portal.incidents.models import Incident
from portal.pages import Form, Ticks, choice
from portal.school import queries as school
from portal.school.models import Person

LONG_AGO = timedelta(days=366)


class RequestForm(Form):
    """Who asks, when, about what, and how it was checked that it is them."""

    name = StringField(
        _("Who asks?"), validators=[DataRequired(_("Write down the name.")), Length(max=120)],
        render_kw={"autocomplete": "off", "dir": "auto"},
    )  # fmt: skip
    asked_on = DateField(_("On which day was it asked?"), validators=[InputRequired(_("Choose a day."))])
    about = TextAreaField(
        _("What does this person ask about?"), validators=[DataRequired(_("Write in a few words what it is about.")),
                                                           TOO_LONG],
        render_kw={"rows": 3, "autocomplete": "off"},
    )  # fmt: skip
    language = SelectField(_("In which language is the copy?"), validators=[InputRequired()])
    checked_by = SelectField(_("Who checked the identity?"), coerce=int, validators=[InputRequired()])
    identity = StringField(
        _("How was the identity checked?"),
        validators=[DataRequired(_("Write down how you know who it is.")), Length(max=300)],
        render_kw={"autocomplete": "off"},
    )

    def __init__(self, *args, today: date, me: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.colleagues = {person.id: person for person in school.staff()}
        self.checked_by.choices = [choice(str(each.id), each.full_name) for each in self.colleagues.values()]
        self.language.choices = [choice(each.code, each.name) for each in i18n.languages()]
        if not self.is_submitted():
            self.asked_on.data, self.checked_by.data = self.asked_on.data or today, self.checked_by.data or me.id
            self.language.data = self.language.data or i18n.school_language()

    def validate_asked_on(self, field: DateField) -> None:
        if field.data is None or not self.today - LONG_AGO <= field.data <= self.today:
            raise ValidationError(str(_("Choose today or a day that has passed.")))

    def asker(self) -> Asker:
        """What was filled in, once it is valid."""
        assert self.asked_on.data is not None
        return Asker(
            name=(self.name.data or "").strip(), about=self.about.data or "", asked_on=self.asked_on.data,
            language=self.language.data, identity=self.identity.data or "",
            checked_by=self.colleagues[self.checked_by.data],
        )  # fmt: skip


class ChooseForm(Form):
    """Which incidents a request is about."""

    incidents = Ticks(
        _("Which incidents is it about?"), coerce=int, validators=[DataRequired(_("Choose at least one incident."))]
    )

    def __init__(self, *args, offered: list[Incident], kinds: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {incident.id: incident for incident in offered}
        self.incidents.choices = [choice(str(each.id), _name(each, kinds)) for each in offered]

    def chosen(self) -> list[Incident]:
        """The incidents that were ticked, once it is valid."""
        return [self.offered[number] for number in self.incidents.data or ()]


def _name(incident: Incident, kinds: dict) -> str:
    kind = str(kinds[incident.kind]) if incident.kind else str(KEYS["text"])
    return f"{incident.id} · {i18n.moment(incident.happened_at)} · {incident.place.name} · {kind}"


class ReasonForm(Form):
    """A reason: of a refusal, of more time, or what has to be masked otherwise."""

    reason = TextAreaField(
        _("What is the reason?"), validators=[DataRequired(_("Write down why, in a sentence.")), TOO_LONG],
        render_kw={"rows": 3, "autocomplete": "off"},
    )  # fmt: skip


class FileForm(Form):
    """For what file the school takes the whole incident out of the register."""

    reason = TextAreaField(
        _("For what file, and why?"), validators=[DataRequired(_("Write down why, in a sentence.")), TOO_LONG],
        render_kw={"rows": 3, "autocomplete": "off"},
    )  # fmt: skip
