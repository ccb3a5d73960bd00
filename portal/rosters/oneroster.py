"""Reads OneRoster CSV 1.1 and 1.2 (1EdTech): only the columns that are named here, so that nothing else comes along.

The format also carries passwords, demographics such as race and place of birth, and numbers of other systems; no line
here asks for them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from portal.rosters.oneroster_files import Files, Line, by_id, meant
from portal.rosters.rules.reading import address, phone_number, school_year_of
from portal.rosters.rules.refusals import Notice, RosterRefused
from portal.rosters.rules.roster import Roster, RosterClass, RosterGuardian, RosterPupil, RosterTeacher, RosterTie

# From most to least: the first of these that somebody has is what they are on the staff.
STAFF = ("principal", "siteadministrator", "administrator", "counselor", "teacher", "aide", "proctor")
GUARDIANS = ("parent", "guardian", "relative")
# The words that stand between given and family name in Dutch; OneRoster has no place for them but the middle name.
INFIX = re.compile(
    r"(van|van de|van den|van der|van het|van 't|de|den|der|in 't|op de|op den|te|ten|ter|von|el|al|'t)", re.I
)
USER = ("sourcedId", "givenName", "familyName")
MORE_OF_USER = (
    "role", "middleName", "email", "sms", "phone", "agentSourcedIds", "preferredGivenName", "preferredFamilyName",
)  # fmt: skip
NO_END = "9999-12-31"


@dataclass
class _User:
    line: Line
    roles: set[str] = field(default_factory=set)

    def is_a(self, *roles: str) -> bool:
        return not self.line.is_gone and bool(self.roles.intersection(roles))


@dataclass
class _Enrolment:
    class_key: str
    is_homeroom: bool
    begins: str
    ends: str


def read(files: dict[str, bytes]) -> Roster:
    """A Roster from the files of an export by name. Raises RosterRefused with file, line and column."""
    export = Files(files)
    sessions = by_id(export.lines("academicSessions", ("sourcedId", "startDate"), ("endDate", "type")))
    orgs = by_id(export.lines("orgs", ("sourcedId", "name"), ("type", "identifier")))
    columns = (("sourcedId", "title", "schoolSourcedId"), ("grades", "classType", "termSourcedIds"))
    classes = by_id(export.lines("classes", *columns))
    users = _users(export)
    roster = Roster("", _year(classes, sessions), format=f"OneRoster {export.version}")
    roster.carries = ("class", "pupil", "staff", "guardian")
    roster.is_partial = export.is_partial
    roster.school_key, roster.school_name = _school(classes, orgs)
    roster.classes = [
        RosterClass(
            key, line.needed("title"), (line.many("grades") or [""])[0], line["classType"].lower() != "homeroom"
        )
        for key, line in _active(classes)
    ]
    taught, joined = _enrolments(export, classes, users, roster.notices)
    born = _birthdays(export)
    for key, user in users.items():
        if user.is_a("student"):
            roster.pupils.append(_pupil(key, user.line, born.get(key, ""), joined.get(key, [])))
        if user.is_a(*STAFF):
            roster.teachers.append(_teacher(key, user, tuple(taught.get(key, ()))))
    roster.guardians = _guardians(users, roster.notices)
    roster.gone = tuple(key for key, user in users.items() if user.line.is_gone)
    return roster


def _active(lines: dict[str, Line]) -> list[tuple[str, Line]]:
    return [(key, line) for key, line in lines.items() if not line.is_gone]


def _users(export: Files) -> dict[str, _User]:
    """Users with their roles, which stand in users.csv (1.1) or in roles.csv (1.2)."""
    users = {key: _User(line) for key, line in by_id(export.lines("users", USER, MORE_OF_USER)).items()}
    for user in users.values():
        user.roles.add(user.line["role"].lower())
    if export.version == "1.1" or (not export.has("roles") and any(user.roles - {""} for user in users.values())):
        return users
    lines = {key: user.line for key, user in users.items()}
    for line in export.lines("roles", ("userSourcedId", "role")):
        key = line.needed("userSourcedId")
        if not line.is_gone and meant(line, "userSourcedId", key, lines, "users.csv"):
            users[key].roles.add(line["role"].lower())
    return users


def _year(classes: dict[str, Line], sessions: dict[str, Line]) -> str:
    """The one school year of the classes' terms; without terms that of the newest session."""
    starts = {key: line.day("startDate") for key, line in sessions.items() if line.day("endDate") or True}
    years: dict[str, Line] = {}
    for _key, line in _active(classes):
        for term in line.many("termSourcedIds"):
            if meant(line, "termSourcedIds", term, sessions, "academicSessions.csv") and starts[term]:
                years.setdefault(school_year_of(date.fromisoformat(starts[term])), line)
    if len(years) > 1:
        list(years.values())[1].refuse("several-years", "termSourcedIds")
    if years:
        return next(iter(years))
    newest = max((starts[key] for key, _line in _active(sessions)), default="")
    if not newest:
        raise RosterRefused("no-year")
    return school_year_of(date.fromisoformat(newest))


def _school(classes: dict[str, Line], orgs: dict[str, Line]) -> tuple[str, str]:
    """The key and the name of the school whose classes these are: its BRIN when it says one."""
    first = None
    for _key, line in _active(classes):
        key = line.needed("schoolSourcedId")
        if first is None:
            meant(line, "schoolSourcedId", key, orgs, "orgs.csv")
            first = key
        if key != first:
            line.refuse("several-schools", "schoolSourcedId")
    if first is None:
        return "", ""
    school = orgs[first]
    is_brin = re.fullmatch(r"\d\d[A-Z]{2}(\d\d)?", school["identifier"])
    return school["identifier"][:4] if is_brin else f"oneroster:{first}", school.name("name")


