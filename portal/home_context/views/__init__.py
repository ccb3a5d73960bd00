"""A family's own pages about home, and what those at school read whom it chose."""

from portal.home_context.views import answering, family, readers, standing_in, voices
from portal.home_context.views.blueprint import routes

__all__ = ["answering", "family", "readers", "routes", "standing_in", "voices"]
