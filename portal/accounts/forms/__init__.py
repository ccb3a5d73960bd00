"""What a person fills in to come in, and to change how they do."""

from portal.accounts.forms.pins import PinForm, SecondPinForm
from portal.accounts.forms.proofs import (
    AppCodeForm,
    ChangePasswordForm,
    NewPasswordForm,
    PaperCodeForm,
    PasskeyForm,
    RecoveryForm,
)
from portal.accounts.forms.sign_in import CodeForm, LinkForm, PasswordAgainForm, PasswordForm

__all__ = [
    "AppCodeForm",
    "ChangePasswordForm",
    "CodeForm",
    "LinkForm",
    "NewPasswordForm",
    "PaperCodeForm",
    "PasskeyForm",
    "PasswordAgainForm",
    "PasswordForm",
    "PinForm",
    "RecoveryForm",
    "SecondPinForm",
]
