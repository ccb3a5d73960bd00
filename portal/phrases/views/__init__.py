"""The pages of the phrase bank: looking through it, and the school's own phrases."""

from portal.phrases.views import looking, own
from portal.phrases.views.blueprint import routes

__all__ = ["looking", "own", "routes"]
