"""What a person fills in to come in."""

import unicodedata

from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import Email, InputRequired, Length, ValidationError

from portal import phones
from portal.i18n import later as _
from portal.pages import Form


class LinkForm(Form):
    """Ask for a one-time link."""

    address = StringField(
        _("Your e-mail address or phone number"),
        name="email",
        validators=[InputRequired(_("Fill in your e-mail address or phone number.")), Length(max=254)],
        render_kw={"autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )

    def validate_address(self, field) -> None:
        if self.is_mail():
            Email(_("This is not an e-mail address yet."))(self, field)
        elif phones.normal(field.data) is None:
            raise ValidationError(_("This is not an e-mail address or a phone number yet."))

    def is_mail(self) -> bool:
        return "@" in (self.address.data or "")

    def normal_address(self) -> str:
        """What was filled in, however it was written: the address in small letters, or the number as +31612345678."""
        given = (self.address.data or "").strip()
        return given.lower() if self.is_mail() else phones.normal(given) or ""


class PasswordForm(Form):
    """Staff: address and password."""

    email = EmailField(
        _("Your e-mail address"),
        validators=[InputRequired(_("Fill in your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _("Your password"),
        validators=[InputRequired(_("Fill in your password.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordAgainForm(Form):
    """Show again who one is: the password alone."""

    password = PasswordField(
        _("Your password"),
        validators=[InputRequired(_("Fill in your password.")), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class CodeForm(Form):
    """Show again who one is: the code that was sent."""

    code = StringField(
        _("The code of six digits"),
        validators=[InputRequired(_("Fill in the code.")), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )

    def digits(self) -> str:
        """The digits alone, in whichever script they were typed."""
        found = (unicodedata.digit(each, None) for each in self.code.data or "")
        return "".join(str(digit) for digit in found if digit is not None)
