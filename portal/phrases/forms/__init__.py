"""What is filled in: the open places of a phrase, and a phrase of the school's own."""

from portal.phrases.forms.own import OwnPhraseForm
from portal.phrases.forms.slots import SlotsForm, slots_form

__all__ = ["OwnPhraseForm", "SlotsForm", "slots_form"]
