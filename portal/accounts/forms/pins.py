"""The two PINs for the kiosk, as their owner chooses them."""

from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from portal.accounts.rules import MAXIMUM_PIN
from portal.i18n import later as _
from portal.pages import Form

KEYS = {"inputmode": "numeric", "autocomplete": "off", "maxlength": MAXIMUM_PIN, "dir": "ltr"}


class PinForm(Form):
    """The PIN that signs at the kiosk."""

    new_pin = PasswordField(
        _("Your new PIN"), validators=[InputRequired(_("Fill in a new PIN.")), Length(max=40)], render_kw=dict(KEYS)
    )


class SecondPinForm(Form):
    """The PIN that signs and calls for help."""

    second_pin = PasswordField(
        _("Your second PIN"), validators=[InputRequired(_("Fill in a second PIN.")), Length(max=40)],
        render_kw=dict(KEYS),
    )  # fmt: skip
