"""The facts of an incident, as typed at the desk or at the kiosk."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.i18n import later as _
from portal.incidents.actions import Facts
from portal.incidents.forms.basics import NOT_TOO_LONG, BasicsForm
from portal.pages import Form


class FactsForm(BasicsForm):
    """Facts apart from judgement: what was seen and heard."""

    involved = TextAreaField(
        _("Who was involved?"), validators=[DataRequired(_("Write who was involved.")), NOT_TOO_LONG],
        render_kw={"rows": 2, "autocomplete": "off"},
    )  # fmt: skip
    what_happened = TextAreaField(
        _("What happened?"), validators=[DataRequired(_("Write in a few words what happened.")), NOT_TOO_LONG],
        render_kw={"rows": 5, "autocomplete": "off"},
    )  # fmt: skip
    injuries = TextAreaField(
        _("Was somebody hurt, or something damaged?"), validators=[NOT_TOO_LONG],
        render_kw={"rows": 2, "autocomplete": "off"},
    )  # fmt: skip
    measures_taken = TextAreaField(
        _("What was done about it?"), validators=[NOT_TOO_LONG],
        render_kw={"rows": 2, "autocomplete": "off"},
    )  # fmt: skip

    def facts(self) -> Facts:
        """What was filled in, once it is valid."""
        return Facts(
            **self.basics(), involved=self.involved.data or "", what_happened=self.what_happened.data or "",
            injuries=self.injuries.data or "", measures_taken=self.measures_taken.data or "",
        )  # fmt: skip


class CorrectionForm(Form):
    """What stands beside an entry because it was not right."""

    text = TextAreaField(
        _("How was it really?"), validators=[DataRequired(_("Write how it was.")), NOT_TOO_LONG],
        render_kw={"rows": 4},
    )  # fmt: skip


class AdditionForm(Form):
    """What is added to an incident later."""

    text = TextAreaField(
        _("What do you want to add?"),
        validators=[DataRequired(_("Write what you want to add.")), NOT_TOO_LONG],
        render_kw={"rows": 4},
    )
