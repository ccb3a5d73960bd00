"""What people fill in about their own account, a module for each of its pages."""

from portal.accounts.forms.sign_in import LinkForm, PasswordForm

__all__ = ["LinkForm", "PasswordForm"]
