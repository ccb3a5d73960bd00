"""The columns and words of our own spreadsheet in every language, and the template to fill in."""

from babel import Locale
from flask_babel import gettext as _

from portal.i18n import LANGUAGES, current_language, in_language
from portal.rosters.headings import COLUMNS, GUARDIANS, OF_GUARDIAN, OF_PUPIL, Headings
from portal.rosters.rules.matching import plain

# What other lists of Dutch schools call the same.
ALIASES = {
    "roepnaam": "first_name", "groep": "class", "klas": "class", "stamgroep": "class", "leerjaar": "grade",
    "leerlingnummer": "pupil_key", "voorvoegsel": "infix", "tussenvoegsel": "infix", "geboren": "born_on",
}  # fmt: skip


def headings() -> Headings:
    """How a sheet is read: with the headings and words of each language, and English."""
    found = Headings(names_of_columns(), dict(ALIASES))
    for code in LANGUAGES:
        with in_language(code):
            found.columns |= {plain(name): column for column, name in names_of_columns().items()}
            found.relations |= {plain(word): meaning for meaning, word in relations().items()}
            found.custody |= {plain(word): meaning for meaning, word in custody().items()}
            found.answers |= {plain(_("yes")): True, plain(_("no")): False}
            found.examples.add(plain(_("example")))
    found.relations |= {meaning: meaning for meaning in relations()}
    found.languages = _languages()
    found.answers |= {"true": True, "false": False, "1": True, "0": False, "x": True}
    return found


def names_of_columns() -> dict[str, str]:
    """What each column is called in the reader's language."""
    pupil: dict[str, str] = dict(zip(OF_PUPIL, (
        _("Pupil number"), _("First name"), _("Infix"), _("Last name"), _("Date of birth"), _("Class"), _("Grade"),
    ), strict=True))  # fmt: skip
    for number in GUARDIANS:
        names = (
            _("Parent %(number)d: first name", number=number), _("Parent %(number)d: infix", number=number),
            _("Parent %(number)d: last name", number=number), _("Parent %(number)d: relation", number=number),
            _("Parent %(number)d: e-mail", number=number), _("Parent %(number)d: mobile", number=number),
            _("Parent %(number)d: language", number=number), _("Parent %(number)d: household (A or B)", number=number),
            _("Parent %(number)d: custody", number=number), _("Parent %(number)d: reads easily", number=number),
            _("Parent %(number)d: prefers a call", number=number),
            _("Parent %(number)d: needs an interpreter", number=number),
        )  # fmt: skip
        pupil |= {f"guardian{number}.{name}": text for name, text in zip(OF_GUARDIAN, names, strict=True)}
    return pupil


def relations() -> dict[str, str]:
    """The words for what somebody is to a child."""
    return {
        "mother": _("mother"), "father": _("father"), "parent": _("parent"), "guardian": _("guardian"),
        "stepparent": _("stepparent"), "relative": _("relative"), "other": _("other"),
    }  # fmt: skip


def custody() -> dict[str, str]:
    return {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}


def _languages() -> dict[str, str]:
    """Every shipped language by its code and by its name in each of them."""
    found = {code: code for code in LANGUAGES}
    for reader in LANGUAGES:
        for code in LANGUAGES:
            found[plain(Locale.parse(code).get_display_name(reader) or code)] = code
    return found


def template() -> list[list[str]]:
    """The heading row in the reader's language and one child who does not exist."""
    names = names_of_columns()
    answers = custody()
    language = Locale.parse(current_language().code).get_display_name(current_language().code) or ""
    example = {
        "pupil_key": _("example"), "first_name": "Noa", "infix": "van", "last_name": _("Example"),
        "born_on": "2019-03-31", "class": "3B", "grade": "3",
        "guardian1.first_name": "Mila", "guardian1.last_name": _("Example"), "guardian1.relation": _("mother"),
        "guardian1.email": "mila@example.org", "guardian1.phone": "06 12345678", "guardian1.language": language,
        "guardian1.household": "A", "guardian1.custody": answers["yes"],
        "guardian2.first_name": "Daan", "guardian2.infix": "van", "guardian2.last_name": _("Example"),
        "guardian2.relation": _("father"), "guardian2.email": "daan@example.org", "guardian2.household": "B",
        "guardian2.custody": answers["yes"], "guardian2.needs_interpreter": answers["no"],
    }  # fmt: skip
    return [[names[column] for column in COLUMNS], [example.get(column, "") for column in COLUMNS]]


def explanation() -> list[list[str]]:
    """What goes into the columns, for whoever fills the template in."""
    return [
        [_("Column"), _("What goes there")],
        [_("Pupil number"), _("The number in your own administration. It finds the pupil again next time.")],
        [_("Date of birth"), _("Like 21-6-2018. With it a parent opens the account with the code of the letter.")],
        [_("Parent %(number)d: relation", number=1), ", ".join(relations().values())],
        [_("Parent %(number)d: language", number=1), _("The language in which this parent reads.")],
        [
            _("Parent %(number)d: household (A or B)", number=1),
            _("Parents with the same letter live together. What one household writes, the other never sees."),
        ],
        [_("Parent %(number)d: custody", number=1), ", ".join(custody().values())],
        [_("Parent %(number)d: reads easily", number=1), ", ".join([_("yes"), _("no")])],
    ]
