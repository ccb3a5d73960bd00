"""Passkeys, codes and passwords, as a person fills them in."""

from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length

from portal.i18n import later as _
from portal.pages import Form

# Longer than any password that is right, and short enough to hash in a moment.
LONGEST_GUESS = 200


class PasskeyForm(Form):
    """A new passkey: what the browser answered, and a name to know it by."""

    name = StringField(
        _("A name for this passkey"),
        validators=[
            DataRequired(_("Give the passkey a name.")),
            Length(max=60, message=_("Use at most 60 characters.")),
        ],
        render_kw={"autocomplete": "off", "maxlength": 60},
    )
    answer = HiddenField()


class AppCodeForm(Form):
    """The code that an app shows now."""

    app_code = StringField(
        _("The code of 6 digits"),
        validators=[InputRequired(_("Fill in the code that the app shows."))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12, "dir": "ltr"},
    )


class PaperCodeForm(Form):
    """One of the codes on paper."""

    paper_code = StringField(
        _("A recovery code"),
        validators=[InputRequired(_("Fill in one of your recovery codes."))],
        render_kw={"autocomplete": "off", "maxlength": 40, "dir": "ltr", "spellcheck": "false"},
    )


class NewPasswordForm(Form):
    """A password to come in with from now on."""

    new_password = PasswordField(
        _("Your new password"),
        validators=[InputRequired(_("Fill in a new password."))],
        render_kw={"autocomplete": "new-password"},
    )


class ChangePasswordForm(NewPasswordForm):
    """The password now, and the one from now on."""

    password = PasswordField(
        _("Your password now"),
        validators=[InputRequired(_("Fill in your password.")), Length(max=LONGEST_GUESS)],
        render_kw={"autocomplete": "current-password"},
    )


class RecoveryForm(Form):
    """Whose account it is."""

    email = EmailField(
        _("Your e-mail address at school"),
        validators=[InputRequired(_("Fill in your e-mail address.")), Email(_("This is not an e-mail address yet."))],
        render_kw={"autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )
