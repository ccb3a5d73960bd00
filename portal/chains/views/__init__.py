"""The pages of chains and of the roster; one module for each thing that is set there."""

from portal.chains.views.blueprint import routes

__all__ = ["routes"]
