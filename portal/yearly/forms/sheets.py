"""The figures as rows for a spreadsheet."""

from flask_babel import gettext as _

from portal.sheets import Cell
from portal.yearly.forms.tables import Sheet
from portal.yearly.rules import FEWEST


def as_rows(sheet: Sheet) -> list[list[Cell]]:
    """A heading, then what is counted, in which line, how often; without a number: it is too small to be told."""
    hidden = _("hidden")
    whole = sheet.number if sheet.number is not None else _("fewer than %(number)d", number=FEWEST)
    rows: list[list[Cell]] = [
        [_("What is counted"), _("Line"), _("Number")],
        [_("School year"), f"{sheet.first.year}–{sheet.last.year}", None],
        [_("Counted until"), sheet.until.isoformat(), None],
        [_("Incidents"), _("All together"), whole],
    ]
    for table in sheet.tables:
        for line in table.lines:
            rows.append([table.title, line.label, hidden if line.number is None else line.number])
    for label, said in sheet.spans:
        rows.append([_("How fast help came"), label, said])
    if sheet.share is not None:
        rows.append([_("Steps of aftercare"), _("In time, in percent"), sheet.share])
    return rows
