"""The words of recovery, and what is filled in about it."""

from portal.recovery.forms.closing import CloseForm, TermsForm
from portal.recovery.forms.fields import (
    CARDS,
    AgreementForm,
    NotRightForm,
    OfferForm,
)
from portal.recovery.forms.planning import PlanForm
from portal.recovery.forms.words import ANSWERS, FIRST_WORDS, LINES, OUTCOMES, QUESTIONS, STEPS

__all__ = [
    "ANSWERS",
    "CARDS",
    "FIRST_WORDS",
    "LINES",
    "OUTCOMES",
    "QUESTIONS",
    "STEPS",
    "AgreementForm",
    "CloseForm",
    "NotRightForm",
    "OfferForm",
    "PlanForm",
    "TermsForm",
]
