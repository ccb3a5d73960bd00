"""Everything about a household and its children, part by part; each feature says what it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import outbox
from portal.accounts import queries as accounts
from portal.agenda import queries as agenda
from portal.class_group import queries as class_group
from portal.contact import queries as contact
from portal.conversations import queries as conversations
from portal.db import db
from portal.home_context import queries as home_context
from portal.i18n import later as _
from portal.invitations import queries as invitations
from portal.news import queries as news
from portal.norms import queries as norms
from portal.photos import queries as photos
from portal.privacy.models import DataExport, Erasure
from portal.privacy.queries import log
from portal.school import queries as school
from portal.school.models import Person, Pupil
from portal.taking_part import queries as taking_part

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

TALKS = (
    "booking", "talk_card", "agreement", "agreement_answer", "attending", "child_in_round", "waiting_place",
    "slot_offer", "wish_set", "proposal",
)  # fmt: skip
TOOK_PART = ("sign_up", "contribution", "working_group_member")
HOME = ("home_item", "home_version", "home_draft", "home_voice")
IN_TOUCH = ("contact_moment", "contact_correction", "outreach_step")

PARTS: tuple[Part, ...] = (
    Part(
        "child",
        _("The child at school"),
        ("pupil", "enrolment", "past_enrolment", "guardianship"),
        of_child=school.exported,
    ),
    Part("home", _("What you shared about home"), HOME, of_child=home_context.exported),
    Part("conversations", _("Conversations"), TALKS, of_child=conversations.exported),
    Part("contact", _("Contact between you and school"), IN_TOUCH, of_child=contact.exported),
    Part("groups", _("Groups of parents"), ("group_member",), of_guardian=class_group.exported_of),
    Part("photos", _("What you allow with photos"), ("photo_answer",), of_child=photos.exported),
    Part("pictures", _("Pictures on which the child is"), ("picture_child",), of_child=news.pictures_exported),
    Part("questions", _("Questions about the news"), ("question", "question_words"), of_child=news.questions_exported),
    Part("you", _("You and your household"), ("person", "guardian", "household"), of_guardian=school.exported_of),
    Part("signing_in", _("Signing in"), SIGNING_IN, of_guardian=accounts.exported_of),
    Part("letters", _("Letters to come in with"), ("invitation",), of_guardian=invitations.exported_of),
    Part("news", _("News that you opened"), ("opened", "not_understood"), of_guardian=news.exported_of),
    Part("calendar", _("The address for your calendar"), ("calendar_feed",), of_guardian=agenda.exported_of),
    Part("taking_part", _("What you took part in"), TOOK_PART, of_guardian=taking_part.exported_of),
    Part("norm", _("The norm that you read"), ("norm_reading",), of_guardian=norms.exported_of),
    Part(
        "messages",
        _("Messages to you"),
        ("message", "message_choice", "message_times", "push_device", "undelivered"),
        of_guardian=outbox.exported_of,
    ),
    Part("asked", _("What was asked about your data"), ("data_export", "erasure"), of_guardian=records_of),
)
# Asked for by name, since they need the person who looks.
LOG = Part("log", _("Who saw or changed what"), ("audit",))


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
