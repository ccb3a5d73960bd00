"""What a person fills in to come in, and to change how they do."""

from portal.accounts.forms.proofs import (
    AppCodeForm,
    ChangePasswordForm,
    NewPasswordForm,
    PaperCodeForm,
    PasskeyForm,
    RecoveryForm,
)
from portal.accounts.forms.sign_in import LinkForm, PasswordForm

__all__ = [
    "ChangePasswordForm",
    "AppCodeForm",
    "LinkForm",
    "NewPasswordForm",
    "PaperCodeForm",
    "PasskeyForm",
    "PasswordForm",
    "RecoveryForm",
]
