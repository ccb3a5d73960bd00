"""Incidents, who was there, and the chronology of the register."""

from portal.incidents.models.evidence import Evidence
from portal.incidents.models.incidents import ClassThatSaw, Incident, InvolvedColleague
from portal.incidents.models.register import OnlyAdded, RegisterEntry, RegisterHead, RegisterKey
from portal.incidents.models.scale import ReportingRule, SeriousnessExample

__all__ = [
    "OnlyAdded",
    "RegisterHead",
    "ReportingRule",
    "InvolvedColleague",
    "ClassThatSaw",
    "Incident",
    "RegisterKey",
    "RegisterEntry",
    "SeriousnessExample",
    "Evidence",
]
