"""What a person fills in to come in, and to change how they do."""

from portal.accounts.forms.proofs import (
    ChangePasswordForm,
    CodeForm,
    NewPasswordForm,
    PaperCodeForm,
    PasskeyForm,
    RecoveryForm,
)
from portal.accounts.forms.sign_in import LinkForm, PasswordForm

__all__ = [
    "ChangePasswordForm",
    "CodeForm",
    "LinkForm",
    "NewPasswordForm",
    "PaperCodeForm",
    "PasskeyForm",
    "PasswordForm",
    "RecoveryForm",
]
