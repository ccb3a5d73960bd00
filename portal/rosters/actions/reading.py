"""From a file, a folder or an upload to a Roster: the kind of file decides which reader opens it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from portal.rosters import archives, edexml, oneroster, spreadsheet
from portal.rosters.oneroster_files import is_of_oneroster
from portal.rosters.queries.headings import headings
from portal.rosters.rules.reading import school_year_of
from portal.rosters.rules.refusals import RosterRefused
from portal.rosters.rules.roster import Roster

# A file of 400 pupils has 0.2 MB; readers hold up to 250 MB in memory for the worst file of this size.
LARGEST = 10 * 1024 * 1024
MEGABYTE = 1024 * 1024

# A reader for each kind of file, by the ending of its name.
READERS: dict[str, Callable[[bytes], Roster]] = {
    ".xml": edexml.read,
    ".zip": lambda data: oneroster.read(archives.opened(data, is_of_oneroster)),
    ".csv": lambda data: spreadsheet.read_csv(data, headings()),
    ".txt": lambda data: spreadsheet.read_csv(data, headings()),
    ".xlsx": lambda data: spreadsheet.read_xlsx(data, headings()),
}


def read_folder_or_file(path: Path, *, today: date) -> Roster:
    """The roster in a file, or in a folder with the files of OneRoster. Raises RosterRefused."""
    try:
        if path.is_dir():
            return oneroster.read(_folder(path))
        _reader(path.name)
        if path.stat().st_size > LARGEST:
            raise RosterRefused("too-large", most=LARGEST // MEGABYTE)
        content = path.read_bytes()
    except FileNotFoundError:
        raise RosterRefused("no-file") from None
    except OSError:
        raise RosterRefused("cannot-be-read") from None
    return read_upload(path.name, content, year=school_year_of(today))


def read_upload(name: str, content: bytes, *, year: str) -> Roster:
    """The roster in a file with this name; `year` is for a file that does not say its own. Raises RosterRefused."""
    reader = _reader(name)
    if len(content) > LARGEST:
        raise RosterRefused("too-large", most=LARGEST // MEGABYTE)
    roster = reader(content)
    return roster if roster.year else replace(roster, year=year)


def _reader(name: str) -> Callable[[bytes], Roster]:
    ending = Path(name).suffix.lower()
    if ending not in READERS:
        raise RosterRefused("unknown-kind")
    return READERS[ending]


def _folder(path: Path) -> dict[str, bytes]:
    files = [each for each in sorted(path.iterdir()) if each.is_file() and is_of_oneroster(each.name)]
    if sum(each.stat().st_size for each in files) > archives.MOST_BYTES:
        raise RosterRefused("too-large", most=archives.MOST_BYTES // MEGABYTE)
    return {each.name.lower(): each.read_bytes() for each in files}
