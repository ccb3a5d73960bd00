"""Everything about a household and its children, part by part; each feature says what it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import outbox
from portal.accounts import queries as accounts
from portal.conversations import queries as conversations
from portal.db import db
from portal.home_context import queries as home_context
from portal.i18n import later as _
from portal.invitations import queries as invitations
from portal.news import queries as news
from portal.norms import queries as norms
from portal.privacy.models import DataExport, Erasure
from portal.privacy.queries import log
from portal.school import queries as school
from portal.school.models import Person, Pupil

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """What one feature holds: asked for each child in one household, or for the guardian; and in which tables."""

    key: str
    title: str
    tables: tuple[str, ...]
    of_child: Callable[[int, int], Rows] | None = None
    of_guardian: Callable[[Person], Rows] | None = None


@dataclass(frozen=True)
class Step:
    """One part about one child, or (with no child) about the guardian."""

    part: Part
    pupil_id: int | None


def deeds_about_child(pupil: Pupil, guardian: Person) -> Rows:
    """The log of a child as the family sees it, oldest first."""
    return _deeds(lambda before: log.about_child(pupil, guardian, before=before))


def deeds_about_us(guardian: Person) -> Rows:
    """The log of the guardian and the household, oldest first."""
    return _deeds(lambda before: log.about_us(guardian, before=before))


def _deeds(page_before: Callable[[int | None], log.Page]) -> Rows:
    found, before, has_older = [], None, True
    while has_older:
        page = page_before(before)
        found += [line.deed for line in page.lines]
        before, has_older = found[-1].id if found else None, page.has_older
    names = [deed.person.full_name if deed.person else "" for deed in found]
    rows = [
        {"at": deed.at, "who": name, "did": str(deed.sentence) % {"who": name or "–"}}
        for deed, name in zip(found, names, strict=True)
    ]
    return rows[::-1]


def records_of(guardian: Person) -> Rows:
    """The copies and the erasures that were asked for."""
    copies = select(DataExport).where(DataExport.for_id == guardian.id).options(joinedload(DataExport.asked_by))
    plans = select(Erasure).where(Erasure.person_id == guardian.id).options(joinedload(Erasure.asked_by))
    asked = [*db.session.scalars(copies).unique(), *db.session.scalars(plans).unique()]
    return [
        {
            "asked_at": each.asked_at, "asked_by": each.asked_by.full_name, "reason": each.reason,
            "due_at": getattr(each, "due_at", None), "taken_back_at": getattr(each, "taken_back_at", None),
        }
        for each in sorted(asked, key=lambda each: each.asked_at)
    ]  # fmt: skip


SIGNING_IN = (
    "user_session", "known_device", "sign_in_link", "secret", "passkey", "code_app", "recovery_code",
)  # fmt: skip

PARTS: tuple[Part, ...] = (
    Part(
        "child",
        _("The child at school"),
        ("pupil", "enrolment", "past_enrolment", "guardianship"),
        of_child=school.exported,
    ),
    Part("home", _("What you shared about home"), ("home_item",), of_child=home_context.exported),
    Part(
        "conversations",
        _("Conversations"),
        (
            "booking",
            "talk_card",
            "agreement",
            "agreement_answer",
            "attending",
            "child_in_round",
            "waiting_place",
            "slot_offer",
            "wish_set",
            "proposal",
        ),
        of_child=conversations.exported,
    ),
    Part("you", _("You and your household"), ("person", "guardian", "household"), of_guardian=school.exported_of),
    Part("signing_in", _("Signing in"), SIGNING_IN, of_guardian=accounts.exported_of),
    Part("letters", _("Letters to come in with"), ("invitation",), of_guardian=invitations.exported_of),
    Part("news", _("News that you opened"), ("opened",), of_guardian=news.exported_of),
    Part("norm", _("The norm that you read"), ("norm_reading",), of_guardian=norms.exported_of),
    Part(
        "messages",
        _("Messages to you"),
        ("message", "message_choice", "push_device", "undelivered"),
        of_guardian=outbox.exported_of,
    ),
    Part("asked", _("What was asked about your data"), ("data_export", "erasure"), of_guardian=records_of),
)
# Asked for by name, since they need the person who looks.
LOG = Part("log", _("Who saw or changed what"), ("audit",))

# Tables that point at a person, a pupil, a household or a guardian and are in no copy, each with the reason.
LEFT_OUT: dict[str, str] = {
    "booking_change": "a message about a booking that is on its way; the booking is listed",
    "reminder": "that a reminder was sent; the message itself is listed",
    "incident": "the safety register; it holds other people, the school leader gives a copy in which they are left out",
    "incident_addition": "as the incident",
    "help_call": "about staff who came to help",
    "called_responder": "about staff who came to help",
    "call_event": "about staff who came to help",
    "chain_responder": "about staff who come to help",
    "help_group_member": "about staff who come to help",
    "duty_shift": "the work of a member of staff",
    "duty_exception": "the work of a member of staff",
    "substitute": "the work of a member of staff",
    "post": "written for a whole class; the letters that somebody opened are listed",
    "norm_version": "names who wrote and published it; it is there for everybody to read",
    "round": "names the teacher who opened it; conversations are listed with the household's own bookings",
    "staff_role": "the work of a member of staff",
    "teaching": "the work of a member of staff",
    "pairing_code": "names the member of the office who made it, for ten minutes",
    "task": "the making of this copy itself",
    "half_way": "half an hour between two steps of signing in",
    "passkey_challenge": "a question to a passkey, for five minutes",
    "passkey_offer": "that a passkey was offered once",
    "password_link": "opens a door; that it was asked for stands in the log",
    "address_proof": "opens a door, for a quarter of an hour",
    "recovery": "staff who lost their ways in; it stands in the log",
    "recovery_approval": "staff who let a colleague in again; it stands in the log",
    "leaver": "the school's plan for a year to come",
    "left_question": "a question of the school to itself about a list",
    "roster_import": "a list of a whole school, kept sealed for a short while",
    "hold": "why data has to stay can concern others; who holds it is asked at the school",
}


def steps_for(pupil_ids: list[int]) -> list[Step]:
    """What is asked one after the other for a copy: each part about each child, then about the guardian."""
    about_children = [part for part in PARTS if part.of_child] + [LOG]
    about_guardian = [part for part in PARTS if part.of_guardian] + [LOG]
    return [
        *(Step(part, pupil_id) for pupil_id in pupil_ids for part in about_children),
        *(Step(part, None) for part in about_guardian),
    ]


def rows_of(step: Step, guardian: Person) -> Rows:
    """What one step finds for this guardian's household."""
    assert guardian.guardian is not None
    if step.pupil_id is None:
        return step.part.of_guardian(guardian) if step.part.of_guardian else deeds_about_us(guardian)
    if step.part.of_child:
        return step.part.of_child(step.pupil_id, guardian.guardian.household_id)
    return deeds_about_child(db.session.get_one(Pupil, step.pupil_id), guardian)


def children_for(guardian: Person, only: Pupil | None = None) -> list[Pupil]:
    """Whose data a copy for this guardian holds: the children they have access to, here or left, or one of them."""
    return [child for child in school.children_ever_of(guardian) if only is None or child == only]


def tables_in_copies() -> Iterator[str]:
    """The tables of which something is in a copy."""
    for part in (*PARTS, LOG):
        yield from part.tables
