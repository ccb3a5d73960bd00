"""Rosters of a school that does not exist, built as EDEXML text of any version."""

from xml.sax.saxutils import escape, quoteattr

# What the format also carries and the portal must never keep: citizen numbers, origin, countries of birth.
SECRETS = (
    "bsn", "sofinummer", "bsn_ondwnr-4", "onderwijsnummer", "pgn", "etniciteit", "land", "land_vader", "land_moeder",
    "geboorteland", "land-van-herkomst", "nationaliteit-1", "gewicht", "gewicht_nieuw", "postcodenl",
)  # fmt: skip
MARK = "GEHEIM"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
GRADES = "11122334455667788"
GIVEN = "Ada Bo Cas Dee Eef Fie Gijs Han Ida Jip Kee Lot Moos Nel Otje Pim Quin Rik Sanne Teun"
FAMILY = (
    "Appel Berk Ceder Den Els Framboos Groen Hazelaar Iep Jasmijn Kers Linde Meidoorn Noot Olm Peer Roos Spar Tak Vlier"
)


def edexml(*rows: str, version: str = "2.1", year: str = "2026-2027", school: str = "00AB", before: str = "") -> str:
    """A whole file of groups, pupils and staff in any order; `before` goes between the first line and the rest."""
    lists = "\n".join(
        f"<{name}>\n" + "\n".join(row for row in rows if row.startswith(starts)) + f"\n</{name}>"
        for name, starts in (
            ("groepen", ("<groep ", "<samengestelde_groep ")), ("leerlingen", "<leerling "),
            ("leerkrachten", "<leerkracht "),
        )
    )  # fmt: skip
    day = "" if version.startswith("1") else f"<peildatum>{year[:4]}-10-01</peildatum>"
    sites = (
        ""
        if version.startswith("1")
        else '<vestigingen><vestiging key="V1"><naam>Hier</naam></vestiging></vestigingen>'
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
{before}<EDEX xmlns:xsi="{SCHEMA}" xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd">
<school>
<schooljaar>{year}</schooljaar>{day}
<brincode>{school}</brincode>
<dependancecode>00</dependancecode>
<schoolkey>1</schoolkey>
<aanmaakdatum>2026-09-01T08:00:00</aanmaakdatum>
<auteur>Een test</auteur>
<xsdversie>{version}</xsdversie>
</school>
{sites}
{lists}
</EDEX>
"""


def group(key: str, name: str, grade: str = "3") -> str:
    """A class."""
    return f"<groep key={quoteattr(key)}>{_element('naam', name)}{_element('jaargroep', grade)}</groep>"


def cross_group(key: str, name: str) -> str:
    """A group across classes (from version 2.0)."""
    return f"<samengestelde_groep key={quoteattr(key)}>{_element('naam', name)}</samengestelde_groep>"


def pupil(key: str, name: str, group: str = "", *, born: str = "2018-06-21", groups=(), more: str = "") -> str:
    """A pupil, called "given family" or "given | infix | family"; `more` is XML that goes in as it is."""
    own = f"<groep key={quoteattr(group)}/>" if group else ""
    others = "".join(f"<samengestelde_groep key={quoteattr(each)}/>" for each in groups)
    others = f"<samengestelde_groepen>{others}</samengestelde_groepen>" if others else ""
    day = _element("geboortedatum", born) if born else ""
    return f"<leerling key={quoteattr(key)}>{_names(name)}{day}<geslacht>2</geslacht>{own}{others}{more}</leerling>"


def teacher(key: str, name: str, groups=(), *, email: str = "", role: str = "", across=(), more: str = "") -> str:
    """A member of staff with the classes, and the groups across classes, that they teach."""
    taught = "".join(f"<groep key={quoteattr(each)}/>" for each in groups)
    taught += "".join(f"<samengestelde_groep key={quoteattr(each)}/>" for each in across)
    others = "".join(_element(tag, text) for tag, text in (("emailadres", email), ("rol", role)) if text)
    return f"<leerkracht key={quoteattr(key)}>{_names(name)}{others}<groepen>{taught}</groepen>{more}</leerkracht>"


def secrets() -> str:
    """Every secret element, each with a mark that nothing else has."""
    return "".join(_element(tag, f"{MARK}{number:02}") for number, tag in enumerate(SECRETS))


def small(version: str = "2.1") -> str:
    """Two classes, three pupils, two staff; with a group across classes where the version has them."""
    has_groups = not version.startswith("1")
    across = ("plus",) if has_groups else ()
    return edexml(
        group("a", "3A"), group("b", "6B", "6"), *([cross_group("plus", "Plusgroep")] if has_groups else []),
        pupil("1", "Ada Appel", "a", groups=across), pupil("2", "Bo | van der | Berk", "a"),
        pupil("3", "Cas Çelik", "b"),
        teacher("t1", "Eef Els", ("a",), email="eef@school.example"),
        teacher("t2", "Fie Framboos", ("a", "b"), across=across, role="DIR"),
        version=version,
    )  # fmt: skip


def large(version: str = "1.03") -> str:
    """A generated school: 17 classes, 400 pupils and 29 staff, of whom the first 17 have a class each."""
    names = [f"{given} {family}" for family in FAMILY.split() for given in GIVEN.split()]
    letters = [GRADES[:number].count(grade) for number, grade in enumerate(GRADES)]
    classes = [f"{grade}{'ABC'[letter]}" for grade, letter in zip(GRADES, letters, strict=True)]
    return edexml(
        *(group(f"g{number}", name, name[0]) for number, name in enumerate(classes)),
        *(pupil(str(1000 + n), name, f"g{n % 17}", more=secrets()) for n, name in enumerate(names)),
        *(teacher(f"t{n}", name, (f"g{n}",) if n < 17 else ()) for n, name in enumerate(names[:29])),
        version=version,
    )


def _names(name: str) -> str:
    given, *infix, family = name.split(" | ") if "|" in name else name.split(" ", 1)
    infix = [_element("voorvoegsel", each) for each in infix]
    return "".join([_element("achternaam", family), *infix, _element("roepnaam", given)])


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"
