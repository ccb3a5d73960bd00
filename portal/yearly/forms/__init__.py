"""The words of the figures, and the tables that they stand in."""

from portal.yearly.forms.sheets import as_rows
from portal.yearly.forms.tables import Line, Sheet, Table, in_full, without_small

__all__ = ["Line", "Sheet", "Table", "as_rows", "in_full", "without_small"]
