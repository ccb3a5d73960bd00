"""The words of aftercare, and what is filled in about it."""

from portal.aftercare.forms.fields import AddedStepForm, CaregiversForm, ChooseForm
from portal.aftercare.forms.words import NAMES, TITLES, guidance

__all__ = ["NAMES", "TITLES", "AddedStepForm", "CaregiversForm", "ChooseForm", "guidance"]
