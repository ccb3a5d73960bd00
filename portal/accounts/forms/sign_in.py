"""What a person fills in to come in."""

from wtforms import EmailField, PasswordField
from wtforms.validators import Email, InputRequired, Length

from portal.i18n import later as _
from portal.pages import Form


class LinkForm(Form):
    """Ask for a one-time link."""

    email = EmailField(
        _("Your e-mail address"),
        validators=[InputRequired(_("Fill in your e-mail address.")), Email(_("This is not an e-mail address yet."))],
        render_kw={"autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )


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
