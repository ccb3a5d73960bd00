"""The words of the watch, for the pages that show them."""

from portal.watch.queries.words import said, said_with_name, what_to_do

__all__ = ["said", "said_with_name", "what_to_do"]
