"""What families and the school fill in about home, and the words for it."""

from portal.home_context.forms.standing_in import StandInForm
from portal.home_context.forms.words import AUDIENCES, PURPOSES, SIGNS, THEMES
from portal.home_context.forms.writing import WHY_NO_SOUND, ThemeForm, as_data

__all__ = ["AUDIENCES", "PURPOSES", "SIGNS", "THEMES", "WHY_NO_SOUND", "StandInForm", "ThemeForm", "as_data"]
