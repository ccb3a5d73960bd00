"""Reads EDEXML 1.03, 2.0 and 2.1 (Edustandaard): only what is named here, so that nothing else can come along.

The format also carries citizen numbers, origin and countries of birth; no line here asks for them.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from portal.rosters.rules.reading import LONGEST_NAME, address, iso_day, years_named
from portal.rosters.rules.refusals import Place, RosterRefused
from portal.rosters.rules.roster import Roster, RosterClass, RosterPupil, RosterTeacher

VERSIONS = ("1.03", "1.0.3", "2.0", "2.1")
# A school of 5,000 pupils has some 250,000 elements, which take about 250 MB while they are read.
MOST_ELEMENTS = 300_000
DEEPEST = 20
GROUP_TAGS = ("groep", "samengestelde_groep")
GROUPS = "samengestelde_groepen/samengestelde_groep"


class _WithLines(XMLParser):
    """Remembers on which line each element starts, for refusals that say where; counts them, for memory's sake."""

    elements = depth = 0

    def _start(self, *args, **kwargs):
        self.elements += 1
        self.depth += 1
        line = self.parser.CurrentLineNumber
        if self.elements > MOST_ELEMENTS or self.depth > DEEPEST:
            raise RosterRefused("too-many-elements", Place(line=line), most=MOST_ELEMENTS)
        element = super()._start(*args, **kwargs)  # pyright: ignore[reportAttributeAccessIssue]
        element.set("{line}", str(line))
        return element

    def _end(self, *args, **kwargs):
        self.depth -= 1
        return super()._end(*args, **kwargs)  # pyright: ignore[reportAttributeAccessIssue]


def read(data: bytes) -> Roster:
    """A Roster from the bytes of a file. Raises RosterRefused with the line and the element."""
    root = _parsed(data)
    if root.tag != "EDEX":
        # What it is called instead stays unsaid, like all that this reader does not know.
        raise RosterRefused("not-edexml", Place(line=_place(root).line))
    school = root.find("school")
    if school is None:
        raise RosterRefused("school-missing", _place(root), field="<school>")
    version = _text(school, "xsdversie")
    if version not in VERSIONS:
        raise RosterRefused("edexml-version", _place(school))
    key = _needed(school, "brincode", "instellingsnummer")
    roster = Roster(key, _school_year(school), format=f"EDEXML {version}")
    roster.classes = list(_classes(root))
    keys = {row.key: row.is_group for row in roster.classes}
    roster.pupils = list(_pupils(root, keys))
    roster.teachers = list(_teachers(root, keys))
    return roster


def _parsed(data: bytes) -> Element:
    if not data.strip():
        raise RosterRefused("empty", Place(line=1))
    if data.lstrip()[:1] != b"<" and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise RosterRefused("not-xml", Place(line=1))
    parser = _WithLines(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        return parser.close()
    except DefusedXmlException:
        # The library's own message would repeat what stands in the file.
        line = parser.parser.CurrentLineNumber  # pyright: ignore[reportAttributeAccessIssue]
        raise RosterRefused("dtd", Place(line=line)) from None
    except ParseError as error:
        line, column = error.position
        raise RosterRefused("damaged-xml", Place(line=line, column=str(column))) from None
    except (LookupError, ValueError):
        raise RosterRefused("encoding", Place(line=1)) from None


def _school_year(school: Element) -> str:
    try:
        return years_named(_needed(school, "schooljaar"))
    except ValueError:
        raise RosterRefused("no-years", _place(school), field="<schooljaar>") from None


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
            last_name=_needed(element, "achternaam"), email=address(_text(element, "emailadres")),
            role=_text(element, "rol").upper(),
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
            raise RosterRefused("key-twice", _place(element))
        seen.add(key)
        yield element


def _first_name(element: Element) -> str:
    return _name(element, "roepnaam") or _name(element, "voornamen") or _name(element, "voorletters-1") or "?"


def _name(element: Element, tag: str) -> str:
    text = _text(element, tag)
    if len(text) > LONGEST_NAME:
        raise RosterRefused("too-long", _place(element), field=f"<{tag}>", most=LONGEST_NAME)
    return text


def _needed(element: Element, *tags: str) -> str:
    for tag in tags:
        if text := _name(element, tag):
            return text
    raise RosterRefused("missing", _place(element), field=f"<{tags[0]}>")


def _key(element: Element) -> str:
    key = (element.get("key") or "").strip()
    if not key or len(key) > LONGEST_NAME:
        raise RosterRefused("no-key", _place(element))
    return key


def _known(reference: Element, keys: dict[str, bool]) -> str:
    key = _key(reference)
    if key not in keys:
        raise RosterRefused("no-such-group", _place(reference))
    return key


def _day(element: Element, tag: str) -> str:
    text = _text(element, tag)
    if not text:
        return ""
    try:
        return iso_day(text)
    except ValueError:
        raise RosterRefused("no-date", _place(element), field=f"<{tag}>") from None


def _text(element: Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _place(element: Element) -> Place:
    return Place(line=int(element.get("{line}", 0)), element=element.tag)
