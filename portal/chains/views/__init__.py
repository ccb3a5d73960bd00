"""The pages of chains and of the roster; one module for each thing that is set there."""

from portal.chains.views import absences, chains, days, duties, groups, mine, steps, trying
from portal.chains.views.blueprint import routes

__all__ = ["absences", "chains", "days", "duties", "groups", "mine", "routes", "steps", "trying"]
