"""The pages of the figures: the year in full, the report without small numbers, and that report by a link."""

from portal.yearly.views import links, page, report
from portal.yearly.views.blueprint import routes

__all__ = ["links", "page", "report", "routes"]
