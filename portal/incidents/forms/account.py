"""What somebody who was there writes about it themselves, apart from the facts of whoever logged it."""

from wtforms import TextAreaField
from wtforms.validators import ValidationError

from portal.i18n import later as _
from portal.incidents.forms.basics import NOT_TOO_LONG
from portal.pages import Form


class AccountForm(Form):
    """Facts and experience in two fields; one of them is enough."""

    text = TextAreaField(
        _("What did you see and hear?"), validators=[NOT_TOO_LONG], render_kw={"rows": 5, "autocomplete": "off"}
    )
    experience = TextAreaField(
        _("What did it do to you?"), validators=[NOT_TOO_LONG], render_kw={"rows": 3, "autocomplete": "off"}
    )

    def validate_text(self, field) -> None:
        if not (field.data or "").strip() and not (self.experience.data or "").strip():
            raise ValidationError(_("Write something in one of the two."))

    def words(self) -> dict[str, str]:
        """What was filled in, once it is valid."""
        return {"text": self.text.data or "", "experience": self.experience.data or ""}
