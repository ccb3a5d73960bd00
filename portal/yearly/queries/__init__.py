"""What the figures of a school year are made of, and who may read them by a link."""

from portal.yearly.queries.links import link_of, working_links
from portal.yearly.queries.year import Year, year_between

__all__ = ["Year", "link_of", "working_links", "year_between"]
