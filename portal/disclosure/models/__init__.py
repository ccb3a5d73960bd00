"""How long the register is kept, what is held, and copies that somebody asked for."""

from portal.disclosure.models.keeping import IncidentHold, RegisterTerm
from portal.disclosure.models.requests import AccessRequest, MaskedText, ReleasedCopy, RequestedIncident

__all__ = ["AccessRequest", "IncidentHold", "MaskedText", "RegisterTerm", "ReleasedCopy", "RequestedIncident"]
