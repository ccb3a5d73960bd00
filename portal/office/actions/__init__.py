"""What the office does beyond the school's own verbs: where conversations are in the way, and going back."""

from portal.office.actions.homes import HomeHasMeetings, move_home
from portal.office.actions.undo import undo

__all__ = ["HomeHasMeetings", "move_home", "undo"]