def _enrolments(
    export: Files, classes: dict[str, Line], users: dict[str, _User], notices: list[Notice]
) -> tuple[dict[str, list[str]], dict[str, list[_Enrolment]]]:
    """By user what they teach, and what they are in."""
    lines = {key: user.line for key, user in users.items()}
    taught: dict[str, list[str]] = {}
    joined: dict[str, list[_Enrolment]] = {}
    needed = ("classSourcedId", "userSourcedId", "role")
    for line in export.lines("enrollments", needed, ("beginDate", "endDate")):
        begins, ends, role = line.day("beginDate"), line.day("endDate"), line["role"].lower()
        in_class, who = line.needed("classSourcedId"), line.needed("userSourcedId")
        there = meant(line, "classSourcedId", in_class, classes, "classes.csv")
        person = meant(line, "userSourcedId", who, lines, "users.csv")
        if line.is_gone or there is None or person is None or role not in ("student", "teacher"):
            continue
        if not users[who].is_a(*(("student",) if role == "student" else STAFF)):
            reason = "not-a-pupil" if role == "student" else "not-staff"
            notices.append(Notice(reason, line.place("role"), _name(person)))
        elif role == "teacher":
            taught.setdefault(who, []).append(in_class)
        else:
            is_homeroom = there["classType"].lower() == "homeroom"
            joined.setdefault(who, []).append(_Enrolment(in_class, is_homeroom, begins, ends or NO_END))
    return taught, joined


def _birthdays(export: Files) -> dict[str, str]:
    if not export.has("demographics"):
        return {}
    lines = export.lines("demographics", ("sourcedId",), ("birthDate",))
    return {line["sourcedId"]: line.day("birthDate") for line in lines if not line.is_gone}


def _pupil(key: str, line: Line, born_on: str, joined: list[_Enrolment]) -> RosterPupil:
    """The own class is the homeroom that lasts longest; of several classes without one, the first."""
    joined = sorted(joined, key=lambda each: each.begins, reverse=True)
    joined.sort(key=lambda each: each.ends, reverse=True)
    joined.sort(key=lambda each: not each.is_homeroom)
    own = joined[0] if joined else None
    groups = [each.class_key for each in joined if own and not (each.is_homeroom and each.ends < own.ends)]
    return RosterPupil(
        key=key, **_names(line), born_on=born_on, class_key=own.class_key if own else None,
        group_keys=tuple(dict.fromkeys(group for group in groups if own and group != own.class_key)),
    )  # fmt: skip


def _teacher(key: str, user: _User, class_keys: tuple[str, ...]) -> RosterTeacher:
    role = next(role for role in STAFF if role in user.roles)
    return RosterTeacher(
        key=key, **_names(user.line), email=address(user.line["email"]), role=role.upper(),
        class_keys=tuple(dict.fromkeys(class_keys)),
    )  # fmt: skip


def _guardians(users: dict[str, _User], notices: list[Notice]) -> list[RosterGuardian]:
    """Guardians with their children; a tie stands with the pupil, with the guardian, or with both."""
    lines = {key: user.line for key, user in users.items()}
    children: dict[str, dict[str, None]] = {}
    for key, user in users.items():
        for agent in user.line.many("agentSourcedIds") if not user.line.is_gone else []:
            if not meant(user.line, "agentSourcedIds", agent, lines, "users.csv"):
                continue
            for child, guardian in ((key, agent), (agent, key)):
                if users[child].is_a("student") and users[guardian].is_a(*GUARDIANS):
                    children.setdefault(guardian, {})[child] = None
    found = []
    for key, user in users.items():
        if user.is_a(*GUARDIANS):
            relation = next(role for role in GUARDIANS if role in user.roles)
            ties = tuple(RosterTie(child, relation) for child in children.get(key, ()))
            found.append(_guardian(key, user.line, ties, notices))
    return found


def _guardian(key: str, line: Line, ties: tuple[RosterTie, ...], notices: list[Notice]) -> RosterGuardian:
    if not ties:
        notices.append(Notice("no-child", line.place("agentSourcedIds"), _name(line)))
    phone = _told(line, "sms", phone_number, "no-phone", notices) or _told(
        line, "phone", phone_number, "no-phone", notices
    )
    email = _told(line, "email", address, "no-address", notices)
    names = _names(line)
    return RosterGuardian(
        key, names["first_name"], names["infix"], names["last_name"], email=email, phone=phone, ties=ties
    )


def _told(line: Line, column: str, read_as: Callable[[str], str], reason: str, notices: list[Notice]) -> str:
    found = read_as(line[column]) if line[column] else ""
    if line[column] and not found:
        notices.append(Notice(reason, line.place(column), _name(line)))
    return found


def _names(line: Line) -> dict[str, str]:
    """The name that somebody is called by."""
    middle = line.name("middleName")
    return {
        "first_name": line.name("preferredGivenName") or line.name("givenName") or "?",
        "infix": middle.lower() if INFIX.fullmatch(middle) else "",
        "last_name": line.name("preferredFamilyName") or line.needed("familyName"),
    }


def _name(line: Line) -> str:
    return " ".join(part for part in (line["givenName"], line["familyName"]) if part)
