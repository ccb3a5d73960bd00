"""What is filled in: an occasion, a sign-up, something to say, and what the school answers."""

from portal.taking_part.forms.family import GroupForm, SayForm, SignUpForm
from portal.taking_part.forms.occasion import OccasionForm
from portal.taking_part.forms.words import OutcomeForm, ThemeForm, WordsForm

__all__ = ["GroupForm", "OccasionForm", "OutcomeForm", "SayForm", "SignUpForm", "ThemeForm", "WordsForm"]
