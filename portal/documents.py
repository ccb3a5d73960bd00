"""Documents that go with a message: told by their content, PDF and Word only, kept as they came under a random key."""

import re
import secrets
import shutil
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from flask import current_app

from portal.db import Refusal, db
from portal.pictures import NEW, OLD

PDF = re.compile(rb"%PDF-[12]\.\d[\r\n \t]")
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WORD_PARTS = {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
WORD_TYPE = f"{KINDS['docx']}.main+xml"
# Programs, and what runs or fetches something by itself: macros, controls, embedded objects, a template elsewhere.
ACTIVE = re.compile(r"vbaproject|vbadata|activex/|embeddings/|macrosheets/|\.(?:exe|dll|js|vbs|bat|ps1|bin)$", re.I)
# What a Word file of LONGEST bytes may become when it is opened, and how much of it is read here.
MOST_PARTS, MOST_UNPACKED, MOST_READ = 2_000, 200_000_000, 2_000_000
LONGEST_NAME = 100
# What Python's readers raise for files that are broken, cut off or made to mislead.
BROKEN = (
    BadZipFile, LargeZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, LookupError,
    ParseError, DefusedXmlException,
)  # fmt: skip
FILE = "document"


class NotADocument(Refusal):
    """The file is no PDF and no Word document, or it is broken."""


class HoldsAProgram(Refusal):
    """The Word document holds macros, or something that runs or fetches more by itself."""


class TooLarge(Refusal):
    """The file is larger than the school allows, or becomes so when it is opened."""


class CannotKeepDocument(Refusal):
    """The disk does not take the file now."""


def folder() -> Path:
    """Where this deployment keeps its documents."""
    return current_app.config["SETTINGS"].instance / "documents"


def most_bytes() -> int:
    """How large a document may be here."""
    return current_app.config["SETTINGS"].document_megabytes * 1024 * 1024


def kind_of(data: bytes, *, most: int) -> str:
    """ "pdf" or "docx", by what the bytes are. Raises NotADocument, HoldsAProgram or TooLarge."""
    if len(data) > most:
        raise TooLarge
    if PDF.match(data):
        return "pdf"
    if not data.startswith(b"PK\x03\x04"):
        raise NotADocument
    try:
        with ZipFile(BytesIO(data)) as file:
            _look_into_word(file)
    except BROKEN as error:
        raise NotADocument from error
    return "docx"


def keep(data: bytes, into: Path) -> str:
    """Keep a document; returns its key. Raises CannotKeepDocument. When the transaction is undone, it goes too."""
    key = secrets.token_hex(16)
    try:
        (into / key).mkdir(parents=True, mode=0o700)
        (into / key / FILE).write_bytes(data)
    except OSError as error:
        shutil.rmtree(into / key, ignore_errors=True)
        raise CannotKeepDocument from error
    db.session.info.setdefault(NEW, []).append(into / key)
    return key


def forget(key: str, into: Path) -> None:
    """Remove a document that nothing refers to any more, as soon as the transaction is kept."""
    db.session.info.setdefault(OLD, []).append(into / key)


def path_of(key: str, into: Path) -> Path | None:
    """The file of a document, or None."""
    path = into / key / FILE
    return path if path.is_file() else None


def name_of(given: str, kind: str) -> str:
    """A name that is safe to save under: the last part, without what no disk takes, with the ending of its kind."""
    last = re.split(r"[/\\]", given)[-1]
    plain = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]', "", last)
    stem = re.sub(r"\.(pdf|docx|docm|doc)$", "", plain.strip(" ."), flags=re.I).strip(" .")
    return f"{stem[:LONGEST_NAME] or 'document'}.{kind}"


def _look_into_word(file: ZipFile) -> None:
    parts = file.infolist()
    names = {part.filename for part in parts}
    if WORD_PARTS - names or any(part.flag_bits & 1 for part in parts):
        raise NotADocument
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TooLarge
    if any(ACTIVE.search(part.filename) for part in parts):
        raise HoldsAProgram
    types = {each.get("ContentType", "") for each in _read(file, file.getinfo("[Content_Types].xml")).iter()}
    if any("macroEnabled" in each or "vbaProject" in each for each in types):
        raise HoldsAProgram
    if WORD_TYPE not in types:
        raise NotADocument
    for part in parts:
        if part.filename.endswith(".rels") and any(_fetches(tie) for tie in _read(file, part).iter()):
            raise HoldsAProgram


def _fetches(tie: Element) -> bool:
    """Whether opening the document brings in something from elsewhere; a link that a reader may follow does not."""
    return tie.get("TargetMode", "").lower() == "external" and not tie.get("Type", "").endswith("/hyperlink")


def _read(file: ZipFile, part: ZipInfo) -> Element:
    """A small part as XML, read no further than it may be long, whatever it says of itself."""
    with file.open(part) as opened:
        data = opened.read(MOST_READ + 1)
    if len(data) > MOST_READ:
        raise TooLarge
    return fromstring(data, forbid_dtd=True)
