"""OneRoster exports of a school that does not exist, in the many ways in which systems write them."""

import csv
import io
from collections.abc import Iterable

MARK = "GEHEIM"
# What the format also carries and the portal must never keep.
SECRETS = {
    "users": ("username", "password", "userIds", "identifier", "userMasterIdentifier", "pronouns", "ext_bsn"),
    "demographics": ("sex", "asian", "white", "countryOfBirthCode", "cityOfBirth", "metadata.ethnicity"),
    "classes": ("location", "subjects", "metadata.note"),
    "orgs": ("metadata.bsn",),
}

Rows = list[dict[str, str]]


def user(key: str, name: str, role: str, **more: str) -> dict[str, str]:
    given, _space, family = name.partition(" ")
    return {"sourcedId": key, "givenName": given, "familyName": family, "role": role} | more


def enrolment(key: str, school_class: str, who: str, role: str = "student", **more: str) -> dict[str, str]:
    return {"sourcedId": key, "classSourcedId": school_class, "userSourcedId": who, "role": role} | more


def small() -> dict[str, Rows]:
    """A school of two classes: two siblings with a mother, a boy with two guardians, two teachers."""
    return {
        "orgs": [{"sourcedId": "s1", "name": "De Boomgaard", "type": "school", "identifier": "00AB"}],
        "academicSessions": [
            {"sourcedId": "y", "type": "schoolYear", "startDate": "2026-08-17", "endDate": "2027-07-09"}
        ],
        "classes": [
            {"sourcedId": "c3", "title": "3A", "grades": "03", "classType": "homeroom", "schoolSourcedId": "s1",
             "termSourcedIds": "y"},
            {"sourcedId": "c6", "title": "6B", "grades": "06,07", "classType": "homeroom", "schoolSourcedId": "s1",
             "termSourcedIds": "y"},
            {"sourcedId": "cx", "title": "Plus", "classType": "scheduled", "schoolSourcedId": "s1"},
        ],
        "users": [
            user("p1", "Ada Appel", "student", agentSourcedIds="g1"), user("p2", "Bo Appel", "student"),
            user("p3", "Cas Den", "student", agentSourcedIds="g2,g3", middleName="van der"),
            user("g1", "Mila Appel", "parent", email="Mila@Home.example", sms="06 12345678", agentSourcedIds="p1,p2"),
            user("g2", "Nel Den", "guardian", phone="06-87654321"), user("g3", "Otje Tak", "relative"),
            user("t1", "Eef Els", "teacher", email="eef@school.example"), user("t2", "Fie Framboos", "administrator"),
        ],
        "enrollments": [
            enrolment("e1", "c3", "p1"), enrolment("e2", "c6", "p2"), enrolment("e3", "c3", "p3"),
            enrolment("e4", "cx", "p1"), enrolment("e5", "c3", "t1", "teacher"), enrolment("e6", "cx", "t2", "teacher"),
        ],
        "demographics": [{"sourcedId": "p1", "birthDate": "2018-06-21"}],
    }  # fmt: skip


def files(
    parts: dict[str, Rows], version: str = "1.1", *, kind: str = "bulk", encoding: str = "utf-8", newline: str = "\r\n",
    quotes: bool = False, backwards: bool = False, secrets: bool = False, manifest: bool = True,
    empty: Iterable[str] = (),
) -> dict[str, bytes]:  # fmt: skip
    """The files of an export by name, written in one way or another."""
    parts = {name: [dict(row) for row in rows] for name, rows in parts.items()}
    if version == "1.2":
        parts["roles"] = [
            {"sourcedId": f"r{number}", "userSourcedId": row["sourcedId"], "role": role, "roleType": "primary"}
            for number, row in enumerate(parts["users"]) for role in row.pop("role").split("+")
        ]  # fmt: skip
    if manifest:
        listed = {f"file.{name}": kind for name in parts}
        said = {"manifest.version": "1.0", "oneroster.version": version, "file.results": "absent"} | listed
        parts["manifest"] = [{"propertyName": name, "value": value} for name, value in said.items()]
    written = {}
    for name, rows in parts.items():
        headings = list(
            dict.fromkeys(["sourcedId", "status", "dateLastModified", *(key for row in rows for key in row)])
        )
        if name == "manifest":
            headings = ["propertyName", "value"]
        if secrets:
            headings += [heading for heading in SECRETS.get(name, ()) if heading not in headings]
        if backwards:
            headings.reverse()
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator=newline, quoting=csv.QUOTE_ALL if quotes else csv.QUOTE_MINIMAL)
        writer.writerow(headings)
        hidden = dict.fromkeys(SECRETS.get(name, ()), MARK) if secrets else {}
        writer.writerows([{**hidden, **row}.get(heading, "") for heading in headings] for row in rows)
        written[f"{name}.csv"] = file.getvalue().encode(encoding)
    return written | dict.fromkeys((f"{name}.csv" for name in empty), b"")
