"""Reads EDEXML 1.03, 2.0 and 2.1 (Edustandaard): only what is named here, so that nothing else can come along.

The format also carries citizen numbers, origin and countries of birth; no line here asks for them.
"""

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from portal.rosters.rules import Roster, RosterClass, RosterPupil, RosterRefused, RosterTeacher

VERSIONS = ("1.03", "1.0.3", "2.0", "2.1")
LONGEST_NAME = 120
LONGEST_EMAIL = 254
GROUP_TAGS = ("groep", "samengestelde_groep")
GROUPS = "samengestelde_groepen/samengestelde_groep"
DAY = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)(?:T.*|Z|[+-]\d\d:\d\d)?", re.ASCII)


class _WithLines(XMLParser):
    """Remembers on which line each element starts, for refusals that say where."""

    def _start(self, *args, **kwargs):
        element = super()._start(*args, **kwargs)  # pyright: ignore[reportAttributeAccessIssue]
        element.set("{line}", str(self.parser.CurrentLineNumber))
        return element


def read(data: bytes) -> Roster:
    """A Roster from the bytes of a file. Raises RosterRefused with the line and the element."""
    root = _parsed(data)
    if root.tag != "EDEX":
        # What it is called instead stays unsaid, like all that this reader does not know.
        raise RosterRefused(f"line {root.get('{line}')}: this is XML, but not EDEXML: the first element is not EDEX")
    school = root.find("school")
    if school is None:
        raise RosterRefused(f"{_place(root)}: the element <school> is missing")
    version = _text(school, "xsdversie")
    if version not in VERSIONS:
        raise RosterRefused(f"{_place(school)}: version of EDEXML not known; we read 1.03, 2.0 and 2.1")
    roster = Roster(_needed(school, "brincode", "instellingsnummer"), _school_year(school))
    roster.classes = list(_classes(root))
    keys = {row.key: row.is_group for row in roster.classes}
    roster.pupils = list(_pupils(root, keys))
    roster.teachers = list(_teachers(root, keys))
    return roster


def _parsed(data: bytes) -> Element:
    if not data.strip():
        raise RosterRefused("line 1: the file is empty")
    if data.lstrip()[:1] != b"<" and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise RosterRefused("line 1: this is not an XML file")
    parser = _WithLines(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        return parser.close()
    except DefusedXmlException:
        # The library's own message would repeat what stands in the file.
        line = parser.parser.CurrentLineNumber  # pyright: ignore[reportAttributeAccessIssue]
        raise RosterRefused(f"line {line}: a DTD, an entity or a reference to elsewhere is not allowed") from None
    except ParseError as error:
        place = f"line {error.position[0]}, column {error.position[1]}"
        raise RosterRefused(f"{place}: this is not well-formed XML; the file breaks off or is damaged here") from None
    except (LookupError, ValueError):
        raise RosterRefused("line 1: the character encoding of this file is not known") from None


def _school_year(school: Element) -> str:
    year = _needed(school, "schooljaar")
    years = re.fullmatch(r"((?:19|20)\d\d)-((?:19|20)\d\d)", year, re.ASCII)
    if years is None or int(years[2]) != int(years[1]) + 1:
        raise RosterRefused(f"{_place(school)}: <schooljaar> is not two years in a row, like 2026-2027")
    return year


def _classes(root: Element) -> Iterator[RosterClass]:
    for element in _rows(root, "groepen", *GROUP_TAGS):
        is_group = element.tag == "samengestelde_groep"
        grade = "" if is_group else _name(element, "jaargroep")
        yield RosterClass(_key(element), _needed(element, "naam"), grade, is_group)


def _pupils(root: Element, keys: dict[str, bool]) -> Iterator[RosterPupil]:
    for element in _rows(root, "leerlingen", "leerling"):
        own = element.find("groep")
        yield RosterPupil(
            key=_key(element), first_name=_first_name(element), infix=_name(element, "voorvoegsel"),
            last_name=_needed(element, "achternaam"), born_on=_day(element, "geboortedatum"),
            class_key=_known(own, keys) if own is not None else None,
            group_keys=tuple(_known(group, keys) for group in element.iterfind(GROUPS)),
        )  # fmt: skip


def _teachers(root: Element, keys: dict[str, bool]) -> Iterator[RosterTeacher]:
    for element in _rows(root, "leerkrachten", "leerkracht"):
        groups = [group for group in element.iterfind("groepen/*") if group.tag in GROUP_TAGS]
        yield RosterTeacher(
            key=_key(element), first_name=_first_name(element), infix=_name(element, "voorvoegsel"),
            last_name=_needed(element, "achternaam"), email=_email(element), role=_text(element, "rol").upper(),
            class_keys=tuple(dict.fromkeys(_known(group, keys) for group in groups)),
        )  # fmt: skip


def _rows(root: Element, parent: str, *tags: str) -> Iterator[Element]:
    """The elements with these tags in the parent; refuses a key that occurs twice."""
    seen = set()
    for element in root.iterfind(f"{parent}/*"):
        if element.tag not in tags:
            continue
        key = _key(element)
        if key in seen:
            raise RosterRefused(f"{_place(element)}: its key occurs twice")
        seen.add(key)
        yield element


def _first_name(element: Element) -> str:
    return _name(element, "roepnaam") or _name(element, "voornamen") or _name(element, "voorletters-1") or "?"


def _name(element: Element, tag: str) -> str:
    text = _text(element, tag)
    if len(text) > LONGEST_NAME:
        raise RosterRefused(f"{_place(element)}: <{tag}> is longer than {LONGEST_NAME} characters")
    return text


def _needed(element: Element, *tags: str) -> str:
    for tag in tags:
        if text := _name(element, tag):
            return text
    raise RosterRefused(f"{_place(element)}: <{tags[0]}> is missing")


def _key(element: Element) -> str:
    key = (element.get("key") or "").strip()
    if not key or len(key) > LONGEST_NAME:
        raise RosterRefused(f"{_place(element)}: the key is missing or too long")
    return key


def _known(reference: Element, keys: dict[str, bool]) -> str:
    key = _key(reference)
    if key not in keys:
        raise RosterRefused(f"{_place(reference)}: refers to a group that is not in the file")
    return key


def _day(element: Element, tag: str) -> str:
    text = _text(element, tag)
    if not text:
        return ""
    found = DAY.fullmatch(text)
    try:
        return date.fromisoformat(found[1] if found else "").isoformat()
    except ValueError:
        raise RosterRefused(f"{_place(element)}: <{tag}> is not a date like 2018-06-21") from None


def _email(element: Element) -> str:
    text = _text(element, "emailadres").lower()
    is_address = len(text) <= LONGEST_EMAIL and re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text)
    return text if is_address else ""


def _text(element: Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _place(element: Element) -> str:
    return f"line {element.get('{line}', '?')}, <{element.tag}>"
