"""What is filled in about a measure, and how its kinds, states and days are called."""

from portal.measures.forms.later import DeliveryForm, LiftForm, ObjectionForm, VerdictForm
from portal.measures.forms.plan import PlanForm
from portal.measures.forms.words import DUES, HOWS, KINDS, NEEDS, REASONS, STATES, VERDICTS

__all__ = [
    "DUES",
    "HOWS",
    "KINDS",
    "NEEDS",
    "REASONS",
    "STATES",
    "VERDICTS",
    "DeliveryForm",
    "LiftForm",
    "ObjectionForm",
    "PlanForm",
    "VerdictForm",
]
