"""What is typed at the front desk: a pairing code, an incident with a colleague's PIN, the end of a call."""

from dataclasses import replace

from wtforms import PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.help_calls.forms import StandDownForm
from portal.help_calls.rules import Ended
from portal.i18n import later as _
from portal.incidents.forms import NOT_TOO_LONG, FactsForm
from portal.pages import Form, choice
from portal.school import queries as school

PIN_KEYS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 12}


def _colleague() -> SelectField:
    return SelectField(_("Who are you?"), coerce=int, validators=[InputRequired(_("Choose your name."))])


def _pin() -> PasswordField:
    return PasswordField(
        _("Your PIN"), validators=[InputRequired(_("Fill in your PIN.")), Length(max=12)], render_kw=dict(PIN_KEYS)
    )


class SignedByColleague:
    """A colleague's name and PIN at the end of a form."""

    colleague: SelectField
    pin: PasswordField

    def offer_colleagues(self) -> None:
        people = school.staff()
        self.by_id = {person.id: person for person in people}
        self.colleague.choices = [
            choice("0", _("Choose your name")),
            *(choice(str(p.id), p.full_name) for p in people),
        ]


class PairForm(Form):
    """The code that the office made."""

    code = StringField(
        _("Code from the office"), validators=[InputRequired(_("Fill in the code.")), Length(max=20)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 20},
    )  # fmt: skip


class HastyForm(FactsForm):
    """The facts in haste: kind and place are enough, the rest is added at the own desk."""

    involved = TextAreaField(
        _("Who was involved?"), validators=[NOT_TOO_LONG], render_kw={"rows": 2, "autocomplete": "off"}
    )
    what_happened = TextAreaField(
        _("What happened?"), validators=[NOT_TOO_LONG], render_kw={"rows": 3, "autocomplete": "off"}
    )


class KeptIncidentForm(HastyForm):
    """The facts as the browser keeps the form for when there is no network: it names no colleague."""

    called = StringField(_("Your name"), validators=[Length(max=120)], render_kw={"autocomplete": "off"})
    pin = _pin()


class KioskIncidentForm(HastyForm, SignedByColleague):
    """The facts, signed with the own name and PIN."""

    colleague = _colleague()
    pin = _pin()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_colleagues()


class KioskCancelForm(Form, SignedByColleague):
    """It was a mistake, signed with the own name and PIN."""

    colleague = _colleague()
    pin = _pin()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_colleagues()


class KioskKnownForm(Form, SignedByColleague):
    """Who asks whom the desk should know of, signed with the own name and PIN."""

    colleague = _colleague()
    pin = _pin()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_colleagues()


class KioskStandDownForm(StandDownForm, SignedByColleague):
    """The end of a call, signed with the own name and PIN; whoever stood at the desk is not forgotten afterwards."""

    caller = SelectField(
        _("Who called for help?"), coerce=int, default=0, validators=[Optional(strip_whitespace=False)]
    )
    colleague = _colleague()
    pin = _pin()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_colleagues()
        names = [choice(str(person.id), person.full_name) for person in self.by_id.values()]
        self.caller.choices = [choice("0", _("I do not know")), *names]

    def ended(self) -> Ended:
        """What was filled in, with who called."""
        return replace(super().ended(), at_the_desk=self.caller.data or None)
