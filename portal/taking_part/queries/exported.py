"""For a copy: what the household signed up for, what this parent wrote with a name, and the working group."""

from sqlalchemy import select

from portal.db import db
from portal.school.models import Person
from portal.taking_part.models import Contribution, SignUp
from portal.taking_part.queries.members import member_of
from portal.taking_part.queries.names import KINDS


def exported_of(person: Person) -> list[dict]:
    """What was written without a name is nobody's, and in no copy."""
    rows = [_sign_up(each) for each in _sign_ups(person)]
    wrote = select(Contribution).where(Contribution.person_id == person.id).order_by(Contribution.id)
    rows += [
        {
            "invited_to": str(KINDS[each.occasion.kind]), "written_at": each.given_on, "language": each.language,
            "said_to_school": each.words,
        }
        for each in db.session.scalars(wrote)
    ]  # fmt: skip
    if (member := member_of(person)) is not None:
        rows.append({"in_working_group_since": member.joined_at, "shows_name": member.shows_name})
    return rows


def _sign_ups(person: Person) -> list[SignUp]:
    if person.guardian is None:
        return []
    query = select(SignUp).where(SignUp.household_id == person.guardian.household_id).order_by(SignUp.id)
    return list(db.session.scalars(query))


def _sign_up(each: SignUp) -> dict:
    return {
        "invited_to": str(KINDS[each.occasion.kind]), "starts_at": each.occasion.starts_at, "adults": each.people,
        "childcare": each.children, "ages": each.ages, "interpreter_language": each.interpreter,
        "remark": each.remark, "written_at": each.at, "waiting_since": each.waits_since,
        "cancelled_at": each.cancelled_at,
    }  # fmt: skip
