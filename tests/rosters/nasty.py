"""Files made to harm, each read as an upload would be: `python -m tests.rosters.nasty` prints what became of it.

The last line is by how many MB the process grew at its worst.
"""

import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator

from portal.app import create_app
from portal.i18n import in_language
from portal.rosters.actions import LARGEST, read_upload
from portal.rosters.queries.words import said_after_a_colon
from portal.rosters.rules import RosterRefused
from portal.settings import from_environment
from tests.rosters.exports import files, small
from tests.rosters.samples import edexml
from tests.rosters.sheets import child, workbook

SIZE = LARGEST - 1000
BOMB = 64 * 1024 * 1024
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
SHEET = "xl/worksheets/sheet1.xml"


def nasties() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """What it is, the name it is sent under, and how it is made."""
    noise = random.Random(1).randbytes(SIZE)
    for ending in ("xml", "csv", "xlsx", "zip"):
        yield f"10 MB of noise as .{ending}", f"noise.{ending}", lambda: noise
        yield f"50 MB of noise as .{ending}", f"noise.{ending}", lambda: noise * 5
        yield f"10 MB of zeros as .{ending}", f"zeros.{ending}", lambda: bytes(SIZE)
    yield "a billion laughs", "a.xml", lambda: edexml(before=f"<!DOCTYPE EDEX [{LAUGHS}]>").encode()
    yield "elements inside elements", "a.xml", lambda: b"<a>" * (SIZE // 3)
    yield "millions of elements", "a.xml", lambda: b"<EDEX>" + b"<a/>" * (SIZE // 4)
    yield (
        "millions of attributes",
        "a.xml",
        lambda: b"<EDEX " + b"".join(b"a%d='' " % n for n in range(SIZE // 48)) + b"/>",
    )
    yield "one endless row", "a.csv", lambda: b"ab;" * (SIZE // 3)
    yield "one endless cell", "a.csv", lambda: b'"' + b"a" * SIZE
    yield "millions of rows", "a.csv", lambda: b"Voornaam;Achternaam;Groep\n" + b"a;b;c\n" * (SIZE // 6)
    yield "millions of faults", "a.csv", lambda: _faults()
    yield "a zip that opens to 64 MB", "a.zip", lambda: _zip({**files(small()), "users.csv": bytes(BOMB)})
    yield "a zip of many large files", "a.zip", lambda: _zip({name: b"a" * 15_000_000 for name in files(small())})
    yield "a zip of ten thousand files", "a.zip", lambda: _zip({f"{n}.csv": b"" for n in range(10_000)})
    for path in ("../users.csv", "/etc/users.csv", "..\\..\\users.csv", "C:\\users.csv", "a/../../users.csv"):
        yield f"a zip with {path}", "a.zip", lambda path=path: _zip({**files(small()), path: b""})
    yield "a zip with a file twice", "a.zip", lambda: _zip({**files(small()), "folder/users.csv": b""})
    yield "a zip with a password", "a.zip", lambda: _locked(_zip(files(small())))
    yield "half a zip", "a.zip", lambda: _zip(files(small()))[:-100]
    yield "a zip in which a file is damaged", "a.zip", lambda: _damaged(_zip(files(small())))
    yield "a workbook that opens to 64 MB", "a.xlsx", lambda: _book(**{SHEET: bytes(BOMB)})
    yield "a workbook of millions of cells", "a.xlsx", lambda: _book(**{SHEET: _cells(b"<c/>" * 2_100_000)})
    yield "a workbook of millions of words", "a.xlsx", lambda: _book(**{"xl/sharedStrings.xml": _words(600_000)})
    yield (
        "a workbook with as many words as may be",
        "a.xlsx",
        lambda: _book(**{"xl/sharedStrings.xml": _words(490_000)}),
    )
    yield "a workbook with an entity", "a.xlsx", lambda: _book(**{SHEET: b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"})
    yield (
        "a workbook whose only row is the last",
        "a.xlsx",
        lambda: _book(**{SHEET: _cells(b"</row><row r='1048576'>")}),
    )
    yield "a workbook of nonsense", "a.xlsx", lambda: _book(**{SHEET: b"<worksheet", "xl/workbook.xml": b"<x/>"})
    yield "a workbook without a sheet", "a.xlsx", lambda: _zip({"[Content_Types].xml": b"<Types/>"})


def _faults() -> bytes:
    headings = b"Voornaam;Achternaam;Groep;" + b";".join(
        b"Ouder %d: e-mail;Ouder %d: achternaam" % (n, n) for n in range(1, 5)
    )
    return headings + b"\n" + b"a;b;c;x;y;x;y;x;y;x;y\n" * 15_000


def _zip(contents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def _book(**parts: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook(child("Ada Appel")))) as archive:
        return _zip({name: archive.read(name) for name in archive.namelist()} | parts)


def _cells(inside: bytes) -> bytes:
    name = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return name + b"<sheetData><row>" + inside + b"</row></sheetData></worksheet>"


def _words(number: int) -> bytes:
    name = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return name + b"<si><t>a</t></si>" * number + b"</sst>"


def _locked(data: bytes) -> bytes:
    """Every entry says that it is encrypted."""
    locked = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            locked[at + offset] |= 1
            at = data.find(sign, at + 1)
    return bytes(locked)


def _damaged(data: bytes) -> bytes:
    at = data.find(b"users.csv") + 40
    return data[:at] + b"\xff" * 20 + data[at + 20 :]


def main() -> None:
    app = create_app(from_environment({"PORTAL_INSTANCE": tempfile.mkdtemp()}))
    with app.app_context(), in_language("en"):
        made = [(what, name, make()) for what, name, make in nasties()]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for what, name, content in made:
            began = time.monotonic()
            try:
                read_upload(name, content, year="2026-2027")
                outcome = "READ"
            except RosterRefused as refusal:
                outcome = f"refused: {said_after_a_colon(refusal)}"
            print(f"{what}: {outcome}", f"{time.monotonic() - began:.2f}" if "--times" in sys.argv else "")
        print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)


if __name__ == "__main__":
    sys.exit(main())
