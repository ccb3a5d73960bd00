"""How a roster's refusals, places and warnings are said, in the language of who reads."""

from functools import reduce
from typing import Any

from flask_babel import gettext

from portal.i18n import later as _
from portal.rosters.rules.plan import Entry
from portal.rosters.rules.refusals import Place, RosterRefused

# Why a file as a whole is refused. After "refused: " the command says it without capital and full stop.
REASONS = {
    "another-school": _("The file is of another school: its number differs."),
    "broken-table": _("A quotation mark is missing here, so the rest of the table cannot be read."),
    "broken-workbook": _("This is not an .xlsx file, or it is damaged."),
    "broken-zip": _("This is not a zip file, or it is damaged."),
    "cannot-be-read": _("The file cannot be read."),
    "cell-missing": _("This cell may not be empty."),
    "cell-too-long": _("This is longer than %(most)d characters."),
    "column-missing": _("This column is missing."),
    "column-twice": _("This column occurs twice."),
    "damaged-xml": _("This is not well-formed XML; the file breaks off or is damaged here."),
    "demo-school": _("This database holds the demo school; use a database of your own for a real roster."),
    "dtd": _("A DTD, an entity or a reference to elsewhere is not allowed."),
    "edexml-version": _("Version of EDEXML not known; we read 1.03, 2.0 and 2.1."),
    "empty": _("The file is empty."),
    "encoding": _("The character encoding of this file is not known."),
    "file-missing": _("This file is missing."),
    "file-twice": _("A file occurs twice in the zip."),
    "key-twice": _("Its key occurs twice."),
    "locked-zip": _("The zip is locked with a password."),
    "missing": _("%(field)s is missing."),
    "no-date": _("%(field)s is not a date like 2018-06-21."),
    "no-day": _("This is not a date like 2018-06-21."),
    "no-file": _("There is no such file."),
    "no-key": _("The key is missing or too long."),
    "no-such-group": _("Refers to a group that is not in the file."),
    "no-typed-day": _("This is not a date like 21-6-2018."),
    "no-year": _("No school year can be found in it."),
    "no-years": _("%(field)s is not two years in a row, like 2026-2027."),
    "not-edexml": _("This is XML, but not EDEXML: the first element is not EDEX."),
    "not-in-file": _("Refers to something that is not in %(file)s."),
    "not-text": _("This is not a text file, or its letters cannot be read."),
    "not-xml": _("This is not an XML file."),
    "oneroster-version": _("Version of OneRoster not known; we read 1.1 and 1.2."),
    "path-in-zip": _("A name in the zip leads out of it."),
    "row-too-long": _("This row has more cells than the first one."),
    "school-missing": _("The element %(field)s is missing."),
    "several-schools": _("The classes are of several schools. Export one school."),
    "several-years": _("The classes are of several school years. Export one year."),
    "too-large": _("The file is larger than %(most)d MB."),
    "too-long": _("%(field)s is longer than %(most)d characters."),
    "too-many-columns": _("This row has more than %(most)d cells."),
    "too-many-elements": _("This holds more than a school can have; we read up to %(most)d elements."),
    "too-many-faults": _("More than %(most)d cells cannot be understood. Is this the right file?"),
    "too-many-files": _("The zip holds more than %(most)d files."),
    "too-many-rows": _("The table is longer than %(most)d rows."),
    "too-much-inside": _("More than %(most)d MB comes out of this file."),
    "unknown-kind": _("We read EDEXML (.xml), OneRoster (.zip, or a folder) and our own spreadsheet (.csv, .xlsx)."),
}  # fmt: skip
# Why one line, or part of it, is left out; the rest of the file comes in.
NOTICES = {
    "example-row": _("This is the example of the template."),
    "has-left": _("Is marked as left, and stays so."),
    "household-contradiction": _("The marks of the households contradict each other; these two stay apart."),
    "keeps-address": _("Uses an e-mail address of their own choice; the one in the file is left out."),
    "keeps-custody": _("Custody is recorded here with a document; what the file says is left out."),
    "keeps-phone": _("Uses a phone number of their own choice; the one in the file is left out."),
    "no-address": _("This is not an e-mail address; it is left out."),
    "no-child": _("None of the pupils in the file is tied to this guardian."),
    "no-name": _("This guardian has no name and is left out."),
    "no-phone": _("This is not a phone number; it is left out."),
    "not-a-pupil": _("Is in a class as a pupil, but is no pupil in the file."),
    "not-staff": _("Teaches a class, but is no staff in the file."),
    "pupil-twice": _("This pupil is in the file twice; the second row is left out."),
    "shared-address": _("Two guardians of a child have the same e-mail address; it is left out for both."),
    "taken-address": _("This e-mail address is somebody else's; it is left out."),
    "unclear-answer": _("This is neither yes nor no; it is left out."),
    "unclear-custody": _("This is no word for custody. Until the office looks at it, this guardian has no access."),
    "unclear-household": _("This is not A or B; this guardian gets a household of their own."),
    "unknown-column": _("We do not know this column; nothing in it was read."),
    "unknown-language": _("The portal does not speak this language yet; they get the school's own."),
    "unknown-relation": _("We do not know this word; it is left out."),
}
# What is true of a roster as a whole and should be seen before it is confirmed.
WARNINGS = {
    "earlier-year": _("This list is of an earlier school year than the one you are in. Nobody is missing from it."),
    "few-known": _("Most pupils of the school are not in this list. Is it the right one, and whole?"),
    "later-year": _("This list is of a later school year. Who is missing is asked about when that year has begun."),
}


def said(refusal: RosterRefused) -> str:
    """Why, as a sentence in the reader's language."""
    return str(REASONS[refusal.reason]) % refusal.values


def said_after_a_colon(refusal: RosterRefused) -> str:
    """Where and why, as the command prints it after "refused: "."""
    sentence = said(refusal)
    place = place_said(refusal.place)
    return ": ".join(part for part in (place, sentence[0].lower() + sentence[1:].rstrip(".")) if part)


def place_said(place: Place) -> str:
    """Where: the file, the line, the column or the element, as far as they are known."""
    parts = [
        place.file,
        gettext("line %(line)d", line=place.line) if place.line else "",
        gettext("column %(column)s", column=place.column) if place.column else "",
        f"<{place.element}>" if place.element else "",
    ]
    found = [part for part in parts if part]
    return reduce(lambda place, more: gettext("%(place)s, %(more)s", place=place, more=more), found) if found else ""


def kept(refusal: RosterRefused) -> dict[str, Any]:
    """A refusal as plain JSON, to be said later in any language."""
    place = refusal.place
    where = {"file": place.file, "line": place.line, "column": place.column, "element": place.element}
    return {"reason": refusal.reason, "place": where, "values": refusal.values}


def opened(kept_refusal: dict[str, Any]) -> RosterRefused:
    """The refusal that `kept` kept."""
    return RosterRefused(kept_refusal["reason"], Place(**kept_refusal["place"]), **kept_refusal["values"])


def left_out(entry: Entry) -> str:
    """Why an entry is left out, with its place when it has one."""
    sentence = str(NOTICES[entry.reason])
    place = place_said(Place(**entry.place))
    return gettext("%(reason)s (%(place)s)", reason=sentence, place=place) if place else sentence
