"""What a person fills in about terms, holds and requests."""

from portal.disclosure.forms.keeping import HoldForm, TermForm
from portal.disclosure.forms.requests import ChooseForm, FileForm, ReasonForm, RequestForm
from portal.disclosure.forms.texts import MaskForm

__all__ = ["ChooseForm", "FileForm", "HoldForm", "MaskForm", "ReasonForm", "RequestForm", "TermForm"]
